"""The gallery, and what holds for every part: axe, no inline style, icons that exist, few bytes."""

import gzip
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.template import Context, Template
from django.urls import reverse

import danchu
from danchu.kit.templatetags import kit

HOUSE = Path(danchu.__file__).parent
STATIC = HOUSE / "kit/static/kit"
TEMPLATES = sorted(HOUSE.glob("*/templates/**/*.html"))
PAPERS = ["kit:notice", "kit:activation"]
THEMES = ["light", "dark"]


@pytest.fixture
def browser_page(chromium):
    """Opens a page of a width and theme; closes what it opened."""
    contexts = []

    def opened(address, *, width=360, theme="light", scripts=True):
        context = chromium.new_context(
            viewport={"width": width, "height": 800},
            color_scheme=theme,
            java_script_enabled=scripts,
        )
        contexts.append(context)
        page = context.new_page()
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()


def axe_findings(page):
    from axe_playwright_python.sync_playwright import Axe

    return [
        (found["id"], node["html"][:100])
        for found in Axe().run(page).response["violations"]
        for node in found["nodes"]
    ]


# ── every part, in a browser ──────────────────────────────────────────────────────────────────


@pytest.mark.browser
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("name", ["kit:gallery", *PAPERS])
def test_axe_finds_nothing_and_nothing_overflows(live_server, browser_page, name, width, theme):
    page = browser_page(live_server.url + reverse(name), width=width, theme=theme)

    assert axe_findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.browser
def test_the_gallery_fits_the_narrowest_phone(live_server, browser_page):
    page = browser_page(live_server.url + reverse("kit:gallery"), width=320)

    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.browser
def test_the_content_policy_refuses_nothing_of_ours(live_server, browser_page):
    page = browser_page("about:blank")
    refused = []
    page.on("console", lambda message: refused.append(message.text))

    page.goto(live_server.url + reverse("kit:gallery"), wait_until="networkidle")

    assert refused == []
    assert page.evaluate("document.fonts.check('1rem \\'Hanken Grotesk\\'', 'Ễ')")


@pytest.mark.browser
@pytest.mark.parametrize("name", PAPERS)
def test_a_short_paper_prints_on_one_sheet(live_server, browser_page, name):
    page = browser_page(live_server.url + reverse(name))

    pdf = page.pdf(prefer_css_page_size=True)

    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf)) == 1


@pytest.mark.browser
def test_the_phone_menu_opens_without_javascript(live_server, browser_page):
    page = browser_page(live_server.url + reverse("kit:gallery"), scripts=False)

    page.get_by_text("Mục lục", exact=True).click()

    assert page.get_by_role("navigation", name="Mục lục").is_visible()


@pytest.mark.browser
def test_what_is_pressed_is_large_enough_for_a_thumb(live_server, browser_page):
    page = browser_page(live_server.url + reverse("kit:gallery"))

    small = page.evaluate(
        """() => [...document.querySelectorAll("a, button, input, select, textarea, summary")]
        .filter(e => e.checkVisibility() && getComputedStyle(e).display !== "inline"
          && !e.matches(".skip, .ledger__a, .choice input"))
        .filter(e => e.getBoundingClientRect().height < 44)
        .map(e => e.outerHTML.slice(0, 80))"""
    )

    assert small == []


# ── what the content policy and the phone allow ───────────────────────────────────────────────


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_page_carries_inline_style_or_script(template):
    text = template.read_text(encoding="utf-8")

    assert not re.search(r"\sstyle\s*=|<style|\son[a-z]+\s*=\s*[\"']|javascript:", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)(?![^>]*application/(ld\+)?json)", text)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_every_icon_named_in_a_page_is_in_the_sprite(template):
    sprite = set(re.findall(r'id="i-(\w+)"', (STATIC / "icons.svg").read_text()))

    assert set(re.findall(r'{% icon "(\w+)"', template.read_text(encoding="utf-8"))) <= sprite


def test_every_status_has_an_icon_of_the_sprite():
    sprite = set(re.findall(r'id="i-(\w+)"', (STATIC / "icons.svg").read_text()))

    assert {picture for picture, _ in kit.KINDS.values()} <= sprite


@pytest.mark.django_db
def test_the_first_load_of_a_reading_page_stays_under_100_kb(client):
    html = client.get("/kit/").content
    sheets = ["tokens.css", "base.css", "parts.css", "forms.css"]
    pictures = ["icons.svg", "brand.svg", "art/hem.svg", "art/hills-cloth.svg"]
    packed = sum(len(gzip.compress((STATIC / name).read_bytes())) for name in sheets + pictures)
    fonts = sum(font.stat().st_size for font in (STATIC / "fonts").glob("*.woff2"))

    assert len(gzip.compress(html)) + packed + fonts < 100_000


def test_the_page_of_last_resort_needs_nothing():
    text = (HOUSE / "front/templates/500.html").read_text(encoding="utf-8")

    assert "{%" not in text
    assert "{{" not in text


# ── words ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("written", "reads"),
    [
        ("{{ d|day }}", "07/12/2026"),
        ("{{ d|weekday_day }}", "thứ Hai, 07/12/2026"),
        ("{{ d|long_day }}", "ngày 07 tháng 12 năm 2026"),
        ("{{ m|moment }}", "00:12 ngày 19/11/2026"),
        ("{{ m|day }}", "19/11/2026"),
        ("{{ nothing|day }}{{ nothing|moment }}", ""),
        ("{{ 4615|number }}", "4.615"),
        ("{{ 999|size }} {{ 409600|size }} {{ 1250000|size }}", "1 KB 410 KB 1,2 MB"),
        ('{% share 61 64 "việc" %}', "61 trên 64 việc"),
        ('{% share 0 0 "việc" %}', "chưa có dữ liệu"),
    ],
)
def test_days_and_numbers_read_as_vietnamese_writes_them(written, reads):
    context = Context(
        {"d": date(2026, 12, 7), "m": datetime(2026, 11, 18, 17, 12, tzinfo=UTC), "nothing": None}
    )

    assert Template("{% load kit %}" + written).render(context) == reads


def test_a_note_that_every_basis_carries_is_said_once():
    cites = [
        {"place": "Điều 12", "notes": ["chưa hợp nhất", "tham số của tỉnh"]},
        {"place": "Điều 13", "notes": ["chưa hợp nhất"]},
    ]

    shown = Template('{% include "kit/_cite.html" %}').render(Context({"cites": cites}))

    assert shown.count("chưa hợp nhất") == 1
    assert shown.count("tham số của tỉnh") == 1


def test_the_laws_words_are_escaped_around_the_mark():
    assert kit.marked("a <b> & c", "<b>") == "a <mark>&lt;b&gt;</mark> &amp; c"
    assert kit.marked("a < b", "not there") == "a &lt; b"


def test_an_unknown_state_never_looks_done():
    assert (kit.mark("whatever"), kit.tone("whatever")) == ("none", "none")
