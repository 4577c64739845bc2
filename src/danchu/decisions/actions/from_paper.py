"""What was done on paper is entered afterwards, with its own days and the photos of its sheets."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import uuid4

from django.db import transaction

from civics.errors import Refused
from danchu.decisions import rules
from danchu.decisions.actions import counting, slips
from danchu.decisions.actions.counting import Hall, Told
from danchu.decisions.actions.slips import Plan, Tally
from danchu.decisions.making import locked, refuse_own_removal
from danchu.decisions.models import Count, CountScan, IdeaPaper, Initiative, Motion, Part
from danchu.decisions.settling import settle
from danchu.decisions.words import ScanKind
from danchu.duties import actions as duties
from danchu.kit import audit, files, photos
from danchu.people import actions as people
from danchu.people.actions.rolls import ForWhat
from danchu.people.models import FrozenRoll, Term


class Sheets(NamedTuple):
    """Photos of the signed minutes and of the tally; both are needed."""

    minutes: Sequence[photos.Photo]
    tally: Sequence[photos.Photo]


def keep_sheets(count: Count, sheets: Sheets) -> None:
    """Inside the act that writes the count. Names stand on them: sealed, never public."""
    if not sheets.minutes or not sheets.tally:
        raise Refused("Nhập từ giấy thì gửi ảnh biên bản đã ký và ảnh tờ kiểm đếm.")
    for kind, pictures in ((ScanKind.MINUTES, sheets.minutes), (ScanKind.TALLY, sheets.tally)):
        for picture in pictures:
            kept = photos.keep(picture)
            files.seal([kept.stored_as])
            CountScan.objects.create(count=count, kind=kind, **kept._asdict())


@transaction.atomic
def enter_hall(part: Part, hall: Hall, sheets: Sheets, *, by: Term, on: date) -> Told:
    """The count of a meeting held on paper, with its own day and its photos."""
    told = counting.count_from_meeting(part, hall, by=by, on=on)
    made = part.counts.order_by("-pk")[0]  # written just now
    keep_sheets(made, sheets)
    return told


@transaction.atomic
def note_step(motion: Motion, step: str, *, day: date, by: Term, on: date) -> Motion:
    """A step done on paper on `day` was entered on `on`: said on every page of the motion."""
    motion = locked(motion)
    motion.from_paper = [*motion.from_paper, [step[:80], day.isoformat()]]
    motion.save(update_fields=["from_paper"])
    audit.record(
        "decisions.note_step",
        by=by,
        unit_id=motion.unit_id,
        kind=rules.MOTION,
        key=motion.pk,
        on=on,
    )
    return motion


class Sheet(NamedTuple):
    """The paper on which a step of an initiative was done, and its photo where there is one."""

    paper: str
    photo: photos.Photo | None = None


@transaction.atomic
def note_idea_step(
    initiative: Initiative, step: str, sheet: Sheet, *, day: date, by: Term, on: date
) -> IdeaPaper:
    """A step done on paper on `day` was entered on `on`, from this paper."""
    initiative = Initiative.objects.select_for_update(of=("self",)).get(pk=initiative.pk)
    paper = " ".join(sheet.paper.split())[:200]
    if not paper:
        raise Refused("Nhập từ giấy thì ghi giấy nào, ví dụ: đơn viết tay, hai trang.")
    if not initiative.started_on <= day <= on:
        raise Refused(
            "Ngày trên giấy phải từ ngày bắt đầu sáng kiến "
            f"{initiative.started_on:%d/%m/%Y} đến hôm nay."
        )
    kept: dict[str, Any] = {}
    if sheet.photo is not None:
        stored = photos.keep(sheet.photo)
        files.seal([stored.stored_as])
        kept = stored._asdict()
    told = {"paper": paper, "done_on": day, "entered_by": by, "entered_on": on, **kept}
    made = IdeaPaper.objects.create(initiative=initiative, step=step[:80], **told)
    audit.record(
        "decisions.note_idea_step",
        by=by,
        unit_id=initiative.unit_id,
        kind=rules.INITIATIVE,
        key=initiative.pk,
        on=on,
    )
    return made


@transaction.atomic
def enter_round(
    part: Part,
    plan: Plan,
    tally: Tally,
    *,
    sent_on: date,
    households: int,
    sheets: Sheets,
    by: Term,
    on: date,
) -> Count:
    """A whole round of slips that was planned, handed out, collected and counted on paper.

    Judged by the law of its last day; the whole is the roll of the day on which slips went out.
    `households`: as the minutes say, checked against that roll. Stubs stay on paper.
    """
    refuse_own_removal(part.motion, by=by, on=on)
    _refuse_plan_days(plan, sent_on, on=on)
    found = slips.plan_slips(part, plan, by=by, on=on)
    found = slips.send_plan(found, by=by, on=sent_on)
    words = f"phát phiếu trên giấy: {found.part.motion.title}"
    what = ForWhat(words[:200], "slip_round", f"s{uuid4().hex}")
    found.roll = people.freeze_roll(found.part.unit, what, by=by, on=plan.hand_out_on)
    collected = tally.yes + tally.no + tally.other
    _refuse_whole(found.roll, households, collected)
    found.prepared_on, found.on_paper = plan.hand_out_on, True
    found.save(update_fields=["roll", "prepared_on", "on_paper"])
    found.part.roll = found.roll
    found.part.save(update_fields=["roll"])
    made = slips.write_count(found, tally, collected, by=by, on=on)
    keep_sheets(made, sheets)
    duties.close(rules.ROUND, found.pk, on=on)
    settle(locked(found.part.motion), found.part, made, on=on)
    audit.record(
        "decisions.enter_round",
        by=by,
        unit_id=found.part.unit_id,
        kind=rules.ROUND,
        key=found.pk,
        on=on,
    )
    return made


def _refuse_plan_days(plan: Plan, sent_on: date, *, on: date) -> None:
    if not plan.collect_until <= on:
        raise Refused("Đợt phiếu còn đang thu. Nhập từ giấy khi đã thu và kiểm phiếu xong.")
    if not plan.issued_on <= sent_on <= on:
        raise Refused("Ngày gửi kế hoạch đứng giữa ngày ban hành kế hoạch và hôm nay.")


def _refuse_whole(roll: FrozenRoll, households: int, collected: int) -> None:
    """The minutes and the roll of that day say the same whole, and no slip came twice."""
    if households != roll.whole:
        raise Refused(
            f"Biên bản ghi {households} hộ, sổ hộ ngày {roll.on:%d/%m/%Y} có {roll.whole} hộ. Hãy "
            "xem lại sổ hộ, hoặc sửa số này theo biên bản."
        )
    if collected > roll.whole:
        raise Refused(f"Cộng lại là {collected} phiếu, nhiều hơn {roll.whole} hộ trong sổ.")
