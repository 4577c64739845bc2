"""Whose names somebody may see: the rolls of their own community, or of their commune's."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from danchu.people.access.terms import Person, seen_units, terms_of
from danchu.people.models import FrozenRoll, Household, Proxy, Role, Term
from danchu.places.models import Kind, Succession, Unit

KEEPERS = (Role.CLERK, Role.COMMUNITY_HEAD)  # who writes into a roll
READERS = (*KEEPERS, Role.CHAIR, Role.FRONT_HEAD)  # who reads names
ERASERS = (Role.CLERK, Role.CHAIR)  # who answers requests about personal data


def rolls_seen(person: Person, *, on: date, roles: Iterable[Role] = READERS) -> QuerySet[Unit]:
    """Communities that stand on `on` and whose roll this person reads (or, with `roles`, keeps)."""
    seen = seen_units(person, on=on, roles=tuple(roles)).values("pk")
    standing = Unit.objects.filter(pk__in=seen).communities().standing(on=on)
    return standing.order_by("commune", "folded")


def households_seen(
    person: Person, *, on: date, roles: Iterable[Role] = READERS
) -> QuerySet[Household]:
    """Households, of today and of before, of those communities and of those that went into them."""
    units = _with_forebears(person, on=on, roles=roles)
    return Household.objects.filter(unit__in=units).select_related("unit")


def frozen_seen(person: Person, *, on: date) -> QuerySet[FrozenRoll]:
    """Lists kept of those communities, also of such as were merged since."""
    units = _with_forebears(person, on=on, roles=READERS)
    return FrozenRoll.objects.filter(unit__in=units).select_related("unit").order_by("-on", "-pk")


def proxies_kept(person: Person, *, on: date) -> QuerySet[Proxy]:
    """Written proxies that this person keeps."""
    kept = households_seen(person, on=on, roles=KEEPERS)
    return Proxy.objects.filter(household__in=kept.values("pk")).select_related("household__unit")


def roll_term(person: Person, unit: Unit, roles: Iterable[Role], *, on: date) -> Term | None:
    """The term under which this person reads or keeps the roll of `unit`; the nearest first."""
    heirs = Succession.objects.filter(old=unit).values("new")
    terms = terms_of(person, on=on).filter(role__in=list(roles))
    own = terms.filter(Q(unit=unit) | Q(unit__in=heirs)).first()
    return own or terms.filter(unit=unit.commune_id, unit__kind=Kind.COMMUNE).first()


def hamlets_of(commune: Unit) -> list[Unit]:
    """Communities under this commune, ended ones too: a list may name one, and is told its heir."""
    return list(Unit.objects.within(commune).communities())


def _with_forebears(person: Person, *, on: date, roles: Iterable[Role]) -> QuerySet[Unit]:
    seen = seen_units(person, on=on, roles=tuple(roles))
    before = Succession.objects.filter(new__in=seen.values("pk"), old__kind=Kind.COMMUNITY)
    return Unit.objects.filter(
        Q(pk__in=seen.values("pk")) | Q(pk__in=before.values("old")), kind=Kind.COMMUNITY
    )
