"""Units as a file: the communes of a day, or those a name leads to."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.http import HttpRequest

from danchu.kit.clock import today
from danchu.kit.downloads import Cell, Column, Table
from danchu.kit.pages import absolute
from danchu.places import finding
from danchu.places.forms import DayForm
from danchu.places.models import Unit

COLUMNS = (
    Column("Mã", "code", "mã của Cục Thống kê; Excel hay bỏ số 0 đứng đầu"),
    Column("Danh xưng", "title", "xã, phường, thị trấn"),
    Column("Tên", "name", "không kèm danh xưng"),
    Column("Tên đầy đủ", "full_name", "danh xưng và tên"),
    Column("Tên trên địa chỉ", "slug", "không trùng"),
    Column("Có từ ngày", "valid_from", "trống: có trước khi sổ này ghi"),
    Column("Đến hết ngày", "valid_to", "trống: hiện còn"),
    Column("Mã cấp trên", "parent", "vào ngày của danh sách"),
    Column("Cấp trên", "", "tên của đơn vị ấy"),
    Column("Trang", "address", "địa chỉ đầy đủ"),
    Column("Minh họa", "demo", "có: việc ở đây không có thật"),
)


def communes(request: HttpRequest) -> Table:
    """Of `?ngay=`, today without one; with `?q=` those of that name, or of that former name."""
    form = DayForm(request.GET, today=today())
    query = request.GET.get("q", "").strip()
    found = (
        [hit.unit for hit in finding.find_communes(query, form.day)]
        if query
        else finding.communes(on=form.day)
    )
    rows = _rows(found, absolute(request, "/").rstrip("/"), on=form.day)
    return Table(f"xa-phuong-{form.day:%Y-%m-%d}", COLUMNS, rows)


def _rows(units: Iterable[Unit], house: str, *, on: date) -> Iterator[tuple[Cell, ...]]:
    chosen = list(units)
    parents = finding.parents_of(chosen, on=on)
    for unit in chosen:
        parent = parents.get(unit.pk)
        yield (
            unit.code,
            unit.get_title_display() if unit.title else "",
            unit.name,
            unit.full_name,
            unit.slug,
            unit.valid_from,
            unit.valid_to,
            parent.code if parent else None,
            parent.full_name if parent else None,
            f"{house}{unit.get_absolute_url()}",
            unit.demo,
        )
