"""The commune's office, and the people, cards and phones it looks after."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol, cast

from django.db import connection
from django.db.models import Prefetch, Q, QuerySet

from danchu.kit import worlds
from danchu.people.access.terms import OFFICE, Person, stands_under, terms_of, units_as
from danchu.people.models import (
    CIVIL_SERVANTS,
    Card,
    Device,
    OneTimePassword,
    Role,
    Term,
    User,
)
from danchu.people.roles import MAY_APPOINT
from danchu.places.models import Kind, Unit

LOOKS_AFTER = Q(role__in=OFFICE, unit__kind=Kind.COMMUNE) | Q(
    role=Role.PROVINCE, unit__kind=Kind.PROVINCE
)


def office_terms(person: Person, *, on: date) -> QuerySet[Term]:
    """Terms under which this person looks after people: of a commune, or of the communes' heads."""
    return terms_of(person, on=on).filter(LOOKS_AFTER).order_by("pk")


def units_run_by(person: Person, *, on: date) -> QuerySet[Unit]:
    """Where this person writes down terms: their communes with everything under them; for the
    province, its communes and the bodies beside them."""
    communes = communes_run_by(person, on=on)
    provinces = provinces_run_by(person, on=on)
    return (
        Unit.objects.filter(
            Q(pk__in=communes)
            | Q(commune__in=communes)
            | Q(province__in=provinces, kind__in=[Kind.COMMUNE, Kind.FRONT])
        )
        .standing(on=on)
        .order_by("kind", "folded")
    )


def communes_run_by(person: Person, *, on: date) -> QuerySet[Unit]:
    """Communes whose people and phones this person looks after."""
    return units_as(person, OFFICE, on=on).filter(kind=Kind.COMMUNE)


def provinces_run_by(person: Person, *, on: date) -> QuerySet[Unit]:
    """Provinces whose communes' officials this person looks after."""
    return units_as(person, [Role.PROVINCE], on=on).filter(kind=Kind.PROVINCE)


def people_run_by(person: Person, *, on: date) -> QuerySet[User]:
    """People in office, today or soon, whom this person looks after."""
    terms = terms_run_by(person, on=on)
    return User.objects.filter(pk__in=terms.values("person"), is_active=True).order_by("full_name")


def terms_run_by(person: Person, *, on: date) -> QuerySet[Term]:
    """Terms, running or coming, of the people this person looks after."""
    return all_terms_run_by(person, on=on).filter(Q(until__isnull=True) | Q(until__gte=on))


def all_terms_run_by(person: Person, *, on: date) -> QuerySet[Term]:
    """The same, ended terms too."""
    communes = communes_run_by(person, on=on)
    heads = Q(
        unit__province__in=provinces_run_by(person, on=on), role__in=MAY_APPOINT[Role.PROVINCE]
    )
    return Term.objects.filter(
        Q(unit__in=communes) | Q(unit__commune__in=communes) | heads
    ).select_related("unit", "person")


class WithKeys(Protocol):
    """A person as `people_with_keys` fetches them."""

    pk: int
    full_name: str
    terms_here: list[Term]
    phones_here: list[Device]
    cards_here: list[Card]


def people_with_keys(person: Person, *, on: date) -> list[WithKeys]:
    """The same people, each with their running terms, open phones and unused cards."""
    found = people_run_by(person, on=on).prefetch_related(
        Prefetch("terms", terms_run_by(person, on=on), to_attr="terms_here"),
        Prefetch("devices", Device.objects.live(), to_attr="phones_here"),
        Prefetch("cards", open_cards(on=on), to_attr="cards_here"),
    )
    return cast("list[WithKeys]", list(found))


def open_cards(*, on: date) -> QuerySet[Card]:
    """Cards that may still bind a phone."""
    return Card.objects.usable(on=on)


def devices_revocable_by(person: Person, *, on: date) -> QuerySet[Device]:
    """Phones this person may lock: their own, and those of the people they look after."""
    if not isinstance(person, User):
        return Device.objects.none()
    return Device.objects.live().filter(
        Q(person=person) | Q(person__in=people_run_by(person, on=on))
    )


def lets_in(by: Term, person: User, *, on: date) -> bool:
    """Whether the holder of `by` may give this civil servant a one-time password.

    Only when every term of theirs, running or coming, is one that `by` may write down: the password
    opens all of them.
    """
    return opens_only_theirs(by, kept_terms([person.pk], on=on).get(person.pk, []))


def opens_only_theirs(by: Term, terms: list[Term]) -> bool:
    """The rule of `lets_in`, for terms already at hand."""
    roles = MAY_APPOINT.get(Role(by.role), frozenset())
    return any(term.role in CIVIL_SERVANTS for term in terms) and all(
        term.role in roles and stands_under(term.unit, by.unit) for term in terms
    )


def kept_terms(people: Iterable[int], *, on: date) -> dict[int, list[Term]]:
    """Terms of each of these people, running or coming, in one query."""
    kept = Term.objects.filter(Q(until__isnull=True) | Q(until__gte=on), person__in=list(people))
    found: dict[int, list[Term]] = {}
    for term in kept.select_related("unit").order_by("pk"):
        found.setdefault(term.person_id, []).append(term)
    return found


def with_phones(people: Iterable[int]) -> set[int]:
    """Which of these people have a phone that still opens."""
    phones = Device.objects.live().filter(person__in=list(people))
    return set(phones.values_list("person", flat=True))


def device_is_live(pk: int, person: User) -> bool:
    """Whether this phone may still carry a session of this person."""
    return Device.objects.live().filter(pk=pk, person=person).exists()


def devices_with(secret_hashes: Iterable[str]) -> QuerySet[Device]:
    """Phones, locked ones too, that know these secrets."""
    return Device.objects.filter(secret_hash__in=list(secret_hashes)).select_related("person")


def card_with(code_hash: str) -> Card | None:
    """The card that carries this code, whatever became of it."""
    return Card.objects.filter(code_hash=code_hash).select_related("person", "commune").first()


CROWD = "mh-"  # begins the account names of made-up people who only fill a province


def demo_people() -> QuerySet[User]:
    """Made-up people of the demo commune, with their terms; not the crowd of a whole province."""
    people = User.objects.filter(demo=True, is_active=True).exclude(username__startswith=CROWD)
    return people.prefetch_related("terms__unit")


def has_one_time_password(person: User) -> bool:
    """Whether the office set this password, so that its owner must change it."""
    return OneTimePassword.objects.filter(person=person).exists()


def office_of(commune: Unit, *, on: date) -> Term | None:
    """Somebody in office today who looks after this commune's people."""
    return Term.objects.in_office(on=on).filter(unit=commune, role__in=OFFICE).first()


def demo_stands() -> bool:
    """Whether made-up people are in this database: every page then says so."""
    practice = "NOT " * (worlds.copy_here() is None) + "practice"
    with connection.cursor() as cursor:  # each page asks: Django takes longer to write it
        cursor.execute(f"SELECT 1 FROM people_user WHERE demo AND {practice} LIMIT 1")  # noqa: S608
        return cursor.fetchone() is not None


def own_devices(person: User) -> QuerySet[Device]:
    """Phones of this person that are still open."""
    return Device.objects.live().filter(person=person).order_by("-bound_at")
