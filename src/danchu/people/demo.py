"""Made-up people for the demo commune: accounts whose log-ins may be shown to everybody."""

from base64 import b32encode
from datetime import date
from hashlib import sha256
from typing import NamedTuple

from django.db import transaction

from civics.errors import Refused
from danchu.people import access, actions, codes
from danchu.people.models import CIVIL_SERVANTS, Role, Term, User
from danchu.places.models import Unit

PASSWORD = "minh-hoa-2026"  # noqa: S105  printed on the demo page on purpose


@transaction.atomic
def make_person(
    username: str,
    full_name: str,
    role: Role,
    unit: Unit,
    *,
    since: date,
    until: date | None = None,
    position: str = "",
    phone: str = "",
    document: str = "minh họa",
    on: date | None = None,
) -> Term:
    """A demo person in office; safe to run again (then the standing term is returned).

    Civil servants get PASSWORD and an authenticator whose code the demo page shows; part-time
    people get neither: the demo page makes them an activation card. Call it again with another
    role or unit to give the same person a second term.
    """
    person = User.objects.filter(username=username).first()
    if person is None:
        person = User.objects.create_user(username, full_name=full_name, phone=phone, demo=True)
    if not person.demo:
        raise ValueError(f"{username} is a real account, not a demo one")
    if role in CIVIL_SERVANTS and not codes.enrolled(person):
        person.set_password(PASSWORD)
        person.save(update_fields=["password"])
        codes.enrol(person, _secret_of(username))
    standing = Term.objects.filter(person=person, role=role, unit=unit, since=since).first()
    return standing or actions.appoint(
        person,
        role,
        unit,
        since=since,
        until=until,
        document=document,
        position=position,
        by=None,
        on=on or since,
    )


class Login(NamedTuple):
    """How one made-up person comes in. `code` None: by card and PIN."""

    person: User
    roles: str
    code: str | None


def logins() -> list[Login]:
    """Every made-up person, civil servants with the code their app shows now."""
    return [_login(person) for person in access.demo_people().order_by("pk")]


def _login(person: User) -> Login:
    secret = codes.demo_secret(person)
    roles = "; ".join(f"{term.spoken_role}, {term.unit.spoken_name}" for term in person.terms.all())
    return Login(person, roles, codes.current(secret) if secret else None)


def card_code(person: User, *, on: date) -> str:
    """A fresh activation card, as the demo commune's office would print it."""
    if not person.demo:
        raise ValueError(f"{person.username} is a real account, not a demo one")
    term = access.part_time_terms(person, on=on).first()
    commune = (term.unit.commune or term.unit) if term else None
    office = access.office_of(commune, on=on) if commune else None
    if office is None:
        raise Refused("Xã minh họa chưa có công chức Văn phòng để in thẻ, hoặc nhiệm kỳ đã hết.")
    return actions.issue_card(person, by=office, on=on).code


def _secret_of(username: str) -> str:
    """The same on every machine, so that an app enrolled once serves every demo."""
    return b32encode(sha256(f"danchu.demo:{username}".encode()).digest()[:20]).decode()
