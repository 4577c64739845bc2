"""law/cases/: given these facts on this day, the law says …"""

from datetime import date

import pytest

from civics.errors import NoCalendar, NotInForce, Refused
from civics.local import check_extension
from civics.methods import method, short_meeting
from civics.reader import read_yaml
from civics.rulebook import law_folder

ERRORS = {"refused": Refused, "not_in_force": NotInForce, "no_calendar": NoCalendar}
CASES = [
    case
    for path in sorted((law_folder() / "cases").glob("*.yaml"))
    for case in read_yaml(path, path.name)
]


def verdict(book, on, *, matter, whole, got, scope="community"):
    found = book.threshold_for(matter, scope, on=on).judge(got, whole=whole)
    return found._asdict(), found.cite


def share(book, on, *, key, whole, got):
    found = book.threshold(key, on=on).judge(got, whole=whole)
    return found._asdict(), found.cite


def short(book, on, *, matter, households, present):
    found = short_meeting(book, matter, households=households, present=present, on=on)
    return found._asdict(), found.cite


def way(book, on, *, matter, way, scope="community"):
    found = method(book, matter, way, scope=scope, on=on)
    return found._asdict(), found.cite


def due(book, on, *, key):
    found = book.deadline(key, start=on)
    return found._asdict(), found.cite


def extension(book, on, *, key, proposed, level="commune"):
    rule = book.rule(key)
    check_extension(rule, rule.value(on=on), proposed, level=level)
    return {"accepted": True}, book.value("regulation.extend_only", on=on).cite


ASK = {
    "verdict": verdict,
    "share": share,
    "short_meeting": short,
    "method": way,
    "deadline": due,
    "extension": extension,
}


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_law_says_so(book, case):
    expect = dict(case["expect"])
    error = expect.pop("error", None)
    if error:
        with pytest.raises(ERRORS[error]):
            ASK[case["ask"]](book, case["day"], **case["facts"])
        return

    found, cite = ASK[case["ask"]](book, case["day"], **case["facts"])

    says = expect.pop("condition_says", None)
    assert {name: found[name] for name in expect} == expect
    assert says is None or says in found["condition"]
    assert str(cite) == case["article"]


def test_there_are_cases_enough_and_each_is_readable():
    assert len(CASES) >= 40
    for case in CASES:
        assert case.keys() == {"name", "article", "day", "ask", "facts", "answer", "expect"}
        assert isinstance(case["day"], date)
    names = [case["name"] for case in CASES]
    assert len(set(names)) == len(names)


def test_every_error_and_every_question_has_a_case():
    assert {case["ask"] for case in CASES} == set(ASK)
    assert {case["expect"].get("error") for case in CASES} - {None} == set(ERRORS)
