"""The yearly plan, the quarterly list, and the duties that the calendar opens."""

from datetime import date
from typing import Any, NamedTuple

from django.db import transaction

from civics.errors import Refused
from civics.local import check_extension
from danchu.disclosure.compliance.marks import mark_year
from danchu.disclosure.models import Channel, Plan, PlanLine, QuarterlyList
from danchu.disclosure.periods import Quarter
from danchu.duties import actions as duties
from danchu.duties.models import Basis
from danchu.kit import audit
from danchu.people.models import Role, Term
from danchu.places.models import Kind, Unit
from danchu.rulebook.rulebook import Reading, last_day


class Line(NamedTuple):
    """What the commune adds for one group."""

    group: int
    more_channels: tuple[Channel, ...] = ()
    posting_days: int | None = None
    broadcast_days: int | None = None
    more_places: str = ""
    when: str = ""
    responsible: str = ""


@transaction.atomic
def issue_plan(
    unit: Unit,
    *,
    year: int,
    document: str,
    has_loudspeaker: bool,
    lines: list[Line],
    by: Term,
    on: date,
) -> Plan:
    """Issue the plan of one year, or issue it again with another document.

    Refused when a line gives fewer days than the law (Điều 35 khoản 2 điểm c).
    """
    reading = Reading(unit, on=on)
    for line in lines:
        _never_narrower(reading, "disclosure.posting", line.posting_days)
        _never_narrower(reading, "disclosure.broadcast", line.broadcast_days)
    plan, _ = Plan.objects.select_for_update().get_or_create(unit=unit, year=year)
    plan.document, plan.has_loudspeaker = " ".join(document.split()), has_loudspeaker
    plan.issued_on, plan.issued_by = on, by
    plan.save()
    plan.lines.all().delete()
    PlanLine.objects.bulk_create(_row(plan, line) for line in lines)
    duties.close("plan", f"{unit.pk}-{year}", on=on)
    mark_year(unit, year)
    audit.record("disclosure.plan", by=by, unit_id=unit.pk, kind="plan", key=plan.pk, on=on)
    return plan


def _row(plan: Plan, line: Line) -> PlanLine:
    fields: dict[str, Any] = line._asdict()
    fields["more_channels"] = [channel.value for channel in line.more_channels]
    return PlanLine(plan=plan, **fields)


def _never_narrower(reading: Reading, key: str, days: int | None) -> None:
    if days is not None:
        applied = reading.value(key)
        check_extension(applied.rule, applied.base, {"days": days})


@transaction.atomic
def post_quarterly_list(unit: Unit, *, quarter: Quarter, by: Term, on: date) -> QuarterlyList:
    """The list of the quarter was drawn up from the records and posted (Điều 13 khoản 2)."""
    if on <= quarter.last_day:
        raise Refused(
            f"{quarter} chưa kết thúc. Danh sách lập sau ngày {quarter.last_day:%d/%m/%Y}."
        )
    row, made = QuarterlyList.objects.get_or_create(
        unit=unit,
        year=quarter.year,
        quarter=quarter.number,
        defaults={"posted_on": on, "posted_by": by},
    )
    if made:
        key = f"{unit.pk}-{quarter.year}-{quarter.number}"
        duties.close("quarterly_list", key, on=on)
        audit.record(
            "disclosure.quarterly_list",
            by=by,
            unit_id=unit.pk,
            kind="quarterly_list",
            key=row.pk,
            on=on,
        )
    return row


def open_calendar_duties(*, on: date) -> int:
    """Open the plan of this year and the list of the last quarter for every commune at work.

    A commune is at work when somebody holds its office. Safe to run again; returns how many
    communes were looked at. The days are provincial parameters: the law names none.
    """
    officers = Term.objects.in_office(on=on).filter(role__in=[Role.CLERK, Role.CHAIR])
    units = Unit.objects.filter(kind=Kind.COMMUNE, pk__in=officers.values("unit")).order_by("pk")
    for unit in units:
        _open_plan_duty(unit, on=on)
        _open_list_duty(unit, Quarter.before(on))
    return len(units)


def _open_plan_duty(unit: Unit, *, on: date) -> None:
    start = date(on.year, 1, 1)
    if not unit.stands(on=start):
        return  # the law asks for no plan of a commune that was not there when the year began
    if Plan.objects.filter(unit=unit, year=on.year, issued_on__isnull=False).exists():
        return
    deadline = last_day("disclosure.plan_due", unit=unit, start=start)
    duties.open_duty(
        "disclosure.plan_due",
        unit=unit,
        role=Role.CHAIR,
        what=f"Ban hành kế hoạch công khai năm {on.year}",
        kind="plan",
        key=f"{unit.pk}-{on.year}",
        address=f"/cong-khai/ke-hoach/{on.year}/",
        counted_from=start,
        due_on=deadline.due_on,
        basis=Basis.PARAMETER,
    )


def _open_list_duty(unit: Unit, quarter: Quarter) -> None:
    if not unit.stands(on=quarter.last_day):
        return
    done = QuarterlyList.objects.filter(unit=unit, year=quarter.year, quarter=quarter.number)
    if done.exists():
        return
    deadline = last_day("disclosure.quarterly_list_due", unit=unit, start=quarter.last_day)
    duties.open_duty(
        "disclosure.quarterly_list_due",
        unit=unit,
        role=Role.CLERK,
        what=f"Lập và niêm yết danh sách đã công khai {quarter}",
        kind="quarterly_list",
        key=f"{unit.pk}-{quarter.year}-{quarter.number}",
        address=f"/cong-khai/danh-sach-quy/{quarter.year}/{quarter.number}/",
        counted_from=quarter.last_day,
        due_on=deadline.due_on,
        basis=Basis.PARAMETER,
    )
