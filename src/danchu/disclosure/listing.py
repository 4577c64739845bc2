"""Lists of this room as files: what a stranger may read of each item, one row each.

The columns are the facts of the open data (`front/api`) under names that people read.
"""

from collections.abc import Iterator
from datetime import date

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from danchu.disclosure import access, reading
from danchu.disclosure.models import GROUPS, Item, ItemQuerySet, State
from danchu.kit.clock import today
from danchu.kit.downloads import Cell, Column, Table, walk
from danchu.kit.pages import absolute
from danchu.places.models import Unit

COLUMNS = (
    Column("Mã", "id", "số của nội dung trên trang này, không đổi"),
    Column("Mã đơn vị", "unit", "mã của Cục Thống kê; Excel hay bỏ số 0 đứng đầu"),
    Column("Đơn vị", "unit_slug", "tên đầy đủ; ở API là tên trên địa chỉ"),
    Column("Nhóm", "group", "1 đến 14, theo khoản của Điều 11"),
    Column("Tên nhóm", "", "tên ngắn của nhóm"),
    Column("Số, ký hiệu", "number", "của văn bản"),
    Column("Ngày ký", "decided_on", "ngày ký văn bản"),
    Column("Người ký", "signer", "trống khi chưa công khai hoặc đã gỡ"),
    Column("Tên nội dung", "title", "trống khi chưa công khai hoặc đã gỡ"),
    Column("Tình trạng", "status", "đang công khai, đã thu hồi, đã gỡ khẩn, chưa công khai"),
    Column("Hạn công khai", "due_on", "tính cả ngày này"),
    Column("Hạn của ai", "due_basis", "luật, mốc của tỉnh, hay hạn dự phòng"),
    Column("Ngày công khai", "published_on", "lần đầu; trống khi chưa công khai"),
    Column("Trễ", "late", "có: quá hạn, hoặc đã công khai sau hạn"),
    Column("Trang", "address", "địa chỉ đầy đủ; trống khi chưa có trang"),
    Column("Minh họa", "demo", "có: không có thật"),
)
STATUS = {
    State.NOTED: "chưa công khai",
    State.SUBMITTED: "chưa công khai",
    State.PUBLISHED: "đang công khai",
    State.WITHDRAWN: "đã thu hồi",
    State.REMOVED: "đã gỡ khẩn",
}
TOLD = frozenset({State.PUBLISHED, State.WITHDRAWN})  # whose title and signer anybody may read
PLAN_COLUMNS = (
    Column("Nhóm", "group", "1 đến 14"),
    Column("Nội dung", "", "tên ngắn của nhóm"),
    Column("Cách công khai", "", "luật buộc, và xã thêm"),
    Column("Hạn (ngày làm việc)", "", "sau ngày ký"),
    Column("Người, bộ phận phụ trách", "", "do xã ghi"),
    Column("Khi nào", "", "do xã ghi"),
    Column("Niêm yết thêm ở", "", "do xã ghi"),
)


def commune(request: HttpRequest, slug: str) -> Table:
    """Everything a stranger may know of in one commune."""
    unit = get_object_or_404(access.communes(on=today()), slug=slug)
    return _table(request, slug, access.told_items(unit), unit)


def group(request: HttpRequest, slug: str, number: int) -> Table:
    """One of the 14 groups."""
    unit = get_object_or_404(access.communes(on=today()), slug=slug)
    if number not in GROUPS:
        raise Http404
    return _table(request, f"{slug}-nhom-{number}", access.group_items(unit, number), unit)


def late(request: HttpRequest, slug: str = "") -> Table:
    """Overdue, and made public late, of one commune or of all."""
    on = today()
    unit = get_object_or_404(access.communes(on=on), slug=slug) if slug else None
    items = access.late_items(unit, on=on)
    return _table(request, f"{slug or 'ca-tinh'}-tre-han", items, unit)


def archive(request: HttpRequest, slug: str) -> Table:
    """What a former commune made public."""
    unit = get_object_or_404(access.former_communes(on=today()), slug=slug)
    return _table(request, f"{slug}-da-cong-khai", access.newest_items(unit), unit)


def plan(request: HttpRequest, slug: str, year: int) -> Table:
    """The plan of a year, a line for each group."""
    on = today()
    unit = get_object_or_404(access.communes(on=on), slug=slug)
    if not reading.has_plan_page(unit, year, on=on):
        raise Http404
    rows = (
        (
            row.asks.number,
            row.asks.name,
            "; ".join(str(channel.name) for channel in row.asks.channels),
            row.asks.working_days,
            row.responsible,
            row.when,
            row.more_places,
        )
        for row in reading.plan_rows(unit, year=year, on=on)
    )
    return Table(f"{slug}-ke-hoach-{year}", PLAN_COLUMNS, rows)


def _table(request: HttpRequest, name: str, items: ItemQuerySet, unit: Unit | None) -> Table:
    on = today()
    names = reading.group_names(on=on)  # before the file begins: afterwards nothing may fail
    rows = _rows(items, names, absolute(request, "/cong-khai/"), on=on)
    return Table(name, COLUMNS, rows, [unit.pk] if unit else None)


def _rows(
    items: ItemQuerySet, names: dict[int, str], under: str, *, on: date
) -> Iterator[tuple[Cell, ...]]:
    for item in walk(reading.with_titles(items.select_related(None).select_related("unit"))):
        yield cells(item, names[item.group], under, on=on)


def cells(item: Item, group_name: str, under: str, *, on: date) -> tuple[Cell, ...]:
    """As `COLUMNS`. What waits or was removed shows that it exists and by when, not its words."""
    told = item.state in TOLD
    return (
        item.pk,
        item.unit.code,
        item.unit.full_name,
        item.group,
        group_name,
        item.number,
        item.decided_on,
        item.signer if told else None,
        getattr(item, "public_title", None) if told else None,
        STATUS[State(item.state)],
        item.due_on,
        item.get_due_basis_display(),
        item.published_on,
        item.late(on=on),
        f"{under}{item.pk}/" if item.state in TOLD | {State.REMOVED} else None,
        item.unit.demo,
    )
