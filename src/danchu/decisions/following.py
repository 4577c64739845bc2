"""What a new decision does to the one it replaces, inside the act that gives it effect."""

from datetime import date

from danchu.decisions.models import Change, Decision
from danchu.decisions.words import ChangeKind, Ground
from danchu.people.models import Term


def replace_older(decision: Decision, *, by: Term, on: date) -> None:
    """The community changed its own decision by the same way (Điều 22 khoản 3)."""
    motion = decision.motion
    older = (
        Decision.objects.filter(motion=motion.replaces_id).first() if motion.replaces_id else None
    )
    if older is None or older.repealed_on is not None or decision.effective_on is None:
        return
    older.repealed_on = decision.effective_on
    older.save(update_fields=["repealed_on"])
    Change.objects.create(
        decision=older,
        kind=ChangeKind.ENDED if motion.ends_it else ChangeKind.REPLACED,
        ground=Ground.WISH,
        why=motion.title,
        number=decision.number,
        on=decision.effective_on,
        by=by,
        motion=motion,
    )
