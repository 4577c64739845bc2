"""law/ is complete: what the articles say is there, and says where it stands."""

import re
from datetime import date

import pytest

from civics.tests import numbers_of_decrees, numbers_of_law_10, numbers_of_others
from civics.vocabulary import PAYLOAD_FIELDS

ON = date(2026, 11, 22)
LISTS = (numbers_of_law_10, numbers_of_decrees, numbers_of_others)
NUMBERS = {key: says for each in LISTS for key, says in each.NUMBERS.items()}
WHOLES = {key: whole for each in LISTS for key, whole in each.WHOLES.items()}
COUNTS = {name for name, kind in PAYLOAD_FIELDS.items() if kind in ("count", "share")} - {"number"}
DAYS = ("month_day", "day")
WITH_LIST = (7, 8, 9)


def payload(book, key):
    return book.value(key, on=ON).payload


@pytest.mark.parametrize(
    ("groups", "channels"),
    [
        ((1, 2, 3, 5, 6), ("web", "posting")),
        ((4, 13), ("web", "posting_permanent")),
        ((7, 8, 9, 10, 11, 12), ("web", "posting", "broadcast", "community_head")),
        ((14,), ("web",)),
    ],
)
def test_each_group_goes_through_the_channels_of_article_13(book, groups, channels):
    for number in groups:
        assert payload(book, f"disclosure.group.{number}")["channels"] == channels


def test_the_fourteen_groups_are_numbered_named_and_cited_by_their_clause(book):
    names = set()
    for number in range(1, 15):
        value = book.value(f"disclosure.group.{number}", on=ON)
        assert value.get("number") == number
        assert value.cite.place == f"Điều 11 khoản {number}"
        assert value.get("personal_list") is (number in WITH_LIST)
        assert value.get("urgent") is (number == 8)
        assert 0 < len(value.get("name")) <= 40
        assert book.rule(f"disclosure.group.{number}").quote
        names.add(value.get("name"))

    assert len(names) == 14
    assert "disclosure.group.15" not in book.rules


def test_groups_and_channel_rules_tell_the_same_story(book):
    told = {
        "web": payload(book, "disclosure.web")["groups"],
        "posting": payload(book, "disclosure.posting")["groups"],
        "posting_permanent": payload(book, "disclosure.posting.permanent")["groups"],
        "broadcast": payload(book, "disclosure.broadcast")["groups"],
        "community_head": payload(book, "disclosure.community_head")["groups"],
    }
    for channel, groups in told.items():
        by_group = tuple(
            number
            for number in range(1, 15)
            if channel in payload(book, f"disclosure.group.{number}")["channels"]
        )
        assert by_group == groups


def test_the_general_period_is_a_fallback_and_the_budget_says_which_law_sets_its_own(book):
    rules = {
        number: payload(book, f"disclosure.group.{number}")["sector_rule"]
        for number in range(1, 15)
    }

    assert rules.pop(2) == {"unknown": "Nghị định 73/2026/NĐ-CP Điều 37"}
    assert all(rule == {"key": "disclosure.publish"} for rule in rules.values())


@pytest.mark.parametrize(("key", "says"), NUMBERS.items())
def test_every_number_of_these_articles(book, key, says):
    found = book.rule(key).values[-1].payload

    assert {name: found.get(name) for name in says} == says


def test_no_other_number_is_in_the_files(book):
    """A number the list above does not know is either a parameter of the province or a mistake."""
    counted = [
        key
        for key, rule in book.rules.items()
        if rule.values[-1].payload.keys() & COUNTS and not rule.parameter
    ]

    assert sorted(counted) == sorted(NUMBERS)


def test_a_number_that_no_longer_holds_is_still_known(book):
    former = {
        (key, value.since.isoformat()): {
            name: item
            for name, item in value.payload.items()
            if name in COUNTS or PAYLOAD_FIELDS[name] in DAYS
        }
        for key, rule in book.rules.items()
        for value in rule.values[:-1]
    }
    former = {where: said for where, said in former.items() if said}

    assert former == numbers_of_others.FORMER


def test_every_day_of_the_year_is_listed(book):
    found = {
        key: {name: item for name, item in value.payload.items() if PAYLOAD_FIELDS[name] in DAYS}
        for key, rule in book.rules.items()
        for value in rule.values[-1:]
        if any(PAYLOAD_FIELDS[name] in DAYS for name in value.payload)
    }

    assert found == {**numbers_of_decrees.DAYS, **numbers_of_others.DAYS}


@pytest.mark.parametrize(("key", "whole"), WHOLES.items())
def test_a_share_says_of_what(book, key, whole):
    assert book.rule(key).share_of == whole


def test_every_share_is_in_the_list_above(book):
    shares = [key for key, rule in book.rules.items() if any(v.share for v in rule.values)]

    assert sorted(shares) == sorted(WHOLES)


@pytest.mark.parametrize(
    ("room", "articles"),
    [
        ("meetings", {3}),
        ("slips", {4}),
        ("online", {5}),
        ("codes", set(range(2, 15))),
        ("code_life", set(range(15, 26))),
        ("elections", {6, 7, 8, 9}),
        ("conferences", {10, 11}),
        ("boards", set(range(12, 30))),
    ],
)
def test_every_article_of_the_issue_has_rules(book, room, articles):
    found = {
        rule.values[0].cite.article
        for rule in book.rules.values()
        if rule.room == room and not rule.parameter
    }

    assert found == articles


@pytest.mark.parametrize(
    ("room", "sphere", "articles"),
    [
        ("principles", "all", {1, 2, 3, 5, 6, 9, 10, 90, 91}),
        ("benefits", "all", {7}),
        *[(room, "all", {8}) for room in ("learning", "outreach", "emulation", "resources")],
        ("disclosure", "commune", {11, 12, 13, 14}),
        ("decisions", "commune", set(range(15, 25))),
        ("consultations", "commune", set(range(25, 30))),
        ("inspection", "commune", set(range(30, 36))),
        ("supervision", "commune", set(range(36, 46))),
        ("disclosure", "agency", {46, 47, 48}),
        ("decisions", "agency", {49, 50, 51, 52}),
        ("consultations", "agency", {53, 54, 55}),
        ("inspection", "agency", {56, 57, 58, 59}),
        ("supervision", "agency", {60, 61, 62, 63}),
        ("disclosure", "state_enterprise", {64, 65, 66}),
        ("decisions", "state_enterprise", {67, 68, 69, 70}),
        ("consultations", "state_enterprise", {71, 72, 73, 74}),
        ("inspection", "state_enterprise", {75, 76, 80, 81}),
        ("supervision", "state_enterprise", {77, 78, 79, 81}),
        ("regulation", "agency", {59}),
        ("regulation", "state_enterprise", {81}),
        ("regulation", "employer", {82}),
        ("reporting", "all", {83, 84, 85, 87, 88, 89}),
        ("reporting", "commune", {86}),
    ],
)
def test_every_article_of_the_law_has_rules_in_its_room_and_sphere(book, room, sphere, articles):
    found = {
        rule.values[0].cite.article
        for rule in book.rules.values()
        if (rule.room, rule.sphere, rule.instrument) == (room, sphere, "Luật 10/2022/QH15")
        and not rule.parameter
    }

    assert found == articles


def test_a_key_names_its_sphere_where_the_law_repeats_itself(book):
    for rule in book.rules.values():
        if rule.instrument == "Luật 10/2022/QH15" and rule.room not in ("principles", "reporting"):
            named = rule.key.split(".")[1] in ("agency", "state_enterprise", "employer")
            assert named == (rule.sphere not in ("commune", "all")), rule.key
            assert not named or rule.key.split(".")[1] == rule.sphere


def test_every_clause_of_every_article_is_cited(book):
    """Clauses per article, counted in the text as issued."""
    clauses = {
        "Luật 10/2022/QH15": {
            2: 4, 3: 6, 4: 3, 5: 4, 6: 5, 7: 4, 8: 5, 9: 5, 10: 4,
            11: 14, 12: 3, 13: 6, 14: 3, 15: 6, 16: 3, 17: 3, 18: 4, 19: 3, 20: 3, 21: 2, 22: 3,
            23: 3, 24: 4,  # 23 khoản 4 only empowers the Government
            25: 9, 26: 2, 27: 3, 28: 6, 29: 3, 30: 2, 31: 2, 32: 2, 33: 4, 34: 3, 35: 3, 36: 3,
            37: 2, 38: 7, 39: 3, 40: 3, 41: 2, 42: 2, 43: 2, 44: 3, 45: 4, 46: 12, 47: 2, 48: 6,
            49: 4, 50: 2, 51: 4, 52: 4, 53: 11, 54: 6, 55: 3, 56: 2, 57: 2, 58: 3, 59: 3, 60: 4,
            61: 7, 62: 3, 63: 3, 64: 2, 65: 2, 66: 6, 67: 5, 68: 3, 69: 3, 70: 4, 71: 2, 72: 5,
            73: 2, 74: 3, 75: 2, 76: 2, 77: 4, 78: 6, 79: 3, 80: 3, 81: 4, 82: 3, 83: 6, 84: 2,
            85: 3, 86: 4, 87: 5, 88: 5, 89: 3, 90: 2, 91: 3,
        },
        "Nghị định 59/2023/NĐ-CP": {
            3: 6, 4: 8, 5: 6, 6: 2, 9: 3, 10: 4, 11: 2, 12: 3, 13: 3, 14: 3, 15: 2, 16: 3, 17: 3,
            18: 3, 19: 2, 20: 3, 21: 3, 22: 3, 24: 3, 25: 2, 26: 3, 28: 2, 29: 2,
        },
        "Nghị định 61/2023/NĐ-CP": {
            6: 5, 7: 3, 8: 3, 9: 4, 10: 2, 11: 5, 12: 6, 13: 4, 14: 4, 15: 4, 16: 4, 17: 4, 18: 2,
            19: 2, 20: 6, 21: 4, 22: 3, 24: 2, 25: 2,
        },
    }  # fmt: skip
    cited = {
        (value.cite.instrument, int(article), int(clause))
        for rule in book.rules.values()
        for value in rule.values
        for article, clause in re.findall(r"Điều (\d+) khoản (\d+)", value.cite.place)
    }
    wanted = {
        (instrument, article, clause)
        for instrument, articles in clauses.items()
        for article, last in articles.items()
        for clause in range(1, last + 1)
    }

    assert wanted - cited == set()


def test_nothing_is_confirmed_or_consolidated_yet(book):
    for rule in book.rules.values():
        for value in rule.values:
            assert value.confirmed_by is None
            assert value.consolidated is False


def test_what_rests_on_a_union_that_is_gone_or_on_a_district_says_so(book):
    """Unions in agencies on state pay ended in June 2025, districts on 01/7/2025 (AUDIT 25)."""
    for key, rule in book.rules.items():
        if rule.instrument != "Luật 10/2022/QH15":
            continue
        told = f"{rule.quote} {dict(rule.values[-1].payload)}".lower()
        union = "công đoàn" in told or "agency_union" in (rule.who, *rule.to)
        assert not (rule.sphere == "agency" and union) or "15/6/2025" in rule.note, key
        assert "huyện" not in told or "2022" in rule.note, key


def test_an_interpretation_says_what_it_chose(book):
    for key, rule in book.rules.items():
        assert rule.note or not rule.interpretation, key


def test_parameters_are_proposals_of_the_province_and_name_no_other_rule(book):
    parameters = [key for key, rule in book.rules.items() if rule.parameter]

    assert parameters == [
        "disclosure.plan_due",
        "disclosure.quarterly_list_due",
        "disclosure.council_report_due",
        "disclosure.answer_pointer",
        "disclosure.correct",
        "disclosure.ranking",
        "decisions.post_result",
        "decisions.posting_days",
        "behalf.mend",
        "people.roll_confirmed",
        "people.households_a_person",
        "postings.put_back",
        "postings.take_down",
        "postings.take_down_at_once",
        "postings.read_urgent",
        "postings.bundle_sheet",
        "information.keep_asker",
        "feedback.notice",
        "feedback.answer",
        "feedback.extend",
        "feedback.show",
        "feedback.show_again",
        "feedback.reopen",
        "reception.chair_proposed",
        "dialogue.answer_later",
        "dialogue.posting_days",
    ]
    assert all(book.rule(key).proposal and book.rule(key).note for key in parameters)


def test_instruments_have_source_and_hash(book):
    by_number = {one.number: one for one in book.instruments}

    assert by_number.keys() >= {"10/2022/QH15", "59/2023/NĐ-CP", "61/2023/NĐ-CP"}
    assert by_number["10/2022/QH15"].in_force == date(2023, 7, 1)
    assert by_number["59/2023/NĐ-CP"].in_force == date(2023, 8, 15)
    assert by_number["61/2023/NĐ-CP"].in_force == date(2023, 8, 16)
    for one in book.instruments:
        assert re.fullmatch(r"[0-9a-f]{64}", one.sha256) if one.held else one.sha256 is None
        assert one.source
        assert not one.consolidated


def test_every_field_and_every_code_has_a_vietnamese_word(book):
    assert set(book.words["fields"]) == set(PAYLOAD_FIELDS)
    used = {rule.who for rule in book.rules.values()} - {None}
    used |= {code for rule in book.rules.values() for code in rule.to}
    assert used == set(book.words["actors"])
    events = {rule.counted_from for rule in book.rules.values()}
    events |= {rule.counted_before for rule in book.rules.values()}
    assert events - {None} <= set(book.words["events"])


def test_labels_are_short_unlike_each_other_and_not_the_law_itself(book):
    labels = [rule.label for rule in book.rules.values()]

    assert max(len(label) for label in labels) <= 100
    for rule in book.rules.values():
        assert rule.label != rule.quote
