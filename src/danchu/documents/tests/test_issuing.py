"""A paper is drawn up from records, numbered once, cancelled in the open, its words put away."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date

import pytest
from django.db import IntegrityError, connection, connections, transaction

from civics.errors import Refused
from danchu.documents.actions import About, draw_up, issue, put_away, void
from danchu.documents.models import Book, Document
from danchu.documents.tests.factories import ABOUT, a_paper, drawn, issued
from danchu.kit.models import AuditEntry

ON = date(2026, 11, 26)
NEXT_YEAR = date(2027, 1, 4)


@pytest.mark.django_db
def test_numbers_follow_each_other_in_the_book_of_the_year(lan, commune):
    first, second = issued(lan, ON), issued(lan, ON)
    other_book = issue(drawn(lan, ON, symbol="KH-UBND", name="KẾ HOẠCH"), by=lan, on=ON)
    next_year = issued(lan, NEXT_YEAR)

    numbers = [one.spoken_number for one in (first, second, other_book, next_year)]
    assert numbers == ["1/TB-UBND", "2/TB-UBND", "1/KH-UBND", "1/TB-UBND"]
    assert AuditEntry.objects.filter(act="documents.issue", unit_id=commune.pk).count() == 4


@pytest.mark.django_db
def test_a_number_given_by_hand_is_never_given_again(lan):
    issued(lan, ON, number=2)
    with pytest.raises(Refused, match="đã cấp"):
        issued(lan, ON, number=2)

    assert [issued(lan, ON).number for _ in range(2)] == [1, 3]


@pytest.mark.django_db
def test_issuing_twice_gives_no_second_number(lan):
    document = issued(lan, ON)

    with pytest.raises(Refused, match="đã ban hành, số 1/TB-UBND"):
        issue(document, by=lan, on=ON)
    assert Book.objects.get().last == 1


@pytest.mark.django_db
def test_a_draft_is_written_anew_and_an_issued_paper_is_not(lan):
    draft = drawn(lan, ON)
    assert drawn(lan, ON, place="Nơi khác").pk == draft.pk
    issue(draft, by=lan, on=ON)

    assert drawn(lan, ON).pk != draft.pk
    assert Document.objects.get(pk=draft.pk).paper.place == "Nơi khác"


@pytest.mark.django_db
def test_the_digest_tells_words_number_and_day(lan):
    one, two = issued(lan, ON), issued(lan, ON)

    assert one.digest == Document.objects.get(pk=one.pk).digest_of_words
    assert len({one.digest, two.digest}) == 2


@pytest.mark.django_db
def test_a_cancelled_paper_keeps_its_number_and_says_why(lan):
    document = issued(lan, ON)

    with pytest.raises(Refused, match="vì sao hủy"):
        void(document, why="  ", by=lan, on=ON)
    void(document, why="ghi nhầm ngày", by=lan, on=ON)

    with pytest.raises(Refused):
        void(document, why="lần nữa", by=lan, on=ON)
    assert issued(lan, ON).number == 2


@pytest.mark.django_db
def test_words_of_a_record_leave_every_paper_that_repeats_them(lan):
    listed = About("quarter", "1", open=True, mentions=(("item", 5), ("item", 6)))
    whole = issue(draw_up(lan.unit, a_paper(), listed, by=lan, on=ON), by=lan, on=ON)
    other = issued(lan, ON)

    assert put_away("item", 6, by=lan, on=ON) == 1
    assert put_away("item", 6, by=lan, on=ON) == 0

    whole.refresh_from_db()
    other.refresh_from_db()
    assert (whole.paper, whole.number, whole.about) == (None, 1, "(nội dung đã cất)")
    assert other.paper is not None


@pytest.mark.django_db
def test_the_database_refuses_an_issued_paper_without_a_number(lan):
    draft = drawn(lan, ON)

    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.filter(pk=draft.pk).update(state="issued")


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("append_only_off")
def test_sixteen_at_once_leave_no_gap_and_no_double(lan, tmp_path):
    drafts = [drawn(lan, ON, about=ABOUT._replace(key=str(n))) for n in range(16)]
    on_disk = str(tmp_path / "copy.sqlite3")
    if connection.vendor == "sqlite":  # in memory nobody waits; on disk sixteen really do
        with closing(sqlite3.connect(on_disk)) as copy:
            connection.connection.backup(copy)

    def number(draft):
        if connection.vendor == "sqlite":
            settings = {**connections.settings["default"], "NAME": on_disk}
            connections["default"] = type(connections["default"])(settings, "default")
        try:
            return issue(draft, by=lan, on=ON).number
        finally:
            connections.close_all()

    with ThreadPoolExecutor(16) as pool:
        given = list(pool.map(number, drafts))

    assert sorted(given) == list(range(1, 17))
