"""The public list as a file."""

from collections.abc import Iterator
from datetime import date

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from danchu.kit.clock import today
from danchu.kit.downloads import Cell, Column, Table, walk
from danchu.kit.pages import absolute
from danchu.petitions.access import communes
from danchu.petitions.models import PublicCaseQuerySet
from danchu.petitions.public_list import access, reading

COLUMNS = (
    Column("Mã", "id", "số của việc trên trang này, không đổi"),
    Column("Mã đơn vị", "unit", "mã của Cục Thống kê; Excel hay bỏ số 0 đứng đầu"),
    Column("Đơn vị", "unit_slug", "tên đầy đủ"),
    Column("Loại", "track", "phản ánh hoặc kiến nghị"),
    Column("Lĩnh vực", "topic", "trống khi chưa xếp"),
    Column("Tên việc", "title", "văn phòng viết lại, không có tên người gửi"),
    Column("Chuyện", "words", "văn phòng viết lại"),
    Column("Ở đâu", "where", "nói chung"),
    Column("Tình trạng", "status", ""),
    Column("Ngày nhận", "received_on", ""),
    Column("Hạn trả lời", "due_on", "tính cả ngày này; mốc của tỉnh"),
    Column("Ngày trả lời, khép lại", "closed_on", "trống khi đang làm"),
    Column("Trễ", "late", "có: quá hạn, hoặc trả lời sau hạn"),
    Column("Trả lời", "answer", "cho mọi người"),
    Column("Ngày công khai", "shown_on", ""),
    Column("Trang", "address", "địa chỉ đầy đủ"),
    Column("Minh họa", "demo", "có: không có thật"),
)


def cases(request: HttpRequest, slug: str = "") -> Table:
    """The same rows as the page asked the same way; nothing that left the list is among them."""
    on = today()
    unit = get_object_or_404(communes(on=on), slug=slug) if slug else None
    bar = reading.bar(request.GET, request.path, on=on)
    words = request.GET.get("q", "")
    found = reading.narrowed(access.shown_in(unit), bar.chosen, words, unit)
    under = absolute(request, "/don-thu/cong-khai/viec/")
    name = f"{slug or 'ca-tinh'}-phan-anh-kien-nghi"
    return Table(name, COLUMNS, _rows(found, under, on=on), [unit.pk] if unit else None)


def _rows(found: PublicCaseQuerySet, under: str, *, on: date) -> Iterator[tuple[Cell, ...]]:
    for public in walk(found):
        case = public.case
        yield (
            public.pk,
            public.unit.code,
            public.unit.full_name,
            case.get_track_display(),
            case.get_topic_display(),
            public.title,
            public.words,
            public.where,
            reading.row(public, on=on).status,
            case.received_on,
            case.due_on,
            case.closed_on,
            reading.late(case, on=on),
            public.answer,
            public.shown_on,
            f"{under}{public.pk}/",
            public.unit.demo,
        )
