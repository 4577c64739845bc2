"""A DOCX or XLSX as its parts: bounded before it is unpacked, saved again with what was changed."""

import io
import zipfile
from typing import Any

from lxml import etree  # type: ignore[import-untyped]  # it ships no types

from danchu.disclosure.scanning.slots import Unreadable
from danchu.kit.files import BROKEN

MOST_PARTS = 3000
MOST_PART_BYTES = 24 * 1024 * 1024  # unpacked: a part is read whole
MOST_BYTES = 100 * 1024 * 1024  # unpacked, all parts
XML = (".xml", ".rels", ".vml")
IMAGES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".svg", ".webp")
# Binary parts that hold no words of the author: fonts, settings of a printer.
WORDLESS = ("printersettings", "/fonts/", "thumbnail")
CONTENT_TYPES = "[Content_Types].xml"


class Package:
    """Parts by name. A part that cannot be read is told by `unread`, never passed over."""

    def __init__(self, data: bytes) -> None:
        self._trees: dict[str, Any] = {}
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                self.parts = _unpacked(archive)
        except BROKEN as broken:
            raise Unreadable("tệp bị hỏng, không mở được") from broken

    def tree(self, name: str) -> Any:
        """The root of an XML part. None when there is none or it cannot be read."""
        if name not in self._trees:
            self._trees[name] = _parsed(self.parts.get(name))
        return self._trees[name]

    def named(self, *starts: str) -> list[str]:
        """XML parts whose names begin like this, in the order of their numbers."""
        found = [n for n in self.parts if n.lower().endswith(XML) and n.startswith(starts)]
        return sorted(found, key=lambda n: (len(n), n))

    def unread(self) -> list[str]:
        """What of this package no machine here reads, in words."""
        said = []
        names = [n for n in self.parts if not any(w in n.lower() for w in WORDLESS)]
        if images := sum(n.lower().endswith(IMAGES) for n in names):
            said.append(f"{images} ảnh nằm trong tệp")
        for name in names:
            low = name.lower()
            if low.endswith(IMAGES) or name.endswith("/"):
                continue
            if not low.endswith(XML) or self.tree(name) is None:
                said.append(f"phần “{name}” nhúng trong tệp")
        return said

    def drop(self, name: str) -> None:
        """Take a part out, with every mention of it."""
        self.parts.pop(name, None)
        self._trees.pop(name, None)
        end = name.rsplit("/", 1)[-1]
        for other in [n for n in self.parts if n.endswith(".rels")] + [CONTENT_TYPES]:
            root = self.tree(other)
            for entry in list(root) if root is not None else []:
                at = entry.get("PartName") or entry.get("Target") or ""
                if at.lstrip("/") == name or at.rsplit("/", 1)[-1] == end:
                    root.remove(entry)

    def save(self) -> bytes:
        """The bytes again; entries without dates or comments of who zipped them."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in self.parts.items():
                root = self._trees.get(name)
                made = data if root is None else _written(root)
                archive.writestr(zipfile.ZipInfo(name), made, zipfile.ZIP_DEFLATED)
        return out.getvalue()


def _written(root: Any) -> bytes:
    tree = root.getroottree()
    made = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
    assert isinstance(made, bytes)
    return made


def _unpacked(archive: zipfile.ZipFile) -> dict[str, bytes]:
    entries = archive.infolist()
    if len(entries) > MOST_PARTS or sum(e.file_size for e in entries) > MOST_BYTES:
        raise Unreadable(f"tệp bung ra hơn {MOST_BYTES >> 20} MB, máy không đọc hết")
    parts: dict[str, bytes] = {}
    for entry in entries:
        if entry.filename in parts:
            raise Unreadable("tệp có hai phần trùng tên, mỗi phần mềm đọc một kiểu")
        with archive.open(entry) as opened:
            data = opened.read(MOST_PART_BYTES + 1)
        if len(data) > MOST_PART_BYTES:
            raise Unreadable(f"một phần của tệp bung ra hơn {MOST_PART_BYTES >> 20} MB")
        parts[entry.filename] = data
    return parts


def _parsed(data: bytes | None) -> Any:
    """No entities, no network, no giant trees: what needs them is not read."""
    if data is None or b"<!DOCTYPE" in data[:4000]:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
