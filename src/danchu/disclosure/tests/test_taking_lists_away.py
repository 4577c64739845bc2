"""A public list as a file: the page's rows and no more, whole, safe to open, cheap to ask."""

import csv
import io
from datetime import date
from itertools import islice

import pytest
from django.http import StreamingHttpResponse

from danchu.disclosure import listing
from danchu.disclosure.actions import mending, renoting
from danchu.disclosure.models import Item
from danchu.disclosure.tests.factories import BODY, SIGNED, TITLE, draft, note, publish
from danchu.kit import clock, downloads
from danchu.kit.downloads import walk
from danchu.kit.tables import csvs

pytestmark = pytest.mark.django_db
PAGE = "/xa/xa-la-bang/"


def read(client, address: str, **headers) -> list[dict[str, str]]:
    answer = client.get(address, headers=headers)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    data = b"".join(answer.streaming_content)
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


@pytest.fixture
def papers(lan, thang):
    """One public, one waiting with a draft, one withdrawn, one removed."""
    shown = publish(note(lan, number="1/QĐ"), lan, thang)
    waits = note(lan, number="2/QĐ", group=5)
    draft(waits, lan, title="Nháp chưa ai được xem")
    back = publish(note(lan, number="3/QĐ"), lan, thang, title="Phí đò")
    mending.withdraw(back, why="In nhầm", by=thang, on=date(2026, 3, 6))
    gone = publish(note(lan, number="4/QĐ"), lan, thang, title="Lộ số thẻ")
    mending.remove_urgently(gone, ground="personal_data", by=lan, on=date(2026, 3, 6))
    return {"shown": shown, "waits": waits, "back": back, "gone": gone}


def test_each_row_says_what_a_stranger_may_know_of_it(client, papers):
    rows = {row["Số, ký hiệu"]: row for row in read(client, f"{PAGE}?format=csv")}

    told = {n: (r["Tình trạng"], r["Tên nội dung"], bool(r["Người ký"])) for n, r in rows.items()}
    assert told == {
        "1/QĐ": ("đang công khai", TITLE, True),
        "2/QĐ": ("chưa công khai", "", False),
        "3/QĐ": ("đã thu hồi", "Phí đò", True),
        "4/QĐ": ("đã gỡ khẩn", "", False),
    }
    first = rows["1/QĐ"]
    assert first["Ngày ký"] == SIGNED.isoformat()
    assert (first["Hạn công khai"], first["Hạn của ai"]) == ("2026-03-10", "hạn do luật đặt")
    assert (first["Trễ"], rows["2/QĐ"]["Trễ"]) == ("không", "có")
    assert first["Trang"] == f"http://testserver/cong-khai/{papers['shown'].pk}/"
    assert rows["2/QĐ"]["Trang"] == ""


def test_no_text_and_no_draft_leaves_in_a_file(client, papers):
    said = str(read(client, f"{PAGE}?format=csv"))

    for hidden in (BODY, "Nháp", "Lộ số thẻ", "In nhầm"):
        assert hidden not in said


@pytest.mark.parametrize(
    ("address", "numbers"),
    [
        (PAGE, {"1/QĐ", "2/QĐ", "3/QĐ", "4/QĐ"}),
        (f"{PAGE}nhom-5/", {"2/QĐ"}),
        (f"{PAGE}tre-han/", {"2/QĐ"}),
        ("/cong-khai/tre-han/", {"2/QĐ", "9/QĐ"}),
        ("/xa/xa-nghinh-tuong/", {"9/QĐ"}),
        ("/xa/xa-nghinh-tuong/nhom-5/", set()),
    ],
)
def test_every_list_takes_its_own_rows_along(client, papers, mai, address, numbers):
    note(mai, number="9/QĐ")

    assert {row["Số, ký hiệu"] for row in read(client, f"{address}?format=csv")} == numbers
    page = client.get(address).content.decode()
    assert f'href="{address}?format=csv"' in page
    assert " download>" not in page


@pytest.mark.parametrize(
    "address", [f"{PAGE}nhom-15/", "/xa/xa-khong-co/", f"{PAGE}ke-hoach/1999/", "/xa/x/tre-han/"]
)
def test_a_list_that_does_not_exist_is_no_file(client, commune, address):
    assert client.get(f"{address}?format=csv").status_code == 404


def test_a_commune_that_ended_keeps_its_list_and_its_old_address_leads_on(client, papers, commune):
    commune.valid_to = date(2026, 6, 30)
    commune.save()

    rows = read(client, f"{PAGE}da-cong-khai/?format=csv")
    assert {row["Số, ký hiệu"] for row in rows} == {"1/QĐ", "3/QĐ", "4/QĐ"}
    assert client.get(f"{PAGE}?format=csv").status_code == 302


def test_the_plan_is_a_file_of_fourteen_lines(client, commune):
    rows = read(client, f"{PAGE}ke-hoach/2026/?format=csv")

    assert [row["Nhóm"] for row in rows] == [str(n) for n in range(1, 15)]
    assert all(row["Cách công khai"] and row["Hạn (ngày làm việc)"] for row in rows)


@pytest.mark.parametrize("first", "=+-@＝＋－＠")
def test_no_cell_runs_in_a_spreadsheet(client, lan, thang, first):
    words = f'{first}HYPERLINK("http://x";"1")'
    publish(note(lan, number=f"{first}1", signer=words), lan, thang, title=words)

    (row,) = read(client, f"{PAGE}?format=csv")
    assert row["Tên nội dung"] == row["Người ký"] == f"'{words}"
    assert row["Số, ký hiệu"] == f"'{first}1"


def test_semicolons_for_an_excel_that_wants_them_and_our_own_reader_reads_both(client, papers):
    for asked in ("", "&dau=cham-phay"):
        answer = client.get(f"{PAGE}?format=csv{asked}")
        heads, *rows = csvs.rows(b"".join(answer.streaming_content), "tep.csv")
        assert heads.cells == [column.head for column in listing.COLUMNS]
        assert len(rows) == 4


def test_asking_again_costs_no_row_until_something_happens(client, papers, lan, thang, mai):
    address = f"{PAGE}?format=csv"
    first = client.get(address)
    again = {"If-None-Match": first["ETag"]}
    assert client.get(address, headers=again).status_code == 304
    since = {"If-Modified-Since": first["Last-Modified"]}
    assert client.get(address, headers=since).status_code == 304

    note(mai, number="9/QĐ")  # another commune's act changes nothing here
    assert client.get(address, headers=again).status_code == 304
    mending.withdraw(papers["shown"], why="Sai số", by=thang, on=date(2026, 3, 7))
    changed = client.get(address, headers=again)
    assert changed.status_code == 200
    assert changed["ETag"] != first["ETag"]
    renote = {"number": "7/QĐ", "decided_on": SIGNED, "signer": "Ông Bình", "group": 5}
    renoting.renote(papers["waits"], **renote, why="Gõ nhầm", by=lan, on=date(2026, 3, 7))
    assert client.get(address, headers={"If-None-Match": changed["ETag"]}).status_code == 200


def test_the_same_file_is_another_tomorrow_for_what_became_late(client, papers, monkeypatch):
    first = client.get(f"{PAGE}?format=csv")
    real = clock.today()
    tomorrow = date.fromordinal(real.toordinal() + 1)
    monkeypatch.setattr(downloads.clock, "today", lambda: tomorrow)

    again = client.get(f"{PAGE}?format=csv", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 200


def test_head_reads_no_row_and_names_the_file(client, papers, django_assert_max_num_queries):
    full = client.get(f"{PAGE}?format=csv")
    with django_assert_max_num_queries(3):
        head = client.head(f"{PAGE}?format=csv")

    assert head.content == b""
    for name in ("ETag", "Last-Modified", "Content-Type", "Content-Disposition"):
        assert head[name] == full[name]
    assert full["Content-Disposition"] == 'attachment; filename="xa-la-bang.csv"'
    assert "Set-Cookie" not in full


def test_too_many_files_from_one_address_are_told_when_to_come_again(client, papers, monkeypatch):
    monkeypatch.setattr(downloads, "AT_MOST", 2)
    told = [client.get(f"{PAGE}?format=csv").status_code for _ in range(3)]
    assert told == [200, 200, 429]
    assert client.head(f"{PAGE}?format=csv").status_code == 200
    assert client.get(PAGE).status_code == 200


def test_rows_are_read_while_they_are_sent_and_a_reader_who_goes_ends_it(
    client, lan, django_assert_num_queries
):
    for number in range(7):
        note(lan, number=f"{number}/QĐ")
    with django_assert_num_queries(1):
        rows = walk(Item.objects.all(), 3)
        assert len(list(islice(rows, 2))) == 2
        rows.close()
    with django_assert_num_queries(3):  # 3 + 3 + 1
        assert len(list(walk(Item.objects.all(), 3))) == 7
    answer = client.get(f"{PAGE}?format=csv")
    assert isinstance(answer, StreamingHttpResponse)


def test_a_row_that_comes_meanwhile_moves_no_other(lan):
    first = [note(lan, number=f"{number}/QĐ").pk for number in range(4)]
    rows = walk(Item.objects.all(), 2)
    seen = [next(rows).pk, next(rows).pk]
    note(lan, number="new/QĐ")

    assert seen + [one.pk for one in rows] == first[::-1]


def test_one_row_and_three_rows_take_the_same_queries(client, lan, django_assert_num_queries):
    note(lan, number="1/QĐ")
    with django_assert_num_queries(5) as one:
        read(client, f"{PAGE}?format=csv")
    note(lan, number="2/QĐ")
    note(lan, number="3/QĐ")
    with django_assert_num_queries(len(one.captured_queries)):
        read(client, f"{PAGE}?format=csv")
