"""Who may see entries: the office that made them, and the person they were made for."""

from collections.abc import Callable
from datetime import date

from django.db.models import Q, QuerySet

from danchu.behalf import allowed
from danchu.behalf.allowed import Allowed
from danchu.behalf.models import EnteredFor, EnteredForQuerySet
from danchu.people.access import Person, people_run_by, term_in, terms_run_by, units_as
from danchu.people.models import CIVIL_SERVANTS, Role, Term, User
from danchu.places.models import Kind, Unit

OFFICE = (Role.CLERK, Role.APPROVER, Role.CHAIR)
PHONES = (Role.CLERK, Role.CHAIR)

# Rooms with matters that somebody of the office may not know of: which entries are not shown them.
Hidden = Callable[[Person, date], Q]
_HIDES: list[Hidden] = []


def hide(which: Hidden) -> None:
    """Entries that `which` names are opened by this person nowhere."""
    if which not in _HIDES:
        _HIDES.append(which)


def offices_of(person: Person, *, on: date) -> QuerySet[Unit]:
    """Communes in whose office this person may enter for others."""
    return units_as(person, OFFICE, on=on).filter(kind=Kind.COMMUNE)


def office_term(person: Person, unit: Unit, *, on: date) -> Term | None:
    return term_in(person, OFFICE, unit, on=on)


def kept_by(person: Person, *, on: date) -> EnteredForQuerySet:
    """Entries of the offices this person serves."""
    found = EnteredFor.objects.filter(unit__in=offices_of(person, on=on))
    for which in _HIDES:
        found = found.exclude(which(person, on))
    return _whole(found)


def about(person: Person) -> EnteredForQuerySet:
    """Entries made for this person, when they have an account."""
    if not isinstance(person, User):
        return EnteredFor.objects.none()
    return _whole(EnteredFor.objects.filter(account=person))


def by_code(code: str) -> EnteredForQuerySet:
    """Whoever holds the code of an entry for somebody without an account may answer it."""
    return _whole(EnteredFor.objects.filter(code=code.upper(), account__isnull=True))


def entries(pks: list[int]) -> EnteredForQuerySet:
    return _whole(EnteredFor.objects.filter(pk__in=pks))


def part_time_people(person: Person, *, on: date) -> QuerySet[User]:
    """People of this commune whose telephone the office may correct on their word.

    Civil servants are not among them: they correct theirs themselves.
    """
    terms = terms_run_by(person, on=on)
    servants = terms.filter(role__in=CIVIL_SERVANTS).values("person")
    return people_run_by(person, on=on).exclude(pk__in=servants)


def phones_term(person: Person, *, on: date) -> Term | None:
    """The term under which this person looks after the telephones of a commune."""
    for unit in offices_of(person, on=on).order_by("pk"):
        if term := term_in(person, PHONES, unit, on=on):
            return term
    return None


def doors(person: Person, *, on: date) -> list[Allowed]:
    """Pages on which this person may enter something for somebody."""
    found = allowed.acts()
    if phones_term(person, on=on) is None:
        found.pop("people.set_phone")
    return list(found.values())


def _whole(found: EnteredForQuerySet) -> EnteredForQuerySet:
    return found.select_related(
        "unit", "account", "entered_by__person", "mended_by__person", "proof"
    )
