"""Who may see and do what here. A hamlet's head and Front head, and their commune's office.

The notice, the papers and what came of it are for everybody; names and numbers of households for
those who read the roll.
"""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from danchu.documents.models import Document
from danchu.meetings.convening import WRITTEN_BY
from danchu.meetings.models import (
    Attendance,
    Convenor,
    Count,
    Handout,
    Invitation,
    Meeting,
    MeetingQuerySet,
    Scan,
    Sitting,
)
from danchu.people.access import Person, roll_term, seen_units, terms_of
from danchu.people.models import FrozenLine, Proxy, Role, Term
from danchu.places.models import Kind, Succession, Unit

RECORDS = (Role.COMMUNITY_HEAD, Role.FRONT_HEAD, Role.CLERK, Role.CHAIR)
DECIDES = (Role.CLERK, Role.CHAIR)  # the commune, on a plan of meeting by clusters


def recorded_by(person: Person, *, on: date, roles: Iterable[Role] = RECORDS) -> MeetingQuerySet:
    """Meetings this person prepares and records: of their community, or of their commune's.

    Those of a hamlet that was merged go on with its heir's head.
    """
    seen = seen_units(person, on=on, roles=tuple(roles)).values("pk")
    before = Succession.objects.filter(new__in=seen, old__kind=Kind.COMMUNITY).values("old")
    rows = Meeting.objects.filter(unit__in=seen) | Meeting.objects.filter(unit__in=before)
    return rows.select_related("unit__commune", "roll", "convened_by__person")


def recording_term(
    person: Person, meeting: Meeting, *, on: date, roles: Iterable[Role] = RECORDS
) -> Term | None:
    """The term under which this person records it; the hamlet's own first."""
    return roll_term(person, meeting.unit, roles, on=on)


def callable_units(person: Person, *, on: date) -> QuerySet[Unit]:
    """Communities in which this person may write down a meeting."""
    seen = seen_units(person, on=on, roles=RECORDS).values("pk")
    return Unit.objects.filter(pk__in=seen).communities().standing(on=on).order_by("folded")


def calling_terms(person: Person, unit: Unit, *, on: date) -> QuerySet[Term]:
    """Terms under which a meeting of this community may be written down."""
    terms = terms_of(person, on=on).filter(role__in=RECORDS)
    return terms.filter(unit__in=[unit.pk, unit.commune_id]).order_by("pk")


def term_to_call(person: Person, unit: Unit, convenor: Convenor, *, on: date) -> Term | None:
    """The term that fits this convenor, else any: the act then says why not."""
    terms = list(calling_terms(person, unit, on=on))
    fit = (one for one in terms if one.role in WRITTEN_BY[convenor])
    return next(fit, terms[0] if terms else None)


def last_counts(meeting: Meeting) -> QuerySet[Count]:
    """Counts that may be corrected: the last word of each."""
    rows = Count.objects.standing().filter(sitting__meeting=meeting)
    return rows.select_related("item", "sitting__meeting")


def present_as(sitting: Sitting, line: FrozenLine) -> QuerySet[Attendance]:
    """How this household is there."""
    return Attendance.objects.standing().filter(line=line, sitting=sitting)


def proxy_numbered(pk: int | None) -> Proxy | None:
    """The act judges whether it is of that household and in force."""
    return Proxy.objects.filter(pk=pk).first() if pk else None


def issued_notice(meeting: Meeting) -> Document | None:
    """The numbered form 01, once it was told."""
    about = Document.objects.about("meeting_notice", meeting.pk).issued()
    return about.order_by("-pk").first()


def communities() -> QuerySet[Unit]:
    """Communities, ended ones too, whose meetings everybody may look up."""
    return Unit.objects.communities().select_related("commune")


def scans_for(person: Person, *, on: date) -> QuerySet[Scan]:
    """Photos of tally sheets and signed minutes: names stand on them."""
    return Scan.objects.filter(meeting__in=recorded_by(person, on=on).values("pk"))


def announced() -> MeetingQuerySet:
    """What everybody may read."""
    return Meeting.objects.said().select_related("unit__commune", "roll", "plan", "moved_to")


def open_handouts() -> QuerySet[Handout]:
    return Handout.objects.filter(meeting__in=announced().values("pk"))


def by_code(code: str) -> QuerySet[Invitation]:
    """The invitation somebody holds in their hand."""
    rows = Invitation.objects.filter(meeting__in=announced().values("pk"), code=code.upper())
    return rows.select_related("household", "meeting__unit__commune")
