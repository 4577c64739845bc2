"""pytest plugin: what each test costs in processor time, its children included.

`PYTHONPATH=tools python -m pytest -p costs …` ends with the dearest tests and files. Wall time says
little on a machine that others use too. DANCHU_COSTS=file writes every figure, a test per line;
DANCHU_WRITE_DEAR=1, after a whole run, the list of those that `./test --quick` leaves out.
"""

import os
import time
from collections import Counter
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from dear import LIST

SHOWN = 25
DEAR_SECONDS = 0.7
PHASES = ("setup", "call", "teardown")
_spent: dict[str, Counter[str]] = {}


def _processor() -> float:
    """Seconds of this process and of its ended children, since it started."""
    times = os.times()
    return time.process_time() + times.children_user + times.children_system


def _measured(item: pytest.Item, phase: str) -> Generator[None, Any, Any]:
    started = _processor()
    try:
        return (yield)
    finally:
        _spent.setdefault(item.nodeid, Counter())[phase] += _processor() - started


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Generator[None, Any, Any]:
    return (yield from _measured(item, "setup"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, Any, Any]:
    return (yield from _measured(item, "call"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None, Any, Any]:
    return (yield from _measured(item, "teardown"))


@pytest.hookimpl(wrapper=True)
def pytest_report_teststatus(report: pytest.TestReport) -> Generator[None, Any, Any]:
    """A worker hands its figures to the first process with each report."""
    for phase, seconds in getattr(report, "costs", {}).items():
        _spent.setdefault(report.nodeid, Counter())[phase] = seconds
    return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, Any]:
    report = yield
    report.costs = dict(_spent.get(item.nodeid, {}))
    return report


def pytest_terminal_summary(terminalreporter: Any) -> None:
    files: Counter[str] = Counter()
    for name, spent in _spent.items():
        files[name.partition("::")[0]] += spent.total()
    terminalreporter.section(f"processor time: {files.total():.0f} s")
    tests = Counter({name: spent.total() for name, spent in _spent.items()})
    for counted in (files, tests):
        for name, seconds in counted.most_common(SHOWN):
            terminalreporter.write_line(f"{seconds:8.2f} s  {name}")
    if to := os.environ.get("DANCHU_COSTS"):
        lines = (
            " ".join(f"{spent[phase]:.3f}" for phase in PHASES) + f" {name}\n"
            for name, spent in _spent.items()
        )
        Path(to).write_text("".join(lines))
    if os.environ.get("DANCHU_WRITE_DEAR") == "1":
        dear = {name.partition("[")[0] for name, seconds in tests.items() if seconds > DEAR_SECONDS}
        LIST.write_text("".join(f"{name}\n" for name in sorted(dear)))
