"""Papers and pictures set by typst from a template of a room and plain data; no network, no fonts
but those inside the library, so that every machine sets the same page."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

import typst

BRAND = Path(__file__).parent / "static" / "kit" / "brand.svg"


def picture(template: Path, data: Mapping[str, Any]) -> bytes:
    """The one page of `template` as PNG, a pixel a point. It reads `data` as `sys.inputs.data`."""
    made = typst.compile(
        template.read_bytes(),
        format="png",
        ppi=72,
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps({**data, "brand": _brand()}, ensure_ascii=False)},
    )
    assert isinstance(made, bytes)  # a picture has one page
    return made


def paper(
    template: Path, data: Mapping[str, Any], *, archive: bool = False, day: date | None = None
) -> bytes:
    """All pages of `template` as PDF, its fonts inside. It reads `data` as `sys.inputs.data`.

    `archive`: PDF/A-2b, which wants the template to set a title; `day` is written into the file.
    """
    moment = datetime.combine(day, time(), tzinfo=UTC) if day else None
    made = typst.compile(
        template.read_bytes(),
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        pdf_standards="a-2b" if archive else [],
        timestamp=int(moment.timestamp()) if moment else None,
    )
    assert isinstance(made, bytes)
    return made


def pages(template: Path, data: Mapping[str, Any], *, ppi: int) -> list[bytes]:
    """Each page of `template` as PNG, to look at."""
    made: Any = typst.compile(
        template.read_bytes(),
        format="png",
        ppi=ppi,
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )
    return list(made) if isinstance(made, list) else [made]


@cache
def _brand() -> str:
    return BRAND.read_text()
