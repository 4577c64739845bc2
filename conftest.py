"""Shared by every room's tests: the house in a temporary folder, five people, a browser."""

import os
import tempfile
from datetime import date
from pathlib import Path

import pytest

# Here and not in pyproject.toml: there the settings would be read before the lines below.
os.environ["DJANGO_SETTINGS_MODULE"] = "danchu.settings"
os.environ["DANCHU_LOCAL"] = "1"
os.environ["DANCHU_VAR"] = tempfile.mkdtemp(prefix="danchu-test-")
(Path(os.environ["DANCHU_VAR"]) / "static").mkdir()  # WhiteNoise warns without it
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright's sync API runs a loop


def pytest_configure() -> None:
    from django.conf import settings

    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


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


CHROMIUM = next((p for p in ("/usr/bin/chromium", "/usr/bin/google-chrome") if Path(p).exists()), "")
