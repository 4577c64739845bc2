"""People of the tests, and sessions as they stand after every door was passed."""

from datetime import date

from django.test import Client

from danchu.people.models import Role, Term, User
from danchu.places.models import Unit

START = date(2026, 1, 1)


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
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": 0}]
    session["account_authentication_methods_user"] = str(person.pk)
    session.save()
    return client
