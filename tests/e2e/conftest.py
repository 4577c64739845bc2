"""A real browser on a real server, with the demo commune built by its own actions."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

PHONE = {"width": 360, "height": 780}


@pytest.fixture
def house(append_only_off: None, live_server: Any) -> str:
    """Address of a server on which the demo commune stands."""
    from django.core.management import call_command

    from danchu.front import demo
    from danchu.kit.clock import today

    call_command("load_units", verbosity=0)
    demo.build(on=today())
    return str(live_server.url)


@pytest.fixture
def somebody(chromium: Browser, house: str) -> Iterator[Callable[..., Page]]:
    """Opens a phone (or a screen) of its own for each person; nothing is shared between them."""
    contexts = []

    def opened(*, javascript: bool = True, **options: Any) -> Page:
        context = chromium.new_context(
            base_url=house,
            java_script_enabled=javascript,
            **{"viewport": PHONE, **options},
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def official(somebody: Callable[..., Page]) -> Callable[..., Page]:
    """Signs a demo civil servant in as a person would: password, then the code of the app."""
    from danchu.people import codes
    from danchu.people.demo import PASSWORD
    from danchu.people.models import User

    def signed_in(username: str, **options: Any) -> Page:
        page = somebody(**options)
        page.goto("/dang-nhap/")
        page.get_by_label("Tên đăng nhập").fill(username)
        page.get_by_label("Mật khẩu").fill(PASSWORD)
        page.get_by_role("button", name="Đăng nhập").click()
        secret = codes.demo_secret(User.objects.get(username=username))
        page.locator("input[name=code]").fill(codes.current(secret))
        page.locator("main form").last.get_by_role("button").first.click()
        page.wait_for_url("**/viec/")
        return page

    return signed_in


def said(day: date) -> str:
    """A day as people type it."""
    return f"{day:%d/%m/%Y}"
