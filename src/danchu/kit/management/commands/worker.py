import logging
import signal
from argparse import ArgumentParser
from threading import Event
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections, connection

from danchu.kit import jobs

PAUSE_SECONDS = 20
_log = logging.getLogger("danchu.operation")


class Command(BaseCommand):
    help = "Run the daily jobs in their hour, and what acts left to do soon. SIGTERM ends it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="run what is owed now, then end")

    def handle(self, *, once: bool, **options: Any) -> None:
        if once:
            self._say(jobs.run_owed() + jobs.run_rounds())
            return
        stop = Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        self.stdout.write(f"worker: {', '.join(sorted(jobs.JOBS))}")
        self.stdout.flush()
        while not stop.is_set():
            try:
                self._say(jobs.run_owed() + jobs.run_rounds())
            except DatabaseError:  # a restart of the database is no reason to end
                _log.exception("worker")
                connection.close()
            close_old_connections()
            stop.wait(PAUSE_SECONDS)
        self.stdout.write("worker: stopped")

    def _say(self, names: list[str]) -> None:
        for name in names:
            self.stdout.write(f"worker: {name}")
        self.stdout.flush()
