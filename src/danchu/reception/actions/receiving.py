"""The book of reception: a line for each person received, and what came of it."""

from datetime import date
from typing import NamedTuple

from django.db import transaction

from civics.errors import Refused
from danchu.behalf import onward
from danchu.behalf.actions import Told
from danchu.behalf.models import Source
from danchu.behalf.onward import Heard, Made
from danchu.kit import audit
from danchu.people.models import Term, User
from danchu.places.models import Unit
from danchu.reception import clocks, conflicts
from danchu.reception.actions.days import locked
from danchu.reception.models import Bar, Booking, Matter, Reception, ReceptionDay, Result

CASE = "case"  # what the room that keeps cases offers itself as


class Came(NamedTuple):
    """Who came and what was said."""

    name: str
    matter: Matter
    text: str
    address: str = ""
    contact: str = ""
    people: int = 1
    papers: str = ""
    about: str = ""  # names of officials it is about; never kept as words


@transaction.atomic
def receive(
    day: ReceptionDay, came: Came, *, booking: Booking | None, by: Term, on: date
) -> Reception:
    """Write the line; an answer is owed from this day. A denunciation is refused before a byte."""
    onward.refuse_accusing(came.name, came.text, came.papers, came.address, came.about)
    day = locked(day)
    if by.unit_id != day.unit_id:
        raise Refused("Buổi tiếp của đơn vị khác.")
    if on < day.day:
        raise Refused(f"Buổi tiếp ngày {day.day:%d/%m/%Y} chưa đến: chưa ghi sổ được.")
    if day.state == "not_held":
        raise Refused("Buổi này đã ghi là không tiếp.")
    if booking is not None and (booking.day_id != day.pk or booking.cancelled_on):
        raise Refused("Số thứ tự này không còn chờ ở buổi này.")
    if Reception.objects.filter(booking=booking, booking__isnull=False).exists():
        raise Refused("Số thứ tự này đã được tiếp.")
    kept = {name: said for name, said in came._asdict().items() if name != "about"}
    made = Reception.objects.create(
        day=day,
        unit=day.unit,
        year=day.day.year,
        number=_next_number(day.unit, day.day.year),
        booking=booking,
        made_by=by,
        received_on=day.day,
        **{k: v.strip() if isinstance(v, str) else v for k, v in kept.items()},
    )
    conflicts.bar_named(made, f"{came.text}\n{came.papers}\n{came.about}", on=on)
    if booking is not None:
        Booking.objects.filter(pk=booking.pk).update(came=True, phone="")
    clocks.heard(made)
    _record("reception.receive", made, by=by, on=on)
    return made


@transaction.atomic
def answer(one: Reception, result: Result, *, words: str, by: Term, on: date) -> Reception:
    """Answered, led to the right place, or refused: the words are what the person was told."""
    one = _open(one, by=by)
    if result not in {Result.ANSWERED, Result.GUIDED, Result.REFUSED}:
        raise Refused("Hãy chọn: đã trả lời, đã hướng dẫn, hay từ chối tiếp.")
    if len(words.split()) < 3:
        raise Refused("Chưa ghi đã trả lời thế nào. Một câu là đủ.")
    onward.refuse_accusing(words)
    _record("reception.answer", one, by=by, on=on)
    return _end(one, result, words=words, case_number="", on=on)


@transaction.atomic
def make_case(one: Reception, *, by: Term, on: date) -> Made:
    """What was said becomes a case of this commune, with its own clocks, in the same moment."""
    one = _open(one, by=by)
    if one.matter not in {Matter.FEEDBACK, Matter.PETITION}:
        raise Refused(
            "Khiếu nại cần đơn có chữ ký: nhận đơn ở Nhận đơn khiếu nại. "
            "Câu hỏi thì trả lời ngay ở đây."
        )
    told = Told(Source.MET, on, name=one.name)
    heard = Heard(one.matter, one.text, conflicts.names_of(one))
    made = onward.make(CASE, one.unit, heard, told, by=by, on=on)
    words = f"Ghi thành {made.number}."
    _end(one, Result.CASE, words=words, case_number=made.number, on=on)
    _record("reception.make_case", one, by=by, on=on)
    return made


@transaction.atomic
def bar(one: Reception, person: User, *, by: Term, on: date) -> Reception:
    """The line is about this person: from now on they neither open it nor answer it.

    Refused of the head to whom it is left.
    """
    one = _locked(one, by=by)
    conflicts.bar_person(one, person, by=by, on=on)
    if not one.bars.filter(person=person).exists():
        raise Refused(conflicts.STILL_OPENS)
    _record("reception.bar", one, by=by, on=on)
    return one


@transaction.atomic
def unbar(one: Reception, person: User, *, by: Term, on: date) -> Reception:
    """A namesake after all. Nobody lifts a bar from themselves: they cannot open the line."""
    one = _locked(one, by=by)
    if not Bar.objects.filter(reception=one, person=person).delete()[0]:
        raise Refused("Người này không bị chặn ở lượt tiếp này.")
    _record("reception.unbar", one, by=by, on=on)
    return one


def _end(one: Reception, result: Result, *, words: str, case_number: str, on: date) -> Reception:
    one.result, one.words, one.ended_on = result, words.strip(), on
    one.case_number = case_number
    one.save(update_fields=["result", "words", "ended_on", "case_number"])
    clocks.close(clocks.RECEPTION, one.pk, on=on)
    return one


def _open(one: Reception, *, by: Term) -> Reception:
    one = _locked(one, by=by)
    if not one.is_open:
        raise Refused(f"Lượt này đã có kết quả: {one.get_result_display().lower()}.")
    return one


def _locked(one: Reception, *, by: Term) -> Reception:
    """The row as it stands now, of this officer's own commune, and not about this officer."""
    Reception.objects.select_for_update(of=("self",)).get(pk=one.pk)
    one = Reception.objects.select_related("unit", "day").get(pk=one.pk)
    if by.unit_id != one.unit_id:
        raise Refused("Lượt tiếp của đơn vị khác.")
    if one.bars.filter(person=by.person_id).exists():
        raise Refused("Lượt này có liên quan đến bạn. Người khác trong văn phòng trả lời.")
    return one


def _next_number(unit: Unit, year: int) -> int:
    """One row of the commune is locked, so numbers of its book neither repeat nor leave a gap."""
    Unit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
    last = Reception.objects.filter(unit=unit, year=year).order_by("-number").first()
    return (last.number if last else 0) + 1


def _record(act: str, one: Reception, *, by: Term, on: date) -> None:
    audit.record(act, by=by, unit_id=one.unit_id, kind=clocks.RECEPTION, key=one.pk, on=on)
