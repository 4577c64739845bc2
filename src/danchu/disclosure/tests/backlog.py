"""A year's papers as an office sends them: a table, a zip, scans."""

import io
import zipfile

from openpyxl import Workbook

from danchu.disclosure.actions import bringing
from danchu.disclosure.actions.bringing import Sent
from danchu.disclosure.bringing.importer import PaperImporter
from danchu.disclosure.bringing.rows import COLUMNS
from danchu.disclosure.tests.factories import NOTED, pdf
from danchu.kit import batches

HEADINGS = [one.heading for one in COLUMNS]


def line(n=1, *, group="12", day="03/03/2026", file=None, title=None, **more) -> dict[str, str]:
    """One paper of the list."""
    return {
        "group": group,
        "title": title or f"Mức thu phí chợ lần {n}",
        "number": f"{n}/QĐ-UBND",
        "decided_on": day,
        "signer": "Nông Văn Bình, Chủ tịch UBND xã",
        "files": f"{n}.pdf" if file is None else file,
        **more,
    }


def table(*lines: dict[str, str]) -> Sent:
    book = Workbook()
    sheet = book.active
    sheet.append(HEADINGS)
    for one in lines:
        sheet.append([one.get(column.key, "") for column in COLUMNS])
    out = io.BytesIO()
    book.save(out)
    return Sent("van-ban.xlsx", out.getvalue())


def paper(words: str) -> bytes:
    return pdf(words=words).read()


def zipped(*entries, name="tep.zip", **named: bytes) -> Sent:
    """`entries`: (ZipInfo or name, bytes)."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry, data in [*entries, *named.items()]:
            archive.writestr(entry, data)
    return Sent(name, out.getvalue())


def papers(*numbers: int) -> Sent:
    return zipped(*((f"{n}.pdf", paper(f"{n}/QD-UBND")) for n in numbers))


def preview(by, *lines, pack=None, on=NOTED):
    return bringing.preview(table(*lines), pack, by=by, on=on)


def apply(by, batch, *, on=NOTED):
    return batches.apply_whole(PaperImporter(by, batch), batch, by=by, on=on)


def undo(by, batch, *, on=NOTED):
    return batches.undo(PaperImporter(by, batch), batch, by=by, on=on)


def brought(by, *lines, pack=None, on=NOTED):
    return apply(by, preview(by, *lines, pack=pack, on=on), on=on)


def why(batch) -> list[str]:
    """The reasons of the rows that were not taken."""
    return [reason for _, _, reason in batch.rejected]
