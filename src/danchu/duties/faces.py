"""The face of a clock: how long, until when, and whose day it is."""

from datetime import date, timedelta
from typing import NamedTuple

from danchu.duties.models import Basis, Duty
from danchu.kit.law import book

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
SOON_WORKING_DAYS = 2
MOST_PIPS = 14
WHOSE_NOTES = {
    Basis.LAW: "",
    Basis.PARAMETER: "Luật không nói số ngày; đây là tham số của tỉnh.",
    Basis.FALLBACK: (
        "Luật chuyên ngành đặt ngày công khai và chưa đọc được; "
        "đây là hạn dự phòng của Luật Thực hiện dân chủ ở cơ sở, số liệu để riêng."
    ),
}


class Face(NamedTuple):
    """What the clock part shows. `state`: ok, soon, today, far, late, done_late, paused."""

    state: str
    words: str
    due: str
    whose: str
    whose_note: str
    pips: list[str]  # "done", "left" (working days) and "rest", in the order of days


def face(duty: Duty, *, on: date) -> Face:
    """The clock of one duty on `on`."""
    return clock(
        due_on=duty.due_on,
        done_on=duty.done_on,
        basis=Basis(duty.basis),
        counted_from=duty.counted_from,
        stopped=duty.called_off_on is not None,
        on=on,
    )


def clock(
    *,
    due_on: date,
    done_on: date | None,
    basis: Basis,
    counted_from: date,
    on: date,
    stopped: bool = False,
) -> Face:
    state, words = _said(due_on, done_on, on, stopped)
    open_still = done_on is None and not stopped
    return Face(
        state=state,
        words=words,
        due=f"hạn {WEEKDAYS[due_on.weekday()]}, {due_on:%d/%m/%Y}",
        whose="" if basis == Basis.LAW else str(basis.label),
        whose_note=WHOSE_NOTES[basis],
        pips=_pips(counted_from, due_on, on) if open_still else [],
    )


def _said(due_on: date, done_on: date | None, on: date, stopped: bool) -> tuple[str, str]:
    if stopped:
        return "paused", "đã thôi"
    if done_on is not None:
        if done_on > due_on:
            return "done_late", f"đã làm, trễ {_span(due_on, done_on)}"
        early = book().workdays_between(done_on, due_on)
        return "ok", f"đúng hạn, sớm {early} ngày làm việc" if early else "đúng hạn"
    if due_on < on:
        return "late", f"quá hạn {_span(due_on, on)}"
    if due_on == on:
        return "today", "phải xong hôm nay"
    left = book().workdays_between(on, due_on)
    return ("soon" if left <= SOON_WORKING_DAYS else "far"), f"còn {_span(on, due_on)}"


def _span(start: date, end: date) -> str:
    """Working days in (start, end]; plain days when only days of rest lie between."""
    working = book().workdays_between(start, end)
    return f"{working} ngày làm việc" if working else f"{(end - start).days} ngày nghỉ"


def _pips(start: date, end: date, on: date) -> list[str]:
    days = [start + timedelta(days=n + 1) for n in range((end - start).days)]
    if len(days) > MOST_PIPS:
        return []
    return [
        "rest" if not book().is_working_day(day) else "done" if day < on else "left" for day in days
    ]
