"""Figures on pages: of a commune, of all communes, and on the office's desk."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from danchu.kit.clock import today
from danchu.kit.downloads import Cell, Column, Table, also_as_csv
from danchu.kit.pages import page, reads_commune
from danchu.people.gate import desk
from danchu.petitions import access, clocks, figures
from danchu.petitions.figures import FEW, SUM, Told
from danchu.petitions.inbox import at_commune
from danchu.petitions.models import Topic, Track
from danchu.places.models import Unit
from danchu.rulebook import citing

FIRST_YEAR = 2025
HIDDEN = f"dưới {FEW} hoặc ẩn kèm"
COLUMNS = (
    Column("Bảng", "table", "tháng nhận, hoặc lĩnh vực"),
    Column("Dòng", "row", ""),
    Column("Loại", "track", "phản ánh, kiến nghị, khiếu nại, hoặc cộng"),
    Column("Số việc", "cases", f"“{HIDDEN}”: không nêu, để không đoán ra ai"),
)
NAMES = {"month": "Tháng nhận", "topic": "Lĩnh vực"}


def of_commune(request: HttpRequest, slug: str) -> Table:
    """The tables of the page, a line a cell."""
    on = today()
    unit = get_object_or_404(access.communes(on=on), slug=slug)
    year = _year(request, on=on)
    told = figures.of_unit(unit, year=year, on=on).tables
    return Table(f"{slug}-don-thu-{year}", COLUMNS, _cells(told), [unit.pk])


@require_safe
@also_as_csv(of_commune)
def commune(request: HttpRequest, slug: str) -> HttpResponse:
    """One commune in one year: by month and field, how punctual, what senders think."""
    unit = get_object_or_404(access.communes(on=today()), slug=slug)
    reads_commune(request, unit.pk)
    return page(request, "petitions/figures.html", **_shown(request, unit))


@require_safe
def everywhere(request: HttpRequest) -> HttpResponse:
    """Every commune, a line each. No sums: nothing hidden can be worked out of them."""
    on = today()
    year = _year(request, on=on)
    rows = figures.of_units(year=year, on=on)
    tracks = [(track, Track(track).label) for track in Track.values]
    shown = {"rows": rows, "tracks": tracks, "few": FEW, **_years(year, on=on)}
    return page(request, "petitions/figures_everywhere.html", **shown)


@desk
@require_safe
def office(request: HttpRequest) -> HttpResponse:
    """The same for the office; for the head also how many secret matters, and nothing of them."""
    at, on = at_commune(request), today()
    year = _year(request, on=on)
    head = access.heads(request.user, on=on).filter(pk=at.unit.pk).exists()
    secret = figures.secret_matters(at.unit, year=year) if head else None
    shown = _shown(request, at.unit)
    return page(request, "petitions/figures_desk.html", secret=secret, **shown)


def _shown(request: HttpRequest, unit: Unit) -> dict[str, Any]:
    on = today()
    year = _year(request, on=on)
    told = figures.of_unit(unit, year=year, on=on)
    return {
        "unit": unit,
        "year": told,
        "tables": [_spoken(name, table) for name, table in told.tables.items()],
        "punctual": [(Track(one.track).label, one) for one in told.punctual],
        "left_out": [str(Track(track).label) for track in told.tables["month"].left_out],
        "few": FEW,
        "cites": citing.cites([clocks.ANSWER, clocks.FIRST], unit, on=on),
        **_years(year, on=on),
    }


def _years(year: int, *, on: date) -> dict[str, Any]:
    return {"of_year": year, "years": range(on.year, FIRST_YEAR - 1, -1)}


def _year(request: HttpRequest, *, on: date) -> int:
    """Of `?nam=`; what cannot be read is this year."""
    asked = request.GET.get("nam", "")
    years = {str(year): year for year in range(FIRST_YEAR, on.year + 1)}
    return years.get(asked, on.year)


def _spoken(name: str, table: Told) -> dict[str, Any]:
    """A table as the page draws it: rows that hold anything, then the sums."""
    rows = [row for row in table.rows if table.cells[row, SUM] != 0]
    columns = [*table.columns, SUM]
    return {
        "name": NAMES[name],
        "heads": [*(str(Track(one).label) for one in table.columns), "Cộng"],
        "rows": [(_row(name, row), [table.cells[row, c] for c in columns]) for row in [*rows, SUM]],
    }


def _row(name: str, row: str) -> str:
    if row == SUM:
        return "Cộng"
    if name == "month":
        return f"Tháng {row}"
    return str(Topic(row).label) if row in Topic.values else "Chưa xếp"


def _cells(tables: dict[str, Told]) -> Iterator[tuple[Cell, ...]]:
    for name, table in tables.items():
        for row, column in _places(table):
            n = table.cells[row, column]
            track = str(Track(column).label) if column != SUM else "Cộng"
            yield NAMES[name], _row(name, row), track, HIDDEN if n is None else n


def _places(table: Told) -> Iterator[tuple[str, str]]:
    for row in [*table.rows, SUM]:
        for column in [*table.columns, SUM]:
            yield row, column
