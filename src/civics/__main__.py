"""`python -m civics`: the only place in this package that reads the clock and the terminal.

When --on is not given, `threshold`, `methods` and `rule` answer for today in Vietnam;
`deadline` answers for the day it counts from.
"""

from __future__ import annotations

import sys
from datetime import datetime, timedelta, timezone
from io import TextIOWrapper

from civics.cli import run

VIETNAM = timezone(timedelta(hours=7))  # no daylight saving since 1975


def main() -> int:
    for stream in (sys.stdout, sys.stderr):  # Vietnamese under any locale
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    return run(sys.argv[1:], today=datetime.now(VIETNAM).date())


if __name__ == "__main__":
    raise SystemExit(main())
