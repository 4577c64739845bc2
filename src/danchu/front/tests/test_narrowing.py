"""A search that goes by old names, narrows by group, year and lateness, and helps when it fails."""

from datetime import date

import pytest

from danchu.front.tests import factories as make
from danchu.front.tests.test_searching import text
from danchu.kit import search
from danchu.places.models import Kind, Succession, Title, Unit

pytestmark = pytest.mark.django_db


def put(key: int, title: str, **more) -> None:
    more.setdefault("on", date(2026, 11, 20))
    search.put("disclosure", "item", key, title=title, address=f"/cong-khai/{key}/", **more)


def numbers(page: str) -> list[int]:
    return [n for n in range(1, 30) if f'href="/cong-khai/{n}/"' in page]


@pytest.fixture
def la_bang() -> Unit:
    """Xã La Bằng, into which Xã Hoàng Nông and a part of Xã Tiên An went."""
    unit = make.commune()
    for name, slug in (("Hoàng Nông", "xa-hoang-nong"), ("An", "xa-an")):
        old = Unit.objects.create(
            kind=Kind.COMMUNE,
            title=Title.XA,
            name=name,
            folded=slug.replace("-", " "),
            slug=slug,
            valid_to=date(2025, 6, 30),
        )
        Succession.objects.create(old=old, new=unit, on=date(2025, 7, 1), act="1683/NQ-UBTVQH15")
    return unit


@pytest.mark.parametrize(
    "query", ["quỹ đền ơn Hoàng Nông", "xã Hoàng Nông quỹ đền ơn", "quy hoang nong"]
)
def test_papers_of_a_commune_are_found_by_the_name_of_what_went_into_it(client, la_bang, query):
    put(1, "Thu, chi quỹ Đền ơn đáp nghĩa", unit_id=la_bang.pk)
    put(2, "Thu, chi quỹ Đền ơn đáp nghĩa", unit_id=make.commune("Khác", "xa-khac", "05723").pk)

    page = text(client, f"/tim/?q={query}")

    assert numbers(page) == [1]
    assert "Xã Hoàng Nông nhập vào xã La Bằng từ 01/07/2025." in page


def test_a_name_of_one_syllable_counts_only_with_its_title(client, la_bang):
    put(1, "Quỹ khuyến học", unit_id=la_bang.pk)

    assert numbers(text(client, "/tim/?q=quy+an")) == []
    assert numbers(text(client, "/tim/?q=quy+xa+an")) == [1]


def test_the_name_alone_does_not_pour_out_every_paper_of_the_commune(client, la_bang):
    put(1, "Quỹ khuyến học", unit_id=la_bang.pk)

    assert numbers(text(client, "/tim/?q=hoang+nong")) == []


def test_a_search_is_narrowed_by_group_year_and_lateness(client, la_bang):
    put(1, "Danh sách", topic="7", on=date(2025, 12, 31))
    put(2, "Danh sách", topic="7", late=True)
    put(3, "Danh sách", topic="8")

    assert numbers(text(client, "/tim/?q=danh+sach")) == [1, 2, 3]
    assert numbers(text(client, "/tim/?q=danh+sach&nhom=7")) == [1, 2]
    assert numbers(text(client, "/tim/?q=danh+sach&nhom=7&nam=2025")) == [1]
    assert numbers(text(client, "/tim/?q=danh+sach&tre=1")) == [2]
    page = text(client, "/tim/?q=danh+sach&nhom=7&nam=2025&tre=1")
    assert 'href="?q=danh+sach">Bỏ các điều kiện lọc, chỉ tìm “danh sach”</a>' in page
    assert '<option value="7" selected>' in page
    assert '<option value="2025" selected>' in page
    assert 'name="tre" value="1" checked' in page


@pytest.mark.parametrize("bad", ["nhom=0", "nhom=15", "nhom=x", "nam=1900", "nam=99999", "tre=2"])
def test_a_filter_that_cannot_be_read_narrows_nothing(client, bad):
    put(1, "Danh sách", topic="7")

    assert numbers(text(client, f"/tim/?q=danh+sach&{bad}")) == [1]


def test_the_pages_of_a_narrowed_search_stay_narrowed(client):
    for number in range(1, 25):
        put(number, "Danh sách", topic="7", late=True)

    page = text(client, "/tim/?q=danh+sach&nhom=7&nam=2026&tre=1")

    assert 'href="?q=danh+sach&amp;nhom=7&amp;nam=2026&amp;tre=1&amp;trang=2"' in page


def test_when_nothing_is_found_the_word_in_the_way_is_left_out(client):
    put(1, "Danh sách hộ nghèo")
    put(2, "Danh sách hộ thoát nghèo")

    page = text(client, "/tim/?q=danh+sach+thoat+zzq")

    assert 'Tìm <a href="?q=danh+sach+thoat">“danh sach thoat”</a>: 1 kết quả.' in page


def test_a_name_spelled_almost_right_is_offered(client, la_bang):
    put(1, "Thông báo của xã La Bằng", unit_id=la_bang.pk)

    page = text(client, "/tim/?q=la+bnag")

    assert "“La Bằng”</a>: 1 kết quả." in page


def test_a_paper_tells_the_search_its_group_and_whether_it_was_late(client, la_bang):
    from danchu.disclosure.actions.publishing import index
    from danchu.disclosure.models import State

    fields = {"title": "Quỹ", "state": State.PUBLISHED, "due_on": date(2026, 11, 20)}
    late = make.item(la_bang, "1/QĐ-UBND", published_on=date(2026, 11, 21), **fields)
    in_time = make.item(la_bang, "2/QĐ-UBND", published_on=date(2026, 11, 20), **fields)
    for one in (late, in_time):
        index(one, one.versions.get(), group_name="chính sách")

    found = {entry.title: entry for entry in search.find("2/QĐ-UBND")}
    assert [(entry.topic, entry.late) for entry in found.values()] == [("7", False)]
    assert [entry.key for entry in search.find("quy", search.Narrowed(late=True))] == [str(late.pk)]
    assert len(search.find("20/11/2026")) == 1  # the day it was made public
