"""Every address as every role. A changed cell is a changed right: read it before accepting it."""

import difflib
import json
import logging
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.template import Template
from django.test import TestCase

from danchu.front import errors
from danchu.people import gate
from golden_asks import Ask, asks, patterns
from golden_crawl import Browser, Found, crawl, dead_ends, table
from golden_story import ROLES, SECRETS, Story, build, come_in

pytestmark = [pytest.mark.golden, pytest.mark.django_db]
HERE = Path(__file__).parent
WRITE = os.environ.get("DANCHU_WRITE_GOLDEN") == "1"

OFFICE = {"clerk", "approver", "chair"}
MAY_READ = {
    "zqwaiting": OFFICE,
    "zqreturned": OFFICE,
    "zqsubmitted": OFFICE,
    "zqlistover": OFFICE,
    "zqcorrecting": OFFICE,
    "zqwithdrawn": OFFICE,
    "zqremoved": {"inspector"},
    "zqnotpublic": OFFICE,
    "zqelsewhere": {"mai"},
    "zqpointed": OFFICE,
    "zqanswer": set(),
    "zqasked": OFFICE,
    "zqreplied": OFFICE,
    "zqmail": {"head"},  # one's own
    "zqpapers": {"clerk", "chair", "province"},
    "zqextract": {"chair"},
    "zqbatch": {"clerk"},
    "zqrequest": OFFICE | {"citizen"},
    "zqprovince": {"province", "inspector"},
    "zqincident": OFFICE,
    "zqentered": OFFICE,
    "zqproof": OFFICE,
    "zqpasskey": {"clerk", "chair", "province"},  # its own, and who may take it away
    "zqpractice": {"learner"},
    "zqhousehold": {"clerk", "chair", "head", "front_head"},
    "zqmeetingdraft": {"head", "front_head", "clerk", "chair"},
    "zqcase": OFFICE | {"justice", "one_stop"},
    "zqheard": OFFICE | {"justice", "one_stop"},
    "zqtalk": OFFICE | {"justice", "one_stop"},
    "zqhall": OFFICE | {"justice", "one_stop"},
    "zqdraftpaper": OFFICE,
    "zqclosedpaper": OFFICE,
    "zqsignedfile": OFFICE,
    "zqsession": OFFICE,
    "zqtheirs": {"mai", "province"},
}
BY_CODE = "/cong-khai/chi-van-ban/<code>/"  # whoever holds the code of a pointer may read it


@pytest.fixture(scope="module")
def story(django_db_setup, django_db_blocker) -> Iterator[Story]:
    """Built once; every request is undone, and in the end everything."""
    with (
        pytest.MonkeyPatch.context() as patch,
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        # Thousands of requests: the page of 404 is the same for all, and nobody asks for contexts.
        patch.setattr(
            errors, "render", lambda r, name, status=200: HttpResponse(name, status=status)
        )
        patch.setattr(
            Template, "_render", lambda template, context: template.nodelist.render(context)
        )
        patch.setattr(gate, "render", lambda r, name, status: HttpResponse(name, status=status))
        with TestCase.captureOnCommitCallbacks(execute=True):
            told = build()
        logging.disable(logging.CRITICAL)
        yield told
        logging.disable(logging.NOTSET)
        transaction.set_rollback(True)


def compare(name: str, now: str) -> list[str]:
    """What differs from the committed file; or, when asked to, write it."""
    file = HERE / name
    if WRITE:
        file.write_text(now)
    before = file.read_text() if file.exists() else ""
    changes = difflib.unified_diff(before.splitlines(), now.splitlines(), n=0, lineterm="")
    changed = [line for line in changes if line[:1] in "+-" and line[:3] not in {"+++", "---"}]
    if not changed:
        return []
    head = now.splitlines()[0]
    how = f"tests/golden/{name} changed. If every line is meant: `just golden`, and say why."
    return [how, f" {head}", *changed]


# Two tables, so that two workers share the work and a line fits a screen.
TABLES = {
    "office": [
        "stranger",
        "citizen",
        "half",
        "clerk",
        "approver",
        "chair",
        "justice",
        "one_stop",
        "ex",
        "mai",
    ],
    "others": [
        "head",
        "helper",
        "front_head",
        "front",
        "board",
        "delegate",
        "province",
        "inspector",
        "jurist",
        "learner",
    ],
}
WALKED = {"stranger", "clerk", "approver", "chair", "head", "inspector"}  # who tries every link


def test_every_role_stands_in_one_table():
    assert sorted(role for roles in TABLES.values() for role in roles) == sorted(ROLES)


@pytest.mark.parametrize("name", TABLES)
def test_every_address_answers_every_role_as_written_down(story, name):
    roles = TABLES[name]
    found = crawl(story, roles)
    nowhere = [line for role in roles if role in WALKED for line in dead_ends(found, story, role)]
    changed = compare(f"matrix.{name}.txt", table(found, roles))
    problems = [*found.broken, *_leaks(found, roles), *nowhere, *changed]
    assert not problems, "\n" + "\n".join(problems)


def _leaks(found: Found, roles: list[str]) -> Iterator[str]:
    """Who received a secret word and may not; and who may, but the seed never reached."""
    for secret, what in SECRETS.items():
        reads = {route: r for (s, route), r in found.read.items() if s == secret}
        reads.pop(BY_CODE, None)
        readers = set().union(*reads.values())
        may = MAY_READ[secret] & set(roles)
        if readers != may:
            yield f"{what}: read by {readers} at {set(reads)}, may be read by {may}"


# ── open data ─────────────────────────────────────────────────────────────────────────────────


def test_open_data_says_the_same_to_everybody(story):
    """Signing in changes not one byte; the fields and what may be null are written down."""
    browsers = {role: Browser(come_in(role, story)) for role in ROLES}
    few = {role: browsers[role] for role in ("stranger", "chair", "inspector")}
    lines: list[str] = []
    for ask in asks(story):
        if ask.method != "GET" or not ask.name.startswith("front:api:"):
            continue
        asked = browsers if ask.state in {"", "all"} else few
        answers = {role: browser.send("GET", ask.address) for role, browser in asked.items()}
        assert len({everything_said(answer) for answer in answers.values()}) == 1, ask.address
        shown = f"{ask.route} {ask.state}".strip()
        told = "json" in answers["stranger"].headers["Content-Type"]
        plain = told and not ask.name.endswith("openapi-json")
        fields = shape(json.loads(answers["stranger"].content)) if plain else {}
        lines += [f"{shown}: {answers['stranger'].status_code}"]
        lines += [f"    {field}: {', '.join(sorted(kinds))}" for field, kinds in fields.items()]
    assert not (changed := compare("api.txt", "\n".join(lines) + "\n")), "\n".join(changed)


def everything_said(answer: HttpResponse) -> tuple[int, bytes, str]:
    return answer.status_code, answer.content, answer.headers["Content-Type"]


def shape(value: Any, name: str = "") -> dict[str, set[str]]:
    """Every field and the kinds of its values; the items of a list are looked at together."""
    if isinstance(value, dict):
        found: dict[str, set[str]] = {}
        for key, inside in value.items():
            found |= shape(inside, f"{name}.{key}" if name else key)
        return found
    if isinstance(value, list):
        together: dict[str, set[str]] = {}
        for one in value:
            for key, kinds in shape(one, f"{name}[]").items():
                together.setdefault(key, set()).update(kinds)
        return together or {f"{name}[]": {"empty"}}
    return {name: {"null" if value is None else type(value).__name__}}


# ── forged and strange requests ───────────────────────────────────────────────────────────────


def first_of_each(story: Story) -> list[Ask]:
    """One GET and, where there is one, one POST of every pattern; of items, of a published one."""
    chosen: dict[tuple[str, str], Ask] = {}
    for ask in asks(story):
        key = (ask.name, "GET" if ask.method == "GET" else "POST")
        if key not in chosen or (ask.state == "published" and ask.method != "WRONG"):
            chosen[key] = ask
    return list(chosen.values())


# One tap of anybody: its page is kept for all, so it carries a slip of the day instead.
WITHOUT_TOKEN = {"disclosure:heard"}


def test_no_form_is_taken_without_its_token(story):
    """Somebody else's page cannot make a signed-in person act (CSRF)."""
    taken = []
    browser = Browser(come_in("chair", story))
    browser.client.handler.enforce_csrf_checks = True
    for ask in first_of_each(story):
        if not ask.name.startswith("front:api:") and ask.name not in WITHOUT_TOKEN:
            answer = browser.send("POST", ask.address, ask.body)
            if answer.status_code != 403:
                taken.append(f"{ask.address}: {answer.status_code}")
    assert taken == []


PARTS = {"HTTP_HX_REQUEST": "true"}
STRANGE = ["99999999999999999999", "-1", "\x00" + "ạ" * 300]


def test_no_page_breaks_when_asked_for_its_part(story):
    """htmx asks for a part; where a page has none, the whole page is the answer."""
    broken = []
    for role in ("stranger", "chair"):
        browser = Browser(come_in(role, story))
        for ask in first_of_each(story):
            answer = browser.send(ask.method, ask.address, ask.body, **PARTS)
            if answer.status_code >= 500:
                broken.append(f"{ask.method} {ask.address} as {role}: {answer.status_code}")
    assert broken == []


def test_no_page_breaks_at_a_strange_address(story):
    """Numbers nobody has and words nobody would type answer 404 or say what is wrong."""
    broken = []
    for role in ("stranger", "chair"):
        browser = Browser(come_in(role, story))
        for name, route in patterns().items():
            for odd in ("0", "99", "99999999999999999999"):
                address = re.sub(r"<int:\w+>", odd, route)
                address = re.sub(r"<(?:\w+:)?\w+>", "xa-la-bang", address)
                answer = browser.send("GET", address)
                if "<" in route and answer.status_code >= 500:
                    broken.append(f"{name} {address} as {role}: {answer.status_code}")
    assert broken == []


def test_no_page_breaks_at_a_strange_word(story):
    """Every field that a page reads, filled with what does not fit it."""
    names = "q on ngay don-vi trang truoc chi group decided_on limit cursor unit status kind item"
    broken = []
    browser = Browser(come_in("chair", story))
    for ask in first_of_each(story):
        if ask.name.startswith("people:"):
            continue  # they count attempts
        for odd in STRANGE:
            body = {**(ask.body or {}), **dict.fromkeys(names.split(), odd)}
            if ask.method == "POST":
                body |= dict.fromkeys(ask.body or {}, odd)
            method = "GET" if ask.method == "GET" else "POST"
            address = ask.address.partition("?")[0]
            answer = browser.send(method, address, body)
            if answer.status_code >= 500:
                broken.append(f"{method} {address} {odd[:24]!r}: {answer.status_code}")
    assert broken == []
