"""What a page looks like to a small phone and to a screen reader."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page


def wider(page: Page) -> int:
    """How many pixels the page is pushed sideways, once it is there: a click returns earlier."""
    page.wait_for_load_state()
    over: int = page.locator("html").evaluate("(root) => root.scrollWidth - innerWidth")
    return max(over, 0)


def fits(page: Page) -> tuple[int, list[str]]:
    """`(0, [])`: no sideways scrolling and no axe finding."""
    over = wider(page)
    return over, [one["id"] for one in Axe().run(page).response["violations"]]


CONTROLLED = """new Promise((done) => { const worker = navigator.serviceWorker;
if (worker.controller) done(true);
worker.addEventListener('controllerchange', () => done(true)); })"""


def controlled(page: Page) -> None:
    """Waits until the service worker has taken this page over. Their policy forbids polling."""
    page.evaluate(CONTROLLED)
