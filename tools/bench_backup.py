"""How fast a house is saved and brought back: MB a second, on SQLite and on PostgreSQL.

    DATABASE_URL=postgres://… .venv/bin/python tools/bench_backup.py [--files 300] [--rows 100000]

The megabytes are those of the house: its database as it stands, and its files.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from danchu.kit.tests.houses import House  # noqa: E402  the same houses as in the tests

MB = 1024 * 1024
FILL = """
import os
from datetime import date
from django.conf import settings
from danchu.kit.models import SearchEntry
words = "quyết toán quỹ cộng đồng công khai niêm yết danh sách hộ nghèo " * 8
for start in range(0, {rows}, 2000):
    SearchEntry.objects.bulk_create(SearchEntry(
        room="bench", kind="item", key=str(n), title=f"Mục {{n}}", address="/", on=date(2026, 1, 1),
        plain=f"{{n}} {{words}}", folded=f"{{n}} {{words}}") for n in range(start, start + 2000))
for n in range({files}):
    place = settings.FILES_FOLDER / f"{{n % 256:02x}}" / f"bench{{n:06}}.pdf"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(os.urandom(1024 * 1024))
from danchu.kit.keeping import engines
print(engines.size())
"""


TIMED = """
import io, time
from django.core.management import call_command
started = time.monotonic()
call_command(*{words!r}, stdout=io.StringIO())
print(time.monotonic() - started)
"""


def timed(house: House, *words: str) -> float:
    """Seconds of the command itself, without starting Python."""
    return float(house.says(TIMED.format(words=words)))


def measure(engine: str, files: int, rows: int, folder: Path) -> None:
    house = House(folder / engine, engine=engine).create()
    other = House(folder / f"{engine}-other", engine=engine).create()
    try:
        house.does("migrate", "-v0")
        database = int(house.says(FILL.format(rows=rows, files=files))) / MB
        whole = database + files
        archive = folder / f"{engine}.tar"
        for name, spent in (
            ("backup", timed(house, "backup", str(archive))),
            ("verify", timed(house, "verify_backup", str(archive))),
            ("restore", timed(other, "restore", str(archive))),
        ):
            speed = whole / spent
            print(f"{engine:<11} {name:<8} {whole:7.0f} MB {spent:6.1f} s {speed:6.0f} MB/s")
        size = archive.stat().st_size / MB
        print(f"{engine:<11} archive  {size:7.0f} MB (database {database:.0f})")
    finally:
        house.drop()
        other.drop()


def main() -> None:
    parser = argparse.ArgumentParser(prog="tools/bench_backup.py", description=__doc__)
    parser.add_argument("--files", type=int, default=300, help="of one megabyte each")
    parser.add_argument("--rows", type=int, default=100_000, help="of about a kilobyte each")
    asked = parser.parse_args()
    engines = ["sqlite"]
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        engines.append("postgresql")
    with tempfile.TemporaryDirectory() as folder:
        for engine in engines:
            measure(engine, asked.files, asked.rows, Path(folder))


if __name__ == "__main__":
    main()
