"""./run and ./test from outside: what refuses at once, what is skipped, how it stops."""

import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tools"))

from setting_up import Stamps, may_write  # noqa: E402  it lies outside src/


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def run(*arguments: str, cwd: Path = ROOT, **settings: str) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"} | settings
    command = [ROOT / "run", *arguments]
    return subprocess.run(
        command, cwd=cwd, env=environment, text=True, capture_output=True, check=False
    )


def refused(done: subprocess.CompletedProcess[str]) -> str:
    """The one clear line of a refusal."""
    assert done.returncode == 1
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert line.startswith("✗ ")
    return line


# ── what refuses before anything is done ──────────────────────────────────────────────────────


def test_a_taken_port_is_one_line_that_names_another():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert f"PORT={port % 65535 + 1} ./run" in refused(run(PORT=str(port)))


@pytest.mark.parametrize("port", ["abc", "0", "65536", "-1"])
def test_a_port_that_is_none_is_one_line(port):
    assert f"PORT={port}" in refused(run(PORT=port))


def test_a_folder_that_cannot_be_written_is_one_line(tmp_path):
    (tmp_path / "file").write_text("")
    line = refused(run(PORT=str(free_port()), DANCHU_VAR=str(tmp_path / "file" / "var")))
    assert str(tmp_path / "file" / "var") in line


def test_a_database_address_of_another_kind_is_one_line_without_the_password():
    line = refused(run(PORT=str(free_port()), DATABASE_URL="mysql://an:bi-mat@127.0.0.1/x"))
    assert "postgres://" in line
    assert "bi-mat" not in line


def test_an_old_python_is_one_line(tmp_path):
    """A machine whose only Python is too old, or is none."""
    for name in ("dirname", "sh"):
        (tmp_path / name).symlink_to(f"/usr/bin/{name}")
    python = tmp_path / "python3"
    python.write_text('#!/bin/sh\n[ "$1" = --version ] && echo "Python 3.9.18"\nexit 1\n')
    python.chmod(0o755)
    for file in ("run", "tools/find_python.sh"):
        copy = tmp_path / "house" / file
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes((ROOT / file).read_bytes())
    done = subprocess.run(
        ["/bin/sh", tmp_path / "house" / "run"],
        env={"PATH": str(tmp_path)},
        text=True,
        capture_output=True,
        check=False,
    )
    assert "máy này: Python 3.9.18" in refused(done)


def test_what_is_required_must_be_a_thing_that_can_be_missing():
    done = subprocess.run(
        [ROOT / "test", "--require", "browser,moon"], text=True, capture_output=True, check=False
    )
    assert done.returncode == 2
    assert "moon" in done.stderr


# ── serving and stopping ──────────────────────────────────────────────────────────────────────


def answer(port: int) -> int:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=10) as page:
            return int(page.status)
    except urllib.error.HTTPError as error:
        return error.code


def test_it_serves_from_another_folder_and_ctrl_c_stops_it_cleanly(tmp_path):
    port = free_port()
    settings = {"PORT": str(port), "DANCHU_VAR": "of my own"}  # read from where one stands
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("DATABASE", "DANCHU"))}
    with subprocess.Popen(
        [ROOT / "run", "--empty"],
        cwd=tmp_path,
        env=environment | settings,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    ) as served:
        told = []
        for line in served.stdout:
            told.append(line)
            if f"http://127.0.0.1:{port}/" in line:
                break
        assert f"http://127.0.0.1:{port}/" in told[-1], "".join(told)
        assert answer(port) == 200
        os.killpg(served.pid, signal.SIGINT)
        told.append(served.communicate(timeout=20)[0])

    assert served.returncode == 0
    assert "Traceback" not in "".join(told)
    assert (tmp_path / "of my own" / "danchu.sqlite3").exists()
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0


# ── what both are made of ─────────────────────────────────────────────────────────────────────


def test_a_step_is_done_once_for_the_same_inputs_and_again_for_others(tmp_path):
    done = []
    for inputs in ("a", "a", "b", "b", "a"):
        Stamps(tmp_path / "var" / "stamps.json").unless_done(
            "step", inputs, lambda now=inputs: done.append(now)
        )
    assert done == ["a", "b", "a"]


def test_a_step_that_failed_is_done_again(tmp_path):
    def fails() -> None:
        raise OSError

    for _ in range(2):
        with pytest.raises(OSError, match=r"^$"):
            Stamps(tmp_path / "stamps.json").unless_done("step", "a", fails)


def test_broken_stamps_are_as_good_as_none(tmp_path):
    (tmp_path / "stamps.json").write_text("{")
    assert Stamps(tmp_path / "stamps.json").done == {}


def test_a_folder_that_is_yet_to_be_made_is_judged_by_the_one_above(tmp_path):
    assert may_write(tmp_path / "a" / "b")
    (tmp_path / "file").write_text("")
    assert not may_write(tmp_path / "file" / "b")


def test_what_was_left_out_stands_right_above_the_closing_line(tmp_path):
    (tmp_path / "test_one.py").write_text("def test_one(): pass\n")
    environment = os.environ | {
        "PYTHONPATH": str(ROOT / "tools"),
        "DANCHU_LEFT_OUT": "PostgreSQL: không có máy chủ nào trả lời.",
    }
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "left_out",
        "-p",
        "no:cacheprovider",
        ".",
    ]
    done = subprocess.run(
        command, cwd=tmp_path, env=environment, text=True, capture_output=True, check=True
    )
    *_, gap, closing = done.stdout.splitlines()
    assert gap == "– PostgreSQL: không có máy chủ nào trả lời."
    assert closing.startswith("1 passed in ")


# ── just where ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("word", ["niêm yết", "NIEM YET", "posting"])
def test_a_word_leads_to_its_room_with_or_without_accents(word):
    done = subprocess.run(
        [sys.executable, ROOT / "tools" / "where.py", word],
        text=True,
        capture_output=True,
        check=True,
    )
    assert "niêm yết · posting · Posting" in done.stdout
    assert "disclosure.posting" in done.stdout or word == "posting"


def test_an_unknown_word_says_so():
    done = subprocess.run(
        [sys.executable, ROOT / "tools" / "where.py", "phi thuyền"],
        text=True,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    assert "phi thuyền" in done.stderr
