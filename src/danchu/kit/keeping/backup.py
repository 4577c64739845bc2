"""Making a backup: the database of one moment, then the files it names, then the seal."""

import json
import shutil
import tempfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.db import connection

import danchu
from civics.errors import Refused
from danchu.kit import clock
from danchu.kit.keeping import digests, engines, keys
from danchu.kit.keeping.archive import Member, Writer, writing

ERASURES = "erasures"  # ids of who asked to be erased: a restored database is erased again
SPARE = 64 * 1024 * 1024  # left free on the disk


class Made(NamedTuple):
    """What was written, for the person who asked."""

    file: Path
    rows: int
    files: int
    size: int


def folders() -> dict[str, Path]:
    """Where files lie, by their name in the archive. Sealed last: a file only moves that way."""
    return {"files": Path(settings.FILES_FOLDER), "sealed": Path(settings.SEALED_FOLDER)}


def make(target: Path) -> Made:
    """Write one archive to `target`; nothing of the house changes."""
    if connection.vendor == "sqlite" and ":memory:" in str(connection.settings_dict["NAME"]):
        raise Refused("Cơ sở dữ liệu trong bộ nhớ không sao lưu được.")
    if target.exists():
        raise Refused(f"Tệp {target} đã có. Hãy chọn tên khác; bản cũ được giữ nguyên.")
    if not target.parent.is_dir():
        raise Refused(f"Không có thư mục {target.parent}. Hãy tạo hoặc gắn ổ đĩa rồi chạy lại.")
    _need_space(target.parent)
    try:
        with writing(target) as archive, tempfile.TemporaryDirectory(dir=target.parent) as aside:
            dump = engines.dump(Path(aside))
            archive.add(dump.member, dump.file)
            dump.file.unlink()
            _add_files(archive)
            if Path(settings.ERASURES_FILE).exists():
                archive.add(f"{ERASURES}/erasures.jsonl", Path(settings.ERASURES_FILE))
            archive.seal(_manifest(dump, archive.members))
    except OSError as unable:
        why = unable.strerror or unable
        raise Refused(f"Không ghi được {target}: {why}. Chưa có bản sao lưu nào.") from unable
    files = sum(1 for name in archive.members if name.startswith(("files/", "sealed/")))
    rows = sum(table.rows for table in dump.tables.values())
    return Made(target, rows, files, target.stat().st_size)


def files_digest(members: dict[str, Member]) -> str:
    """One digest over every file: its place and its bytes."""
    kept = [
        (name, told.sha256)
        for name, told in members.items()
        if name.startswith(("files/", "sealed/"))
    ]
    return sha256(json.dumps(sorted(kept)).encode()).hexdigest()


def _manifest(dump: engines.Dump, members: dict[str, Member]) -> dict[str, object]:
    return {
        "made_at": clock.now().isoformat(timespec="seconds"),
        "release": danchu.__version__,
        "engine": connection.vendor,
        "database_bytes": dump.size,
        "migrations": dump.migrations,
        "tables": dump.tables,
        "tables_digest": digests.of_all(dump.tables),
        "files_digest": files_digest(members),
        "key_mark": keys.mark(),
    }


def _add_files(archive: Writer) -> None:
    for name, file in _files():
        try:
            archive.add(name, file)
        except FileNotFoundError:  # sealed or dropped this very moment; `sealed/` comes after
            continue


def _files() -> Iterator[tuple[str, Path]]:
    for name, folder in folders().items():
        for file in sorted(folder.rglob("*")):
            if file.is_file() and file.suffix != ".part":
                yield f"{name}/{file.relative_to(folder).as_posix()}", file


def _need_space(folder: Path) -> None:
    """The database twice (its copy and the copy packed), the files once."""
    kept = sum(file.stat().st_size for _, file in _files())
    need = 2 * engines.size() + kept + SPARE
    free = shutil.disk_usage(folder).free
    if free < need:
        raise Refused(
            f"Không đủ chỗ ở {folder}: cần {need / 1048576:.0f} MB, còn {free / 1048576:.0f} MB. "
            "Chưa ghi gì. Hãy dọn chỗ hoặc chọn ổ đĩa khác."
        )
