"""The living guide stays alive: every part stands in it, in the README, and is truly shown."""

import re
from pathlib import Path

import pytest

import danchu
from danchu.kit import guide

KIT = Path(danchu.__file__).parent / "kit"
STATIC = KIT / "static/kit"
PARTS = sorted(path.stem[1:] for path in (KIT / "templates/kit").glob("_*.html"))


def test_every_part_has_its_words_and_no_words_are_about_nothing():
    assert sorted(guide.uses()) == PARTS


def test_every_part_says_in_its_first_line_what_it_wants():
    assert [name for name in PARTS if not guide.wants_of(name)] == []


def test_every_part_stands_in_the_readme():
    readme = (KIT / "README.md").read_text(encoding="utf-8")

    assert [name for name in PARTS if f"_{name}.html" not in readme] == []


@pytest.mark.django_db
def test_every_part_stands_in_the_guide_and_every_heading_is_in_its_index(client):
    page = client.get("/kit/").content.decode()
    sections = set(re.findall(r'<section class="section part" id="([\w-]+)"', page))
    index = set(re.findall(r'<nav aria-label="Trong trang này">(.*?)</nav>', page, re.DOTALL))

    assert [name for name in PARTS if f'id="bp-{name}"' not in page] == []
    assert set(re.findall(r'href="#([\w-]+)"', index.pop())) == sections


def test_a_call_to_copy_names_a_part_that_is_there():
    called = {use.call.split('"')[0] for use in guide.uses().values() if use.call[0] == "_"}

    assert called <= {f"_{name}.html" for name in PARTS}


def test_the_paper_ground_of_the_guide_is_the_paper_of_every_page():
    named = re.compile(r"--([\w-]+): ([^;]+);")
    tokens = (STATIC / "tokens.css").read_text()
    shown = (STATIC / "gallery.css").read_text()
    paper = re.search(r":root:root:root \{(.*?)\n  \}", tokens, re.DOTALL)
    ground = re.search(r'\[data-theme="print"\] \{(.*?)\n\}', shown, re.DOTALL)

    assert paper
    assert ground
    assert named.findall(paper[1]) == named.findall(ground[1]) != []
