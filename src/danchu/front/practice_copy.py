"""A practice commune with something to learn on, made by the rooms' own acts, like the demo."""

from datetime import date

from django.db import transaction

from danchu.behalf.actions import Told
from danchu.behalf.models import Source
from danchu.disclosure.actions import entering, noting, planning
from danchu.front.demo import tell
from danchu.front.demo_people import Cast
from danchu.front.practice_papers import CALLED, PAPERS, POINTED
from danchu.kit import worlds
from danchu.people import access, actions
from danchu.people.models import Practice, Role, Term
from danchu.people.roll.made_up import make_up
from danchu.places.models import Unit

HOUSEHOLDS = 24  # in each hamlet of the copy: enough for a meeting, few enough to read


@transaction.atomic
def start(home: Unit, *, by: Term, on: date) -> Practice:
    """The copy of this person, opened and filled when there is none yet."""
    standing = access.practice_of(by.person, on=on)
    practice = actions.open_practice(home, by=by, on=on)
    if standing is None or standing.pk != practice.pk:
        with worlds.practising(practice.copy_id):
            _fill(practice, on=on)
    return practice


@transaction.atomic
def start_afresh(practice: Practice, *, by: Term, on: date) -> Practice:
    """One tap: the old copy is closed as it is, a new one takes its place."""
    actions.close_practice(practice, by=by, on=on)
    return start(practice.home, by=by, on=on)


def _fill(practice: Practice, *, on: date) -> None:
    cast = Cast(
        clerk=_holder(practice, Role.CLERK, on),
        approver=_holder(practice, Role.APPROVER, on),
        chair=_holder(practice, Role.CHAIR, on),
        delegate=_holder(practice, Role.COUNCIL_DELEGATE, on),
    )
    planning.open_calendar_duties(on=on)
    for hamlet in Unit.objects.within(practice.copy).communities():
        make_up(hamlet, HOUSEHOLDS, since=practice.opened_on, mark="tập huấn")
    for paper in PAPERS:
        tell(paper, practice.copy, cast, on=on)
    noting.point(practice.copy, about=POINTED, number="", decided_on=None, by=cast.delegate, on=on)
    told = Told(Source.CALL, on, name="cụ Tập (tập huấn)", phone_end="000")
    entering.point_for(
        practice.copy, told, about=CALLED, number="", decided_on=None, by=cast.clerk, on=on
    )


def _holder(practice: Practice, role: Role, on: date) -> Term:
    term = access.played_in(role, on=on)
    if term is None:
        raise LookupError(f"nobody plays {role} in {practice}")
    return term
