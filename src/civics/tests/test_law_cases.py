"""law/cases/: given these facts on this day, the law says …"""

from datetime import date

import pytest

from civics import boards, conferences, motions
from civics.errors import NoCalendar, NotInForce, Refused
from civics.local import BASES, BASIS, check_extension
from civics.methods import method, short_meeting
from civics.reader import read_yaml
from civics.rulebook import law_folder
from civics.sizes import check_size
from civics.vocabulary import PAYLOAD_FIELDS

COUNTS = {name for name, kind in PAYLOAD_FIELDS.items() if kind in ("count", "share")} - {"number"}
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


def fixed_day(book, on, *, key):
    found = book.fixed_day(key, year=on.year)
    return found._asdict(), found.cite


def extension(book, on, *, key, proposed, level="commune"):
    rule = book.rule(key)
    check_extension(rule, rule.value(on=on), proposed, level=level, words=book.words)
    return {"accepted": True}, BASES.get(rule.sphere, BASIS)


def size(book, on, *, key, **counted):
    found = check_size(book, key, on=on, **counted)
    return found._asdict(), found.cite


def seats(book, on, *, communities):
    found = boards.seats(book, communities=communities, on=on)
    return found._asdict(), found.cite


def vacancy(book, on, *, term_ends_on):
    found = boards.vacancy(book, empty_on=on, term_ends_on=term_ends_on)
    return found._asdict(), found.cite


def conference(book, on, *, sphere, staff, scattered=False):
    found = conferences.conference(book, sphere, staff=staff, scattered=scattered, on=on)
    return found._asdict(), found.cite


def quorum(book, on, *, sphere, whole, present, convened=1):
    found = conferences.missed_quorum(
        book, sphere, whole=whole, present=present, convened=convened, on=on
    )
    return found._asdict(), found.cite


def says(book, on, *, key):
    """What the rule says: who must, to whom, and each field of its value."""
    rule, value = book.rule(key), book.value(key, on=on)
    told = {"who": rule.who, "to": list(rule.to), "sphere": rule.sphere}
    told["confidence"] = value.confidence
    lists = {name: list(item) for name, item in value.payload.items() if isinstance(item, tuple)}
    return {**told, **value.payload, **lists}, value.cite


def listed(book, on, *, key, field, item):
    """Whether a list of the law holds this: a ground, a bar, a member."""
    value = book.value(key, on=on)
    return {"listed": item in value.payload[field]}, value.cite


def hall(book, on, *, matter, got, **counted):
    found = motions.hall(book, matter, yes=got, **counted, on=on)
    return found._asdict(), found.cite


def slips(book, on, *, matter, got, **counted):
    found = motions.slips(book, matter, yes=got, **counted, on=on)
    return found._asdict(), found.cite


def slips_may(book, on, *, matter, **known):
    found = motions.slips_may(book, matter, **known, on=on)
    return found._asdict(), found.cite


def over_commune(book, on, *, matter, **counted):
    found = motions.commune(book, matter, **counted, on=on)
    return found._asdict(), found.cite


def effect(book, on, *, matter, scope="community"):
    found = motions.effect(book, matter, scope=scope, on=on)
    return found._asdict(), found.cite


def support(book, on, *, given_on, households):
    found = motions.support(book, given_on=given_on, households=households, on=on)
    return found._asdict(), found.cite


ASK = {
    "hall": hall,
    "slips": slips,
    "slips_may": slips_may,
    "over_commune": over_commune,
    "effect": effect,
    "support": support,
    "verdict": verdict,
    "share": share,
    "short_meeting": short,
    "method": way,
    "deadline": due,
    "fixed_day": fixed_day,
    "extension": extension,
    "size": size,
    "seats": seats,
    "vacancy": vacancy,
    "conference": conference,
    "quorum": quorum,
    "says": says,
    "listed": listed,
}


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_law_says_so(book, case):
    expect = dict(case["expect"])
    error = expect.pop("error", None)
    if error:
        with pytest.raises(ERRORS[error]) as raised:
            ASK[case["ask"]](book, case["day"], **case["facts"])
        told = expect.pop("refusal_says", "")
        assert told in raised.value.message
        assert expect == {}
        if error == "refused":
            assert str(raised.value.cite) == case["article"]
        return

    found, cite = ASK[case["ask"]](book, case["day"], **case["facts"])

    condition = expect.pop("condition_says", None)
    assert {name: found[name] for name in expect} == expect
    assert condition is None or condition in found["condition"]
    assert str(cite) == case["article"]


def test_there_are_cases_enough_and_each_is_readable():
    assert len(CASES) >= 500
    for case in CASES:
        assert case.keys() == {"name", "article", "day", "ask", "facts", "answer", "expect"}
        assert isinstance(case["day"], date)
    names = [case["name"] for case in CASES]
    assert len(set(names)) == len(names)


# Questions that name no key: the rules they judge by.
ASKED_BY = {
    ("seats", None): ("boards.commune.size", "boards.commune.size.small"),
    ("vacancy", None): ("supervision.inspection_board.vacancy",),
    ("conference", "agency"): [
        f"decisions.agency.conference.{what}" for what in ("all", "delegates", "small")
    ],
    ("conference", "state_enterprise"): [
        f"decisions.state_enterprise.conference.{what}" for what in ("all", "delegates")
    ],
    ("quorum", "agency"): ("decisions.agency.conference.quorum",),
    ("quorum", "state_enterprise"): ("decisions.state_enterprise.conference.quorum",),
}
SHARES = (
    "decisions.approval.money",
    "decisions.approval.other",
    "decisions.commune_approval.money",
)
BOUNDED = {"persons_min", "persons_max", "age_min", "households_min"}


def cases_by_key(book):
    found = {key: [] for key in book.rules}
    for case in CASES:
        facts = case["facts"]
        asked = ASKED_BY.get((case["ask"], facts.get("sphere")))
        keys = [facts["key"]] if "key" in facts else asked
        if case["ask"] == "verdict" and "error" not in case["expect"]:
            scope = facts.get("scope", "community")
            cite = book.threshold_for(facts["matter"], scope, on=case["day"]).cite
            keys = [key for key in SHARES if str(book.rule(key).values[0].cite) == str(cite)]
        for key in keys or ():
            found[key].append(case)
    return found


def test_every_number_of_the_law_has_a_case_and_every_edge_both_its_sides(book):
    """A share: one that passes, one that does not. A bound: one inside, one outside. Days: the
    last day. A number that only stands in a list or a form: what it says."""
    bare = {}
    for key, cases in cases_by_key(book).items():
        values = book.rule(key).values
        fields = {name for value in values for name in value.payload if name in COUNTS}
        expected = [case["expect"] for case in cases]
        if any(value.share for value in values):
            passed = {each["passed"] for each in expected if "passed" in each}
            missed = {each["missed"] for each in expected if "missed" in each}
            whole = {True, False} in (passed, missed)
        elif any(value.period for value in values):
            whole = any(case["ask"] == "deadline" for case in cases)
        elif fields & BOUNDED and not fields & {"members_min"}:
            whole = len({"error" in each or each.get("required") for each in expected}) == 2
        else:
            whole = not fields or bool(cases)
        if not whole:
            bare[key] = fields

    assert bare == {}


def test_the_must_fail_list_refuses_each_time_and_says_why_in_words():
    """law/cases/must_fail.yaml: what the law does not allow, each with its article."""
    unlawful = read_yaml(law_folder() / "cases" / "must_fail.yaml", "must_fail.yaml")
    articles = {case["article"] for case in unlawful}

    assert len(unlawful) >= 30
    assert len(articles) >= 15
    for case in unlawful:
        says = case["expect"]
        refused = says.get("error") == "refused" and bool(says.get("refusal_says"))
        assert refused or says in ({"listed": False}, {"passed": False}) or not says["allowed"]


def test_every_error_and_every_question_has_a_case():
    assert {case["ask"] for case in CASES} == set(ASK)
    assert {case["expect"].get("error") for case in CASES} - {None} == set(ERRORS)
