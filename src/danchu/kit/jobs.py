"""What has to be done every day, and by whom it is remembered that it was.

A room registers its command once, in its card: `jobs.daily("tidy", at=time(3), command="tidy")`.
The worker runs whatever is owed: a machine that slept through three nights owes each job once,
for the latest day. Two workers never run the same job; the lock dies with the process holding it.
"""

import fcntl
import io
import logging
import time as machine
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from danchu.kit import clock
from danchu.kit.models import JobRun

AGAIN_AFTER = timedelta(minutes=15)  # a job that failed
_log = logging.getLogger("danchu.operation")


class Job(NamedTuple):
    """A management command, safe to run again, owed each day from `at` on (Vietnamese time)."""

    name: str
    at: time
    command: str

    def day_owed(self, now: datetime) -> date:
        """The latest day whose hour has come."""
        here = now.astimezone(clock.VIETNAM)
        return here.date() if here.time() >= self.at else here.date() - timedelta(days=1)


JOBS: dict[str, Job] = {}


def daily(name: str, *, at: time, command: str) -> None:
    """Owe `command` each day."""
    JOBS[name] = Job(name, at, command)


ROUNDS: dict[str, Callable[[], int]] = {}


def each_round(name: str, run: Callable[[], int]) -> None:
    """Call `run` each time the worker looks round; it says how much it did, mostly nothing.

    For what acts leave to be done soon. `run` is safe to be called twice at once, and what it does
    is owed each day as well, so that a machine without a worker is told of by `behind`.
    """
    ROUNDS[name] = run


def run_rounds() -> list[str]:
    """Everything of `each_round`; names of what had something to do. One that fails holds none."""
    busy = []
    for name, run in ROUNDS.items():
        try:
            done = run()
        except Exception:  # noqa: BLE001  the next one must have its turn
            _log.exception("round failed")
            continue
        busy += [name] * bool(done)
    return busy


def owed(*, now: datetime) -> list[Job]:
    """Jobs that have not ended well for their day; one that failed waits a while."""
    return [job for job in sorted(JOBS.values(), key=lambda job: job.at) if _is_owed(job, now)]


def run_owed() -> list[str]:
    """Run what is owed now, one after the other; names of the jobs that were run."""
    return [job.name for job in owed(now=clock.now()) if _run(job)]


def behind(*, now: datetime) -> list[str]:
    """Jobs that ended well neither on the day they are owed for nor on the day before."""
    late = []
    for job in JOBS.values():
        since = job.day_owed(now) - timedelta(days=1)
        if not JobRun.objects.filter(job=job.name, day__gte=since, error="").exists():
            late.append(job.name)
    return sorted(late)


def _is_owed(job: Job, now: datetime) -> bool:
    last = JobRun.objects.filter(job=job.name, day=job.day_owed(now)).first()
    return last is None or (bool(last.error) and last.ended_at <= now - AGAIN_AFTER)


def _run(job: Job) -> bool:
    """Whether this process was the one that ran it."""
    with _alone(job.name) as mine:
        now = clock.now()
        if not mine or not _is_owed(job, now):  # another worker has it, or has just done it
            return False
        started, error = machine.monotonic(), ""
        try:
            call_command(job.command, stdout=io.StringIO(), stderr=io.StringIO())
        except Exception as failure:  # noqa: BLE001  the next job must have its turn
            error = type(failure).__name__[:80]
            _log.exception("job failed")
        JobRun.objects.update_or_create(
            job=job.name,
            day=job.day_owed(now),
            defaults={"started_at": now, "ended_at": clock.now(), "error": error},
        )
        told = {"job": job.name, "ms": round((machine.monotonic() - started) * 1000)}
        _log.info("job", extra={"facts": {**told, "result": error or "ok"}})
        return True


@contextmanager
def _alone(name: str) -> Iterator[bool]:
    """True inside for one process at a time, on this database; gone when the process is."""
    if connection.vendor == "postgresql":
        with _alone_in_database(name) as mine:
            yield mine
        return
    folder = Path(settings.VAR) / "jobs"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{name}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True


@contextmanager
def _alone_in_database(name: str) -> Iterator[bool]:
    key = crc32(f"danchu.job.{name}".encode())
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [key])
        mine = bool(cursor.fetchone()[0])
        try:
            yield mine
        finally:
            if mine:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [key])
