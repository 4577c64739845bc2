"""Lists of people as a commune sends them, and what becomes of them."""

import io
from datetime import date

from openpyxl import Workbook

from danchu.kit import batches, clock
from danchu.kit.models import Batch
from danchu.people import importing
from danchu.people.models import Term

TODAY = clock.today()
FROM = date(2026, 7, 1)
AT = "/tai-khoan/nguoi-va-may/nhap/"
HEAD = ["Họ và tên", "Vai", "Đơn vị", "Điện thoại", "Từ ngày", "Đến ngày", "Văn bản", "Chức danh",
        "Tên đăng nhập"]  # fmt: skip
PAPER = "12/QĐ-UBND"
FLOWERS = ("Hoa", "Lan", "Mai", "Đào", "Cúc", "Sen", "Huệ", "Hồng", "Bưởi")


def line(name, role="Trưởng xóm", unit="Xóm Nà Mòn", phone="", since="01/07/2026", until="",
         document=PAPER, position="", username=""):  # fmt: skip
    return [name, role, unit, phone, since, until, document, position, username]


def xlsx(*lines, merge="", head=HEAD) -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.append(head)
    for one in lines:
        sheet.append(one)
    if merge:
        sheet.merge_cells(merge)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def seen(by: Term, *lines, **more) -> Batch:
    importer = importing.People(by, on=TODAY)
    return batches.preview(
        importer, xlsx(*lines, **more), "nguoi.xlsx", by=by, unit_id=by.unit_id, on=TODAY
    )


def written(by: Term, *lines) -> Batch:
    batch = seen(by, *lines)
    return batches.apply_whole(importing.People(by, on=TODAY), batch, by=by, on=TODAY)


def undo(by: Term, batch: Batch) -> Batch:
    return batches.undo(importing.People(by, on=TODAY), batch, by=by, on=TODAY)


def why(batch: Batch) -> str:
    """The reason of the only line that was not taken."""
    ((_, _, reason),) = batch.rejected
    return reason


def names() -> set[str]:
    return set(Term.objects.filter(since=FROM).values_list("person__full_name", flat=True))
