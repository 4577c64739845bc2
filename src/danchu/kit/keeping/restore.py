"""Putting a backup back: checked whole first, built aside, proven equal, then put in its place.

Until the last step nothing that stands is touched; in the last step it is moved aside, not deleted.
"""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import IO, NamedTuple

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from civics.errors import Refused
from danchu.kit import clock, triggers
from danchu.kit.keeping import backup, engines, keys
from danchu.kit.keeping.archive import BLOCK, NOTHING_DONE, Archive, opened
from danchu.kit.keeping.digests import Table, Tables

OTHER = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


class Restored(NamedTuple):
    """What came back, and what the person should know."""

    made_at: str
    rows: int
    files: int
    aside: str  # where what stood before lies now; empty: nothing stood
    warnings: list[str]
    older: bool  # of an earlier release: it has to be migrated first


def restore(file: Path, *, replace: str = "") -> Restored:
    """Bring the house back to what `file` holds.

    `replace`: the name of the database that may be replaced; empty: only into an empty house.
    """
    archive = opened(file)
    _fits(archive)
    stands = _what_stands()
    if stands and replace != name_of_database():
        raise Refused(
            f"Ở đây đang có dữ liệu ({', '.join(stands)}). {NOTHING_DONE} Nếu đúng là muốn thay, "
            f"hãy dừng dịch vụ rồi chạy lại với --replace {name_of_database()}; bản đang có được "
            "dời sang bên, không xóa."
        )
    _need_space(archive)
    stamp = f"{clock.now():%Y%m%d_%H%M%S}"
    aside = f"{engines.ASIDE}{stamp}" if stands else ""
    with tempfile.TemporaryDirectory(dir=_var(), prefix="khoi-phuc-") as work:
        _unpack_files(archive, Path(work))
        undo = _put_database(archive, Path(work), aside)
        try:
            _check_triggers()
            _put_files(Path(work), aside)
            _join_erasures(archive)
        except Exception:
            undo()
            raise
    rows = sum(table.rows for table in tables_of(archive).values())
    kept = sum(1 for name in archive.members if name.startswith(("files/", "sealed/")))
    return Restored(
        archive.manifest["made_at"], rows, kept, aside, _warnings(archive), is_older(archive)
    )


def tables_of(archive: Archive) -> Tables:
    return {name: Table(*told) for name, told in archive.manifest["tables"].items()}


def name_of_database() -> str:
    """What has to be typed before it is replaced."""
    return Path(str(connection.settings_dict["NAME"])).name


# ── before anything is touched ────────────────────────────────────────────────────────────────


def _fits(archive: Archive) -> None:
    engine = archive.manifest["engine"]
    if engine != connection.vendor:
        raise Refused(
            f"Bản sao lưu này là của {OTHER[engine]}, còn ở đây là {OTHER[connection.vendor]}. "
            f"{NOTHING_DONE} Hãy đặt DATABASE_URL cho đúng; để chuyển một xã giữa hai loại, "
            "dùng export-unit và import-unit."
        )
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    if newer := sorted(set(archive.manifest["migrations"]) - known):
        raise Refused(
            f"Bản sao lưu do bản {archive.manifest['release']} mới hơn làm ra "
            f"(có {newer[-1]}). {NOTHING_DONE} Hãy cài bản phần mềm đó rồi khôi phục."
        )


def _what_stands() -> list[str]:
    found = []
    if connection.vendor == "sqlite":
        file = Path(str(connection.settings_dict["NAME"]))
        if file.exists() and file.stat().st_size:
            found.append(f"cơ sở dữ liệu {file.name}")
    else:
        connection.close()  # so that whoever is left is somebody else
        raw = engines.connect()
        try:
            empty, others = engines.schema_is_empty(raw), engines.others_connected(raw)
        finally:
            raw.close()
        if others:
            raise Refused(
                f"Còn {others} kết nối khác vào cơ sở dữ liệu {name_of_database()}. "
                f"{NOTHING_DONE} Hãy dừng dịch vụ (systemctl stop danchu.target) rồi chạy lại."
            )
        if not empty:
            found.append(f"cơ sở dữ liệu {name_of_database()}")
    for name, folder in backup.folders().items():
        if folder.is_dir() and any(folder.iterdir()):
            found.append(f"thư mục {name}")
    return found


def _need_space(archive: Archive) -> None:
    kept = archive.bytes_under("files") + archive.bytes_under("sealed")
    need = kept + 2 * int(archive.manifest["database_bytes"]) + backup.SPARE
    free = shutil.disk_usage(_var()).free
    if free < need:
        raise Refused(
            f"Không đủ chỗ ở {_var()}: cần {need / 1048576:.0f} MB, "
            f"còn {free / 1048576:.0f} MB. {NOTHING_DONE}"
        )


def _var() -> Path:
    folder = Path(settings.FILES_FOLDER).parent
    folder.mkdir(parents=True, exist_ok=True)
    return folder


# ── built aside ───────────────────────────────────────────────────────────────────────────────


def _unpack_files(archive: Archive, work: Path) -> None:
    """Every file under `work/`, hashed as it is written. What is sealed is not served as well."""
    sealed = {name.removeprefix("sealed/") for name in archive.members if name[:7] == "sealed/"}
    for folder in backup.folders():
        (work / folder).mkdir(mode=0o700 if folder == "sealed" else 0o755)
        for name, source in archive.each(folder):
            if folder == "sealed" or name not in sealed:
                _write(source, work / folder, name, archive.members[f"{folder}/{name}"].sha256)


def _write(source: IO[bytes], folder: Path, name: str, expected: str) -> None:
    place = (folder / name).resolve()
    if not place.is_relative_to(folder.resolve()):
        raise Refused(f"Bản sao lưu chứa đường dẫn lạ: {name}. {NOTHING_DONE}")
    place.parent.mkdir(parents=True, exist_ok=True, mode=folder.stat().st_mode & 0o777)
    seen = sha256()
    with place.open("xb") as out:
        while block := source.read(BLOCK):
            seen.update(block)
            out.write(block)
    if seen.hexdigest() != expected:
        raise Refused(f"Tệp {name} trong bản sao lưu không khớp mã băm. {NOTHING_DONE}")


# ── put in its place ──────────────────────────────────────────────────────────────────────────


def _put_database(archive: Archive, work: Path, aside: str) -> Callable[[], None]:
    """The database as it was saved; returns what brings back the one that stood."""
    put = _put_sqlite if connection.vendor == "sqlite" else _put_postgresql
    for _name, source in archive.each("database"):
        return put(archive, work, source, aside)
    raise Refused(f"Bản sao lưu không có cơ sở dữ liệu. {NOTHING_DONE}")


def _put_sqlite(archive: Archive, work: Path, source: IO[bytes], aside: str) -> Callable[[], None]:
    place = Path(str(connection.settings_dict["NAME"]))
    built = work / "danchu.sqlite3"
    engines.unpack_sqlite(source, built, tables_of(archive))
    connection.close()
    _fold_log(place)
    away = _aside(aside) / place.name if aside and place.exists() else None
    if away:
        place.rename(away)
    built.rename(place)

    def undo() -> None:
        connection.close()
        place.unlink()
        if away:
            away.rename(place)

    return undo


def _fold_log(place: Path) -> None:
    """Write what stands in the -wal file into the database, so that one file can be moved.

    SQLite does so only when nobody else has it open, which is just what has to be known.
    """
    if not place.exists() or not place.stat().st_size:
        return
    raw = sqlite3.connect(place, timeout=1)
    try:
        alone = raw.execute("PRAGMA journal_mode=DELETE").fetchone()[0] == "delete"
    except sqlite3.OperationalError:
        alone = False
    finally:
        raw.close()
    if not alone:
        raise Refused(
            f"Còn chương trình khác đang mở {place.name}. {NOTHING_DONE} "
            "Hãy dừng dịch vụ rồi chạy lại."
        )


def _put_postgresql(
    archive: Archive, work: Path, source: IO[bytes], aside: str
) -> Callable[[], None]:
    dumped = work / "postgresql.dump"
    with dumped.open("xb") as out:
        shutil.copyfileobj(source, out, BLOCK)
    connection.close()
    raw = engines.connect()
    try:
        away = aside if not engines.schema_is_empty(raw) else None
        if away:
            engines.swap_schema(raw, away=away)
    finally:
        raw.close()

    def undo() -> None:
        connection.close()
        again = engines.connect()
        try:
            engines.swap_back(again, away=away)
        finally:
            again.close()

    try:
        engines.load_postgresql(dumped, tables_of(archive))
    except Exception:
        undo()
        raise
    return undo


def _check_triggers() -> None:
    if lost := triggers.missing(connection):
        raise Refused(f"Khôi phục thiếu chốt chặn {', '.join(lost)}. Bản đang có được giữ nguyên.")


def _put_files(work: Path, aside: str) -> None:
    """Swap the folders; when one cannot be moved, those already moved go back."""
    moved: list[tuple[Path, Path]] = []

    def move(here: Path, there: Path) -> None:
        here.rename(there)
        moved.append((here, there))

    try:
        for name, place in backup.folders().items():
            if place.is_dir() and any(place.iterdir()):
                move(place, _aside(aside) / name)
            elif place.is_dir():
                place.rmdir()
            move(work / name, place)
    except OSError as unable:
        for here, there in reversed(moved):
            there.rename(here)
        raise Refused(f"Không dời được thư mục tệp: {unable}. {NOTHING_DONE}") from unable
    os.sync()


def _join_erasures(archive: Archive) -> None:
    """Today's list stays and gains what only the backup knew; it is never put back in time."""
    list_here = Path(settings.ERASURES_FILE)
    known = list_here.read_bytes().splitlines() if list_here.exists() else []
    for _name, source in archive.each(backup.ERASURES):
        new = [line for line in source.read().splitlines() if line not in known]
        with list_here.open("ab") as out:
            list_here.chmod(0o600)
            out.writelines(line + b"\n" for line in new)


def _aside(name: str) -> Path:
    folder = _var() / name
    folder.mkdir(exist_ok=True, mode=0o700)
    return folder


def _warnings(archive: Archive) -> list[str]:
    told = []
    if archive.manifest["key_mark"] != keys.mark():
        told.append(
            "SECRET_KEY ở đây khác lúc sao lưu: mã xác thực của cán bộ chưa mở được. "
            "Hãy đặt lại khóa cũ (tệp làm bằng backup --keys)."
        )
    if is_older(archive):
        told.append(
            "Bản sao lưu của bản phần mềm cũ hơn: hãy chạy `danchu migrate`, rồi "
            "`danchu apply_erasures` trước khi cho ai đăng nhập."
        )
    return told


def is_older(archive: Archive) -> bool:
    """Whether today's tables are not all there yet."""
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    return bool(known - set(archive.manifest["migrations"]))
