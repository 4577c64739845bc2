"""A real browser on a real server, with the demo commune built by its own actions."""

import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from danchu.people.tests.recording_gateway import Recording
from tests.e2e.phones import Phone

PHONE = {"width": 360, "height": 780}


@pytest.fixture
def house(append_only_off: None, live_server: Any) -> str:
    """Address of a server on which the demo commune stands."""
    from danchu.kit.clock import today

    if (kept := _kept.get(today())) is not None:
        kept.put_back()
    else:
        _build(today())
    return str(live_server.url)


def _build(on: date) -> None:
    """By the house's own acts. SQLite keeps what they made: the next test gets a copy of it."""
    from django.core.management import call_command
    from django.db import connection

    from danchu.front import demo

    call_command("load_units", verbosity=0)
    demo.build(on=on)
    if connection.vendor == "sqlite":
        _kept[on] = Kept()


class Kept:
    """The records and files of the demo as they stand now."""

    def __init__(self) -> None:
        self.records = sqlite3.connect(":memory:", check_same_thread=False)
        _records().backup(self.records)
        self.files = Path(tempfile.mkdtemp(prefix="danchu-kept-"))
        for at in _folders():
            shutil.copytree(at, self.files / at.name, dirs_exist_ok=True)

    def put_back(self) -> None:
        self.records.backup(_records())
        for at in _folders():
            shutil.rmtree(at, ignore_errors=True)
            shutil.copytree(self.files / at.name, at)


_kept: dict[date, Kept] = {}


def _records() -> sqlite3.Connection:
    from django.db import connection

    connection.ensure_connection()
    return connection.connection  # type: ignore[no-any-return]


def _folders() -> list[Path]:
    """Open and sealed files; made when the first file comes."""
    from django.conf import settings

    folders = [Path(settings.FILES_FOLDER), Path(settings.SEALED_FOLDER)]
    for at in folders:
        at.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folders


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
def own_phone(chromium: Browser, house: str, tmp_path: Path) -> Iterator[Phone]:
    """A phone with a disk of its own: closed and started again it is the same phone."""
    made = Phone(chromium, house, tmp_path / "disk")
    yield made
    made.context.close()


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


@pytest.fixture
def gateway(house: str, settings: Any) -> Iterator[Recording]:
    """The province's gateway on a socket of its own: what it was handed can be read."""
    recording = Recording()
    settings.SMS_URL, settings.SMS_TOKEN = recording.url, "token of the tests"
    yield recording
    recording.close()


def said(day: date) -> str:
    """A day as people type it."""
    return f"{day:%d/%m/%Y}"
