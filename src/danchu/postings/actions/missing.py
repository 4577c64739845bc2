"""“Hôm nay giấy không còn”: a gap is opened, closed by putting it up again, and never hidden."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Max

from civics.errors import Refused
from danchu.duties import actions as duties
from danchu.duties.models import Basis, Duty
from danchu.kit import audit
from danchu.people.models import Role, Term
from danchu.postings.actions.proving import TAKE_DOWN
from danchu.postings.changing import changed
from danchu.postings.models import ON_BOARDS, Gap, Paper, Posting, State
from danchu.rulebook.rulebook import last_day

PUT_BACK = "postings.put_back"


@transaction.atomic
def report_gone(posting: Posting, *, since: date, note: str = "", by: Term | None, on: date) -> Gap:
    """The paper is not on its board from `since` on (inclusive). `by` None: anybody who saw it.

    Refused for a paper that need not hang any more, and for days before it was put up.
    """
    rows = Posting.objects.select_for_update(of=("self",))
    one = rows.select_related("paper__unit", "place", "unit").get(pk=posting.pk)
    _refuse_unfit(one, since=since, on=on)
    gap = Gap.objects.create(
        posting=one,
        since=since,
        told_by=by,
        told_on=on,
        note=" ".join(note.split())[:200],
    )
    one.state = State.GONE
    one.save(update_fields=["state"])
    deadline = last_day(PUT_BACK, unit=one.paper.unit, start=on)
    duties.open_duty(
        PUT_BACK,
        unit=one.paper.unit,
        role=Role.CLERK,
        what=f"Dán lại {one.paper.number} tại {one.unit.spoken_name}",
        kind="posting_gap",
        key=gap.pk,
        address=f"/niem-yet/giay/{one.paper_id}/",
        counted_from=on,
        due_on=deadline.due_on,
        basis=Basis.PARAMETER,
    )
    changed([one.paper])
    audit.record(
        "postings.report_gone", by=by, unit_id=one.unit_id, kind="posting", key=one.pk, on=on
    )
    return gap


def _refuse_unfit(one: Posting, *, since: date, on: date) -> None:
    if one.channel not in ON_BOARDS or one.state in {State.WAITING, State.OFF, State.DONE}:
        raise Refused("Theo sổ, tờ này không ở trên bảng đó, nên không báo mất được.")
    if one.state == State.GONE:
        raise Refused("Tờ này đã có người báo không còn. Xã đang phải dán lại. Cảm ơn bạn.")
    if one.paper.closed_on:
        raise Refused("Tờ này đã phải gỡ xuống, không còn trên bảng là đúng.")
    if since > on:
        raise Refused(f"Ngày {since:%d/%m/%Y} còn chưa đến. Hãy ghi ngày đã thấy.")
    if one.first_on and since < one.first_on:
        raise Refused(f"Tờ này dán từ ngày {one.first_on:%d/%m/%Y}. Hãy ghi từ ngày đó trở đi.")
    newest = one.gaps.order_by("-since").first()
    if newest and newest.until and since <= newest.until:
        raise Refused(
            f"Những ngày đến {newest.until:%d/%m/%Y} đã ghi là thiếu rồi. Hãy ghi ngày sau đó."
        )
    if one.kept_until and since > one.kept_until:
        raise Refused(
            f"Tờ này đã niêm yết đủ đến hết ngày {one.kept_until:%d/%m/%Y}, gỡ xuống là được."
        )


@transaction.atomic
def still_there(gap: Gap, *, note: str, by: Term, on: date) -> Gap:
    """Somebody from outside was mistaken: the office or the head went to look. The report stays."""
    rows = Posting.objects.select_for_update(of=("self",)).select_related("paper")
    one = rows.get(pk=gap.posting_id)
    gap = Gap.objects.get(pk=gap.pk)
    if gap.until is not None or one.state != State.GONE:
        raise Refused("Lời báo này đã được trả lời.")
    if gap.told_by_id is not None:
        raise Refused(
            "Người phụ trách đã báo mất. Hãy nhờ dán lại rồi ghi, để sổ đúng với thực tế."
        )
    if not note.strip():
        raise Refused("Hãy ghi ai đã xem, lúc nào: người báo sẽ đọc câu này.")
    gap.until, gap.note = (
        gap.since - timedelta(days=1),
        " ".join(f"{gap.note} · Xã xem lại ngày {on:%d/%m/%Y}: vẫn còn. {note}".split())[:200],
    )
    gap.save(update_fields=["until", "note"])
    one.state = State.UP
    one.save(update_fields=["state"])
    duties.close("posting_gap", gap.pk, on=on)
    changed([one.paper])
    audit.record(
        "postings.still_there", by=by, unit_id=one.unit_id, kind="posting", key=one.pk, on=on
    )
    return gap


def open_taking_down(*, on: date) -> int:
    """For every paper whose days are over somewhere, one duty to take it down. Safe to run again.

    Returns how many papers. The law names no last day for this: a parameter of the province.
    """
    over = Posting.objects.filter(state=State.UP, channel__in=ON_BOARDS, kept_until__lt=on)
    told = Duty.objects.open().filter(kind="paper_down").values_list("key", flat=True)
    papers = Paper.objects.filter(pk__in=over.values("paper"), closed_on=None)
    made = 0
    for paper in papers.exclude(pk__in=[int(key) for key in told]).select_related("unit"):
        ended = over.filter(paper=paper).aggregate(last=Max("kept_until"))["last"]
        deadline = last_day(TAKE_DOWN, unit=paper.unit, start=ended)
        duties.open_duty(
            TAKE_DOWN,
            unit=paper.unit,
            role=Role.CLERK,
            what=f"Gỡ {paper.number}: đã niêm yết đủ ngày",
            kind="paper_down",
            key=paper.pk,
            address=f"/niem-yet/giay/{paper.pk}/",
            counted_from=ended,
            due_on=deadline.due_on,
            basis=Basis.PARAMETER,
        )
        made += 1
    return made
