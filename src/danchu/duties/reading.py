"""Duties put into words for the desk."""

from collections.abc import Collection, Iterable
from datetime import date
from itertools import groupby
from typing import NamedTuple

from danchu.duties.faces import WEEKDAYS, Face, face
from danchu.duties.hanging import came_from
from danchu.duties.models import Basis, Duty, DutyQuerySet, Summary
from danchu.duties.quiet import left_unsaid
from danchu.kit.law import book
from danchu.people.handing_over import Left
from danchu.people.models import Role, Term
from danchu.places.models import Kind, Passing, Unit
from danchu.rulebook.preview import OpenDuty
from danchu.rulebook.rulebook import Applied, Shelf


class DutyRow(NamedTuple):
    """One duty with its clock and the article that asks for it."""

    duty: Duty
    face: Face
    cite: dict[str, str]
    notes: list[str]  # what must be said wherever the day is shown
    doubt: str  # the weightiest of them, in few words
    mine: bool  # else only looked at: its page opens for somebody else
    came: Passing | None = None  # from a unit that ended: the day did not move


class Day(NamedTuple):
    """Duties of one heading: urgent ones, overdue ones, then day by day."""

    heading: str
    note: str
    is_today: bool
    rows: list[DutyRow]


def by_day(duties: Iterable[Duty], *, mine: Collection[int] | None = None, on: date) -> list[Day]:
    """`duties` must come urgent ones first, then ordered by `due_on`.

    `mine`: ids of the reader's own; None: all are. Three queries for the law, however many
    duties of however many units.
    """
    days = []
    found = list(duties)
    came = came_from([duty.pk for duty in found])
    shelf = Shelf([duty.unit for duty in found])
    rules = {
        duty.pk: applied(shelf, duty) for duty in found
    }  # all first, then what was said of them
    for due_on, group in groupby(found, key=lambda duty: _heading(duty, on=on)):
        rows = [
            _row(duty, rules[duty.pk], mine, on=on)._replace(came=came.get(duty.pk))
            for duty in group
        ]
        if isinstance(due_on, str):
            days.append(Day(due_on, f"{len(rows)} việc", False, rows))
        elif due_on == on:
            days.append(Day("Hôm nay", f"{WEEKDAYS[on.weekday()]}, {on:%d/%m}", True, rows))
        else:
            days.append(Day(f"{due_on:%d/%m}", WEEKDAYS[due_on.weekday()], False, rows))
    return days


def _heading(duty: Duty, *, on: date) -> str | date:
    if duty.urgent:
        return "Việc khẩn"
    return "Quá hạn" if duty.due_on < on else duty.due_on


def ways(terms: Iterable[Term]) -> list[tuple[str, str]]:
    """Pages to go on to, by the roles held: nobody stands before an empty desk."""
    found: dict[str, str] = {}
    for term in terms:
        home = term.unit.commune or term.unit
        if home.kind == Kind.COMMUNE and not home.practice:
            found["Vào xã tập huấn: bản sao để học"] = "/tap-huan/"
        if (home.code or home.practice) and home.kind == Kind.COMMUNE:
            found["Trang của " + home.spoken_name] = f"/xa/{home.slug}/"
            found["Chỉ ra văn bản chưa công khai"] = f"/xa/{home.slug}/chi-van-ban/"
        if term.role == Role.JURIST:
            found["Giá trị của luật chờ xác nhận"] = "/luat/cho-xac-nhan/"
        if term.role in {Role.PROVINCE, Role.INSPECTOR}:
            found["Nhật ký: ai làm việc gì, ngày nào"] = "/nhat-ky/"
    return [*found.items(), ("Việc trễ hạn cả tỉnh", "/cong-khai/tre-han/")]


def face_of(kind: str, key: object, *, on: date) -> Face | None:
    """The clock of the last duty of a thing; None when it never had one."""
    duty = Duty.objects.filter(kind=kind, key=str(key)).order_by("-pk").first()
    return face(duty, on=on) if duty else None


def applied(shelf: Shelf, duty: Duty) -> Applied:
    """The rule of a duty as it held for its unit on the day it is counted from."""
    first = book().rule(duty.rule_key).values[0].since
    reading = shelf.reading(duty.unit, on=max(duty.counted_from, first))
    return reading.value(duty.rule_key)


def _row(duty: Duty, rule: Applied, mine: Collection[int] | None, *, on: date) -> DutyRow:
    return DutyRow(
        duty=duty,
        face=face(duty, on=on),
        cite={"place": str(rule.national.cite.place), "address": f"/luat/{duty.rule_key}/"},
        notes=rule.notes,
        doubt=rule.doubt,
        mine=mine is None or duty.pk in mine,
    )


def summaries(duties: DutyQuerySet, *, on: date) -> list[tuple[Basis, Summary]]:
    """One summary for each kind of day, never added up; kinds without duties are left out."""
    found = duties.summaries(on=on)
    return [(basis, one) for basis, one in found.items() if one.whole or one.due]


def open_under(rule_key: str, unit: Unit) -> list[OpenDuty]:
    """What `unit` and everything under it owes today by one rule, for whoever changes the rule."""
    duties = Duty.objects.open().filter(rule_key=rule_key).exclude(kind__in=left_unsaid())
    duties = duties.of_units(Unit.objects.within(unit)).select_related("unit").order_by("due_on")
    return [OpenDuty(duty.what, str(duty.unit), duty.due_on) for duty in duties[:20]]


def left_open(term: Term, on: date) -> list[Left]:
    """What the role still owes in this unit when its holder leaves."""
    duties = Duty.objects.open().filter(unit=term.unit_id, role=term.role)
    duties = duties.exclude(kind__in=left_unsaid())  # their rooms name what this person had
    shelf = Shelf([term.unit])
    return [
        Left(duty.what, duty.address, duty.due_on, str(applied(shelf, duty).national.cite.place))
        for duty in duties.select_related("unit").order_by("due_on", "pk")
    ]
