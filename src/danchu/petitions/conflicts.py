"""Whom a matter is about, among those who might handle it."""

import re
from datetime import date

from danchu.kit.folding import fold
from danchu.people.models import Term, User
from danchu.places.models import Unit


def people_named(words: str, unit: Unit, *, on: date) -> list[User]:
    """Holders of office in this commune whose full name stands in the words, accents or not.

    A word too many costs an officer one case; a word too few lets somebody judge themselves.
    """
    letters = re.sub(r"[^\w]+", " ", fold(words))
    spoken = f" {letters} "
    terms = Term.objects.in_office(on=on).filter(unit=unit).select_related("person")
    people = {term.person_id: term.person for term in terms.order_by("pk")}
    return [one for one in people.values() if f" {fold(one.full_name)} " in spoken]
