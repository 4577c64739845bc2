"""Telling people: the notice by lawful ways and on the boards, an invitation for each household."""

import secrets
from collections.abc import Sequence
from datetime import date

from django.db import transaction

from civics.errors import Refused
from danchu.documents import actions as documents
from danchu.documents.actions import About
from danchu.duties import actions as duties
from danchu.meetings import convening, papers
from danchu.meetings.actions.convening import locked
from danchu.meetings.models import (
    PAPERS_BY,
    Invitation,
    Meeting,
    Notice,
    NoticeWay,
    State,
)
from danchu.meetings.trail import record
from danchu.people.models import Household, Term
from danchu.people.secrets import LETTERS
from danchu.places.models import Unit
from danchu.postings.actions import handing
from danchu.postings.actions.handing import Ask, Day, Handed
from danchu.postings.models import Channel, Closed
from danchu.rulebook.rulebook import value

CODE_LENGTH = 12  # of 31 letters: 59 bits
CHANNELS = {
    NoticeWay.INVITATION: Channel.LETTER,
    NoticeWay.DIRECT: Channel.COMMUNITY_HEAD,
    NoticeWay.LOUDSPEAKER: Channel.BROADCAST,
    NoticeWay.PHONE: Channel.OTHER,
    NoticeWay.NETWORK: Channel.NETWORKS,
}


@transaction.atomic
def notify(
    meeting: Meeting,
    ways: Sequence[NoticeWay],
    *,
    by: Term,
    on: date,
    told_on: date | None = None,
    gap_why: str = "",
) -> Meeting:
    """The meeting is told: by at least one way of the law, and on the boards of the community.

    `told_on`, `gap_why`: only for a meeting entered from paper; told too late, it says why.
    """
    meeting = locked(meeting)
    items = list(meeting.items.all())
    _refuse_unready(meeting, ways, has_items=bool(items))
    day = told_on if meeting.on_paper and told_on else on
    last = convening.lead(convening.NOTICE, meeting.unit, meeting.planned_on)
    if day > last.by:
        _refuse_late(meeting, last, day, gap_why)
    meeting.state, meeting.notified_on = State.NOTIFIED, day
    meeting.short_notice_why = " ".join(gap_why.split())[:300] if day > last.by else ""
    meeting.save(update_fields=["state", "notified_on", "short_notice_why"])
    _write(meeting, Notice.What.NOTICE, ways, day, by=by)
    duties.close("meeting", meeting.pk, on=on, rule_key=convening.NOTICE)
    if not meeting.on_paper:
        _invite(meeting)
        _hang(meeting, ways, by=by, on=on)
        _open_papers_duty(meeting)
    record("meetings.notify", meeting, by=by, on=on)
    return meeting


def _refuse_unready(meeting: Meeting, ways: Sequence[NoticeWay], *, has_items: bool) -> None:
    if meeting.state != State.DRAFT:
        raise Refused(f"Cuộc họp này {meeting.get_state_display().lower()}, không báo lại nữa.")
    if not has_items:
        raise Refused("Chương trình chưa có việc nào. Hãy ghi họp bàn việc gì rồi mới báo.")
    cite = convening.cite_of(convening.NOTICE, meeting.unit, on=meeting.planned_on)
    if not ways:
        raise Refused(
            "Chưa chọn cách báo. Cần ít nhất một trong năm cách, cùng với niêm yết.", cite
        )
    plan = getattr(meeting, "plan", None)
    if plan is not None and plan.decided_on is None:
        raise Refused(
            "Phương án họp cụm đang chờ Ủy ban nhân dân xã quyết định. Có quyết định thì báo họp.",
            convening.cite_of("meetings.clusters", meeting.unit, on=meeting.planned_on),
        )
    if not Household.objects.filter(unit=meeting.unit).standing(on=meeting.planned_on).exists():
        raise Refused("Sổ hộ chưa có hộ nào để mời. Hãy ghi các hộ vào sổ trước.")


def _refuse_late(meeting: Meeting, last: convening.Lead, day: date, why: str) -> None:
    if meeting.on_paper:
        if not why.strip():
            raise Refused(
                f"Giấy ghi báo ngày {day:%d/%m/%Y}, sau hạn {last.by:%d/%m/%Y}. Hãy ghi vì sao vẫn "
                "họp; điều này hiện trong biên bản.",
                last.cite,
            )
        return
    first = convening.earliest(meeting.unit, on=day)
    raise Refused(
        f"Báo hôm nay thì họp sớm nhất ngày {first.by:%d/%m/%Y}: phải báo ít nhất {last.days} ngày "
        f"trước. Hãy lùi ngày họp {meeting.planned_on:%d/%m/%Y} lại rồi báo.",
        last.cite,
    )


def _write(
    meeting: Meeting, what: Notice.What, ways: Sequence[NoticeWay], day: date, *, by: Term
) -> None:
    for way in dict.fromkeys(ways):
        Notice.objects.get_or_create(
            meeting=meeting, what=what, way=way, defaults={"on": day, "by": by}
        )


def _invite(meeting: Meeting) -> None:
    """One slip a household of the roll. The list that counts is frozen when the meeting opens."""
    rows = Household.objects.filter(unit=meeting.unit).standing(on=meeting.planned_on)
    Invitation.objects.bulk_create(
        Invitation(meeting=meeting, household_id=pk, code=_code())
        for pk in rows.order_by("number", "pk").values_list("pk", flat=True)
    )


def _code() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))


def _hang(meeting: Meeting, ways: Sequence[NoticeWay], *, by: Term, on: date) -> None:
    """Form 01 is numbered, and goes to the boards and mouths of this community alone."""
    unit = meeting.unit
    about = About("meeting_notice", meeting.pk, address=f"/hop/thong-bao/{meeting.pk}/", open=True)
    drawn = documents.draw_up(unit, papers.notice(meeting), about, by=by, on=on)
    issued = documents.issue(drawn, by=by, on=on)
    last = convening.lead(convening.NOTICE, unit, meeting.planned_on)
    places = value(convening.NOTICE, unit=unit, on=meeting.planned_on)
    kinds = tuple(str(one) for one in places.payload["places"])
    days = (meeting.planned_on - on).days
    asks = [Ask(Channel.POSTING, convening.NOTICE, days, kinds)]
    asks += [Ask(CHANNELS[way], convening.NOTICE, 1) for way in dict.fromkeys(ways)]
    handing.hand_in(
        Unit.objects.get(pk=unit.commune_id),
        Handed(
            "meetings",
            "meeting",
            meeting.pk,
            f"Thông báo họp ngày {meeting.planned_on:%d/%m/%Y}",
            issued.spoken_number,
            about.address,
        ),
        asks,
        day=Day(on, last.by),
        by=by,
        on=on,
        only=unit,
    )


def _open_papers_duty(meeting: Meeting) -> None:
    found = convening.papers_lead(meeting, meeting.items.all())
    if found is None:
        return
    unit, role = convening.owed_by(meeting)
    duties.open_duty(
        found.rule,
        unit=unit,
        role=role,
        what=f"Gửi tài liệu họp ngày {meeting.planned_on:%d/%m/%Y} đến từng hộ",
        kind="meeting",
        key=meeting.pk,
        address=f"/hop/{meeting.pk}/",
        counted_from=meeting.planned_on,
        due_on=found.by,
    )


@transaction.atomic
def send_papers(
    meeting: Meeting, ways: Sequence[NoticeWay], *, by: Term, on: date, sent_on: date | None = None
) -> Meeting:
    """The papers reached every household, by hand or by the network that the community set up."""
    meeting = locked(meeting)
    day = sent_on or on
    cite = convening.cite_of(convening.PAPERS, meeting.unit, on=meeting.planned_on)
    if meeting.state != State.NOTIFIED:
        raise Refused("Gửi tài liệu sau khi đã báo họp và trước khi mở cuộc họp.")
    if not ways or not set(ways) <= set(PAPERS_BY):
        raise Refused("Tài liệu gửi trực tiếp đến từng hộ, hoặc qua ứng dụng xóm đã lập.", cite)
    if day > on or day > meeting.planned_on:
        raise Refused(f"Ngày {day:%d/%m/%Y} chưa đến, hoặc sau ngày họp. Hãy ghi ngày đã gửi.")
    if not meeting.on_paper and not meeting.handouts.exists():
        raise Refused("Chưa có tài liệu nào để gửi. Hãy đưa tài liệu lên trước.", cite)
    _write(meeting, Notice.What.PAPERS, ways, day, by=by)
    found = convening.papers_lead(meeting, meeting.items.all())
    if found is not None:
        duties.close("meeting", meeting.pk, on=day, rule_key=found.rule)
    record("meetings.send_papers", meeting, by=by, on=on)
    return meeting


def take_down(meeting: Meeting, why: Closed, *, by: Term | None, on: date) -> None:
    """The notice on the boards is no longer true."""
    handing.close("meetings", "meeting", meeting.pk, why, by=by, on=on)
