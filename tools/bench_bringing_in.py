"""How long bringing in 500 papers with 500 files takes: read, write, the same again, undo.

    DATABASE_URL=… python tools/bench_bringing_in.py [papers] [runs]

Everything happens inside one transaction that is rolled back, and files lie in a folder of their
own: nothing of the database or of the house's files changes.
"""

import io
import os
import sys
import tempfile
import time
import zipfile
from datetime import date
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "danchu.settings")

import django

django.setup()

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from openpyxl import Workbook

from danchu.disclosure.actions import bringing
from danchu.disclosure.actions.bringing import Sent
from danchu.disclosure.bringing.importer import PaperImporter
from danchu.disclosure.bringing.rows import COLUMNS
from danchu.kit import batches
from danchu.people.models import Role, Term, User
from danchu.places import finding

DAY = date(2026, 12, 2)
FILE_BYTES = 30_000  # a page of text as PDF; with scans the disk and the line decide


def table(papers: int) -> Sent:
    """A file as an office would send it."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append([column.heading for column in COLUMNS])
    for n in range(papers):
        day = f"{1 + n % 28:02}/{1 + n % 11:02}/2026"
        number, signer = f"{n}/QĐ-UBND", "Nông Văn Bình, Chủ tịch UBND xã"
        sheet.append([str(1 + n % 14), f"Việc {n}", number, day, signer, "", f"{n}.pdf", "", ""])
    out = io.BytesIO()
    book.save(out)
    return Sent("van-ban.xlsx", out.getvalue())


def files(papers: int) -> Sent:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for n in range(papers):
            archive.writestr(f"{n}.pdf", b"%PDF-1.4\n" + os.urandom(FILE_BYTES))
    return Sent("tep.zip", out.getvalue())


def once(papers: int) -> dict[str, float]:
    """Seconds of each step."""
    person = User.objects.create_user("bench.bringing", full_name="Đo")
    unit = finding.communes(on=DAY)[0]
    by = Term.objects.create(person=person, role=Role.CLERK, unit=unit, since=date(2025, 7, 1))
    sent, zipped = table(papers), files(papers)
    took: dict[str, float] = {}

    def timed(name: str, work):  # type: ignore[no-untyped-def]
        start = time.perf_counter()
        result = work()
        took[name] = time.perf_counter() - start
        return result

    def preview():  # type: ignore[no-untyped-def]
        return bringing.preview(sent, zipped, by=by, on=DAY)

    batch = timed("list, zip, dry run", preview)
    assert batch.counts["new"] == papers, batch.rejected[:3]
    importer = PaperImporter(by, batch)
    timed("write", lambda: batches.apply_whole(importer, batch, by=by, on=DAY))
    again = timed("the same again", preview)
    assert again.counts["same"] == papers, again.rejected[:3]
    timed("undo", lambda: batches.undo(importer, batch, by=by, on=DAY))
    return took


def main() -> None:
    papers = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    call_command("migrate", verbosity=0)
    call_command("load_units", verbosity=0)
    rounds = []
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as folder, transaction.atomic():
            settings.FILES_FOLDER = Path(folder)
            rounds.append(once(papers))
            transaction.set_rollback(True)
    print(f"{papers} papers with files on {connection.vendor}, median of {runs} runs")
    for step in rounds[0]:
        print(f"{step:>20}: {median(one[step] for one in rounds):6.2f} s")
    whole = median(one["list, zip, dry run"] + one["write"] for one in rounds)
    print(f"{'in all':>20}: {whole:6.2f} s")


if __name__ == "__main__":
    main()
