"""Whether a signed file is the paper that was given out, with nothing added but signatures.

What came after the first signature is judged by pyHanko's difference policy. Before it nobody
signed anything, so nothing there may differ: only a form with a signature field, its box on a page
(a box large enough to cover words counts as a change), and facts that no page shows.
"""

from typing import Any

from pyhanko.pdf_utils.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    PdfObject,
    Reference,
)
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader

IN_CATALOG = {"/AcroForm", "/Perms", "/Extensions", "/DSS", "/Version", "/Metadata"}
LARGEST_BOX = 0.2  # of the page


def only_signed(reader: PdfFileReader, *, ours: int, first: int) -> bool:
    """`ours`: the last revision that was given out; `first`: the one that was signed first."""
    old, new = reader.get_historical_resolver(ours), reader.get_historical_resolver(first)
    if old.root_ref != new.root_ref:
        return False
    mine = {ref for n in range(ours + 1) for ref in reader.xrefs.explicit_refs_in_revision(n)}
    later = range(ours + 1, first + 1)
    if mine & {ref for n in later for ref in reader.xrefs.refs_freed_in_revision(n)}:
        return False
    changed = mine & {ref for n in later for ref in reader.xrefs.explicit_refs_in_revision(n)}
    silent = {_ref(old.root, "/Metadata"), _ref(old.trailer_view, "/Info")}
    return all(_may_change(ref, old, new, silent) for ref in changed)


def _may_change(
    ref: Reference,
    old: HistoricalResolver,
    new: HistoricalResolver,
    silent: set[Reference | None],
) -> bool:
    if ref in silent:
        return True
    was, now = old.get_object(ref), new.get_object(ref)
    if not isinstance(was, DictionaryObject) or not isinstance(now, DictionaryObject):
        return _bytes(was) == _bytes(now)
    if ref == old.root_ref:
        return _but(was, IN_CATALOG) == _but(now, IN_CATALOG)
    if was.get("/Type") == "/Page":
        return _but(was, {"/Annots"}) == _but(now, {"/Annots"}) and _only_boxes(was, now)
    return _bytes(was) == _bytes(now)


def _only_boxes(was: DictionaryObject, now: DictionaryObject) -> bool:
    """The page gained small boxes of signature fields, and kept what it had."""
    had, has = _annotations(was), _annotations(now)
    if has[: len(had)] != had:
        return False
    page = _area(now.get("/MediaBox") or _inherited(now))
    return all(_is_box(now["/Annots"][at], page) for at in range(len(had), len(has)))


def _annotations(page: DictionaryObject) -> list[bytes]:
    found = page.get("/Annots")
    return [_bytes(one) for one in list.__iter__(found)] if isinstance(found, ArrayObject) else []


def _is_box(one: PdfObject, page: float) -> bool:
    if not isinstance(one, DictionaryObject) or one.get("/Subtype") != "/Widget":
        return False
    kind = one.get("/FT") or (one["/Parent"].get("/FT") if "/Parent" in one else None)
    return kind == "/Sig" and _area(one.get("/Rect")) <= LARGEST_BOX * page


def _inherited(page: DictionaryObject) -> Any:
    parent, steps = page.get("/Parent"), 0
    while isinstance(parent, DictionaryObject) and steps < 20:
        if "/MediaBox" in parent:
            return parent["/MediaBox"]
        parent, steps = parent.get("/Parent"), steps + 1
    return None


def _area(box: object) -> float:
    if not isinstance(box, ArrayObject) or len(box) != 4:
        return 0.0
    left, low, right, high = (float(side) for side in box)
    return abs(right - left) * abs(high - low)


def _ref(holder: DictionaryObject, key: str) -> Reference | None:
    found = holder.raw_get(key) if key in holder else None
    return found.reference if isinstance(found, IndirectObject) else None


def _but(found: DictionaryObject, names: set[str]) -> dict[str, bytes]:
    return {str(key): _bytes(found.raw_get(key)) for key in found if key not in names}


class _Written:
    """Bytes as they are written: a stream that `write_to_stream` knows."""

    def __init__(self) -> None:
        self.parts: list[bytes] = []

    def write(self, part: bytes) -> int:
        self.parts.append(part)
        return len(part)


def _bytes(found: PdfObject) -> bytes:
    out = _Written()
    found.write_to_stream(out)
    return b"".join(out.parts)
