"""The guide in a browser: axe after every click, by day and night; keyboard alone; no script."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from danchu.kit.tests.test_kit_page import browser_page  # noqa: F401  a fixture

pytestmark = pytest.mark.browser
DIALOG = "#hoi-go"
OPENS = "#hoi-go-mo"


def wrong_in(page, part="body"):
    """What axe says of one part of the page, as it stands now."""
    quick = {"resultTypes": ["violations"], "preload": False}
    found = Axe().run(page, context=part, options=quick).response["violations"]
    return [f"{part}: {one['id']} {one['nodes'][0]['html'][:120]}" for one in found]


def too_wide(page):
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return [f"{wide} px too wide"] if wide > 0 else []


def guide_at(browser_page, live_server, **options):  # noqa: F811
    return browser_page(live_server.url + reverse("kit:gallery"), **options)


@pytest.mark.parametrize(("width", "theme"), [(360, "dark"), (1280, "light")])
def test_axe_finds_nothing_after_any_click(live_server, browser_page, width, theme):  # noqa: F811
    page = guide_at(browser_page, live_server, width=width, theme=theme)
    for one in page.locator("main details:not([open]) > summary:visible").element_handles():
        one.click()
    assert page.locator("main details:not([open]) > summary:visible").count() == 0
    opened = page.locator("main summary:visible").count()
    wrong = wrong_in(page, "section.part:has(details[open])")  # all that is open, at once
    page.locator(OPENS).click()
    wrong += wrong_in(page, DIALOG)
    page.keyboard.press("Escape")
    page.locator("#nen").get_by_role("button", name="Tối").click()
    page.locator("html[data-theme=dark]").wait_for()
    wrong += wrong_in(page, "#nen")
    page.locator("#loc .filters__f button").first.click()
    page.wait_for_url("**loc-nhom=7**")
    wrong += wrong_in(page, "#loc")

    assert opened >= 10
    assert wrong + too_wide(page) == []


def focused(page):
    return page.evaluate("document.activeElement.id || document.activeElement.textContent.trim()")


def test_a_question_keeps_the_focus_and_gives_it_back(live_server, browser_page):  # noqa: F811
    page = guide_at(browser_page, live_server)
    page.locator(OPENS).focus()

    page.keyboard.press("Enter")
    assert page.locator(f"{DIALOG}:modal").count() == 1
    assert focused(page) == "Thôi, để lại"  # the harmless way out first
    page.keyboard.press("Tab")
    assert focused(page) == "Gỡ khẩn"
    page.keyboard.press("Escape")

    assert not page.locator(DIALOG).is_visible()
    assert focused(page) == OPENS[1:]
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")  # two quick taps in one place change nothing
    assert focused(page) == OPENS[1:]
    assert page.url.endswith(reverse("kit:gallery"))


def test_a_question_asked_by_its_address_can_be_left(live_server, browser_page):  # noqa: F811
    page = browser_page(live_server.url + reverse("kit:gallery") + DIALOG)
    page.locator(f"{DIALOG}:modal").wait_for()

    page.keyboard.press("Escape")

    assert not page.locator(DIALOG).is_visible()


def test_without_a_script_the_question_stands_in_the_page(live_server, browser_page):  # noqa: F811
    page = guide_at(browser_page, live_server, scripts=False)
    question = page.locator(DIALOG)
    assert not question.is_visible()

    page.locator(OPENS).click()
    assert question.is_visible()
    assert question.get_by_role("button", name="Gỡ khẩn").is_visible()
    question.get_by_role("link", name="Thôi, để lại").click()

    assert not question.is_visible()


def test_light_and_dark_are_chosen_without_a_script(live_server, browser_page):  # noqa: F811
    page = guide_at(browser_page, live_server, theme="dark", scripts=False)
    ground = "getComputedStyle(document.body).backgroundColor"
    by_device = page.evaluate(ground)

    page.get_by_role("button", name="Sáng").click()
    light = page.evaluate(ground)
    page.emulate_media(media="print")
    paper = page.evaluate(ground)
    page.emulate_media(media="screen")
    page.get_by_role("button", name="Theo máy").click()

    assert page.evaluate(ground) == by_device != light
    assert (light, paper) == ("rgb(246, 249, 248)", "rgb(255, 255, 255)")


def test_a_dark_choice_still_prints_black_on_white(live_server, browser_page):  # noqa: F811
    page = guide_at(browser_page, live_server, scripts=False)
    page.get_by_role("button", name="Tối").click()

    page.emulate_media(media="print")

    colours = (
        "[getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]"
    )
    assert page.evaluate(colours) == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    assert not page.locator(OPENS).is_visible()


def test_by_keyboard_alone_everything_is_reached_in_the_order_it_is_read(
    live_server,
    browser_page,  # noqa: F811
):
    page = guide_at(browser_page, live_server, width=1280)
    page.keyboard.press("Tab")
    assert focused(page) == "Bỏ qua phần đầu trang"
    page.keyboard.press("Enter")
    reached, unseen, tops = set(), [], []
    for _ in range(400):
        page.keyboard.press("Tab")
        at = page.evaluate(
            """() => { const one = document.activeElement, look = getComputedStyle(one);
            const inside = one.closest("main"); if (!inside) return null;
            const shown = one.matches(".ledger__a") ? getComputedStyle(one, "::after")
              : one.closest(".choice") ? getComputedStyle(one.closest(".choice")) : look;
            const part = one.closest("section.part");
            return { text: one.outerHTML.slice(0, 90), part: part ? part.id : "",
              seen: shown.outlineStyle !== "none" && parseFloat(shown.outlineWidth) >= 2 }; }"""
        )
        if at is None:
            break
        reached.add(at["text"])
        unseen += [] if at["seen"] else [at["text"]]
        if at["part"] and (not tops or tops[-1] != at["part"]):
            tops.append(at["part"])

    order = page.evaluate("[...document.querySelectorAll('section.part')].map(one => one.id)")
    assert unseen == []
    assert tops == [one for one in order if one in tops]
    assert {"loc", "hoi-lai", "o-nhap", "ban-do", "nen", "nhieu-hinh"} <= set(tops)
    assert len(reached) > 100


def test_who_asks_for_less_motion_gets_none(live_server, browser_page):  # noqa: F811
    page = guide_at(browser_page, live_server)
    page.emulate_media(reduced_motion="reduce")

    moving = page.evaluate(
        """() => [...document.querySelectorAll("*")].filter(one => ["", "::before", "::after"].some(
        part => { const look = getComputedStyle(one, part || null);
          return look.animationName !== "none" || look.transitionDuration.split(", ")
            .some(one => parseFloat(one) > 0); })).map(one => one.outerHTML.slice(0, 80))"""
    )

    assert moving == []
