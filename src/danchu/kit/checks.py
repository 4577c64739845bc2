"""System checks with hints: what must stand before the house may open."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import connections
from django.db.utils import OperationalError, ProgrammingError

from civics.errors import NoCalendar
from danchu.kit import clock, triggers
from danchu.kit.law import book


@register(Tags.database)
def append_only_tables_are_guarded(
    app_configs: Any, databases: Sequence[str] | None = None, **_: Any
) -> list[CheckMessage]:
    """Every trigger of `kit.triggers` stands in every checked database."""
    found: list[CheckMessage] = []
    for alias in databases or []:
        connection = connections[alias]
        try:
            if "kit_auditentry" not in connection.introspection.table_names():
                continue
            lost = triggers.missing(connection)
        except (OperationalError, ProgrammingError):
            continue
        if lost:
            found.append(
                Error(
                    f"database {alias!r} lacks triggers: {', '.join(lost)}",
                    hint="run `python -m danchu migrate --skip-checks`: it puts them back",
                    id="kit.E001",
                )
            )
    return found


@register(Tags.security, deploy=True)
def a_province_runs_on_postgresql(app_configs: Any, **_: Any) -> list[CheckMessage]:
    """SQLite serves one commune and trying out; a province is PostgreSQL."""
    found: list[CheckMessage] = []
    if "sqlite" in settings.DATABASES["default"]["ENGINE"]:
        found.append(
            Warning(
                "the database is SQLite",
                hint="set DATABASE_URL=postgres://… ; SQLite is for one commune and for trying out",
                id="kit.W001",
            )
        )
    if settings.LOCAL:
        found.append(
            Error("DANCHU_LOCAL=1 is for one's own machine", hint="unset it here", id="kit.E002")
        )
    return found


MONTHS_AHEAD = 3


@register()
def days_off_are_known_ahead(app_configs: Any, **_: Any) -> list[CheckMessage]:
    """Working days cannot be counted into a year without a file in `law/holidays/`."""
    ahead = clock.today() + timedelta(days=31 * MONTHS_AHEAD)
    try:
        book().is_working_day(ahead)
    except NoCalendar:
        return [
            Warning(
                f"law/holidays/{ahead.year}.yaml is missing",
                hint="write the official days off before deadlines reach that year",
                id="kit.W002",
            )
        ]
    return []
