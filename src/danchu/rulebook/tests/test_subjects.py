"""/luat/ by subject: every heading in words, the commune's rules before the others'."""

from danchu.kit.law import book
from danchu.rulebook import index


def test_every_subject_has_a_vietnamese_heading():
    rooms = {book().rule(key).room for key in book().rules}
    assert rooms - set(index.TITLES) == set()


def test_rules_of_the_commune_come_before_those_of_agencies():
    for section in index.sections(""):
        others = [rule.sphere not in {"commune", "all"} for rule in section.rules]
        assert others == sorted(others), section.title


def test_a_word_narrows_the_subjects():
    found = index.sections("niem yet")
    assert 0 < len(found) < len(index.sections(""))
    assert all(section.rules for section in found)
