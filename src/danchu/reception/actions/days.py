"""The calendar of reception: put a day into it, take places in it, say how it went."""

from collections.abc import Collection
from datetime import date, time
from typing import NamedTuple

from django.db import transaction

from civics.errors import Refused
from danchu.kit import audit
from danchu.people.models import Term
from danchu.places.models import Unit
from danchu.reception import clocks, tickets
from danchu.reception.models import Booking, DayState, ReceptionDay


class Hours(NamedTuple):
    """When and where people are received."""

    begins: time
    ends: time
    place: str
    by_chair: bool = True
    seats: int = 20


class Seat(NamedTuple):
    """A place in the queue, and the code that gives it back: known only now."""

    booking: Booking
    code: str

    @property
    def spoken(self) -> str:
        return tickets.spaced(self.code)


@transaction.atomic
def plan_days(
    unit: Unit, days: Collection[date], hours: Hours, *, by: Term, on: date
) -> list[ReceptionDay]:
    """Put days into the calendar; those that stand there already at that hour are left out."""
    if by.unit_id != unit.pk:
        raise Refused("Lịch tiếp công dân của đơn vị khác.")
    if not days or min(days) < on:
        raise Refused("Ngày tiếp phải từ hôm nay trở đi. Buổi đã qua thì ghi vào sổ giấy.")
    if hours.ends <= hours.begins:
        raise Refused("Giờ kết thúc phải sau giờ bắt đầu.")
    Unit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
    there = set(
        ReceptionDay.objects.filter(unit=unit, day__in=days, begins=hours.begins).values_list(
            "day", flat=True
        )
    )
    made = []
    for day in sorted(set(days) - there):
        one = ReceptionDay.objects.create(
            unit=unit, day=day, made_by=by, made_on=on, **hours._asdict()
        )
        if one.by_chair:
            clocks.planned(one)
        _record("reception.plan_days", one, by=by, on=on)
        made.append(one)
    if not made:
        raise Refused("Những ngày này đã có trong lịch, cùng giờ ấy.")
    return made


@transaction.atomic
def book(day: ReceptionDay, *, phone: str, by: Term | None, on: date, code: str = "") -> Seat:
    """The next number of the queue. `by`: the official who books for somebody on the telephone.

    `code`: made with the form, so that sending twice over a bad line takes one place.
    """
    day = locked(day)
    code = code or tickets.new()
    if known := Booking.objects.filter(code_hash=tickets.hashed(code), day=day).first():
        return Seat(known, code)
    if not day.is_open or day.day < on:
        raise Refused("Buổi tiếp này đã qua hoặc đã đóng. Hãy chọn buổi khác trong lịch.")
    if by is not None and by.unit_id != day.unit_id:
        raise Refused("Buổi tiếp của đơn vị khác.")
    taken = day.bookings.filter(cancelled_on=None)
    if taken.filter(phone=phone).exists():
        raise Refused(
            "Số điện thoại này đã đặt buổi này rồi. Cần đổi thì mở bằng mã đã nhận, hoặc gọi văn "
            "phòng."
        )
    if taken.count() >= day.seats:
        raise Refused(
            "Buổi này đã hết chỗ đặt trước. Vẫn có thể đến trực tiếp và chờ, hoặc chọn buổi khác."
        )
    last = day.bookings.order_by("-number").first()
    booking = Booking.objects.create(
        day=day,
        number=(last.number if last else 0) + 1,
        code_hash=tickets.hashed(code),
        phone=phone,
        booked_on=on,
        entered_by=by,
    )
    _record("reception.book", day, by=by, on=on)
    return Seat(booking, code)


@transaction.atomic
def cancel(booking: Booking, *, on: date) -> Booking:
    """The person does not come after all: place and telephone are given back at once."""
    day = locked(booking.day)
    booking = Booking.objects.select_for_update(of=("self",)).get(pk=booking.pk)
    if booking.cancelled_on is not None:
        raise Refused("Chỗ này đã thôi từ trước.")
    if not day.is_open or day.day < on:
        raise Refused("Buổi tiếp này đã qua.")
    booking.cancelled_on, booking.phone = on, ""
    booking.save(update_fields=["cancelled_on", "phone"])
    _record("reception.cancel", day, by=None, on=on)
    return booking


@transaction.atomic
def close_day(
    day: ReceptionDay, state: DayState, *, received_by: str, why: str, by: Term, on: date
) -> ReceptionDay:
    """Who received, or why nobody did. Said once; everybody reads it.

    Telephones go; of a day that is not held only when it is over: till then the office calls.
    """
    day = locked(day)
    if by.unit_id != day.unit_id:
        raise Refused("Buổi tiếp của đơn vị khác.")
    if not day.is_open:
        raise Refused(f"Buổi này đã ghi: {day.get_state_display().lower()}.")
    if on < day.day and state != DayState.NOT_HELD:
        raise Refused(f"Buổi tiếp ngày {day.day:%d/%m/%Y} chưa đến.")
    if state in {DayState.CHAIR, DayState.DELEGATED} and not day.by_chair:
        raise Refused("Buổi này không xếp cho Chủ tịch: hãy ghi công chức đã tiếp.")
    if state == DayState.OFFICER and day.by_chair:
        raise Refused("Buổi này của Chủ tịch: người khác tiếp thì ghi là tiếp thay, kèm lý do.")
    if state in {DayState.DELEGATED, DayState.NOT_HELD} and len(why.split()) < 3:
        raise Refused("Chưa có lý do. Người dân đọc câu này ở lịch tiếp công dân: hãy ghi một câu.")
    if state == DayState.NOT_HELD and day.receptions.exists():
        raise Refused("Buổi này đã có người được tiếp: không ghi là không tiếp được.")
    day.state, day.received_by, day.why = state, " ".join(received_by.split()), why.strip()
    day.closed_by, day.closed_on = by, on
    day.save(update_fields=["state", "received_by", "why", "closed_by", "closed_on"])
    if state == DayState.NOT_HELD:
        clocks.call_off(clocks.DAY, day.pk, on=on, why=f"không tiếp: {why.strip()}"[:200])
    else:
        clocks.close(clocks.DAY, day.pk, on=on)
        day.bookings.filter(cancelled_on=None, came=None).update(came=False)
    if state != DayState.NOT_HELD or day.day < on:
        day.bookings.exclude(phone="").update(phone="")
    _record("reception.close_day", day, by=by, on=on)
    return day


@transaction.atomic
def forget_phones(*, on: date) -> int:
    """Telephones of days that are over: nobody needs them any more. How many went."""
    return Booking.objects.filter(day__day__lt=on).exclude(phone="").update(phone="")


def locked(day: ReceptionDay) -> ReceptionDay:
    """The row as it stands now: two who book at once take turns."""
    ReceptionDay.objects.select_for_update(of=("self",)).get(pk=day.pk)
    return ReceptionDay.objects.select_related("unit").get(pk=day.pk)


def _record(act: str, day: ReceptionDay, *, by: Term | None, on: date) -> None:
    audit.record(act, by=by, unit_id=day.unit_id, kind=clocks.DAY, key=day.pk, on=on)
