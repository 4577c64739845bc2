"""The files of made-up papers: one small PDF for each group of a commune, shared by many rows."""

from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

from danchu.front.demo import demo_pdf
from danchu.kit.folding import fold

FOLDER = "mh"  # minh họa; what people send in lies under two hexadecimal digits


class Shared(NamedTuple):
    """The same bytes twice: what the house serves, and what was sealed by a removal."""

    size: int
    sha256: str
    stored_as: str
    sealed_as: str


def share(code: str, name: str, group: int) -> Shared:
    """Write the file of one commune and group; safe to run again."""
    data = demo_pdf(f"{fold(name)}, nhom {group} (minh hoa)")
    shared = Shared(
        len(data),
        sha256(data).hexdigest(),
        f"{FOLDER}/{code}-{group}.pdf",
        f"{FOLDER}/{code}-{group}-go.pdf",
    )
    _write(Path(settings.FILES_FOLDER) / shared.stored_as, data, mode=0o755)
    _write(Path(settings.SEALED_FOLDER) / shared.sealed_as, data, mode=0o700)
    return shared


def _write(place: Path, data: bytes, *, mode: int) -> None:
    place.parent.parent.mkdir(parents=True, exist_ok=True, mode=mode)
    place.parent.mkdir(exist_ok=True, mode=mode)
    part = place.with_suffix(".part")
    part.write_bytes(data)
    part.replace(place)
