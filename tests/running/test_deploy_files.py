"""The files of deploy/: rendered for one machine, or refused; each name in them exists."""

import os
import re
import shutil
import subprocess

import pytest
from django.conf import settings
from django.db import connection

from danchu.kit.tests.houses import ROOT
from tests.running.standing import render


def test_every_template_is_filled(tmp_path):
    written = render.render(tmp_path, {"DANCHU_SERVER_NAME": "danchu.example.vn"})
    assert len(written) == len([f for f in written if "${" not in f.read_text()]) == 10
    assert "server_name danchu.example.vn;" in (tmp_path / "nginx" / "danchu.conf").read_text()


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({}, "missing: DANCHU_SERVER_NAME"),
        ({"DANCHU_SERVER_NAME": "a.vn", "DANCHU_PORT": "1"}, "unknown: DANCHU_PORT"),
        ({"DANCHU_SERVER_NAME": "a.vn; root /"}, "would misread"),
    ],
)
def test_what_would_make_a_wrong_configuration_is_refused(tmp_path, values, says):
    with pytest.raises(ValueError, match=says):
        render.render(tmp_path, values)
    assert list(tmp_path.iterdir()) == []


def test_nginx_lets_through_what_the_house_takes():
    megabytes = int(render.DEFAULTS["DANCHU_MAX_BODY"].removesuffix("m"))
    assert megabytes * 1024 * 1024 > settings.FILE_MAX_BYTES * 1.1


def test_a_post_is_never_sent_twice_and_nothing_stale_is_shown():
    text = "".join(f.read_text() for f in (ROOT / "deploy" / "nginx").iterdir())
    set_here = "\n".join(line.split("#")[0] for line in text.splitlines())
    assert "non_idempotent" not in set_here
    assert "use_stale" not in set_here
    assert "proxy_next_upstream error timeout;" in set_here


def test_every_name_in_the_environment_is_read_by_the_settings():
    names = re.findall(
        r"^([A-Z_]+)=", (ROOT / "deploy" / "danchu.env.in").read_text(), re.MULTILINE
    )
    source = (ROOT / "src" / "danchu" / "settings.py").read_text()
    assert len(names) == 9
    assert [name for name in names if f'"{name}"' not in source] == []


def test_postgresql_knows_every_setting(db):
    lines = (ROOT / "deploy" / "postgresql" / "danchu.conf").read_text().splitlines()
    asked = {line.split("=")[0].strip() for line in lines if re.match(r"[a-z]", line)}
    assert len(asked) > 15
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT lower(name) FROM pg_settings")
        assert asked - {name for (name,) in cursor.fetchall()} == set()


def test_danchu_runs_from_anywhere_with_the_settings_of_its_file(tmp_path):
    (tmp_path / "danchu").symlink_to(ROOT / "deploy" / "danchu")
    ours = ("DANCHU_", "DATABASE", "SECRET_")  # ./test sets some of its own
    own = {k: v for k, v in os.environ.items() if not k.startswith(ours)}

    def danchu(text: str) -> subprocess.CompletedProcess[str]:
        (tmp_path / "danchu.env").write_text(text)
        return subprocess.run(
            [tmp_path / "danchu", "verify-backup", "khong-co.tar"],
            cwd=tmp_path,
            env=own | {"DANCHU_ENV": str(tmp_path / "danchu.env")},
            text=True,
            capture_output=True,
            check=False,
        )

    right = f'DANCHU_LOCAL=1\nDANCHU_VAR="{tmp_path}/of my own"\nSECRET_KEY=x\n'
    assert danchu(right).stderr == (
        "CommandError: Không có tệp khong-co.tar. Hãy xem lại đường dẫn.\n"
    )
    assert "SECRET_KEY is not set" in danchu("DANCHU_LOCAL=0\n").stderr


@pytest.mark.skipif(not shutil.which("logrotate"), reason="logrotate is missing")
def test_logrotate_understands_its_file(tmp_path):
    copy = tmp_path / "danchu"
    shutil.copy(ROOT / "deploy" / "logrotate" / "danchu", copy)
    copy.chmod(0o644)
    done = subprocess.run(
        ["logrotate", "-d", "-s", tmp_path / "state", copy],
        text=True,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "error:" not in done.stderr


def test_the_manual_names_only_commands_that_exist():
    from django.core.management import get_commands

    text = "".join(f.read_text() for f in (ROOT / "docs" / "vi").glob("*.md"))
    asked = set(re.findall(r"(?:-u danchu |`)danchu ([a-z][a-z_-]+)", text))
    known = {name for name, app in get_commands().items()}
    assert {"backup", "restore", "verify-backup", "export-unit", "import-unit"} <= asked
    assert {name for name in asked if name.replace("-", "_") not in known} == set()


def test_the_version_is_one():
    import tomllib

    import danchu

    assert tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"] == (
        danchu.__version__
    )
