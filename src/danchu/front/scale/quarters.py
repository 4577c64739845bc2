"""What communes do once a quarter and once a year: by the rooms' own acts, on days gone by."""

from datetime import date, timedelta
from random import Random

from danchu.disclosure.actions import noting, planning
from danchu.disclosure.models import Channel
from danchu.disclosure.periods import Quarter
from danchu.front.scale.sizes import BEGAN
from danchu.kit.law import book
from danchu.people.models import Role, Term
from danchu.places.models import Unit

PLANS = (
    [planning.Line(2, responsible="Công chức Tài chính - Kế toán", when="hằng quý")],
    [planning.Line(7, more_channels=(Channel.NETWORKS,), posting_days=45)],
    [planning.Line(13, responsible="Trung tâm Phục vụ hành chính công", when="khi thay đổi")],
)
LAST = 4  # quarter of a year
SILENT, LATE, FORGOTTEN = 0.15, 0.1, 0.02
POINTED = (
    "Xóm có thu tiền làm đường mà chưa thấy quyết định (minh họa).",
    "Danh sách hộ được hỗ trợ giống chưa thấy dán ở nhà văn hóa (minh họa).",
    "Nghe nói chợ tăng giá chỗ bán, chưa thấy thông báo (minh họa).",
)
ANSWERED = "Văn bản đang trình ký; ký xong công khai ngay, không quá 5 ngày làm việc (minh họa)."


def gone(*, on: date) -> list[Quarter]:
    """The quarters that were over before `on`, from the one in which the communes began."""
    found = [Quarter.of(BEGAN)]
    while (following := Quarter.of(book().calendar.after(found[-1].last_day, 1))).last_day < on:
        found.append(following)
    return found


def live(quarter: Quarter, units: list[Unit], *, on: date, rng: Random) -> None:
    """The list of a quarter that is over and, after the last of a year, the new year's plan."""
    terms = Term.objects.in_office(on=on).filter(unit__in=units).select_related("unit", "person")
    held = {(term.unit_id, term.role): term for term in terms}
    first = quarter.last_day + timedelta(days=1)
    planning.open_calendar_duties(on=first)
    for unit in units:
        if quarter.number == LAST:
            _plan(unit, held[unit.pk, Role.CHAIR], first.year, on=on, rng=rng)
        _list(held[unit.pk, Role.CLERK], quarter, on=on, rng=rng)


def pointers(units: list[Unit], *, on: date, rng: Random) -> None:
    """In some communes a delegate points to a paper; half of them have an answer."""
    delegates = Term.objects.in_office(on=on).filter(unit__in=units, role=Role.COUNCIL_DELEGATE)
    for delegate in delegates.select_related("unit").order_by("unit_id"):
        if rng.random() < 0.5:
            continue
        day = book().calendar.before(on, rng.randint(3, 30))
        pointer = noting.point(
            delegate.unit,
            about=rng.choice(POINTED),
            number="",
            decided_on=None,
            by=delegate,
            on=day,
        )
        clerk = Term.objects.in_office(on=on).get(unit=delegate.unit, role=Role.CLERK)
        if rng.random() < 0.5:
            noting.answer(pointer, text=ANSWERED, by=clerk, on=book().calendar.after(day, 2))


def _plan(unit: Unit, chair: Term, year: int, *, on: date, rng: Random) -> None:
    day = book().calendar.after(date(year, 1, 1), rng.randint(3, 25))
    if day >= on or unit.plans.filter(year=year).exists() or rng.random() < FORGOTTEN:
        return
    planning.issue_plan(
        unit,
        year=year,
        document=f"{rng.randint(2, 30):02}/KH-UBND (minh họa)",
        has_loudspeaker=rng.random() > SILENT,
        lines=list(rng.choice(PLANS)),
        by=chair,
        on=day,
    )


def _list(clerk: Term, quarter: Quarter, *, on: date, rng: Random) -> None:
    lag = rng.randint(16, 30) if rng.random() < LATE else rng.randint(1, 5)
    day = book().calendar.after(quarter.last_day, lag)
    if day < on and rng.random() > FORGOTTEN:
        planning.post_quarterly_list(clerk.unit, quarter=quarter, by=clerk, on=day)
