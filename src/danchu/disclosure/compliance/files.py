"""The pages of compliance as files: a row for each paper and way, a row for each commune."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from danchu.disclosure import access
from danchu.disclosure.compliance.asking import BASIS_HEADS
from danchu.disclosure.compliance.province import CommuneRow, Province
from danchu.disclosure.compliance.sheets import Commune
from danchu.disclosure.compliance.telling import ItemRow, WayRow
from danchu.kit.clock import VIETNAM, now, today
from danchu.kit.downloads import Cell, Column, Table
from danchu.kit.pages import absolute

WAYS = (
    Column("Mã", "id", "số của nội dung trên trang này, không đổi"),
    Column("Nhóm", "group", "1 đến 14, theo khoản của Điều 11"),
    Column("Số, ký hiệu", "number", "của văn bản"),
    Column("Ngày ký", "decided_on", "ngày ký văn bản"),
    Column("Tên nội dung", "title", "số và ngày ký khi chưa công khai"),
    Column("Cách", "", "trang điện tử, bảng trụ sở, nhà văn hóa, loa, trưởng xóm"),
    Column("Hạn của ai", "due_basis", "luật, hạn dự phòng, hay mốc của tỉnh cho bản đính chính"),
    Column("Lần", "", "1; bản đính chính là 2, 3 …"),
    Column("Hạn", "due_on", "tính cả ngày này"),
    Column("Tình trạng", "", "đúng hạn, làm trễ, quá hạn, còn hạn"),
    Column("Số nơi", "", "nơi, cụm loa hay xóm phải làm; 0 khi văn bản chưa công khai"),
    Column("Đã làm", "", "nơi đã có người ghi"),
    Column("Từ ngày", "", "nơi đầu tiên"),
    Column("Đến ngày", "", "nơi cuối cùng"),
    Column("Số ngày thiếu", "", "cộng các nơi"),
    Column("Nơi có ảnh", "", "ảnh để đoàn kiểm tra xem, không công khai"),
    Column("Người ghi", "", "vai, không có tên"),
    Column("Trang", "address", "địa chỉ đầy đủ; trống khi chưa có trang"),
)
COMMUNES = (
    Column("Mã đơn vị", "unit", "mã của Cục Thống kê"),
    Column("Đơn vị", "", "tên đầy đủ"),
    Column("Cách", "", "cách công khai đang đếm"),
    Column("Hạn của ai", "", "ba loại hạn không cộng vào nhau"),
    Column("Đã đến hạn", "", "mẫu số: đúng hạn, làm trễ và quá hạn"),
    Column("Đúng hạn", "", "văn bản"),
    Column("Làm trễ", "", "văn bản"),
    Column("Quá hạn", "", "đến hôm nay chưa xong"),
    Column("Còn hạn", "", "không nằm trong mẫu số"),
    Column("Có ngày thiếu", "", "văn bản có ngày không còn trên bảng hoặc phát ngắt quãng"),
    Column("Không phát sinh", "", "số nhóm và quý đã khai là không có văn bản"),
    Column("Số liệu tính đến", "", "giờ Việt Nam; trống: đến lúc tải"),
    Column("Trang", "address", "địa chỉ đầy đủ"),
)


def commune(request: HttpRequest, slug: str) -> Table:
    """Every paper of the list by every way."""
    on = today()
    unit = get_object_or_404(access.communes(on=on), slug=slug)
    asked = Commune(unit, request.GET, request.path, on=on)
    under = absolute(request, "")
    rows = (_way(item, way, under) for item in asked.every_row() for way in item.ways)
    return Table(f"{slug}-thuc-hien-cong-khai", WAYS, rows, [unit.pk])


def _way(item: ItemRow, way: WayRow, under: str) -> tuple[Cell, ...]:
    return (
        item.pk,
        item.group,
        item.number,
        item.decided_on,
        item.title,
        str(way.way.label),
        BASIS_HEADS[way.basis],
        way.edition,
        way.due_on,
        str(way.state.label),
        way.places,
        way.done,
        way.first,
        way.last,
        way.gap_days,
        way.photos,
        "; ".join(way.by),
        f"{under}{item.address}" if item.address else None,
    )


def province(request: HttpRequest) -> Table:
    """Communes in the order of the page: nobody gets another one through the file.

    Its name says the minute and the order, and with it the mark by which it is asked for again:
    a worker counts without an act in the trail.
    """
    asked = Province(request.GET, request.path, request.user, on=today())
    minute = f"{now().astimezone(VIETNAM):%Y%m%d-%H%M}"
    order = "" if asked.sort == "ten" else f"-xep-{asked.sort}"
    under = absolute(request, "")
    rows = asked.rows()
    return Table(f"thuc-hien-cong-khai-{minute}{order}", COMMUNES, _communes(asked, rows, under))


def _communes(asked: Province, rows: list[CommuneRow], under: str) -> Iterator[tuple[Cell, ...]]:
    for row in rows:
        tally, at = row.tally, row.as_of
        yield (
            row.unit.code,
            row.unit.full_name,
            str(asked.way.label),
            BASIS_HEADS[asked.basis],
            tally.whole,
            tally.on_time,
            tally.late,
            tally.overdue,
            tally.due,
            tally.gappy,
            row.nothing,
            _minute(row) if at else None,
            f"{under}{row.whole.partition('#')[0]}",
        )


def _minute(row: CommuneRow) -> str:
    if row.as_of is None or not row.counted:
        return "chưa tính xong"
    return f"{row.as_of.astimezone(VIETNAM):%d/%m/%Y %H:%M}"
