"""Anybody reads the public facts as data; nothing else leaves by that door."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command

from danchu.disclosure.models import State
from danchu.duties.models import Basis
from danchu.front.tests import factories as make
from danchu.places.models import Kind, Title, Unit

pytestmark = pytest.mark.django_db

NOW = "2026-12-02"


def get(client, address: str, status: int = 200):
    answer = client.get(f"/api/v1/{address}")
    assert answer.status_code == status, answer.content
    return answer.json()


def walk(client, address: str) -> list[dict]:
    """Every row of a list, page by page."""
    rows, cursor = [], None
    while True:
        page = get(client, address + (f"&cursor={cursor}" if cursor else ""))
        rows += page["items"]
        cursor = page["next"]
        if cursor is None:
            return rows


# ── units ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("on", "units", "parent"),
    [(NOW, 92, "19"), ("2025-06-30", 280, "171"), ("2025-06-01", 280, "171")],
)
def test_units_of_a_day_with_their_parents_of_that_day(client, on, units, parent):
    call_command("load_units", verbosity=0)

    rows = walk(client, f"units?kind=commune&on={on}&limit=100")

    assert len({row["code"] for row in rows}) == len(rows) == units
    assert next(row["parent"] for row in rows if row["code"] == "05818") == parent


def test_a_unit_says_what_it_is(client):
    make.commune()

    assert get(client, f"units?kind=commune&on={NOW}") == {
        "items": [
            {
                "code": "05818",
                "kind": "commune",
                "title": "xã",
                "name": "La Bằng",
                "full_name": "Xã La Bằng",
                "slug": "xa-la-bang",
                "valid_from": "2025-07-01",
                "valid_to": None,
                "parent": "19",
                "address": "/xa/xa-la-bang/",
                "demo": False,
            }
        ],
        "next": None,
    }


def test_communities_without_a_code_are_listed_too(client):
    unit = make.commune()
    for name in ("Đồng Tâm", "Suối Chè", "Khuôn Lầy"):
        Unit.objects.create(
            kind=Kind.COMMUNITY, title=Title.XOM, name=name, slug=name.lower()[:4], commune=unit
        )

    rows = walk(client, "units?kind=community&limit=1")

    assert sorted(row["name"] for row in rows) == ["Khuôn Lầy", "Suối Chè", "Đồng Tâm"]
    assert {row["code"] for row in rows} == {""}


# ── items ─────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def papers():
    unit = make.commune()
    make.published(unit, "1/QĐ", "Danh sách hộ nghèo")
    make.published(unit, "2/QĐ", "Mức thu quỹ", on=date(2026, 11, 25), group=2)
    make.item(unit, "3/QĐ", state=State.WITHDRAWN, title="Phí chợ", published_on=date(2026, 11, 20))
    make.item(unit, "4/QĐ", state=State.REMOVED, title="Bí mật", published_on=date(2026, 11, 20))
    make.item(unit, "5/QĐ", title="Nháp chưa ai được xem")
    make.item(unit, "6/QĐ", state=State.SUBMITTED, due_on=date(2026, 12, 2))
    make.item(unit, "7/QĐ", state=State.NOT_PUBLIC)
    return unit


def test_each_state_shows_only_what_is_public(client, papers):
    rows = get(client, f"items?unit=05818&on={NOW}")["items"]

    told = [
        (row["number"], row["status"], row["title"], row["signer"], row["late"]) for row in rows
    ]
    assert told == [
        ("6/QĐ", "waiting", None, None, False),
        ("5/QĐ", "waiting", None, None, True),
        ("4/QĐ", "removed", None, None, False),
        ("3/QĐ", "withdrawn", "Phí chợ", "Nông Văn Bình", False),
        ("2/QĐ", "published", "Mức thu quỹ", "Nông Văn Bình", True),
        ("1/QĐ", "published", "Danh sách hộ nghèo", "Nông Văn Bình", False),
    ]


def test_no_text_draft_or_secret_leaves_by_this_door(client, papers):
    said = client.get("/api/v1/items").content.decode()

    for hidden in ("Nháp", "Bí mật", "nội dung không ra ngoài", "in nhầm", "7/QĐ", "lan"):
        assert hidden not in said


def test_an_item_names_its_articles_and_its_page(client, papers):
    rows = {row["number"]: row for row in get(client, f"items?on={NOW}")["items"]}

    assert [cite["cite"] for cite in rows["1/QĐ"]["cites"]] == [
        "Luật 10/2022/QH15, Điều 11 khoản 7",
        "Luật 10/2022/QH15, Điều 12 khoản 3",
    ]
    assert rows["1/QĐ"]["address"] == f"/cong-khai/{rows['1/QĐ']['id']}/"
    assert rows["5/QĐ"]["address"] is None


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("status=published", ["2/QĐ", "1/QĐ"]),
        ("status=withdrawn", ["3/QĐ"]),
        ("status=removed", ["4/QĐ"]),
        ("status=waiting", ["6/QĐ", "5/QĐ"]),
        ("status=late", ["5/QĐ", "2/QĐ"]),
        ("late=true", ["5/QĐ", "2/QĐ"]),
        ("late=true&status=waiting", ["5/QĐ"]),
        ("late=false&status=published", ["1/QĐ"]),
        ("year=2026", ["4/QĐ", "3/QĐ", "2/QĐ", "1/QĐ"]),
        ("year=2025", []),
        ("since=2026-11-21", ["4/QĐ", "3/QĐ", "2/QĐ"]),
        ("since=2026-12-01", []),
        ("status=late&on=2026-12-03", ["6/QĐ", "5/QĐ", "2/QĐ"]),
        ("group=2", ["2/QĐ"]),
        ("group=2&status=waiting", []),
        ("unit=xa-la-bang&group=2", ["2/QĐ"]),
        ("unit=19&group=2", ["2/QĐ"]),
    ],
)
def test_items_are_chosen_by_unit_group_and_status(client, papers, query, numbers):
    address = f"items?{query}" + ("" if "on=" in query else f"&on={NOW}")

    assert [row["number"] for row in get(client, address)["items"]] == numbers


def test_items_of_another_commune_are_not_mixed_in(client, papers):
    make.published(make.commune("Nghinh Tường", "xa-nghinh-tuong", "05722"), "9/QĐ", "Khác xã")

    assert [row["number"] for row in get(client, "items?unit=05722")["items"]] == ["9/QĐ"]
    assert "9/QĐ" not in [row["number"] for row in get(client, "items?unit=05818")["items"]]


def test_the_title_is_the_newest_public_one(client):
    unit = make.commune()
    paper = make.published(unit, "1/QĐ", "Danh sách hộ ngèo")
    make.version(paper, 2, "Danh sách hộ nghèo", public_on=date(2026, 11, 21))
    make.version(paper, 3, "Bản sửa chưa duyệt", public_on=None)

    assert [row["title"] for row in get(client, "items")["items"]] == ["Danh sách hộ nghèo"]


def test_rows_added_meanwhile_move_nothing(client):
    unit = make.commune()
    for number in range(1, 6):
        make.item(unit, f"{number}/QĐ")
    first = get(client, "items?limit=2")

    make.item(unit, "6/QĐ")
    second = get(client, f"items?limit=2&cursor={first['next']}")
    third = get(client, f"items?limit=2&cursor={second['next']}")

    pages = [[row["number"] for row in page["items"]] for page in (first, second, third)]
    assert pages == [["5/QĐ", "4/QĐ"], ["3/QĐ", "2/QĐ"], ["1/QĐ"]]
    assert third["next"] is None


def test_a_list_that_ends_with_the_page_has_no_next(client):
    unit = make.commune()
    for number in (1, 2):
        make.item(unit, f"{number}/QĐ")

    assert get(client, "items?limit=2")["next"] is None


@pytest.mark.parametrize("address", ["items", "items?unit=05818", "units", "units?kind=commune"])
def test_one_row_and_three_rows_take_the_same_queries(
    client, django_assert_num_queries, django_assert_max_num_queries, address
):
    unit = make.commune()
    make.published(unit, "1/QĐ", "Một")
    with django_assert_max_num_queries(3) as one:
        client.get(f"/api/v1/{address}")
    for number in (2, 3):
        make.published(unit, f"{number}/QĐ", "Thêm")
        make.commune(f"Số {number}", f"xa-so-{number}", f"0000{number}")
    with django_assert_num_queries(len(one.captured_queries)):
        client.get(f"/api/v1/{address}")


# ── duties ────────────────────────────────────────────────────────────────────────────────────


def test_the_summary_never_adds_the_law_to_other_days(client):
    unit, other = make.commune(), make.commune("Nghinh Tường", "xa-nghinh-tuong", "05722")
    due = date(2026, 12, 1)
    make.duty(unit, "1", due_on=due, done_on=due)
    make.duty(unit, "2", due_on=due, done_on=due + timedelta(days=1))
    make.duty(unit, "3", due_on=due)
    make.duty(unit, "4", due_on=date(2026, 12, 2))
    make.duty(unit, "5", due_on=due, done_on=due, basis=Basis.PARAMETER)
    make.duty(unit, "6", due_on=due, basis=Basis.FALLBACK)
    make.duty(other, "7", due_on=due)

    assert get(client, f"duties/summary?unit=05818&on={NOW}") == {
        "unit": "05818",
        "on": NOW,
        "basis": "law",
        "due": 1,
        "on_time": 1,
        "late": 1,
        "overdue_open": 1,
        "whole": 3,
        "parameter": {"due": 0, "on_time": 1, "late": 0, "overdue_open": 0, "whole": 1},
        "fallback": {"due": 0, "on_time": 0, "late": 0, "overdue_open": 1, "whole": 1},
    }
    for everybody in ("", "&unit=19"):
        assert get(client, f"duties/summary?on={NOW}{everybody}")["whole"] == 4


def test_the_summary_takes_the_same_queries_for_any_number_of_duties(
    client, django_assert_num_queries
):
    unit = make.commune()
    for number in range(4):
        make.duty(unit, str(number), due_on=date(2026, 12, 1))
        with django_assert_num_queries(3):  # one counts the question, one finds the unit
            client.get("/api/v1/duties/summary?unit=05818")


# ── refusals ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("address", "parameter"),
    [
        ("units?limit=0", "limit"),
        ("units?limit=501", "limit"),
        ("items?limit=mười", "limit"),
        ("units?on=02/12/2026", "on"),
        ("units?on=2026-02-30", "on"),
        ("units?on=0", "on"),
        ("units?kind=xa", "kind"),
        ("items?group=15", "group"),
        ("items?status=draft", "status"),
        ("items?cursor=abc", "cursor"),
        ("items?cursor=WyJhIl0", "cursor"),  # ["a"]
        ("items?cursor=WzFlOTld", "cursor"),  # [1e99]
        ("items?cursor=WzkyMjMzNzIwMzY4NTQ3NzU4MDhd", "cursor"),  # [2**63]
        ("units?cursor=WyJcdTAwMDAiLDFd", "cursor"),  # ["\u0000", 1]
        ("units?cursor=WzFd", "cursor"),  # [1], of another list
        ("items?unit=a'b", "unit"),
        ("items?year=1999", "year"),
        ("items?late=vâng", "late"),
        ("items?since=hôm qua", "since"),
        ("items?units=05818", "units"),
        ("units?limit=1&limit=2", "limit"),
        ("duties/summary?group=1", "group"),
    ],
)
def test_a_question_that_cannot_be_read_is_refused_with_what_to_do(client, address, parameter):
    answer = client.get(f"/api/v1/{address}")

    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["parameter"] == parameter
    assert answer.json()["title"] == "Câu hỏi chưa đúng"


@pytest.mark.parametrize("address", ["items?unit=99999", "duties/summary?unit=99999"])
def test_an_unknown_unit_is_not_found_with_where_to_look(client, address):
    problem = get(client, f"{address}&on={NOW}", status=404)

    assert problem["detail"] == (
        "Ngày 02/12/2026 không có đơn vị nào mang mã 99999. "
        "Xem danh sách ở /api/v1/units?on=2026-12-02."
    )


def test_a_code_that_went_out_of_use_says_whose_it_was(client):
    Unit.objects.create(
        kind=Kind.COMMUNE,
        title=Title.XA,
        code="05821",
        name="Khôi Kỳ",
        slug="cu",
        valid_to=date(2025, 6, 30),
    )

    detail = get(client, f"items?unit=05821&on={NOW}", status=404)["detail"]

    assert "Mã này của xã Khôi Kỳ, đến hết 30/06/2025." in detail
    assert get(client, "items?unit=05821&on=2025-06-30") == {"items": [], "next": None}


def test_an_address_that_does_not_exist_is_a_problem_too(client):
    assert "openapi.json" in get(client, "nguoi-dung", status=404)["detail"]


@pytest.mark.parametrize("verb", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written_by_this_door(client, verb):
    assert getattr(client, verb)("/api/v1/items").status_code == 405


# ── headers and description ───────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "address", ["units", "items", "duties/summary", "openapi.json", "units?limit=0"]
)
def test_every_answer_has_a_tag_and_may_be_read_from_any_page(client, address):
    answer = client.get(f"/api/v1/{address}")

    assert answer["ETag"]
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Cache-Control"] == "no-cache"
    assert "Set-Cookie" not in answer


def test_asking_again_with_the_tag_sends_nothing_until_something_changes(client):
    unit = make.commune()
    tag = client.get("/api/v1/items")["ETag"]

    again = client.get("/api/v1/items", headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert again["Access-Control-Allow-Origin"] == "*"

    make.published(unit, "1/QĐ", "Mới")
    assert client.get("/api/v1/items", headers={"If-None-Match": tag}).status_code == 200


def test_the_description_is_openapi_3_1_and_names_every_address(client):
    described = get(client, "openapi.json")

    assert described["openapi"].startswith("3.1")
    assert sorted(described["paths"]) == [
        "/api/v1/duties/summary",
        "/api/v1/items",
        "/api/v1/motions",
        "/api/v1/units",
    ]
    for address, path in described["paths"].items():
        unknown_unit = [] if address == "/api/v1/units" else ["404"]
        refused = sorted([*unknown_unit, "406", "415", "422", "429", "500"])
        assert sorted(path["get"]["responses"]) == ["200", *refused]
        assert all(
            "example" in p or p["name"] in "limit cursor status late"
            for p in path["get"]["parameters"]
        )


def test_what_is_answered_is_what_is_described(client, papers):
    described = get(client, "openapi.json")["components"]["schemas"]

    row = get(client, "items")["items"][0]
    assert set(row) == set(described["ItemOut"]["properties"])
    assert set(get(client, "units")["items"][0]) == set(described["UnitOut"]["properties"])
    assert set(get(client, "duties/summary")) == set(described["SummaryOut"]["properties"])


def test_a_correction_is_news_from_its_day_though_nothing_else_moved(client):
    paper = make.published(make.commune(), "1/QĐ", "Danh sách hộ ngèo", on=date(2026, 11, 18))
    assert get(client, "items?since=2026-11-21")["items"] == []
    make.version(paper, 2, "Danh sách hộ nghèo", public_on=date(2026, 11, 21))

    assert [row["number"] for row in get(client, "items?since=2026-11-21")["items"]] == ["1/QĐ"]
    assert get(client, "items?since=2026-11-22")["items"] == []


def test_the_rest_of_a_list_is_also_a_link(client):
    unit = make.commune()
    for number in range(1, 4):
        make.item(unit, f"{number}/QĐ")

    first = client.get("/api/v1/items?limit=2&unit=05818")
    address = first["Link"].split(";")[0].strip("<>")
    assert address == f"/api/v1/items?limit=2&unit=05818&cursor={first.json()['next']}"
    last = client.get(address)
    assert [row["number"] for row in last.json()["items"]] == ["1/QĐ"]
    assert 'rel="next"' in first["Link"]
    assert 'rel="next"' not in last["Link"]
