"""The province side by side: from cells, by name, sorted only where the province decided it."""

import re
from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection, transaction
from django.test import Client

from danchu.disclosure.actions import counting, hearing
from danchu.disclosure.compliance import marks
from danchu.disclosure.counted import Cell, ChangedMonth, CountedMonth
from danchu.disclosure.figures import compliance
from danchu.disclosure.tests.factories import note, publish
from danchu.kit import jobs, worlds
from danchu.kit.clock import today
from danchu.people.tests.factories import in_office, signed_in
from danchu.places.models import Unit
from danchu.rulebook.models import LocalRule

PAGE = "/cong-khai/thuc-hien/?nam=2026"
DAY = today()
LA_BANG, NGHINH_TUONG = "Xã La Bằng", "Xã Nghinh Tường"


@pytest.fixture
def dung(province):
    """Anh Dũng, who serves the province."""
    return in_office("dung", "province", province)


@pytest.fixture
def two(lan, thang, mai):
    """La Bằng on time, Nghinh Tường with two that are overdue: by name it stands second."""
    publish(note(lan), lan, thang)
    for n in range(2):
        note(mai, number=f"{n}/QĐ")
    counting.count_changed()


def order(browser, query="") -> list[str]:
    html = browser.get(f"{PAGE}{query}").content.decode()
    return re.findall(r'<th scope="row"><a href="/xa/[^"]+">(.*?)</a>', html)[:2]


def in_file(browser, query="") -> list[str]:
    rows = b"".join(browser.get(f"{PAGE}&format=csv{query}")).decode("utf-8-sig").splitlines()[1:]
    return [row.split(",")[1] for row in rows]


def allow(province, by, since=date(2026, 3, 1)) -> LocalRule:
    return LocalRule.objects.create(
        key="disclosure.ranking", unit=province, since=since, value={"allowed": True},
        document="7/QĐ-UBND tỉnh", signer="Chủ tịch tỉnh", set_by=by,
    )  # fmt: skip


@pytest.mark.django_db
def test_nobody_sorts_communes_before_the_province_says_so(two, province, lan, mai, dung):
    by_name, by_number = [LA_BANG, NGHINH_TUONG], [NGHINH_TUONG, LA_BANG]
    stranger, clerk, desk = Client(), signed_in(Client(), mai.person), signed_in(Client(), dung)
    for browser in (stranger, clerk):
        for sort in ("ty-le", "qua-han", "tre", "-ten", "x"):
            assert order(browser, f"&xep={sort}") == by_name
            assert in_file(browser, f"&xep={sort}") == by_name
        assert "xep=" not in browser.get(PAGE).content.decode()

    assert order(desk) == by_name  # the desk sorts, and is told that nobody else does
    assert order(desk, "&xep=ty-le") == order(desk, "&xep=qua-han") == by_number
    assert in_file(desk, "&xep=qua-han") == by_number
    assert "Chỉ người của tỉnh" in desk.get(PAGE).content.decode()

    allow(province, dung.terms.get(), since=DAY + timedelta(days=1))  # from tomorrow on
    assert order(stranger, "&xep=qua-han") == by_name
    LocalRule.objects.update(since=DAY)
    assert order(stranger, "&xep=qua-han") == order(stranger, "&xep=ty-le") == by_number
    assert in_file(stranger, "&xep=qua-han") == by_number
    assert order(stranger) == by_name
    told = stranger.get(PAGE).content.decode()
    assert f"7/QĐ-UBND tỉnh, từ {DAY:%d/%m/%Y}" in told
    assert "7/QĐ-UBND tỉnh" in stranger.get("/luat/disclosure.ranking/").content.decode()
    LocalRule.objects.update(until=DAY - timedelta(days=1), since=date(2026, 3, 1))
    assert order(stranger, "&xep=qua-han") == by_name


@pytest.mark.django_db
def test_a_commune_cannot_allow_what_the_province_has_not(two, lan, binh):
    allow(lan.unit, binh)
    assert order(Client(), "&xep=qua-han") == [LA_BANG, NGHINH_TUONG]


@pytest.mark.django_db
def test_what_was_changed_since_is_told_with_its_minute_until_it_is_counted(two, mai):
    assert "số của lúc" not in Client().get(PAGE).content.decode()
    note(mai, number="9/QĐ")

    html = Client().get(PAGE).content.decode()
    assert html.count("số của lúc") == 1
    assert "1 xã vừa có thay đổi" in html
    assert "count_compliance" in jobs.run_rounds()

    assert "số của lúc" not in Client().get(PAGE).content.decode()
    assert '">3</a>' in Client().get(PAGE).content.decode()
    assert jobs.run_rounds() == []


@pytest.mark.django_db
def test_a_month_never_counted_says_so(lan, mai):
    note(lan)
    assert Client().get(PAGE).content.decode().count("chưa tính xong") == 1


@pytest.mark.django_db
def test_what_is_done_in_a_practice_commune_is_counted_nowhere(lan):
    ChangedMonth.objects.all().delete()
    practice = Unit.objects.create(
        kind="commune", title="xa", name="Tập", folded="xa tap", slug="xa-tap", practice=True
    )
    with worlds.practising(practice.pk):
        marks.mark(practice.pk, DAY)
    marks.mark_every()
    assert not ChangedMonth.objects.exists()


@pytest.mark.django_db
def test_figures_for_other_floors_lead_to_the_list_behind_them(two, lan, mai):
    found = {one.unit_id: one for one in compliance(year=2026, on=DAY)}
    assert (found[lan.unit_id].numerator, found[lan.unit_id].denominator) == (1, 1)
    assert (found[mai.unit_id].numerator, found[mai.unit_id].denominator) == (0, 2)
    listed = Client().get(found[mai.unit_id].records).content.decode()
    assert "<b>2</b> văn bản" in listed


@pytest.mark.django_db
def test_taps_of_people_are_in_no_cell(two, lan):
    item = lan.unit.items.get()
    before = list(Cell.objects.order_by("pk").values())
    for _ in range(9):
        hearing.heard(item, knew=False)
    assert not ChangedMonth.objects.exists()
    marks.mark_every()
    counting.count_changed()
    after = list(Cell.objects.order_by("pk").values())
    assert [row | {"id": 0} for row in after] == [row | {"id": 0} for row in before]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
@pytest.mark.django_db(transaction=True)
def test_two_workers_and_an_act_count_each_paper_once(lan, thang, append_only_off):
    for n in range(6):
        publish(note(lan, number=f"{n}/QĐ"), lan, thang)
    start = Barrier(3)

    def work(do) -> None:
        start.wait()
        try:
            do()
        finally:
            connection.close()

    def act() -> None:
        for n in range(6, 12):
            with transaction.atomic():
                note(lan, number=f"{n}/QĐ")

    def count() -> None:
        for _ in range(8):
            counting.count_changed()

    threads = [Thread(target=work, args=(do,)) for do in (count, count, act)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(60)
    counting.count_changed()
    web = Cell.objects.filter(way="web")
    assert CountedMonth.objects.count() == 1
    assert sum(cell.on_time + cell.waiting for cell in web) == 12
