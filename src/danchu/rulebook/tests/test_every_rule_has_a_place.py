"""No key of the code is missing in the book; no rule of the book is forgotten by the house."""

import ast
import re
import tomllib
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

import danchu
from civics.errors import LawFileError
from danchu.kit.law import book
from danchu.rulebook.coverage import coverage, places_of
from danchu.rulebook.usage import (
    NotYet,
    forgotten,
    miscounted,
    named_in_code,
    not_yet,
    outdated,
    rooms_using,
)
from danchu.rulebook.uses import USED_BY

ROOT = Path(__file__).resolve().parents[4]
FILES = {key.partition(".")[0] for key in book().rules}


def names_of_acts() -> set[str]:
    """Keys of the table of acts. Read, not imported: it stands floors above."""
    table = ast.parse((Path(danchu.__file__).parent / "front" / "acts.py").read_text())
    (acts,) = (
        node.value
        for node in table.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "ACTS"
    )
    return {key.value for key in acts.keys}


def test_every_key_the_code_names_stands_in_the_book():
    acts = names_of_acts()
    missing = [
        f"{name} in {', '.join(sorted(rooms))}"
        for name, rooms in named_in_code().items()
        if "*" not in name
        and name.partition(".")[0] in FILES
        and name not in {*book().rules, *acts}
    ]
    assert missing == []


def test_every_pattern_of_the_code_finds_a_rule():
    patterns = [name for name in named_in_code() if "*" in name]
    named = {pattern: named_in_code()[pattern] for pattern in patterns}
    ours = [pattern for pattern in patterns if pattern.partition(".")[0] in FILES]
    lost = [
        pattern
        for pattern in ours
        if not any(rooms_using(key, {pattern: named[pattern]}) for key in book().rules)
    ]
    assert "disclosure.group.*" in ours
    assert lost == []


def test_every_rule_is_used_or_waits_in_the_dated_list():
    """A rule nobody uses, and no room will: write it into law/not_yet.yaml, or use it."""
    assert forgotten(book().rules, named_in_code(), not_yet(settings.LAW_FOLDER)) == []


def test_a_new_rule_under_a_pattern_is_looked_at_too():
    """Which room will use it? Then raise `of` of its line in law/not_yet.yaml."""
    assert miscounted(book().rules, not_yet(settings.LAW_FOLDER)) == []


def test_the_dated_list_names_nothing_that_is_used_or_gone():
    assert outdated(book().rules, named_in_code(), not_yet(settings.LAW_FOLDER)) == []


def test_the_dated_list_names_rooms_of_the_plan():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    rooms = set(re.findall(r"\w+", " ".join(contracts["contracts"][1]["layers"])))
    assert [one for one in not_yet(settings.LAW_FOLDER) if one.room not in rooms] == []


def test_no_rule_waits_for_the_pages_of_the_law_themselves():
    """They show every rule; that is no use of it."""
    assert [one for one in not_yet(settings.LAW_FOLDER) if one.room == "rulebook"] == []


def test_pages_that_use_a_rule_are_listed_on_its_page():
    used = {key for key in book().rules if rooms_using(key, named_in_code())}
    assert set(USED_BY) == used


# ── how use is found ──────────────────────────────────────────────────────────────────────────


@pytest.fixture
def house(tmp_path):
    """A house of one room, written by the test."""

    def write(code: str, room: str = "disclosure"):
        folder = tmp_path / room
        folder.mkdir(exist_ok=True)
        (folder / f"{len(list(folder.iterdir()))}.py").write_text(code)
        return tmp_path

    return write


@pytest.mark.parametrize(
    ("code", "used"),
    [
        ('reading.value("disclosure.publish")', True),
        ('RULES = {1: "disclosure.publish"}', True),
        ('reading.value(f"disclosure.{what}")', True),
        ('reading.value(f"{room}.publish")', False),  # could be anything: no use
        ('"""disclosure.publish"""', False),  # a docstring
        ('# "disclosure.publish"', False),
        ('audit.record("disclosure.publish", by=by)', False),  # the name of an act
        ('reading.value("disclosure.publish.late")', False),
        ('kind = "disclosure.publish"', False),  # what a list of its own is called
    ],
)
def test_a_rule_is_used_where_its_key_is_a_string_of_the_code(house, code, used):
    named = named_in_code(house(code))
    assert rooms_using("disclosure.publish", named) == (["disclosure"] if used else [])


def test_the_pages_of_the_law_are_no_use(house):
    named = named_in_code(house('x = "disclosure.publish"', room="rulebook"))
    assert rooms_using("disclosure.publish", named) == []


def test_a_line_that_matches_nothing_or_only_used_rules_is_outdated(house):
    named = named_in_code(house('x = "a.used"'))
    lines = [NotYet(keys, "works", date(2026, 11, 22)) for keys in ("a.*", "a.used", "b.*")]
    assert outdated(["a.used", "a.waits"], named, lines) == ["a.used", "b.*"]
    assert forgotten(["a.used", "a.waits", "c.new"], named, lines) == ["c.new"]


def test_a_pattern_says_how_many_keys_it_stands_for():
    lines = [NotYet("a.*", "works", date(2026, 11, 22), 2), NotYet("b.c", "works", date.min)]
    assert miscounted(["a.used", "a.waits", "b.c"], lines) == []
    assert miscounted(["a.used", "a.waits", "a.new"], lines) == ["a.*: ghi 2, nay 3"]
    assert miscounted(["a.used"], lines) == ["a.*: ghi 2, nay 1"]


@pytest.mark.parametrize(
    "line",
    [
        "{keys: a.b, room: works}",
        "{keys: a.*, room: works, on: 2026-11-22}",
        "{keys: a.b, room: works, on: 2026-11-22, of: 1}",
        "{keys: a.b, room: works, on: hôm nay}",
    ],
)
def test_a_line_without_a_day_or_its_count_is_refused(tmp_path, line):
    (tmp_path / "not_yet.yaml").write_text(f"- {line}\n")
    with pytest.raises(LawFileError, match="keys, room, on"):
        not_yet(tmp_path)


# ── the page ──────────────────────────────────────────────────────────────────────────────────


def test_the_page_says_of_every_rule_who_uses_it_or_who_will(client, db):
    page = client.get("/luat/pham-vi/").content.decode()
    rows = sum(len(list(places_of(rule))) for rule in book().rules.values())
    assert page.count('<th scope="row">') == rows
    assert all(f'href="/luat/{key}/"' in page for key in book().rules)
    assert "Điều 12 khoản 3" in page
    assert "chưa dùng, chưa ghi phòng nào sẽ dùng" not in page
    assert "Bàn và quyết định, chờ từ 22/11/2026" in page


def test_the_page_asks_the_database_nothing_of_its_own(client, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        whole = coverage()
    shown = {row.rule.key for one in whole for part in one.articles for row in part.rows}
    assert shown == set(book().rules)


def test_a_rule_of_two_instruments_or_two_articles_stands_under_each():
    def places(key):
        return [(name, article) for name, article, _ in places_of(book().rule(key))]

    assert places("methods.slips.money") == [
        ("Nghị định 59/2023/NĐ-CP", 4),
        ("Luật 10/2022/QH15", 19),
    ]
    assert places("denunciations.secret") == [
        ("Luật Tố cáo 25/2018/QH14", 8),
        ("Luật Tố cáo 25/2018/QH14", 56),
    ]
    old = next(one for one in coverage() if one.name == "Thông tư 343/2016/TT-BTC")
    assert {row.rule.key for part in old.articles for row in part.rows} == {
        "budget.decided",
        "budget.draft",
        "budget.posting",
        "budget.progress",
    }
