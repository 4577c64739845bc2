"""./test: lint, types, contract, islands, and pytest on SQLite, on PostgreSQL and in a browser.

The checks go side by side, the runs of pytest one after the other on two workers; it stops at the
first that fails. What the machine does not have is left out and said at the end, just above
pytest's closing line; --require turns such a gap into a failure before anything is done.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from typing import NamedTuple

from setting_up import PYTHON, ROOT, install, quiet_environment, say, stop, which

GAPS = {
    "browser": "Chromium",
    "postgresql": "PostgreSQL",
    "nginx": "nginx và systemd-analyze",
    "tesseract": "tesseract và tiếng Việt (vie)",
    "libreoffice": "LibreOffice Writer (soffice)",
    "espeak": "espeak-ng",
}
NEITHER = "not browser and not browser_pg"
ON_SQLITE = f"{NEITHER} and not running"  # nginx and two web processes stand on PostgreSQL
WHOLE_RUN = "--ignore=tests/test_two_commands.py"  # starts ./run and ./test: not in the quick run
MIGRATED = "danchu.kit.tests.migrated"
LANES = 2  # as many workers as the smallest machine has cores
NO_DATABASE = (
    "src/civics",
    "tests/test_house.py",
    "tests/test_map.py",
    "tests/test_two_commands.py",
)
DESCRIBED = "src/danchu/front/tests/test_api_described.py"  # the description: the same on both


class Machine(NamedTuple):
    """What this machine offers beside Python; None when it does not."""

    postgresql: str | None
    browser: str | None
    nginx: str | None
    tesseract: str | None
    libreoffice: str | None
    espeak: str | None


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./test", description=__doc__)
    parser.add_argument(
        "--quick",
        action="store_true",
        help="on SQLite alone, without browser, golden matrix and long tests (just check)",
    )
    parser.add_argument(
        "--require",
        default="",
        metavar=",".join(GAPS),
        help="fail where one of these is missing, instead of leaving it out",
    )
    asked = parser.parse_args()
    asked.require = {name for name in asked.require.split(",") if name}
    if unknown := asked.require - set(GAPS):
        parser.error(f"--require knows {', '.join(GAPS)}, not {', '.join(sorted(unknown))}")
    return asked


def look_around() -> Machine:
    found = subprocess.run(
        [PYTHON, "tools/find_postgresql.py"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    chromium = os.environ.get("CHROMIUM") or which("chromium", "chromium-browser", "google-chrome")
    nginx = which("nginx", "/usr/sbin/nginx") if which("systemd-analyze") else None
    return Machine(
        found.stdout.strip() or None,
        chromium,
        nginx,
        reads_vietnamese(),
        which("soffice"),
        which("espeak-ng"),
    )


def reads_vietnamese() -> str | None:
    """tesseract, when it has its Vietnamese."""
    program = which("tesseract")
    if program is None:
        return None
    listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False)
    return program if "vie" in listed.stdout.split() else None


def left_out(machine: Machine, *, quick: bool) -> list[str]:
    gaps = []
    if not machine.tesseract:
        gaps.append("Đọc chữ trong bản quét: thiếu tesseract-ocr-vie. Not installed.")
    if not machine.libreoffice:
        gaps.append("Mở văn bản Word: thiếu libreoffice-writer-nogui. Not installed.")
    if not machine.espeak:
        gaps.append("Máy đọc thành tiếng: thiếu espeak-ng. Not installed.")
    if quick:
        gaps.append("PostgreSQL: bản nhanh chỉ chạy trên SQLite. Not in the quick run.")
        gaps.append("Phép thử dài (tests/dear.txt): bản nhanh không chạy. Not in the quick run.")
        gaps.append("Trình duyệt và ma trận golden: bản nhanh không chạy. Not in the quick run.")
        gaps.append("Thử ./run và ./test từ ngoài: bản nhanh không chạy. Not in the quick run.")
        gaps.append("Bộ cài đặt chạy thật (nginx): bản nhanh không chạy. Not in the quick run.")
        return gaps
    if not machine.postgresql:
        gaps.append(
            "PostgreSQL: không có máy chủ nào trả lời (đặt TEST_DATABASE_URL). No server answers."
        )
    if not machine.browser:
        gaps.append("Trình duyệt: không tìm thấy Chromium (đặt CHROMIUM). No Chromium found.")
    if not machine.nginx:
        gaps.append("Bộ cài đặt chạy thật: thiếu nginx hoặc systemd-analyze. Not installed.")
    return gaps


def run(command: list[str], environment: dict[str, str]) -> int:
    return subprocess.run(
        [PYTHON, "-m", *command], cwd=ROOT, env=environment, check=False
    ).returncode


def step(name: str, work: Callable[[], int]) -> None:
    say(name)
    started = time.monotonic()
    code = work()
    seconds = time.monotonic() - started
    if code:
        stop(f"{name}: không đạt (mã {code}, {seconds:.0f} giây). Failed.")
    print(f"  ✓ {seconds:.1f} s", flush=True)


def checks(environment: dict[str, str], databases: dict[str, str]) -> None:
    """Side by side, the longest first: each prints when it is done, its own words only on failure.

    The migrated databases, which every test database is a copy of, are made meanwhile.
    """
    module = [PYTHON, "-m"]
    contract = ["-c", "from importlinter.cli import lint_imports_command as go; go()", "--no-logo"]
    commands = {
        "Kiểu chặt chẽ (mypy --strict)": [*module, "mypy"],
        "Định dạng (ruff format)": [*module, "ruff", "format", "--check", "--quiet", "."],
        "Lỗi thường gặp (ruff check)": [*module, "ruff", "check", "--quiet", "."],
        "Đảo TypeScript (kiểu, thử, dựng lại đúng từng byte)": [PYTHON, "tools/islands.py"],
        "Ai được gọi ai (import contract)": [PYTHON, *contract],
        **{f"Cơ sở dữ liệu mẫu ({name})": [*module, MIGRATED] for name in databases},
    }
    sources = environment | {"PYTHONPATH": str(ROOT / "src")}
    with ThreadPoolExecutor(LANES) as lanes:
        asked = {}
        for name, command in commands.items():
            engine = name.partition("(")[2].rstrip(")")
            on = sources | {"DATABASE_URL": databases[engine]} if engine in databases else None
            asked[lanes.submit(quietly, command, on or environment)] = name
        for done in as_completed(asked):
            code, told, seconds = done.result()
            if code:
                lanes.shutdown(wait=False, cancel_futures=True)
                print(told, flush=True)
                stop(f"{asked[done]}: không đạt (mã {code}, {seconds:.0f} giây). Failed.")
            print(f"  ✓ {asked[done]}: {seconds:.1f} s", flush=True)


def quietly(command: list[str | Path], environment: dict[str, str]) -> tuple[int, str, float]:
    """Its exit code, what it said, and seconds."""
    started = time.monotonic()
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout, time.monotonic() - started


def databases(machine: Machine, *, quick: bool) -> dict[str, str]:
    """The engines that tests will run on, with their addresses; SQLite's is left empty."""
    server = {} if quick or not machine.postgresql else {"PostgreSQL": machine.postgresql}
    return {"SQLite": ""} | server


class Run(NamedTuple):
    """One call of pytest: its name, marks, environment and options."""

    name: str
    marks: str
    environment: dict[str, str]
    options: tuple[str, ...] = ()


def with_a_browser() -> tuple[str, ...]:
    """The files that drive one: reading all the others would cost more than some of these runs."""
    files = (one for place in ("tests", "src") for one in (ROOT / place).rglob("test_*.py"))
    return tuple(sorted(str(one) for one in files if "mark.browser" in one.read_text()))


def test_runs(machine: Machine, *, quick: bool) -> list[Run]:
    """In order. The second run on PostgreSQL goes on with the databases of the first."""
    on_postgresql = {"DATABASE_URL": machine.postgresql or ""}
    if machine.nginx:
        on_postgresql["DANCHU_REQUIRE_RUNNING"] = "1"  # what is there may not be skipped
    on_chromium = {"CHROMIUM": machine.browser or "", "DJANGO_ALLOW_ASYNC_UNSAFE": "1"}
    clicked = with_a_browser()
    runs: list[Run] = []
    if machine.postgresql and not quick:
        keep = ("--create-db", "--reuse-db") if machine.browser else ()
        keep = (*keep, f"--ignore={DESCRIBED}")
        marks = f"{NEITHER} and not golden"
        runs.append(Run("Python trên PostgreSQL", marks, on_postgresql, keep))
    if machine.browser and not quick:
        if machine.postgresql:
            both = on_postgresql | on_chromium
            runs.append(
                Run("Trình duyệt trên PostgreSQL", "browser_pg", both, ("--reuse-db", *clicked))
            )
        runs.append(Run("Trình duyệt trên SQLite", "browser", on_chromium, clicked))
    logic = f"{ON_SQLITE} and not golden" if quick else ON_SQLITE
    runs.append(Run("Luật và mọi phòng trên SQLite", logic, {}))
    return runs


def main() -> int:
    asked = arguments()
    install(ROOT / "requirements.lock", exactly=True)
    machine = look_around()
    for name in sorted(asked.require):
        if not getattr(machine, name):
            stop(f"Thiếu {GAPS[name]}, mà --require {name} bắt phải có. {GAPS[name]} is missing.")
    gaps = left_out(machine, quick=asked.quick)
    with tempfile.TemporaryDirectory(prefix="danchu-test-") as var:
        environment = quiet_environment() | {
            "DANCHU_LOCAL": "1",
            "DANCHU_VAR": var,
            "TMPDIR": var,
            "SECRET_KEY": "only-for-tests",
            "PYTHONPATH": str(ROOT / "tools"),
        }
        environment.pop("DATABASE_URL", None)
        say("Những gì kiểm được mà không chạy thử")
        checks(environment, databases(machine, quick=asked.quick))
        *first, last = test_runs(machine, quick=asked.quick)
        skipped = [f"--ignore={path}" for path in NO_DATABASE]  # the last run has them, once
        for one in first:
            more = (*one.options, *skipped)
            step(
                one.name,
                lambda one=one, more=more: pytest(one.marks, environment | one.environment, *more),
            )
        say(last.name)
        told = {"DANCHU_LEFT_OUT": "\n".join(gaps)}
        less = (WHOLE_RUN, f"--ignore={DESCRIBED}", "-p", "dear") if asked.quick else ()
        return pytest(last.marks, environment | last.environment | told, "-p", "left_out", *less)


def pytest(marks: str, environment: dict[str, str], *more: str) -> int:
    """Each worker goes through its own half and then takes from the other's: none stands idle."""
    spread = ["-n", str(LANES), "--dist", "worksteal"]
    return run(["pytest", "-q", *spread, "-m", marks, *more], environment)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
