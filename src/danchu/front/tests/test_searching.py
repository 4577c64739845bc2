"""Anybody finds what is public, with or without accents, without JavaScript."""

from datetime import date, timedelta

import pytest

from danchu.disclosure.models import Item
from danchu.front import reading
from danchu.front.tests import factories as make
from danchu.kit import search
from danchu.places.models import Kind, Title, Unit

pytestmark = pytest.mark.django_db


def put(key: int, title: str, *, unit: Unit | None = None, on: date = date(2026, 11, 20)) -> None:
    search.put(
        "disclosure",
        "item",
        key,
        title=title,
        address=f"/cong-khai/{key}/",
        on=on,
        about="nhóm 7",
        unit_id=unit.pk if unit else None,
    )


def text(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize("query", ["quỹ đền ơn", "quy den on", "QUY  DEN on", "đền ơ"])
def test_a_paper_is_found_with_or_without_accents(client, query):
    put(1, "Thu, chi quỹ Đền ơn đáp nghĩa")

    page = text(client, f"/tim/?q={query}")

    assert 'href="/cong-khai/1/"' in page
    assert "1 kết quả" in page
    assert '<span class="tag">Công khai</span>' in page


def test_the_words_looked_for_are_marked_and_the_rest_is_only_text(client):
    put(1, "Quỹ <b>Đền ơn</b> & đáp nghĩa")

    page = text(client, "/tim/?q=quy+den")

    assert "<mark>Quỹ</mark> &lt;b&gt;<mark>Đền</mark> ơn&lt;/b&gt; &amp; đáp nghĩa" in page


def test_what_was_typed_comes_back_as_text(client):
    page = text(client, '/tim/?q="><script>alert(1)</script>')

    assert "<script>alert" not in page


def test_newest_comes_first_twenty_a_page(client):
    for number in range(1, 46):
        put(number, f"Danh sách số {number}", on=date(2026, 1, 1) + timedelta(days=number))

    first, last = text(client, "/tim/?q=danh+sach"), text(client, "/tim/?q=danh+sach&trang=3")

    assert first.index("/cong-khai/45/") < first.index("/cong-khai/44/")
    assert first.count('class="ledger__a" href="/cong-khai/') == 20
    assert "1 đến 20 trên 45" in first
    assert 'rel="next" href="?q=danh+sach&amp;trang=2"' in first
    assert last.count('class="ledger__a" href="/cong-khai/') == 5
    assert "41 đến 45 trên 45" in last
    assert 'rel="next"' not in last


@pytest.mark.parametrize("page", ["0", "-1", "99", "x", "", "1e9", "²"])
def test_a_page_that_does_not_exist_is_the_nearest_one(client, page):
    put(1, "Danh sách")

    assert "1 kết quả" in text(client, f"/tim/?q=danh+sach&trang={page}")


def test_within_one_commune_only_its_pages_and_its_communities_are_found(client):
    unit, other = make.commune(), make.commune("Nghinh Tường", "xa-nghinh-tuong", "05722")
    xom = Unit.objects.create(
        kind=Kind.COMMUNITY, title=Title.XOM, name="Đồng Tâm", slug="dong-tam", commune=unit
    )
    put(1, "Danh sách của xã", unit=unit)
    put(2, "Danh sách của xóm", unit=xom)
    put(3, "Danh sách xã khác", unit=other)

    page = text(client, "/tim/?q=danh+sach&don-vi=xa-la-bang")

    assert "Tìm trong xã La Bằng" in page
    assert ["/cong-khai/1/" in page, "/cong-khai/2/" in page, "/cong-khai/3/" in page] == [
        True,
        True,
        False,
    ]
    assert '<option value="xa-la-bang" selected>' in page


def test_an_unknown_commune_is_not_found(client):
    assert client.get("/tim/?q=a&don-vi=xa-khong-co").status_code == 404


def test_a_commune_of_that_name_stands_above(client):
    make.commune()
    put(1, "Thông báo của xã La Bằng")

    page = text(client, "/tim/?q=la+bang")

    assert page.index('href="/xa/xa-la-bang/"') < page.index('href="/cong-khai/1/"')


def test_rules_of_the_law_are_found_by_their_name(client):
    assert 'href="/luat/disclosure.posting/"' in text(client, "/tim/?q=niem+yet")


def test_nothing_found_says_what_to_do(client):
    make.commune()

    page = text(client, "/tim/?q=khong+co+zzq")
    assert "Chưa thấy “khong co zzq”" in page
    assert "Thử ít chữ hơn" in page

    inside = text(client, "/tim/?q=khong+co+zzq&don-vi=xa-la-bang")
    assert 'href="?q=khong+co+zzq">Tìm “khong co zzq” trong cả tỉnh</a>' in inside


@pytest.mark.parametrize("query", ["", "!!!", "*", '"', "'; DROP TABLE", "a" * 5000])
def test_no_query_breaks_the_page(client, query):
    put(1, "Danh sách")

    text(client, f"/tim/?q={query}")


def test_a_page_taken_out_of_the_index_is_not_found_any_more(client):
    put(1, "Danh sách hộ nghèo")
    search.drop("disclosure", "item", 1)

    assert "/cong-khai/1/" not in text(client, "/tim/?q=danh+sach")


def test_one_hit_and_three_hits_take_the_same_queries(
    client, django_assert_num_queries, django_assert_max_num_queries
):
    unit = make.commune()
    put(1, "Danh sách", unit=unit)
    with django_assert_max_num_queries(8) as one:
        client.get("/tim/?q=danh+sach")
    put(2, "Danh sách", unit=unit)
    put(3, "Danh sách", unit=unit)
    with django_assert_num_queries(len(one.captured_queries)):
        client.get("/tim/?q=danh+sach")
    assert not Item.objects.exists()


def test_marks_keep_every_letter():
    pieces = reading.marks("Quỹ “Đền ơn”, 12/QĐ-UBND", ["den", "12"])

    assert "".join(piece for piece, _ in pieces) == "Quỹ “Đền ơn”, 12/QĐ-UBND"
    assert [piece for piece, hit in pieces if hit] == ["Đền", "12"]
