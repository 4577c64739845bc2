"""Who may see whose request: the asker, and the office of the unit that answers. Nobody else."""

from datetime import date

from django.db.models import Q, QuerySet

from danchu.people.access import Person, term_in, terms_of, units_as
from danchu.people.models import Role, Term, User
from danchu.people.own_data import home_of
from danchu.personal_data.models import DataRequest, Incident, RequestQuerySet
from danchu.places.models import Kind, Unit

OFFICE = (Role.CLERK, Role.CHAIR, Role.APPROVER)
ANSWERS = {Kind.COMMUNE: OFFICE, Kind.PROVINCE: (Role.PROVINCE,)}


def own(person: User) -> RequestQuerySet:
    """What this person asked themselves."""
    found: RequestQuerySet = DataRequest.objects.filter(person=person).select_related("unit")
    return found


def answering_units(person: Person, *, on: date) -> QuerySet[Unit]:
    """Units for which this person answers requests."""
    wanted = Q(pk__in=[])
    for kind, roles in ANSWERS.items():
        wanted |= Q(kind=kind, pk__in=units_as(person, roles, on=on).values("pk"))
    return Unit.objects.filter(wanted).order_by("pk")


def kept_by(person: Person, *, on: date) -> RequestQuerySet:
    """Requests that come to the offices of this person."""
    found: RequestQuerySet = DataRequest.objects.filter(
        unit__in=answering_units(person, on=on)
    ).select_related("unit", "person", "term__unit", "entered_by", "decided_by__person")
    return found


def answering_term(person: Person, unit: Unit, *, on: date) -> Term | None:
    """The term under which this person answers for `unit`."""
    return term_in(person, ANSWERS.get(Kind(unit.kind), ()), unit, on=on)


def with_code(code: str) -> RequestQuerySet:
    """For whoever holds the receipt: that it exists, by when, how far; never what it says."""
    found: RequestQuerySet = DataRequest.objects.filter(code=code.strip().upper())
    return found.select_related("unit")


def incidents_of(person: Person, *, on: date) -> QuerySet[Incident]:
    """Incidents of the offices of this person; those of communes are seen by nobody above."""
    return Incident.objects.filter(unit__in=answering_units(person, on=on)).select_related(
        "unit", "noted_by__person"
    )


def home_unit(person: User, *, on: date) -> Unit | None:
    """Whose office answers this person: where they hold office, else where they last did."""
    running = terms_of(person, on=on).select_related("unit__commune", "unit__province")
    last = running.order_by("-since").first() or (
        Term.objects.filter(person=person)
        .select_related("unit__commune", "unit__province")
        .order_by("-since", "-pk")
        .first()
    )
    home = home_of(last.unit) if last else None
    return home if home and home.kind in ANSWERS else None


def communes(*, on: date) -> QuerySet[Unit]:
    """Communes of today, for somebody whom no term ties to one."""
    return Unit.objects.communes().standing(on=on).order_by("folded")


def terms_held(person: User) -> QuerySet[Term]:
    """Every term of this person, for a request to correct one."""
    return Term.objects.filter(person=person).select_related("unit").order_by("-since")


def accounts_of(unit: Unit, name: str) -> QuerySet[User]:
    """Accounts that somebody at this office's table may be: by their very name, terms here."""
    return (
        User.objects.filter(
            terms__unit__in=Unit.objects.within(unit),
            erased_on__isnull=True,
            full_name__iexact=" ".join(name.split()),
        )
        .distinct()
        .order_by("pk")
    )
