"""What somebody proved themselves with: passkeys, the state's identity, a phone number."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Model, Q, QuerySet

from danchu.people import seals
from danchu.people.access.office import people_run_by
from danchu.people.access.terms import Person
from danchu.people.keys import Identity, Number, Passkey
from danchu.people.models import (
    User,
)
from danchu.people.own_data import sealed


def own_passkeys(person: Person) -> QuerySet[Passkey]:
    """Passkeys of this person, newest first."""
    if not isinstance(person, User):
        return Passkey.objects.none()
    return Passkey.objects.filter(person=person).order_by("-pk")


def passkeys_removable_by(person: Person, *, on: date) -> QuerySet[Passkey]:
    """One's own passkeys, and those of the people one looks after: a phone may be lost."""
    if not isinstance(person, User):
        return Passkey.objects.none()
    return Passkey.objects.filter(Q(person=person) | Q(person__in=people_run_by(person, on=on)))


def own_identity(person: User) -> Identity | None:
    """How the state's identity service knows this person."""
    return Identity.objects.filter(person=person).first()


def own_number(person: User) -> Number | None:
    """The phone by which this citizen comes in."""
    return Number.objects.filter(person=person).first()


def number_known(number: str) -> Number | None:
    """Whose number this is, under whichever key it was sealed."""
    return Number.objects.filter(_sealed("seal", seals.every(seals.PHONE, number))).first()


def identity_by_subject(issuer: str, subject: str) -> Identity | None:
    """Whom the service called by this name before."""
    known = seals.every(seals.SUBJECT, f"{issuer} {subject}")
    found = Identity.objects.filter(_sealed("subject_seal", known))
    return found.select_related("person").first()


def identity_by_national_id(national_id: str) -> Identity | None:
    """Whose account carries this national id; none without one."""
    if not national_id:
        return None
    known = seals.every(seals.NATIONAL_ID, national_id)
    found = Identity.objects.filter(_sealed("national_id_seal", known))
    return found.select_related("person").first()


def _sealed(field: str, known: Iterable[seals.Seal]) -> Q:
    asked = Q()
    for one in known:
        asked |= Q(key_id=one.key_id, **{field: one.seal})
    return asked


def seals_by_key(names: Iterable[str]) -> dict[str, tuple[int, int]]:
    """How many identities and numbers stand under each key, known or no longer."""
    identities, numbers = _under_each(Identity), _under_each(Number)
    for kept in sealed():
        numbers += _under_each(kept)
    every = dict.fromkeys([*names, *sorted({*identities, *numbers})])
    return {name: (identities[name], numbers[name]) for name in every}


def _under_each(kept: type[Model]) -> Counter[str]:
    rows = kept._default_manager.values_list("key_id").annotate(n=Count("pk"))
    return Counter(dict(rows.values_list("key_id", "n")))
