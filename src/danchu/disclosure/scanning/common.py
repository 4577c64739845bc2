"""What both kinds of office files have: shapes, charts, links, properties, who wrote them."""

from collections.abc import Collection, Iterator
from typing import Any

from danchu.disclosure.scanning.package import Package
from danchu.disclosure.scanning.slots import Piece, Slot

# Parts that style and bind: no words of the author stand in them.
BARE = (
    "word/styles", "word/settings", "word/fontTable", "word/numbering", "word/theme/",
    "word/webSettings", "word/stylesWithEffects", "xl/styles", "xl/theme/", "xl/calcChain",
    "xl/metadata", "[Content_Types]",
)  # fmt: skip
SPOKEN = ("descr", "title", "display", "tooltip", "alt", "prompt", "error")
RECORDS = ("xl/pivotCache/",)  # values stand in attributes there
AUTHOR = ("author", "initials", "displayName", "userId", "providerId")
AUTHORS = ("creator", "lastModifiedBy", "Manager", "Company", "author", "HyperlinkBase")


def local(element: Any) -> str:
    """The tag without its namespace; "" for comments and the like."""
    tag = element.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


def others(package: Package, done: Collection[str]) -> Iterator[Slot]:
    """Every word in the parts that have no reader of their own, so that nothing hides there."""
    for name in package.named(""):
        root = package.tree(name)
        if root is None or name.startswith(BARE):
            continue
        yield from attributes(name, root)
        if name in done:
            continue
        runs = set()
        for paragraph in root.iter("{*}p"):
            pieces = [Piece(t, t.text or "") for t in paragraph.iter("{*}t")]
            runs |= {id(piece.element) for piece in pieces}
            yield Slot(_place(name), pieces)
        for element in root.iter():
            if local(element) and id(element) not in runs and (element.text or "").strip():
                yield Slot(_place(name), [Piece(element, element.text)])


def attributes(name: str, root: Any) -> Iterator[Slot]:
    """Titles of pictures, targets of links, values that a pivot table remembers."""
    external = name.endswith(".rels")
    remembered = name.startswith(RECORDS)
    for element in root.iter():
        if not local(element):
            continue
        for key in element.attrib:
            short = key.rsplit("}", 1)[-1]
            outside = external and short == "Target" and element.get("TargetMode") == "External"
            if short in SPOKEN or outside or (remembered and short == "v"):
                yield Slot(_place(name), [Piece(element, element.get(key), key)])


def nameless(package: Package) -> None:
    """Take out who wrote, changed and commented, and the small picture of the first page."""
    for name in package.named("docProps/", "word/", "xl/"):
        root = package.tree(name)
        if root is None or name.startswith(BARE):
            continue
        for element in root.iter():
            tag = local(element)
            if tag in AUTHORS and (name.startswith("docProps/") or tag == "author"):
                element.text = ""
            for key in element.attrib:
                if key.rsplit("}", 1)[-1] in AUTHOR:
                    element.set(key, "ẩn danh")
    custom = package.tree("docProps/custom.xml")
    for entry in list(custom) if custom is not None else []:
        custom.remove(entry)
    for name in [n for n in package.parts if "thumbnail" in n.lower()]:
        package.drop(name)


def _place(name: str) -> str:
    return f"phần ẩn “{name}”"
