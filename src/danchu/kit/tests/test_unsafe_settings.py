"""The house does not open under unsafe settings, and `check --deploy` says what was forgotten."""

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.checks import run_checks
from django.db import connection

from danchu.kit import checks, checks_deploy, clock, jobs
from danchu.kit.models import JobRun
from danchu.kit.tests.houses import ROOT
from danchu.kit.unsafe import refusals, weak

KEY = "k7Jq-9vX2mB4nT8wZ1cR5yL0pF3sD6gH-aQeUiOxVtNbMrKjWzYlPd"
RIGHT = {
    "keys": [KEY],
    "hosts": ["danchu.example.vn"],
    "site_url": "https://danchu.example.vn",
    "var": Path("/var/lib/danchu"),
    "contact": "mailto:an-toan@example.vn",
}


def test_right_settings_are_not_refused():
    assert refusals(**RIGHT) == []


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"keys": [KEY[:49]]}, "SECRET_KEY quá ngắn"),
        ({"keys": ["django-insecure-" + KEY]}, "đã nằm trong ví dụ"),
        ({"keys": [KEY, "ab" * 40]}, "SECRET_KEY"),
        ({"hosts": ["*"]}, "DANCHU_HOSTS có '*'"),
        ({"hosts": [".example.vn"]}, "DANCHU_HOSTS có '.example.vn'"),
        ({"hosts": ["danchu.example.vn", ""]}, "DANCHU_HOSTS có ''"),
        ({"site_url": "http://danchu.example.vn"}, "phải bắt đầu bằng https://"),
        ({"site_url": "https://khac.vn"}, "chỉ tới khac.vn, không có trong DANCHU_HOSTS"),
        ({"var": Path("var")}, "DANCHU_VAR=var phải là đường dẫn đầy đủ"),
        ({"contact": "an-toan@example.vn"}, "SECURITY_CONTACT"),
    ],
)
def test_each_unsafe_setting_is_refused_in_one_sentence(wrong, says):
    (line,) = refusals(**RIGHT | wrong)
    assert says in line


def test_a_key_is_weak_below_fifty_characters_or_ten_letters():
    assert weak(KEY[:49])
    assert not weak(KEY[:50])
    assert weak("abcdefghi" * 6)  # nine letters
    assert not weak("abcdefghij" * 5)


# ── the process itself ────────────────────────────────────────────────────────────────────────


LOCAL = ("DANCHU_", "DATABASE", "DJANGO_ALLOW_ASYNC_UNSAFE")


def danchu(tmp_path: Path, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    own = {k: v for k, v in os.environ.items() if not k.startswith(LOCAL)}
    right = {
        "DANCHU_VAR": str(tmp_path),
        "SECRET_KEY": KEY,
        "DANCHU_HOSTS": "danchu.example.vn",
        "DANCHU_SITE_URL": "https://danchu.example.vn",
        "SECURITY_CONTACT": "mailto:an-toan@example.vn",
        "DANCHU_PROXIES": "1",
        "DANCHU_SYSLOG": "127.0.0.1:514",
        "PYTHONPATH": str(ROOT / "src"),
    }
    return subprocess.run(
        [sys.executable, "-m", "danchu", *words],
        cwd=ROOT,
        env=own | right | settings,
        text=True,
        capture_output=True,
        check=False,
    )


def test_it_does_not_start_and_names_everything_that_is_wrong_at_once(tmp_path):
    done = danchu(tmp_path, "check", SECRET_KEY="short", DANCHU_HOSTS="*")
    assert done.returncode != 0
    assert "SECRET_KEY quá ngắn" in done.stderr
    assert "DANCHU_HOSTS có '*'" in done.stderr
    assert "short" not in done.stderr.replace("SECRET_KEY quá ngắn", "")


def test_a_right_set_up_is_silent_but_for_sqlite(tmp_path):
    done = danchu(tmp_path, "check", "--deploy")
    assert done.returncode == 0, done.stderr
    ids = [line.split("(")[1].split(")")[0] for line in done.stderr.splitlines() if "?: (" in line]
    assert ids == ["kit.W001"]
    wrong = danchu(tmp_path, "check", "--deploy", DANCHU_PROXIES="0", DANCHU_SYSLOG="")
    assert wrong.returncode != 0
    assert "kit.E003" in wrong.stderr
    assert "kit.W003" in wrong.stderr
    assert "HINT: Đặt DANCHU_PROXIES=1" in wrong.stderr


# ── each check, on both sides ─────────────────────────────────────────────────────────────────


def ids(found: list) -> list[str]:
    assert all(message.hint for message in found)
    return [message.id for message in found]


@pytest.fixture
def var(tmp_path, settings):
    settings.VAR = tmp_path
    settings.STATIC_ROOT = tmp_path / "static"
    settings.FILES_FOLDER, settings.SEALED_FOLDER = tmp_path / "files", tmp_path / "sealed"
    settings.LOG_FOLDER = tmp_path / "log"
    tmp_path.chmod(0o750)
    return tmp_path


def test_files_inside_the_static_folder_are_an_error(var, settings):
    assert ids(checks_deploy.files_lie_where_nobody_else_reads(None)) == []
    settings.FILES_FOLDER = var / "static" / "files"
    assert ids(checks_deploy.files_lie_where_nobody_else_reads(None)) == ["kit.E004"]


@pytest.mark.parametrize("name", ["sealed", "log/security", "secret.key"])
def test_what_others_can_read_is_an_error(var, name):
    place = var / name
    place.mkdir(parents=True)
    place.chmod(0o700)
    assert ids(checks_deploy.files_lie_where_nobody_else_reads(None)) == []
    place.chmod(0o740)
    assert ids(checks_deploy.files_lie_where_nobody_else_reads(None)) == ["kit.E006"]


def test_a_folder_others_can_write_is_an_error(var):
    var.chmod(0o752)
    assert ids(checks_deploy.files_lie_where_nobody_else_reads(None)) == ["kit.E006"]
    var.chmod(0o755)
    assert ids(checks_deploy.files_lie_where_nobody_else_reads(None)) == []


def test_a_house_without_law_is_an_error(monkeypatch):
    assert checks_deploy.the_law_stands(None) == []

    def lost() -> None:
        raise FileNotFoundError

    monkeypatch.setattr(checks_deploy, "book", lost)
    assert ids(checks_deploy.the_law_stands(None)) == ["kit.E005"]


def test_days_of_another_country_are_an_error(settings):
    assert checks_deploy.days_are_counted_in_viet_nam(None) == []
    settings.TIME_ZONE = "UTC"
    assert ids(checks_deploy.days_are_counted_in_viet_nam(None)) == ["kit.E007"]


def test_one_s_own_machine_and_sqlite_are_told(settings):
    engine = settings.DATABASES["default"]["ENGINE"]
    found = ids(checks.a_province_runs_on_postgresql(None))
    assert found == (["kit.W001"] if "sqlite" in engine else []) + ["kit.E002"]
    settings.LOCAL = False
    assert "kit.E002" not in ids(checks.a_province_runs_on_postgresql(None))


def of_database() -> list[str]:
    return ids(checks_deploy.the_database_is_fit_for_people(None, databases=["default"]))


def test_jobs_that_lag_are_told(db):
    assert "kit.W004" in of_database()
    for name in jobs.JOBS:
        now = clock.now()
        day = jobs.JOBS[name].day_owed(now) - timedelta(days=1)
        JobRun.objects.create(job=name, day=day, started_at=now, ended_at=now)
    assert "kit.W004" not in of_database()


def test_tables_behind_the_code_are_an_error(db):
    assert "kit.E009" not in of_database()
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM django_migrations WHERE id ="
            " (SELECT max(id) FROM django_migrations WHERE app = 'kit')"
        )
    assert of_database() == ["kit.E009"]


def test_a_clock_that_is_wrong_and_a_missing_pg_dump_are_told(db, monkeypatch, tmp_path):
    if connection.vendor != "postgresql":
        assert {"kit.E008", "kit.W005", "kit.W006"} & set(of_database()) == set()
        return
    assert {"kit.W005", "kit.W006"} & set(of_database()) == set()
    late = clock.now() - timedelta(seconds=checks_deploy.CLOCK_SECONDS + 1)
    monkeypatch.setattr(checks_deploy.clock, "now", lambda: late)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert {"kit.W005", "kit.W006"} <= set(of_database())


def test_they_are_all_registered():
    found = {message.id for message in run_checks(include_deployment_checks=True)}
    assert {"kit.E002", "kit.E003", "kit.W003"} <= found
