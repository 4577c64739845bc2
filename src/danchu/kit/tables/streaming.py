"""CSV for whoever takes it away: written row by row, never held whole."""

import csv
import io
from collections.abc import Iterable, Iterator

BOM = b"\xef\xbb\xbf"
PIECE = 32_000  # characters gathered before they go out
COMMA, SEMICOLON = ",", ";"


def lines(
    heads: Iterable[str], rows: Iterable[Iterable[str]], *, separator: str = COMMA
) -> Iterator[bytes]:
    """RFC 4180, UTF-8 with its mark: without it Excel reads Vietnamese letters as something else.

    Cells are written as they come: whoever brings texts of people makes them `texts.neutral`.
    """
    line = io.StringIO(newline="")
    writer = csv.writer(line, delimiter=separator)
    yield BOM
    writer.writerow(list(heads))
    for row in rows:
        writer.writerow(list(row))
        if line.tell() > PIECE:
            yield _emptied(line)
    yield _emptied(line)


def _emptied(line: io.StringIO) -> bytes:
    text = line.getvalue()
    line.seek(0)
    line.truncate()
    return text.encode()
