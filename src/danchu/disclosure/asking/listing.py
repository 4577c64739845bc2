"""Published questions and answers of a commune as a file."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from danchu.disclosure.asking import access
from danchu.disclosure.asking.models import PublishedAnswerQuerySet
from danchu.kit.clock import today
from danchu.kit.downloads import Cell, Column, Table, walk
from danchu.kit.pages import absolute

COLUMNS = (
    Column("Mã", "id", "số của hỏi đáp trên trang này, không đổi"),
    Column("Mã đơn vị", "unit", "mã của Cục Thống kê; Excel hay bỏ số 0 đứng đầu"),
    Column("Đơn vị", "unit_slug", "tên đầy đủ"),
    Column("Câu hỏi", "question", "xã viết lại, không có tên người hỏi"),
    Column("Trả lời", "answer", "cho mọi người"),
    Column("Ngày công khai", "published_on", ""),
    Column("Trang", "address", "địa chỉ đầy đủ"),
    Column("Minh họa", "demo", "có: không có thật"),
)


def answers(request: HttpRequest, slug: str) -> Table:
    """Everything that stands; what was removed is not among it."""
    unit = get_object_or_404(access.answering_units(on=today()), slug=slug)
    under = absolute(request, "/cong-khai/hoi-dap/")
    return Table(f"{slug}-hoi-dap", COLUMNS, _rows(access.answers_of(unit), under), [unit.pk])


def _rows(found: PublishedAnswerQuerySet, under: str) -> Iterator[tuple[Cell, ...]]:
    for one in walk(found):
        yield (
            one.pk,
            one.unit.code,
            one.unit.full_name,
            one.question,
            one.answer,
            one.published_on,
            f"{under}{one.pk}/",
            one.unit.demo,
        )
