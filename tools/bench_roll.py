"""How long a province's rolls take to come in, and how much memory: 400,000 households.

    DATABASE_URL=postgres://… .venv/bin/python tools/bench_roll.py [--hamlets 2000] [--each 200]

On SQLite, and on PostgreSQL where DATABASE_URL names one. CSV and XLSX; then the same file again
(nothing new), and the undo. The wall: 120 s and 500 MB for 400,000 rows on PostgreSQL.
"""

import argparse
import csv
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from openpyxl import Workbook

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from danchu.kit.tests.houses import House  # noqa: E402  the same houses as in the tests

COMMUNES = 92
HEADINGS = ["Xã, phường", "Thôn, xóm", "Số hộ", "Họ và tên người đại diện", "Địa chỉ thường trú"]
SURNAMES = re.findall(
    r"\w+", "Nguyễn Trần Lê Phạm Hoàng Lý Ma Nông Lương Đặng Vũ Bùi Dương Triệu Hà"
)
MIDDLE = re.findall(r"\w+", "Văn Thị Đức Minh Thanh Quốc Hữu Ngọc Xuân Thu")
GIVEN = re.findall(r"\w+", "An Bình Chiến Dũng Giang Hà Hùng Khoa Lan Mai Nam Oanh Phúc Quân Sơn")

PLACES = """
from datetime import date
from danchu.places.models import Unit
def unit(kind, title, name, **more):
    word = {{"tinh": "tỉnh", "xa": "xã", "xom": "xóm"}}[title]
    from danchu.kit.folding import fold, slug
    said = f"{{word}} {{name}}"
    return Unit(kind=kind, title=title, name=name, folded=fold(said), slug=slug(said), **more)
province = unit("province", "tinh", "Thái Nguyên", code="19")
province.save()
since = {{"valid_from": date(2025, 7, 1), "province": province}}
communes = Unit.objects.bulk_create(
    unit("commune", "xa", f"Đo {{n}}", code=f"9{{n:04}}", **since) for n in range({communes}))
Unit.objects.bulk_create(
    unit("community", "xom", f"Số {{n}}", commune=communes[n % {communes}], **since)
    for n in range({hamlets}))
"""
TIMED = """
import io, resource, time
from django.core.management import call_command
started = time.monotonic()
out = io.StringIO()
call_command("import_households", *{words!r}, stdout=out)
took = time.monotonic() - started
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
cpu = resource.getrusage(resource.RUSAGE_SELF).ru_utime
said = next(one for one in reversed(out.getvalue().splitlines()) if {word!r} in one)
print(f"{{took:6.1f}} s ({{cpu:.0f}} s of this process), {{peak:.0f}} MB|{{said}}")
"""


def lines(hamlets: int, each: int) -> Iterator[list[str]]:
    for hamlet in range(hamlets):
        for number in range(1, each + 1):
            at = hamlet * each + number
            name = " ".join(
                [
                    SURNAMES[at % 15],
                    MIDDLE[at // 15 % 10],
                    GIVEN[at // 150 % 15],
                    f"{chr(65 + at % 7)}",
                ]
            )
            where = f"Nhà {number}, ngõ {number % 17}, xóm Số {hamlet}, xã Đo {hamlet % COMMUNES}"
            yield [f"9{hamlet % COMMUNES:04}", f"Xóm Số {hamlet}", str(number), name, where]


def write(folder: Path, hamlets: int, each: int) -> tuple[Path, Path]:
    table, sheet = folder / "so-ho.csv", folder / "so-ho.xlsx"
    with table.open("w", encoding="utf-8-sig", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow(HEADINGS)
        writer.writerows(lines(hamlets, each))
    book = Workbook(write_only=True)
    page = book.create_sheet("Sổ hộ")
    page.append(HEADINGS)
    for line in lines(hamlets, each):
        page.append(line)
    book.save(sheet)
    return table, sheet


def measure(engine: str, files: tuple[Path, Path], hamlets: int, folder: Path) -> None:
    house = House(folder / engine, engine=engine).create()
    try:
        house.does("migrate", "-v0")
        house.says(PLACES.format(communes=COMMUNES, hamlets=hamlets))
        table, sheet = map(str, files)
        steps = [
            ("CSV, dry run", (table,), "Xem trước"),
            ("XLSX, written", (sheet, "--apply"), "Đã ghi"),
            ("CSV, the same again", (table,), "Xem trước"),
            ("undone", ("--undo", "1"), "Đã hoàn tác"),
            ("CSV, written", (table, "--apply"), "Đã ghi"),
        ]
        for what, words, word in steps:
            said = house.says(TIMED.format(words=words, word=word))
            print(f"{engine:10} {what:20} {said.strip().replace('|', '  ')}", flush=True)
    finally:
        house.drop()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hamlets", type=int, default=2000)
    parser.add_argument("--each", type=int, default=200)
    parser.add_argument("--engine", choices=["sqlite", "postgresql"])
    asked = parser.parse_args()
    engines = [asked.engine] if asked.engine else ["sqlite"]
    if not asked.engine and os.environ.get("DATABASE_URL"):
        engines.append("postgresql")
    with tempfile.TemporaryDirectory() as folder:
        files = write(Path(folder), asked.hamlets, asked.each)
        for engine in engines:
            measure(engine, files, asked.hamlets, Path(folder))


if __name__ == "__main__":
    main()
