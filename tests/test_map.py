"""MAP.md is true: what the code holds is in it, and nothing else."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command

from danchu.front import map as house_map

MAP = Path(__file__).resolve().parents[1] / "MAP.md"
ROOMS = [apps.get_app_config(name) for name in settings.ROOMS]
PAGES = [row for _, row in house_map.all_pages()]


def named() -> set[str]:
    """What stands in code letters in MAP.md."""
    return set(re.findall(r"`([^`]+)`", MAP.read_text()))


def test_the_map_is_what_just_map_would_write():
    assert MAP.read_text() == house_map.whole(), "MAP.md lags behind: run `just map`"


def test_every_address_is_on_the_map():
    assert {row.name for row in PAGES} - named() == set()
    assert {row.where for row in PAGES} - named() == set()


def test_every_act_and_every_rule_in_use_is_on_the_map():
    rows = [row for room in ROOMS for row in (*house_map.acts_of(room), *house_map.rules_of(room))]
    assert {row.name for row in rows} - named() == set()


@pytest.mark.parametrize("row", PAGES, ids=lambda row: row.name)
def test_every_page_says_in_one_line_what_it_is_for(row):
    assert row.says, f"{row.name}: the first line of the view's docstring is missing"


def test_every_page_belongs_to_a_room():
    owners = {module.split(".")[1] for module, _ in house_map.all_pages()}
    assert owners <= set(settings.ROOMS)


def test_writing_the_map_twice_changes_nothing(settings, tmp_path):
    settings.ROOT = tmp_path
    call_command("write_map")
    first = (tmp_path / "MAP.md").read_text()
    call_command("write_map")
    assert (tmp_path / "MAP.md").read_text() == first


def test_the_map_names_no_act_as_a_rule():
    """`disclosure.note` is an act in the trail, no rule of the law."""
    rules = {row.name for room in ROOMS for row in house_map.rules_of(room)}
    assert "disclosure.publish" in rules
    assert "disclosure.note" not in rules
