"""On the way to a decision: what gives a complaint other days, and talking it over."""

from datetime import date

from django.db import transaction

from civics.errors import NoCalendar, NotInForce, Refused
from danchu.people.models import Term
from danchu.petitions import clocks, steps
from danchu.petitions.actions.complaining import complaint_of, refuse_not_accepted
from danchu.petitions.models import Case, StepKind
from danchu.rulebook import citing
from danchu.rulebook.rulebook import value


@transaction.atomic
def make_complex(case: Case, *, ground: str, by: Term, on: date) -> date:
    """One of the law's cases holds: the longer clock, from the same day; the new last day."""
    case, complaint = complaint_of(case, by)
    refuse_not_accepted(complaint)
    if complaint.is_complex:
        raise Refused("Đã xác định là vụ việc phức tạp.")
    grounds = value(clocks.COMPLEX, unit=case.unit, on=on).payload["cases"]
    if ground not in grounds:
        raise Refused("Chưa chọn trường hợp nào luật coi là phức tạp.")
    _refuse_overdue(case, on=on)
    was = clocks.settles(complaint)
    complaint.is_complex = True
    complaint.save(update_fields=["is_complex"])
    until = clocks.other_days(complaint, was=was, why="vụ việc phức tạp, đã lập văn bản", on=on)
    said = f"{ground[:1].upper()}{ground[1:]}. Hạn giải quyết: hết ngày {until:%d/%m/%Y}."
    steps.add(case, StepKind.COMPLEX, by=by, on=on, words=said)
    steps.record("petitions.make_complex", case, by=by, on=on)
    return until


@transaction.atomic
def make_remote(case: Case, *, document: str, by: Term, on: date) -> date | None:
    """Where it is hard to reach the law gives more days (Luật Khiếu nại Điều 28, 33, 37). No list
    of such places is at hand: `document` says so. The new last day; None before acceptance."""
    case, complaint = complaint_of(case, by)
    if complaint.accepted_on:
        refuse_not_accepted(complaint)
        _refuse_overdue(case, on=on)
    if complaint.is_remote:
        raise Refused("Đã xác định là vùng sâu, vùng xa đi lại khó khăn.")
    was = clocks.settles(complaint)
    complaint.remote_by = " ".join(document.split())
    if len(complaint.remote_by.split()) < 3:
        raise Refused("Ghi đủ tên, số, ngày của văn bản. Không có văn bản thì dùng hạn thường.")
    complaint.save(update_fields=["remote_by"])
    said, until = f"Theo {complaint.remote_by}.", None
    if complaint.accepted_on:
        until = clocks.other_days(
            complaint, was=was, why="vùng sâu, vùng xa, có văn bản xác định", on=on
        )
        said += f" Hạn giải quyết: hết ngày {until:%d/%m/%Y}."
    steps.add(case, StepKind.REMOTE, by=by, on=on, words=said)
    steps.record("petitions.make_remote", case, by=by, on=on)
    return until


@transaction.atomic
def make_plain(case: Case, *, words: str, by: Term, on: date) -> date | None:
    """It was noted complex or remote by mistake: the days of an ordinary one, with the reason."""
    case, complaint = complaint_of(case, by)
    if complaint.accepted_on:
        refuse_not_accepted(complaint)
    if not (complaint.is_complex or complaint.is_remote):
        raise Refused("Việc này đang theo hạn thường.")
    was, until = clocks.settles(complaint), None
    complaint.is_complex, complaint.remote_by = False, ""
    complaint.save(update_fields=["is_complex", "remote_by"])
    said = steps.reasons(words)
    if complaint.accepted_on:
        until = clocks.other_days(complaint, was=was, why="ghi nhầm, trở lại hạn thường", on=on)
        said += f" Hạn giải quyết: hết ngày {until:%d/%m/%Y}."
    steps.add(case, StepKind.PLAIN, by=by, on=on, words=said)
    steps.record("petitions.make_plain", case, by=by, on=on)
    return until


@transaction.atomic
def invite(case: Case, *, day: date, place: str, words: str, by: Term, on: date) -> Case:
    """Both sides are asked to talk it over; told early enough before the day (NĐ 155/2026
    Điều 11): too late is refused with the earliest day. Once more: another day."""
    case, complaint = complaint_of(case, by)
    refuse_not_accepted(complaint)
    if day < on:
        raise Refused(f"Ngày {day:%d/%m/%Y} đã qua. Hãy xem lại năm.")
    try:
        told_by = clocks.meeting_told_by(complaint, day)
    except (NoCalendar, NotInForce):
        raise Refused("Ngày này xa quá, chưa có lịch nghỉ của năm ấy. Hãy xem lại năm.") from None
    if told_by < on:
        ahead = citing.days(clocks.MEETING, case.unit, on=on)
        earliest = day + (on - told_by)
        raise Refused(
            f"Thông báo đối thoại phải gửi trước ít nhất {ahead}. Gửi hôm nay thì sớm nhất là ngày "
            f"{earliest:%d/%m/%Y}: hãy chọn từ ngày ấy."
        )
    duty = clocks.running(case)
    if duty and on <= duty.due_on < day:
        raise Refused(f"Hạn giải quyết là {duty.due_on:%d/%m/%Y}: hãy đối thoại trước ngày ấy.")
    complaint.meets_on = day
    complaint.save(update_fields=["meets_on"])
    said = (
        f"Ngày {day:%d/%m/%Y}, {place.strip()}. {steps.reasons(words, 'Chưa ghi nói về việc gì.')}"
    )
    steps.add(case, StepKind.INVITED, by=by, on=on, words=said)
    steps.record("petitions.invite", case, by=by, on=on)
    return case


@transaction.atomic
def met(case: Case, *, words: str, by: Term, on: date) -> Case:
    """What was said in the dialogue, for the record of it that both sides sign."""
    case, complaint = complaint_of(case, by)
    refuse_not_accepted(complaint)
    day = complaint.meets_on
    if day is None:
        raise Refused("Chưa mời đối thoại nên chưa có gì để ghi.")
    if day > on:
        raise Refused(f"Đối thoại hẹn ngày {day:%d/%m/%Y}, chưa đến. Đổi ngày thì mời lại.")
    complaint.meets_on = None
    complaint.save(update_fields=["meets_on"])
    told = steps.reasons(words, "Chưa ghi ai dự, nói gì.")
    said = f"Đối thoại ngày {day:%d/%m/%Y}. {told}"
    steps.add(case, StepKind.MET, by=by, on=on, words=said)
    steps.record("petitions.met", case, by=by, on=on)
    return case


def _refuse_overdue(case: Case, *, on: date) -> None:
    duty = clocks.running(case)
    if duty is None or duty.overdue(on=on):
        raise Refused("Đã quá hạn giải quyết nên không kéo dài được nữa.")
