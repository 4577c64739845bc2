"""The office notes what was signed, and the clock of Điều 12 khoản 3 runs from the signing day."""

import threading
import unicodedata
from datetime import date

import pytest
from django.db import connection

from civics.errors import Refused
from danchu.disclosure import figures
from danchu.disclosure.actions import noting
from danchu.disclosure.models import Item, State
from danchu.disclosure.tests.factories import DUE, NOTED, SIGNED, acts, duties_of, note
from danchu.duties.models import Basis, Duty, Summary
from danchu.kit.models import AuditEntry
from danchu.people.models import Role
from danchu.people.tests.factories import signed_in

pytestmark = pytest.mark.django_db
NONE = Summary(due=0, on_time=0, late=0, overdue_open=0, whole=0)


def test_noting_opens_exactly_one_duty_by_article_12_clause_3(lan, commune):
    item = note(lan)

    duty = Duty.objects.get()
    assert (duty.rule_key, duty.basis, duty.role) == ("disclosure.publish", Basis.LAW, Role.CLERK)
    assert (duty.unit, duty.kind, duty.key) == (commune, "item", str(item.pk))
    assert (duty.counted_from, duty.due_on) == (SIGNED, DUE)
    assert (duty.done_on, duty.called_off_on) == (None, None)
    assert duty.address == f"/cong-khai/{item.pk}/soan/"
    assert duty.what == "Công khai 12/QĐ-UBND (nhóm 12: Phí, lệ phí xã trực tiếp thu)"
    assert (item.due_on, item.due_rule, item.due_basis) == (DUE, "disclosure.publish", Basis.LAW)
    assert (item.state, item.noted_by, item.noted_on) == (State.NOTED, lan, NOTED)


@pytest.mark.parametrize(
    ("signed", "due"),
    [
        (date(2026, 12, 2), date(2026, 12, 9)),  # Wednesday, over one weekend
        (date(2026, 12, 4), date(2026, 12, 11)),  # Friday: the weekend is not counted
        (date(2026, 12, 5), date(2026, 12, 11)),  # Saturday and
        (date(2026, 12, 6), date(2026, 12, 11)),  # Sunday count from the same Monday
        (date(2026, 2, 13), date(2026, 2, 27)),  # Friday before Tết: 16 to 20/2 are days off
        (date(2026, 2, 11), date(2026, 2, 25)),  # two working days before Tết
        (date(2026, 2, 17), date(2026, 2, 27)),  # signed on the first of Tết
        (date(2026, 4, 29), date(2026, 5, 8)),  # 30/4 and 1/5
        (date(2026, 4, 24), date(2026, 5, 6)),  # Giỗ Tổ on a Sunday, made up for on 27/4
        (date(2026, 8, 28), date(2026, 9, 9)),  # 31/8 swapped, 1 and 2/9 off
        (date(2026, 8, 21), date(2026, 8, 27)),  # Saturday 22/8 is worked
        (date(2025, 12, 31), date(2026, 1, 9)),  # 1/1 off, 2/1 swapped
        (date(2026, 1, 6), date(2026, 1, 12)),  # Saturday 10/1 is worked
    ],
)
def test_five_working_days_after_the_signing_day(lan, signed, due):
    item = note(lan, decided_on=signed, on=date(2026, 12, 7))

    assert item.due_on == due
    assert Duty.objects.get().due_on == due


def test_noting_late_does_not_give_more_days(lan):
    assert note(lan, on=date(2026, 6, 1)).due_on == DUE


def test_a_paper_of_today_may_be_noted_today(lan):
    assert note(lan, on=SIGNED).noted_on == SIGNED


@pytest.mark.parametrize("group", range(1, 15))
def test_only_the_budget_has_a_fallback_day(lan, group):
    item = note(lan, group=group)

    assert item.due_basis == (Basis.FALLBACK if group == 2 else Basis.LAW)
    assert Duty.objects.get().basis == item.due_basis


def test_the_fallback_is_kept_apart_in_figures(lan, commune):
    note(lan, group=2)
    note(lan, group=3)

    found = figures.of_unit(commune, on=date(2026, 3, 11))

    one_overdue = Summary(due=0, on_time=0, late=0, overdue_open=1, whole=1)
    assert (found.law, found.fallback, found.parameter) == (one_overdue, one_overdue, NONE)
    assert found.percent == 0


# ── refused, and nothing half done ────────────────────────────────────────────────────────────


def nothing_was_written() -> bool:
    return not (Item.objects.exists() or Duty.objects.exists() or AuditEntry.objects.exists())


@pytest.mark.parametrize(
    ("signed", "on", "says"),
    [
        (date(2026, 12, 3), date(2026, 12, 2), "còn chưa đến"),
        (date(2025, 6, 30), date(2026, 12, 2), "chưa thành lập vào ngày 30/06/2025"),
        (date(2023, 6, 30), date(2026, 12, 2), "chưa thành lập"),
    ],
)
def test_an_impossible_day_is_refused(lan, signed, on, says):
    with pytest.raises(Refused, match=says):
        note(lan, decided_on=signed, on=on)

    assert nothing_was_written()


def test_the_first_day_of_the_commune_is_taken(lan):
    item = note(lan, decided_on=date(2025, 7, 1))

    assert item.due_on == date(2025, 7, 8)


@pytest.mark.parametrize(("signed", "fits"), [(date(2023, 6, 30), False), (date(2023, 7, 1), True)])
def test_no_decision_is_judged_by_a_law_not_yet_in_force(lan, commune, signed, fits):
    commune.valid_from = None
    if fits:
        assert note(lan, decided_on=signed).due_on == date(2023, 7, 7)  # signed on a Saturday
        return
    with pytest.raises(Refused, match=r"01/7/2023"):
        note(lan, decided_on=signed)
    assert nothing_was_written()


def test_a_year_without_a_calendar_is_refused_not_guessed(lan):
    with pytest.raises(Refused, match="Chưa có lịch nghỉ lễ, tết năm 2028"):
        note(lan, decided_on=date(2027, 12, 30), on=date(2027, 12, 31))

    assert nothing_was_written()


def test_the_same_decision_is_noted_once(lan):
    note(lan)

    with pytest.raises(Refused, match="Văn bản 12/QĐ-UBND ngày 03/03/2026 đã được ghi nhận"):
        note(lan, number="  12/QĐ-UBND ")

    assert Item.objects.count() == Duty.objects.count() == 1
    assert acts() == ["disclosure.note"]


def test_two_spellings_of_the_same_letters_are_the_same_decision(lan):
    note(lan, number=unicodedata.normalize("NFC", "12/QĐ-XÃ"))

    with pytest.raises(Refused, match="đã được ghi nhận"):
        note(lan, number=unicodedata.normalize("NFD", "12/QĐ-XÃ"))


def test_one_decision_may_hold_two_groups_and_two_days_may_bear_one_number(lan):
    note(lan)
    note(lan, group=5)
    note(lan, decided_on=date(2026, 3, 2))

    assert Item.objects.count() == Duty.objects.count() == 3


def test_another_commune_may_bear_the_same_number(lan, mai):
    note(lan)
    note(mai)

    assert Item.objects.count() == 2


def test_a_pointer_of_another_commune_undoes_the_whole_note(lan, mai, elsewhere):
    asked = {"about": "Mức thu nước", "number": "", "decided_on": None, "by": None}
    pointer = noting.point(elsewhere, **asked, on=NOTED)
    before = acts()

    with pytest.raises(Refused, match="của xã khác"):
        note(lan, pointer=pointer)

    assert not Item.objects.exists()
    assert not duties_of("item", 1).exists()
    assert acts() == before


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one writer in at a time")
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("append_only_off")
def test_two_at_once_note_one_decision(lan):
    together = threading.Barrier(2)
    ends = []

    def write():
        together.wait()
        try:
            ends.append(note(lan).pk)
        except Refused as refused:
            ends.append(refused.message)
        finally:
            connection.close()

    writers = [threading.Thread(target=write) for _ in range(2)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    assert Item.objects.count() == Duty.objects.count() == 1
    assert acts() == ["disclosure.note"]
    assert sorted(type(end).__name__ for end in ends) == ["int", "str"]


def test_looking_at_the_due_day_keeps_what_was_typed_and_notes_nothing(client, lan):
    typed = {"group": "7", "number": "170/QĐ-UBND", "decided_on": "20 / 11 / 26", "preview": "1"}
    said = signed_in(client, lan.person).post("/cong-khai/ghi-nhan/", typed).content.decode()
    assert 'value="170/QĐ-UBND"' in said
    assert not Item.objects.exists()


@pytest.mark.parametrize(
    ("day", "said"), [("2O/11/2026", "Ngày chưa đúng"), ("01/01/2099", "chưa đến")]
)
def test_a_day_that_cannot_be_is_told_before_noting(client, lan, day, said):
    asked = f"/cong-khai/phai-lam/?group=7&decided_on={day}"
    assert said in signed_in(client, lan.person).get(asked).content.decode()
