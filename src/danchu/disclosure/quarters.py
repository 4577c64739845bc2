"""The list of a quarter around its rows: the office's words, its paper, its way to the web."""

from collections.abc import Callable
from datetime import date
from typing import Any

from civics.errors import Refused
from danchu.disclosure import access
from danchu.disclosure.actions import reporting
from danchu.disclosure.models import Item
from danchu.disclosure.papers import ROMAN, Words
from danchu.disclosure.periods import Quarter
from danchu.documents.models import State
from danchu.people.models import Term
from danchu.places.models import Unit


def key(unit: Unit, quarter: Quarter) -> str:
    """Under which its papers are found."""
    return f"{unit.pk}-{quarter.year}-{quarter.number}"


def words(unit: Unit, quarter: Quarter) -> Words:
    found = access.words_of_list(unit, quarter)
    return Words(found.opening, found.closing) if found else Words()


def shown(unit: Unit, quarter: Quarter) -> dict[str, Any]:
    """What was drawn up and issued of it, and the item it became."""
    document = access.newest_document("quarter", key(unit, quarter))
    issued = document if document and document.state == State.ISSUED else None
    return {"document": document, "issued": issued, "item": access.made_from(issued)}


def publish(
    unit: Unit, quarter: Quarter, absolute: Callable[[str], str], *, by: Term, on: date
) -> Item:
    """Its words lead to the check page: a title that must leave at once leaves there at once."""
    document = access.newest_document("quarter", key(unit, quarter))
    if document is None or document.state != State.ISSUED:
        raise Refused("Danh sách chưa cấp số. Hãy lập văn bản, ban hành, rồi đưa lên công khai.")
    said = f"quý {ROMAN[quarter.number]} năm {quarter.year}"
    address = absolute(f"/van-ban/kiem-tra/{document.code}/")
    body = (
        f"Danh sách những nội dung {unit.spoken_name} đã công khai trong {said}, kèm hình thức và "
        f"ngày công khai, theo văn bản {document.spoken_number}.\n\n"
        f"Đọc danh sách, tải bản PDF: {address}"
    )
    title = f"Danh sách nội dung đã công khai {said}"
    return reporting.make_item(document, title=title, body=body, file=None, by=by, on=on)
