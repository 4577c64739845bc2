"""Two logs: one without persons, one that only the service may read."""

import json
import logging
import os
import socket
import stat
import subprocess
import sys
from datetime import date

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import path

from danchu import settings as house
from danchu.kit import clock, limits, logs

AWAY = "203.0.113.7"


def fall(request, who):
    raise ValueError(f"Nông Thị Tâm and {who}")


urlpatterns = [
    path("nguoi/<str:who>/", lambda request, who: HttpResponse("được"), name="somebody"),
    path("hong/<str:who>/", fall, name="broken"),
]


@pytest.fixture
def written(tmp_path, settings):
    """Both logs in a folder of their own, read back as text."""
    settings.ROOT_URLCONF = "danchu.kit.tests.test_logs"
    settings.LOG_FOLDER = tmp_path
    handlers = {
        name: logging.getLogger(f"danchu.{name}").handlers[0] for name in ("operation", "security")
    }
    before = {name: one.folder for name, one in handlers.items()}
    for name, one in handlers.items():
        one.folder = tmp_path / name

    def read(name):
        file = tmp_path / name / f"{clock.today():%Y-%m-%d}.jsonl"
        return file.read_text() if file.exists() else ""

    yield read
    for name, one in handlers.items():
        one.folder = before[name]


def test_the_operation_log_names_routes_not_paths_addresses_or_people(client, written):
    client.get("/nguoi/nong-thi-tam/?q=bi-mat", REMOTE_ADDR=AWAY, HTTP_USER_AGENT="May-cua-Tam")

    line = json.loads(written("operation"))
    assert (line["method"], line["route"], line["status"]) == ("GET", "somebody", 200)
    assert set(line) == {"at", "request", "what", "method", "route", "status", "ms"}
    assert not any(word in written("operation") for word in ("tam", "bi-mat", AWAY, "May-cua-Tam"))


def test_the_answer_carries_the_id_that_stands_in_the_log(client, written):
    answer = client.get("/nguoi/a/")

    assert json.loads(written("operation"))["request"] == answer["X-Request-Id"]


def test_a_crash_is_logged_by_kind_and_place_without_its_text(client, written):
    client.raise_request_exception = False
    client.get("/hong/nong-thi-tam/", REMOTE_ADDR=AWAY)

    crash, request = (json.loads(line) for line in written("operation").splitlines())
    assert crash["error"] == "ValueError"
    assert crash["places"][-1].endswith(" fall")
    assert crash["request"] == request["request"]
    assert request["status"] == 500
    assert not any(word in written("operation") for word in ("Tâm", "tam/", AWAY))


def test_what_somebody_mistypes_stays_out_of_both_logs(client, written, settings, db):
    settings.ROOT_URLCONF = "danchu.people.urls"
    client.post(
        "/dang-nhap/", {"username": "mat-khau-go-nham", "password": "sai"}, REMOTE_ADDR=AWAY
    )

    told = json.loads(written("security"))
    assert (told["what"], told["account"], told["source"], told["result"]) == (
        "sign_in.password",
        None,
        AWAY,
        "wrong",
    )
    assert "mat-khau-go-nham" not in written("security") + written("operation")
    assert AWAY not in written("operation")


def test_a_card_code_in_the_path_is_not_logged(client, written, settings, db):
    settings.ROOT_URLCONF = "danchu.people.urls"
    client.get("/the/7KQM-2345-ABCD-EFGH-JKMN/")

    assert "7KQM" not in written("security") + written("operation")


def test_both_logs_are_for_the_service_alone(client, written, tmp_path):
    client.get("/nguoi/a/")
    logs.security("act", RequestFactory().get("/"), 7, "ok")

    for name in ("operation", "security"):
        folder = tmp_path / name
        file = next(folder.iterdir())
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_security_line_is_one_json_object(written):
    logs.security("device.revoke", RequestFactory().get("/", REMOTE_ADDR=AWAY), 7, "ok\nfalse line")

    (line,) = written("security").splitlines()
    assert json.loads(line)["result"] == "ok\nfalse line"
    assert json.loads(line)["account"] == 7


@pytest.mark.parametrize(
    ("proxies", "forwarded", "source"),
    [
        (0, "198.51.100.1", AWAY),  # nobody in front: whatever is claimed is not believed
        (1, "198.51.100.1", "198.51.100.1"),
        (1, "6.6.6.6, 198.51.100.1", "198.51.100.1"),  # the sender wrote the left one
        (2, "6.6.6.6, 198.51.100.1, 10.0.0.2", "198.51.100.1"),
        (2, "198.51.100.1", AWAY),  # too short: somebody went around a proxy
        (1, "", AWAY),
    ],
)
def test_the_source_is_what_our_own_proxies_saw(settings, proxies, forwarded, source):
    settings.PROXIES = proxies
    request = RequestFactory().get("/", REMOTE_ADDR=AWAY, HTTP_X_FORWARDED_FOR=forwarded)

    assert logs.source(request) == source
    assert limits.near(request) == source


def test_logs_are_kept_as_long_as_they_must(written, tmp_path, settings, db, capsys):
    settings.SECURITY_LOG_DAYS = 365
    days = {"security": ["2025-12-01", "2025-12-02", "2026-12-02"]}
    days["operation"] = ["2026-11-01", "2026-11-02"]
    for name, kept in days.items():
        (tmp_path / name).mkdir()
        for day in kept:
            (tmp_path / name / f"{day}.jsonl").touch()

    assert logs.purge(on=date(2026, 12, 2)) == 2
    assert logs.purge(on=date(2026, 12, 2)) == 0
    left = sorted(file.stem for file in tmp_path.glob("*/*.jsonl"))
    assert left == ["2025-12-02", "2026-11-02", "2026-12-02"]
    call_command("tidy", "--on", "2026-12-02")
    assert capsys.readouterr().out.startswith("0 log files")


def test_the_security_log_also_goes_to_syslog(tmp_path):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as syslog:
        syslog.bind(("127.0.0.1", 0))
        syslog.settimeout(10)
        told = {
            "DANCHU_SYSLOG": f"127.0.0.1:{syslog.getsockname()[1]}",
            "DANCHU_VAR": str(tmp_path),
            "PYTHONPATH": str(house.ROOT / "src"),
        }
        code = (
            "import django; django.setup(); from django.test import RequestFactory;"
            "from danchu.kit import logs;"
            "logs.security('sign_in.pin', RequestFactory().get('/'), 7, 'ok');"
            "logs._operation.info('request', extra={'facts': {'status': 200}})"
        )
        subprocess.run([sys.executable, "-c", code], env=os.environ | told, check=True)

        heard = syslog.recv(2000).decode()
        syslog.settimeout(0.2)
        with pytest.raises(TimeoutError):
            syslog.recv(2000)  # the operation log stays at home

    assert '"account": 7' in heard
    assert (tmp_path / "log" / "security").is_dir()


def test_the_security_log_cannot_be_kept_less_than_a_year(monkeypatch):
    monkeypatch.setenv("SECURITY_LOG_DAYS", "364")

    with pytest.raises(ImproperlyConfigured, match="at least 365"):
        house.number("SECURITY_LOG_DAYS", 400, at_least=365)
