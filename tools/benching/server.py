"""granian as deploy/ starts it, with two workers; what its workers hold in memory."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from benching.house import ROOT, House

WORKERS = 2


class Server:
    def __init__(self, house: House, application: str, **more: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        words = ["granian", application, "--interface", "wsgi", "--host", "127.0.0.1"]
        words += ["--port", str(self.port), "--workers", str(WORKERS), "--blocking-threads", "1"]
        words += ["--backlog", "1024", "--log-level", "warning"]
        self.process = subprocess.Popen(
            [sys.executable, "-m", *words],
            cwd=ROOT,
            env=house.environment(**more),
            start_new_session=True,
        )

    def address(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def wait(self, path: str) -> None:
        until = time.monotonic() + 60
        while True:
            try:
                urlopen(self.address(path), timeout=30).read()  # noqa: S310  our own port
                return
            except (URLError, ConnectionError):
                if time.monotonic() > until or self.process.poll() is not None:
                    raise
                time.sleep(0.1)

    def memory(self) -> list[int]:
        """Bytes each worker holds now (RSS), the largest first."""
        held = [_resident(pid) for pid in _children(self.process.pid)]
        return sorted(filter(None, held), reverse=True)[:WORKERS]

    def end(self) -> None:
        os.killpg(self.process.pid, signal.SIGTERM)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


@contextmanager
def running(house: House, application: str, first: str, **more: str) -> Iterator[Server]:
    server = Server(house, application, **more)
    try:
        server.wait(first)
        yield server
    finally:
        server.end()


def _children(parent: int) -> list[int]:
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            if int(stat.read_text().rpartition(")")[2].split()[1]) == parent:
                found.append(int(stat.parent.name))
        except (OSError, IndexError):
            continue
    return found


def _resident(pid: int) -> int:
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    lines = [line for line in status.splitlines() if line.startswith("VmRSS:")]
    return int(lines[0].split()[1]) * 1024 if lines else 0
