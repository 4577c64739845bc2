"""Sixteen people who ask for one page again and again: wrk, or threads of our own without it."""

import http.client
import json
import shutil
import subprocess
import threading
import time
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

CONNECTIONS = 16
WRK = shutil.which("wrk")
CLIENT = "wrk" if WRK else "http.client, 16 threads (takes a share of the processor itself)"


class Taken(NamedTuple):
    """Requests; how many a second; milliseconds; answers that were not 200."""

    requests: int
    per_second: float
    p50: float
    p95: float
    p99: float
    wrong: int


def drive(address: str, *, seconds: int, cookie: str = "") -> Taken:
    """`cookie`: of somebody who has signed in; "" for everybody."""
    return _wrk(address, seconds, cookie) if WRK else _threads(address, seconds, cookie)


def _wrk(address: str, seconds: int, cookie: str) -> Taken:
    script = Path(__file__).with_name("percentiles.lua")
    words = [str(WRK), "-t2", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout", "30s"]
    words += ["-H", f"Cookie: {cookie}"] if cookie else []
    told = subprocess.run(
        [*words, "-s", str(script), address], text=True, capture_output=True, check=True
    ).stdout
    (line,) = [line[5:] for line in told.splitlines() if line.startswith("JSON ")]
    got = json.loads(line)
    spans = (got["p50"], got["p95"], got["p99"])
    return Taken(got["requests"], got["requests"] / got["seconds"], *spans, got["wrong"])


def _threads(address: str, seconds: int, cookie: str) -> Taken:
    taken: list[float] = []
    wrong: list[int] = []
    begun = time.monotonic()
    people = [
        threading.Thread(target=_ask, args=(address, begun + seconds, taken, wrong, cookie))
        for _ in range(CONNECTIONS)
    ]
    for person in people:
        person.start()
    for person in people:
        person.join()
    taken.sort()
    whole = time.monotonic() - begun
    return Taken(len(taken), len(taken) / whole, *(_at(taken, p) for p in (50, 95, 99)), len(wrong))


def _ask(address: str, until: float, taken: list[float], wrong: list[int], cookie: str) -> None:
    headers = {"Cookie": cookie} if cookie else {}
    parts = urlsplit(address)
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    line = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=30)
    while (begun := time.monotonic()) < until:
        line.request("GET", path, headers=headers)
        answer = line.getresponse()
        answer.read()
        taken.append((time.monotonic() - begun) * 1000)
        if answer.status != 200:
            wrong.append(answer.status)


def _at(taken: list[float], percent: int) -> float:
    return taken[min(len(taken) - 1, len(taken) * percent // 100)] if taken else 0.0
