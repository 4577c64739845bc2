"""People of the tests, and sessions as they stand after every door was passed."""

from datetime import date

from django.test import Client

from danchu.kit import clock
from danchu.people import gate
from danchu.people.models import Role, Term, User
from danchu.places.models import Kind, Unit

START = date(2026, 1, 1)


def commune_named(name: str, slug: str) -> Unit:
    return Unit.objects.create(
        kind=Kind.COMMUNE, title="xa", name=name, folded=slug.replace("-", " "), slug=slug
    )


def xom_named(name: str, slug: str, commune: Unit) -> Unit:
    return Unit.objects.create(
        kind=Kind.COMMUNITY,
        title="xom",
        name=name,
        folded=slug.replace("-", " "),
        slug=slug,
        commune=commune,
    )


def in_office(
    username: str, role: Role, unit: Unit, *, since: date = START, **fields: object
) -> User:
    """Somebody who holds `role` in `unit`; the same username again gives a second term."""
    person = User.objects.filter(username=username).first() or User.objects.create_user(
        username, full_name=str(fields.pop("full_name", username.title()))
    )
    Term.objects.create(person=person, role=role, unit=unit, since=since, **fields)
    return person


def signed_in(client: Client, person: User) -> Client:
    """As after the password and the code (or the PIN): full rights of the person's terms."""
    client.force_login(person)
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": 0}]
    session["account_authentication_methods_user"] = str(person.pk)
    session[gate.BEGAN] = session[gate.SEEN] = clock.now().timestamp()
    session.save()
    return client
