"""Search over everything public, complete without JavaScript, with or without accents."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from danchu.disclosure.models import GROUPS
from danchu.front import reading
from danchu.kit import narrowing
from danchu.kit.clock import today
from danchu.kit.downloads import Column, Table, also_as_csv
from danchu.kit.narrowing import Choice
from danchu.kit.pages import absolute, page
from danchu.places import finding
from danchu.places.access import public_units

FIRST_YEAR = 2023  # the law is in force from 01/7/2023: nothing was noted before


COLUMNS = (
    Column("Tên", "", "của nội dung hay đơn vị tìm thấy"),
    Column("Nói thêm", "", "số văn bản, nơi công khai"),
    Column("Loại", "", "phần nào của trang này"),
    Column("Ngày", "", "ngày công khai"),
    Column("Trang", "", "địa chỉ đầy đủ"),
)


def found(request: HttpRequest) -> Table:
    """What the page found, all pages of it: at most `kit.search.FIRST_HITS`."""
    on = today()
    asked = _asked(request.GET, range(FIRST_YEAR, on.year + 1))
    house = absolute(request, "/").rstrip("/")
    rows = (
        (hit.title, hit.about, hit.room, hit.on, f"{house}{hit.address}")
        for hit in reading.all_hits(asked, on=on)
    )
    return Table("tim-thay", COLUMNS, rows)


@require_safe
@also_as_csv(found)
def search(request: HttpRequest) -> HttpResponse:
    """`?q=`, within `?don-vi=` (a unit's slug), `?nhom=`, `?nam=`, `?tre=1`; 20 on `?trang=`."""
    on = today()
    asked = _asked(request.GET, years := range(FIRST_YEAR, on.year + 1))
    number = _number(request.GET, "trang", range(1, 1000)) or 1
    results = reading.look_up(asked, number, on=on) if asked.query else None
    return page(
        request,
        "front/search.html",
        q=asked.query,
        asked=asked,
        unit=asked.unit,
        results=results,
        units=narrowing.options(
            finding.commune_choices(on=on), asked.unit.slug if asked.unit else "", "Cả tỉnh"
        ),
        filters=_filters(request.GET, years, on=on),
        anywhere=_address(asked._replace(unit=None)),
        unnarrowed=_address(reading.Asked(asked.query, asked.unit)),
        hints=[(hint, _address(asked._replace(query=hint.query))) for hint in _hints(results)],
        newer=_address(asked, results.page - 1) if results and results.page > 1 else "",
        older=_older(asked, results),
    )


def _filters(query: QueryDict, years: range, *, on: date) -> narrowing.Bar:
    """What the words searched for are narrowed by; the words themselves go along."""
    groups = [(str(number), f"{number}. {name}") for number, name in reading.group_choices(on=on)]
    return narrowing.bar(
        query,
        reverse("front:search"),
        Choice("nhom", "Nhóm", groups, "Cả 14 nhóm"),
        Choice("nam", "Công khai năm", [(str(y), str(y)) for y in reversed(years)], "Mọi năm"),
        Choice("tre", "Chỉ việc công khai trễ hạn"),
        keep=("q", "don-vi"),
    )


def _asked(query: QueryDict, years: range) -> reading.Asked:
    """What cannot be read narrows nothing; a unit that nobody knows is no page."""
    slug = query.get("don-vi", "")
    return reading.Asked(
        query=query.get("q", "").strip()[: reading.LONGEST_QUERY],
        unit=get_object_or_404(public_units(), slug=slug) if slug else None,
        group=_number(query, "nhom", GROUPS),
        year=_number(query, "nam", years),
        late=query.get("tre") == "1",
    )


def _number(query: QueryDict, name: str, among: range) -> int | None:
    asked = query.get(name, "")
    number = int(asked) if asked.isdecimal() and len(asked) < 5 else None
    return number if number in among else None


def _hints(results: reading.Results | None) -> list[Any]:
    return results.hints if results else []


def _older(asked: reading.Asked, results: reading.Results | None) -> str:
    more = results is not None and results.page < results.last_page
    return _address(asked, results.page + 1) if results and more else ""


def _address(asked: reading.Asked, number: int = 1) -> str:
    parts = {
        "q": asked.query,
        "don-vi": asked.unit.slug if asked.unit else "",
        "nhom": asked.group or "",
        "nam": asked.year or "",
        "tre": "1" if asked.late else "",
        "trang": number if number > 1 else "",
    }
    return "?" + urlencode({name: value for name, value in parts.items() if value})
