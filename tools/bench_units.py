"""How long bringing in 3,500 communities takes: read, dry run, write, the same file again, undo.

    DATABASE_URL=… python tools/bench_units.py [communities] [runs]

Everything happens inside one transaction that is rolled back: nothing of the database changes.
"""

import io
import os
import sys
import time
from datetime import date
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "danchu.settings")

import django

django.setup()

from django.core.management import call_command
from django.db import connection, transaction
from openpyxl import Workbook

from danchu.kit import batches
from danchu.places import finding
from danchu.places.importing import UnitImporter
from danchu.places.models import Unit

DAY = date(2026, 12, 2)


def table(communities: int, communes: list[Unit]) -> bytes:
    """A file as a province would send it."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(["Xã, phường", "Tên đơn vị", "Mã riêng", "Từ ngày", "Văn bản"])
    for n in range(communities):
        commune = communes[n % len(communes)]
        sheet.append([commune.full_name, f"Xóm Đồng Tâm {n}", f"X{n:05}", "01/01/2026", "12/NQ"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def once(communities: int) -> dict[str, float]:
    """Seconds of each step."""
    communes = finding.communes(on=DAY)
    importer = UnitImporter(communes, named=True)
    data = table(communities, communes)
    took: dict[str, float] = {}

    def timed(name: str, work):  # type: ignore[no-untyped-def]
        start = time.perf_counter()
        result = work()
        took[name] = time.perf_counter() - start
        return result

    def preview():  # type: ignore[no-untyped-def]
        return batches.preview(importer, data, "xom.xlsx", by=None, unit_id=None, on=DAY)

    batch = timed("read and dry run", preview)
    assert batch.counts["new"] == communities, batch.rejected[:3]
    timed("write", lambda: batches.apply_whole(importer, batch, by=None, on=DAY))
    again = timed("the same file again", preview)
    assert again.counts["same"] == communities
    timed("undo", lambda: batches.undo(importer, batch, by=None, on=DAY))
    return took


def main() -> None:
    communities = int(sys.argv[1]) if len(sys.argv) > 1 else 3500
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    call_command("migrate", verbosity=0)
    call_command("load_units", verbosity=0)
    rounds = []
    for _ in range(runs):
        with transaction.atomic():
            rounds.append(once(communities))
            transaction.set_rollback(True)
    print(f"{communities} communities on {connection.vendor}, median of {runs} runs")
    for step in rounds[0]:
        print(f"{step:>20}: {median(one[step] for one in rounds):6.2f} s")
    whole = median(one["read and dry run"] + one["write"] for one in rounds)
    print(f"{'import in all':>20}: {whole:6.2f} s")


if __name__ == "__main__":
    main()
