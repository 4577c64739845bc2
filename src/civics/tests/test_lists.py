"""Lists of the law are whole: every part of a content stands there, and no item is torn in two."""

from datetime import date
from itertools import pairwise

import pytest

ON = date(2026, 11, 22)
# Words of the law that hold a comma: in a list of YAML they stand in quotes, or become two items.
ONE_PHRASE = (
    "thôn, tổ dân phố",
    "Trưởng thôn, Tổ trưởng",
    "hương ước, quy ước",
    "trả thù, trù dập",
)
# How many things each content names, counted in the text; 1: the clause names one.
PARTS = {
    "disclosure.group": (3, 5, 6, 3, 3, 3, 4, 4, 4, 3, 4, 3, 2, 1),  # Điều 11
    "disclosure.agency.group": (1, 3, 3, 3, 9, 7, 2, 2, 2, 2, 1, 1),  # Điều 46
    "disclosure.state_enterprise.group": (1, 4, 1, 3, 4, 4, 1, 3),  # Điều 64
    "consultations.content": (4, 2, 5, 3, 4, 4, 2, 2, 4),  # Điều 25
    "consultations.agency.content": (1, 1, 1, 1, 4, 2, 1, 1, 1, 1, 1),  # Điều 53
    "consultations.state_enterprise.content": (1, 3, 4, 3, 1, 1),  # Điều 71
}


@pytest.mark.parametrize(("family", "parts"), PARTS.items())
def test_each_content_lists_what_its_clause_names(book, family, parts):
    found = tuple(
        len(book.value(f"{family}.{number}", on=ON).get("points", ("itself",)))
        for number in range(1, len(parts) + 1)
    )

    assert found == parts
    assert f"{family}.{len(parts) + 1}" not in book.rules


def test_no_list_is_torn_at_a_comma_of_its_words(book):
    torn = [
        (key, name, after)
        for key, rule in book.rules.items()
        for value in rule.values
        for name, items in value.payload.items()
        if isinstance(items, tuple)
        for before, after in pairwise(map(str, items))
        if any(
            before.endswith(first) and after.startswith(second)
            for first, _, second in (phrase.partition(", ") for phrase in ONE_PHRASE)
        )
    ]

    assert torn == []
