"""Shared by every room's tests: the house in a temporary folder, five people, a browser."""

import gc
import os
import shutil
import tempfile
import threading
from datetime import date
from pathlib import Path
from types import FunctionType

import pytest
from _pytest import runner

# Here and not in pyproject.toml: there the settings would be read before the lines below.
os.environ["DJANGO_SETTINGS_MODULE"] = "danchu.settings"
os.environ["DANCHU_LOCAL"] = "1"
os.environ["DANCHU_VAR"] = tempfile.mkdtemp(prefix="danchu-test-")
os.environ["DANCHU_KEPT_MB"] = "0"  # counts of changes are rolled back with each test
(Path(os.environ["DANCHU_VAR"]) / "static").mkdir()  # WhiteNoise warns without it
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright's sync API runs a loop

# CPython keeps frames in chunks of 16 KiB: a loop that stands at the end of one maps and unmaps
# the next at every call, a fifth of the time of a deep request. Below a frame that asks for more
# than half a MiB lies a chunk of one MiB, with room for all that a test or a server thread calls.
ROOM = 70_000  # words of eight bytes


def _with_room(function: FunctionType) -> None:
    function.__code__ = function.__code__.replace(co_stacksize=ROOM)


_with_room(runner.pytest_runtest_protocol)
_with_room(threading.Thread.run)


def pytest_collection_finish() -> None:
    """What was imported stays: the collector need not look through it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def pytest_configure() -> None:
    from django.conf import settings

    # A worker inherits the first process's folder with its settings: give it files of its own.
    own = Path(os.environ["DANCHU_VAR"])
    settings.FILES_FOLDER, settings.SEALED_FOLDER = own / "files", own / "sealed"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


ASKS_A_DATABASE = {"db", "transactional_db", "live_server", "django_db_setup"}


def pytest_collection_modifyitems(config, items) -> None:
    """On PostgreSQL only what asks a database: the rest says the same, and runs on SQLite."""
    if not os.environ.get("DATABASE_URL"):
        return
    without = [item for item in items if not _asks(item)]
    if without:
        config.hook.pytest_deselected(items=without)
        items[:] = [item for item in items if _asks(item)]


def _asks(item) -> bool:
    marks = any(item.get_closest_marker(name) for name in ("django_db", "running", "browser_pg"))
    return marks or bool(ASKS_A_DATABASE & set(item.fixturenames))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings) -> None:
    """Test databases begin as copies of one that was migrated once (`kit/tests/migrated.py`)."""
    from django.db import connection

    from danchu.kit.tests import migrated

    migrated.begin_with_it(connection)


TODAY = date(2026, 12, 2)  # a Wednesday


@pytest.fixture
def today() -> date:
    return TODAY


@pytest.fixture
def append_only_off() -> None:
    """Transactional tests empty every table at their end; the append-only triggers stand aside.

    They come back by themselves: emptying the tables ends with `post_migrate`.
    """
    from django.db import connection

    from danchu.kit import triggers

    triggers.take_off(connection, triggers.APPEND_ONLY)


# ── five people, and who decides and looks: each fixture is the term they act under ──────────────

SINCE = date(2025, 7, 1)  # the communes of today began


def _unit(kind: str, title: str, name: str, **fields):
    from danchu.kit.folding import fold, slug
    from danchu.places.models import Title, Unit

    said = f"{Title(title).label} {name}"
    named = {"kind": kind, "title": title, "name": name, "folded": fold(said), "slug": slug(said)}
    return Unit.objects.create(**named, **fields)


def _term(username: str, full_name: str, role: str, unit, **fields):
    from danchu.people.models import Term, User

    person = User.objects.create_user(username, full_name=full_name)
    return Term.objects.create(person=person, role=role, unit=unit, since=SINCE, **fields)


@pytest.fixture
def province(db):
    return _unit("province", "tinh", "Thái Nguyên", code="19")


@pytest.fixture
def commune(province):
    """Xã La Bằng, which began on 01/7/2025."""
    return _unit("commune", "xa", "La Bằng", code="05818", valid_from=SINCE, province=province)


@pytest.fixture
def elsewhere(province):
    """Another commune: its people must see nothing of La Bằng."""
    return _unit("commune", "xa", "Nghinh Tường", code="05722", valid_from=SINCE, province=province)


@pytest.fixture
def hamlet(commune, province):
    at = {"commune": commune, "province": province}
    return _unit("community", "xom", "Đồng Tâm", valid_from=SINCE, **at)


@pytest.fixture
def tam(hamlet):
    """Bà Tâm, community head."""
    return _term("tam", "Hoàng Thị Tâm", "community_head", hamlet)


@pytest.fixture
def hung():
    """Anh Hùng, a citizen without an account: a browser and nothing else."""
    from django.test import Client

    return Client()


@pytest.fixture
def lan(commune):
    """Cô Lan, clerk of the commune."""
    return _term("lan", "Ma Thị Lan", "clerk", commune, position="Công chức Văn phòng")


@pytest.fixture
def khoa(commune):
    """Ông Khoa, of the people's inspection board."""
    return _term("khoa", "Lương Văn Khoa", "board_member", commune)


@pytest.fixture
def mai(elsewhere):
    """Chị Mai, clerk of another commune."""
    return _term("mai", "Đặng Thị Mai", "clerk", elsewhere)


@pytest.fixture
def thang(commune):
    """Ông Thắng, who approves what is made public."""
    return _term("thang", "Lý Văn Thắng", "approver", commune, position="Phó Chủ tịch UBND xã")


@pytest.fixture
def binh(commune):
    """Ông Bình, chair of the commune's people's committee."""
    return _term("binh", "Nông Văn Bình", "chair", commune, position="Chủ tịch UBND xã")


@pytest.fixture
def viet(province):
    """Anh Việt, inspector of the province."""
    return _term("viet", "Vũ Quốc Việt", "inspector", province)


@pytest.fixture
def cuu(commune):
    """Ông Cựu, a clerk who left office on 30/6/2026."""
    return _term("cuu", "Đỗ Văn Cựu", "clerk", commune, until=date(2026, 6, 30))


@pytest.fixture
def desk_of():
    """`desk_of(lan)`: a browser in which the holder of this term has passed every door."""
    from django.test import Client

    from danchu.people.tests.factories import signed_in

    return lambda term: signed_in(Client(), term.person)


# ── a browser ─────────────────────────────────────────────────────────────────────────────────

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def chromium():
    """One Chromium for all browser tests of a worker: Playwright may be started only once."""
    from playwright.sync_api import sync_playwright

    at = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=at, args=QUIET)
        yield browser
        browser.close()
