"""Accounts and terms by name or number, for pages that may show them."""

import re
from collections.abc import Collection
from datetime import date

from django.db.models import Q, QuerySet

from danchu.kit.folding import fold
from danchu.people.models import (
    Role,
    Term,
    User,
)
from danchu.places.models import Unit


def names_of(account_ids: set[int]) -> dict[int, str]:
    """Full names of accounts, for pages that may show them."""
    return dict(User.objects.filter(pk__in=account_ids).values_list("pk", "full_name"))


def names_within(
    account_ids: Collection[int], unit_ids: Collection[int], *, but: int | None = None
) -> dict[int, str]:
    """Full names of those accounts that ever held a term in one of these units; `but`: one more."""
    here = Term.objects.filter(person__in=account_ids, unit__in=unit_ids).values("person")
    known = User.objects.filter(pk__in=account_ids).filter(Q(pk__in=here) | Q(pk=but))
    return dict(known.values_list("pk", "full_name"))


def accounts_named(words: str, unit_ids: Collection[int]) -> list[int]:
    """Accounts that ever held a term in these units, by words of the name (accents optional)."""
    wanted = fold(words).split()
    here = User.objects.filter(terms__unit__in=unit_ids).distinct()
    return [
        pk
        for pk, name, username in here.values_list("pk", "full_name", "username")
        if wanted and all(word in fold(f"{name} {username}").split() for word in wanted)
    ]


def officers_of(unit: Unit, *, on: date) -> QuerySet[User]:
    """Everybody who holds an office here on `on`, for the list of whom a matter is about."""
    terms = Term.objects.in_office(on=on).filter(unit=unit)
    return User.objects.filter(pk__in=terms.values("person")).order_by("full_name")


def people_named(words: str, unit: Unit, *, on: date) -> list[User]:
    """Holders of office in this commune whose full name stands in the words, accents or not.

    A word too many costs an officer one matter; a word too few lets somebody judge themselves.
    """
    letters = re.sub(r"[^\w]+", " ", fold(words))
    spoken = f" {letters} "
    terms = Term.objects.in_office(on=on).filter(unit=unit).select_related("person")
    people = {term.person_id: term.person for term in terms.order_by("pk")}
    return [one for one in people.values() if f" {fold(one.full_name)} " in spoken]


def terms_named(term_ids: Collection[int]) -> dict[int, Term]:
    """Terms with their units, for pages that say under which role something was done."""
    return Term.objects.select_related("unit").in_bulk(list(term_ids))


def terms_as(role: Role, unit_ids: Collection[int] | None = None) -> list[int]:
    """Every term of one role, running or over; within these units when they are given."""
    terms = Term.objects.filter(role=role)
    if unit_ids is not None:
        terms = terms.filter(unit__in=unit_ids)
    return list(terms.values_list("pk", flat=True))


def terms_numbered(pks: list[int]) -> list[Term]:
    """These terms with their people and places, for an import that knows them by number."""
    return list(Term.objects.filter(pk__in=pks).select_related("person", "unit__commune"))


def titles_of(term_ids: set[int]) -> dict[int, str]:
    """'Công chức Văn phòng, xã La Bằng' for each term, for pages that may show them."""
    terms = Term.objects.filter(pk__in=term_ids).select_related("unit")
    return {term.pk: f"{term.spoken_role}, {term.unit.spoken_name}" for term in terms}
