"""`check --deploy --database default`: what an operator forgets, each with what to do about it.

Hints are Vietnamese, for whoever runs the house; the messages English, for whoever searches them.
"""

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor

from danchu.kit import clock, jobs
from danchu.kit.law import book

ENVIRONMENT = Path("/etc/danchu/danchu.env")
CLOCK_SECONDS = 5


@register(Tags.security, deploy=True)
def the_house_stands_behind_its_proxy(app_configs: Any, **_: Any) -> list[CheckMessage]:
    """Without the count of proxies every address is nginx's, and HTTPS redirects for ever."""
    if settings.PROXIES:
        return []
    return [
        Error(
            "DANCHU_PROXIES is 0: behind nginx every visitor has one address",
            hint="Đặt DANCHU_PROXIES=1 (một nginx phía trước, như deploy/nginx).",
            id="kit.E003",
        )
    ]


@register(Tags.security, deploy=True)
def files_lie_where_nobody_else_reads(app_configs: Any, **_: Any) -> list[CheckMessage]:
    return [*_inside_static(), *_too_open()]


def _inside_static() -> Iterator[CheckMessage]:
    static = Path(settings.STATIC_ROOT).resolve()
    for name in ("FILES_FOLDER", "SEALED_FOLDER", "LOG_FOLDER"):
        folder = Path(getattr(settings, name)).resolve()
        if folder.is_relative_to(static) or static.is_relative_to(folder):
            yield Error(
                f"{name} and STATIC_ROOT lie in one another: people's files would be served",
                hint=f"Tách {name} khỏi thư mục tệp tĩnh {static}.",
                id="kit.E004",
            )


def _too_open() -> Iterator[CheckMessage]:
    """(what, bits that must not be set)."""
    var = Path(settings.VAR)
    watched = [
        (var, 0o002),
        (Path(settings.SEALED_FOLDER), 0o077),
        (Path(settings.LOG_FOLDER) / "security", 0o077),
        (var / "secret.key", 0o077),
        (ENVIRONMENT, 0o037),
    ]
    for place, bits in watched:
        if place.exists() and place.stat().st_mode & bits:
            yield Error(
                f"{place} is open to others ({place.stat().st_mode & 0o777:o})",
                hint=f"Chạy: chmod {'o-w' if bits == 0o002 else 'go-rwx'} {place}",
                id="kit.E006",
            )


@register()
def the_law_stands(app_configs: Any, **_: Any) -> list[CheckMessage]:
    """Nothing can be judged without `law/`."""
    try:
        whole = bool(book().keys())
    except Exception:  # noqa: BLE001  a missing folder, a broken file: the same answer
        whole = False
    if whole:
        return []
    return [
        Error(
            f"no law is readable in {settings.LAW_FOLDER}",
            hint="Chép lại thư mục law/ của bản phát hành; chạy `python -m civics rule` để xem.",
            id="kit.E005",
        )
    ]


@register(Tags.security, deploy=True)
def days_are_counted_in_viet_nam(app_configs: Any, **_: Any) -> list[CheckMessage]:
    if str(clock.VIETNAM) == settings.TIME_ZONE and settings.USE_TZ:
        return []
    return [
        Error(
            f"TIME_ZONE is {settings.TIME_ZONE}",
            hint="Để TIME_ZONE='Asia/Ho_Chi_Minh', USE_TZ=True: hạn tính theo ngày ở Việt Nam.",
            id="kit.E007",
        )
    ]


@register(Tags.security, deploy=True)
def the_security_log_has_a_second_place(app_configs: Any, **_: Any) -> list[CheckMessage]:
    if settings.SYSLOG:
        return []
    return [
        Warning(
            "the security log is kept on this machine only",
            hint="Đặt DANCHU_SYSLOG=máy:514 để nhật ký an ninh còn lại khi máy này mất.",
            id="kit.W003",
        )
    ]


# ── what only the database knows ──────────────────────────────────────────────────────────────


@register(Tags.database, deploy=True)
def the_database_is_fit_for_people(
    app_configs: Any, databases: Sequence[str] | None = None, **_: Any
) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    for connection in (connections[alias] for alias in databases or []):
        if _behind(connection):
            found.append(
                Error(
                    "migrations are not applied",
                    hint="Sao lưu, rồi chạy `danchu migrate` trước khi mở dịch vụ.",
                    id="kit.E009",
                )
            )
            continue
        found += [*_postgresql(connection), *_jobs()]
    return found


def _behind(connection: BaseDatabaseWrapper) -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _postgresql(connection: BaseDatabaseWrapper) -> Iterator[CheckMessage]:
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('fsync'), clock_timestamp()")
        fsync, there = cursor.fetchone()
    if fsync != "on":
        yield Error(
            "fsync is off: a power cut may lose what was answered",
            hint="Đặt fsync = on (deploy/postgresql/danchu.conf) rồi khởi động lại PostgreSQL.",
            id="kit.E008",
        )
    if abs((there - clock.now()).total_seconds()) > CLOCK_SECONDS:
        yield Warning(
            "the clocks of this machine and of the database differ",
            hint="Bật đồng bộ giờ (systemd-timesyncd hoặc chrony) ở cả hai máy.",
            id="kit.W005",
        )
    if not shutil.which("pg_dump"):
        yield Warning(
            "pg_dump is missing: `danchu backup` cannot work here",
            hint="Cài postgresql-client cùng phiên bản với máy chủ.",
            id="kit.W006",
        )


def _jobs() -> Iterator[CheckMessage]:
    if late := jobs.behind(now=clock.now()):
        yield Warning(
            f"daily jobs lag behind: {', '.join(late)}",
            hint="Xem `systemctl status danchu-worker`; chạy tay: `danchu worker --once`.",
            id="kit.W004",
        )
