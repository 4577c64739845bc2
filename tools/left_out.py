"""pytest plugin of ./test: the last run says, above its closing line, what was left out and why."""

import os
from typing import Any


def pytest_terminal_summary(terminalreporter: Any) -> None:
    told = [line for line in os.environ.get("DANCHU_LEFT_OUT", "").splitlines() if line]
    if told:
        terminalreporter.section("bỏ qua · left out")
        for line in told:
            terminalreporter.write_line(f"– {line}")
    else:
        terminalreporter.write_line("Không bỏ qua phần nào. Nothing was left out.")
