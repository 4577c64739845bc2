"""A term ends and somebody else takes over what it leaves."""

from datetime import date

from django.db import transaction

from civics.errors import Refused
from danchu.kit import audit, clock
from danchu.people import handing_over
from danchu.people.actions.terms import refuse_to_write
from danchu.people.handing_over import Left, Section
from danchu.people.models import Card, Device, HandOver, Role, Term

PAPERS = "Giấy tờ, con dấu, tài sản"


@transaction.atomic
def hand_over(term: Term, *, to: Term, papers: str = "", by: Term | None, on: date) -> HandOver:
    """Name the successor of a term that has its last day; what there was is written down.

    `papers`: what goes from hand to hand, one thing a line. Once the last day is over, the phones
    and cards of whoever serves nowhere else are closed with the same act.
    """
    term = (
        Term.objects.select_for_update(of=("self",))
        .select_related("person", "unit")
        .get(pk=term.pk)
    )
    refuse_to_write(by, Role(term.role), term.unit)
    if term.until is None:
        raise Refused("Nhiệm kỳ này chưa có ngày cuối. Hãy ghi thôi giữ vai trước rồi bàn giao.")
    earlier = HandOver.objects.filter(term=term).select_related("to__person").first()
    if earlier is not None:
        raise Refused(
            f"Đã bàn giao ngày {earlier.handed_on:%d/%m/%Y} cho {earlier.to.person}. "
            "Người nhận cũng thôi thì bàn giao tiếp từ nhiệm kỳ của người ấy."
        )
    if not handing_over.successors(term, on=on).filter(pk=to.pk).exists():
        raise Refused(
            f"{to.person} không giữ vai “{Role(term.role).label}” tại {term.unit.spoken_name}. "
            "Hãy ghi nhiệm kỳ của người kế nhiệm trước, rồi bàn giao."
        )
    sections = handing_over.left_by(term, on=on)
    rows = [Left(line.strip()) for line in papers.splitlines() if line.strip()]
    sections.append(Section(PAPERS, rows))
    row = HandOver.objects.create(
        term=term, to=to, by=by, handed_on=on, left=handing_over.kept(sections)
    )
    if on > term.until and not handing_over.serves_on(term, on=on):
        _close_keys(term)
    audit.record("people.hand_over", by=by, unit_id=term.unit_id, kind="term", key=term.pk, on=on)
    return row


def _close_keys(term: Term) -> None:
    now = clock.now()
    Device.objects.filter(person=term.person_id, revoked_at__isnull=True).update(revoked_at=now)
    unused = Card.objects.filter(person=term.person_id, used_at__isnull=True)
    unused.filter(revoked_at__isnull=True).update(revoked_at=now)
