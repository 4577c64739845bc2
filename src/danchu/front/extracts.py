"""An extract of the trail as a file: written row by row, hashed as it goes, never held whole."""

import json
from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import NamedTuple

from danchu.front.audit import Entry, Reader, said
from danchu.front.workbook import Cell, workbook
from danchu.kit import clock, trail
from danchu.kit.models import TrailExtract
from danchu.kit.tables.streaming import lines
from danchu.kit.tables.texts import neutral
from danchu.kit.templatetags.kit import moment

HEADS = (
    "Mục",
    "Ngày",
    "Ghi lúc",
    "Việc",
    "Số văn bản",
    "Ai",
    "Với vai",
    "Đơn vị",
    "Mã việc",
    "Loại",
    "Mã",
    "Tài khoản số",
)


class Form(NamedTuple):
    """One way to write the same rows."""

    name: str
    content_type: str
    write: Callable[[TrailExtract, Iterator[Entry]], Iterator[bytes]]


def cells(one: Entry) -> tuple[Cell, ...]:
    entry = one.entry
    return (
        entry.pk,
        entry.on,
        entry.at.astimezone(clock.VIETNAM),
        one.what,
        one.about,
        one.who,
        one.role,
        one.unit,
        entry.act,
        entry.kind,
        entry.key,
        entry.account_id or "",
    )


def as_csv(extract: TrailExtract, entries: Iterator[Entry]) -> Iterator[bytes]:
    """UTF-8 with a mark, which Excel needs to read Vietnamese; no cell begins a formula."""
    return lines(HEADS, (map(plain, cells(one)) for one in entries))


def plain(cell: Cell) -> str:
    """A cell of a CSV file: days as people write them, a leading = + - @ kept from running."""
    if isinstance(cell, str):
        return neutral(cell)
    if isinstance(cell, int):
        return str(cell)
    return f"{cell:%d/%m/%Y %H:%M:%S}" if hasattr(cell, "hour") else f"{cell:%d/%m/%Y}"


def as_json_lines(extract: TrailExtract, entries: Iterator[Entry]) -> Iterator[bytes]:
    """One object a line; days and moments as ISO 8601."""
    for one in entries:
        entry = one.entry
        line = {
            "id": entry.pk,
            "on": entry.on.isoformat(),
            "at": entry.at.isoformat(timespec="seconds"),
            "act": entry.act,
            "what": one.what,
            "number": one.about,
            "who": one.who,
            "role": one.role,
            "account": entry.account_id,
            "unit": one.unit,
            "unit_id": entry.unit_id,
            "kind": entry.kind,
            "key": entry.key,
        }
        yield (json.dumps(line, ensure_ascii=False) + "\n").encode()


def as_workbook(extract: TrailExtract, entries: Iterator[Entry]) -> Iterator[bytes]:
    """A first sheet that says what this is, then the rows."""
    cover: list[tuple[Cell, ...]] = [
        ("Phiếu trích số", extract.pk),
        ("Lập lúc", moment(extract.made_at)),
        *((str(label), str(text)) for label, text in extract.words or [("Lọc", "không lọc")]),
        ("Số mục khi lập", extract.entries),
        ("Đến mục", extract.upto),
        ("Mã SHA-256 của tệp", "in trên phiếu trích, vì một tệp không chứa được mã của chính nó"),
    ]
    rows = (cells(one) for one in entries)
    return workbook({"Phiếu": iter(cover)}, "Nhật ký", HEADS, rows)


FORMS = {
    "csv": Form("CSV (mở bằng Excel)", "text/csv; charset=utf-8", as_csv),
    "xlsx": Form(
        "XLSX (Excel)",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        as_workbook,
    ),
    "jsonl": Form("JSON, mỗi dòng một mục", "application/x-ndjson; charset=utf-8", as_json_lines),
}


def file_name(extract: TrailExtract) -> str:
    return f"nhat-ky-{extract.pk}-{extract.made_on:%Y%m%d}.{extract.form}"


def stream(extract: TrailExtract, asked: trail.Asked, reader: Reader) -> Iterator[bytes]:
    """The bytes of the file. When the last one has gone out, the slip learns their hash.

    A broken download leaves the slip without one, and the file may be fetched again.
    """
    seen = _Counted(asked, reader)
    digest, sent = sha256(), 0
    for piece in FORMS[extract.form].write(extract, iter(seen)):
        digest.update(piece)
        sent += len(piece)
        yield piece
    TrailExtract.objects.filter(pk=extract.pk, sha256="").update(
        sha256=digest.hexdigest(), sent_bytes=sent, sent_entries=seen.rows, sent_at=clock.now()
    )


class _Counted:
    """The entries in words, a batch at a time, and how many went by."""

    def __init__(self, asked: trail.Asked, reader: Reader) -> None:
        self.asked, self.reader, self.rows = asked, reader, 0

    def __iter__(self) -> Iterator[Entry]:
        for batch in trail.walk(self.asked):
            for one in said(batch, self.reader):
                self.rows += 1
                yield one
