"""Daily jobs: owed from their hour on, once a day, caught up after a stop, never twice at once."""

import signal
import subprocess
import sys
import time as time_asleep
from datetime import UTC, date, datetime, time, timedelta

import pytest

from danchu.kit import clock, jobs
from danchu.kit.models import JobRun
from danchu.kit.tests.houses import ROOT, House

TEN_PAST = jobs.Job("duties", time(0, 10), "open_duties")


def at(day: int, hour: int, minute: int) -> datetime:
    """A moment of December 2026 as the clock in Việt Nam shows it."""
    return datetime(2026, 12, day, hour, minute, tzinfo=clock.VIETNAM)


@pytest.fixture
def only(monkeypatch):
    """`only(job)`: the register holds this job alone."""

    def put(job: jobs.Job) -> jobs.Job:
        monkeypatch.setattr(jobs, "JOBS", {job.name: job})
        return job

    return put


def ran(job: jobs.Job, day: date, *, ended: datetime, error: str = "") -> None:
    JobRun.objects.create(job=job.name, day=day, started_at=ended, ended_at=ended, error=error)


def test_a_job_is_owed_from_its_minute_on():
    assert TEN_PAST.day_owed(at(2, 0, 9)) == date(2026, 12, 1)
    assert TEN_PAST.day_owed(at(2, 0, 10)) == date(2026, 12, 2)
    # the Vietnamese day, not the machine's: 17:10 UTC is the next day at home
    assert TEN_PAST.day_owed(datetime(2026, 12, 1, 17, 10, tzinfo=UTC)) == date(2026, 12, 2)


def test_after_three_nights_asleep_it_is_owed_once(db, only):
    job = only(TEN_PAST)
    ran(job, date(2026, 12, 1), ended=at(1, 0, 11))
    assert jobs.owed(now=at(2, 0, 9)) == []
    assert jobs.owed(now=at(4, 8, 0)) == [job]
    ran(job, date(2026, 12, 4), ended=at(4, 8, 0))
    assert jobs.owed(now=at(4, 8, 0)) == []


def test_a_job_that_failed_is_tried_again_after_a_while(db, only):
    job = only(TEN_PAST)
    ran(job, date(2026, 12, 2), ended=at(2, 0, 11), error="OperationalError")
    assert jobs.owed(now=at(2, 0, 25)) == []
    assert jobs.owed(now=at(2, 0, 26)) == [job]


def test_it_runs_and_is_remembered(db, only):
    only(jobs.Job("tidy", time(0), "tidy"))
    assert jobs.run_owed() == ["tidy"]
    assert JobRun.objects.get().error == ""
    assert jobs.run_owed() == []


def test_a_failure_is_remembered_by_its_kind_and_does_not_stop_the_others(db, monkeypatch):
    broken = jobs.Job("broken", time(0), "no_such_command")
    whole = jobs.Job("tidy", time(0, 0, 1), "tidy")
    monkeypatch.setattr(jobs, "JOBS", {"tidy": whole, "broken": broken})
    assert jobs.run_owed() == ["broken", "tidy"]
    errors = dict(JobRun.objects.values_list("job", "error"))
    assert errors == {"broken": "CommandError", "tidy": ""}


def test_who_lags_behind_is_named(db, only):
    job = only(TEN_PAST)
    now = at(4, 8, 0)
    assert jobs.behind(now=now) == ["duties"]
    ran(job, date(2026, 12, 2), ended=now - timedelta(days=2))
    assert jobs.behind(now=now) == ["duties"]
    ran(job, date(2026, 12, 3), ended=now - timedelta(days=1))
    assert jobs.behind(now=now) == []


JOBS = [
    "add_up_duties",
    "carry_over",
    "count_compliance",
    "forget_askers",
    "keep_reception",
    "open_duties",
    "open_taking_down",
    "read_scans",
    "tidy",
]
DONE = """
from danchu.kit.models import JobRun
print(JobRun.objects.filter(error="").count())
"""


def test_two_workers_do_not_run_one_job_twice_and_a_stop_is_clean(tmp_path):
    """Two processes started together; each job ran once; SIGTERM ends both with code 0."""
    house = House(tmp_path / "house").create()
    logs = [tmp_path / "one.log", tmp_path / "other.log"]
    two = []
    try:
        house.migrate()
        for log in logs:
            with log.open("wb") as out:
                command = [sys.executable, "-m", "danchu", "worker"]
                kept = {"cwd": ROOT, "env": house.environment}
                two.append(subprocess.Popen(command, stdout=out, stderr=out, **kept))
        deadline = clock.now() + timedelta(seconds=120)
        while clock.now() < deadline and not all(log.read_text() for log in logs):
            time_asleep.sleep(0.2)
        while clock.now() < deadline and house.says(DONE) != str(len(JOBS)):
            pass
        for worker in two:
            worker.send_signal(signal.SIGTERM)
        assert [worker.wait(timeout=60) for worker in two] == [0, 0]
        told = [log.read_text().splitlines() for log in logs]
        assert [lines[0] for lines in told] == [f"worker: {', '.join(JOBS)}"] * 2
        assert [lines[-1] for lines in told] == ["worker: stopped"] * 2
        ran = sorted(line for lines in told for line in lines[1:-1])
        assert ran == [f"worker: {job}" for job in JOBS]
    finally:
        for worker in two:
            worker.kill()
            worker.wait()
        house.drop()
