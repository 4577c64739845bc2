"""Ways in for many people at once, in one act: cards for phones, passwords for desks."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db import transaction

from danchu.people import access, codes
from danchu.people.actions.cards import replace_card
from danchu.people.actions.passwords import set_one_time_password
from danchu.people.models import CIVIL_SERVANTS, Term, User


class WayIn(NamedTuple):
    """How one person comes in the first time. The code is known only now: print it."""

    person: User
    term: Term
    code: str
    until: date | None  # the last day of a card, inclusive; a password has none

    @property
    def by_card(self) -> bool:
        return self.until is not None


class Ready(NamedTuple):
    """Who of a list gets paper now, and who does not, with why."""

    to_print: list[Term]  # one a person
    already_in: list[Term]  # a bound phone, or an app of their own
    others: list[Term]  # not begun yet, ended, or let in by somebody else


def ready(terms: Iterable[Term], *, by: Term, on: date) -> Ready:
    """One term a person, sorted into the three. The same few queries for one and for hundreds."""
    found = Ready([], [], [])
    first = {term.person_id: term for term in sorted(terms, key=lambda one: -one.pk)}
    mine = set(access.people_run_by(by.person, on=on).values_list("pk", flat=True))
    kept = access.kept_terms(first, on=on)
    phones, apps = access.with_phones(first), codes.enrolled_among(first)
    for pk, term in sorted(first.items(), key=lambda pair: pair[1].pk):
        running = [one for one in kept.get(pk, []) if one.since <= on]
        civil = access.opens_only_theirs(by, kept.get(pk, []))
        by_card = bool(running) and not any(one.role in CIVIL_SERVANTS for one in running)
        if pk not in mine or not (civil or by_card):
            found.others.append(term)
        elif pk in (apps if civil else phones):
            found.already_in.append(term)
        else:
            found.to_print.append(term)
    return found


@transaction.atomic
def print_ways_in(terms: Iterable[Term], *, by: Term, on: date) -> list[WayIn]:
    """A fresh way in for each person of `terms`; what was printed before and not used is void.

    Each card and each password is an entry of its own in the trail: nobody gets one unseen.
    """
    ways = []
    for term in ready(terms, by=by, on=on).to_print:
        person = term.person
        if access.lets_in(by, person, on=on):
            password = set_one_time_password(person, by=by, on=on)
            ways.append(WayIn(person, term, password, None))
        else:
            issued = replace_card(person, by=by, on=on)
            ways.append(WayIn(person, term, issued.code, issued.card.expires_on))
    return ways
