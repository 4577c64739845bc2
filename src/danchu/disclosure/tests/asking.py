"""Requests for the tests: one made, and the office's hand on it."""

from datetime import date

from danchu.disclosure.actions import answering, asking, supplying
from danchu.disclosure.actions.asking import Asked, Ticket
from danchu.disclosure.asking.models import InformationRequest

ASKED_ON = date(2026, 3, 9)  # a Monday
WORDS = "Mức thu tiền vệ sinh của xóm Đồng Tâm là bao nhiêu?"
WHO = Asked(
    about=WORDS,
    purpose="để biết việc của xóm",
    wanted="here",
    name="Lý Thị Mẩy",
    address="xóm Đồng Tâm",
    contact="0912 345 678",
)
FORM = {
    "about": WORDS,
    "purpose": "để biết việc của xóm",
    "wanted": "here",
    "name": "Lý Thị Mẩy",
    "address": "xóm Đồng Tâm",
    "contact": "0912 345 678",
}
REPLY = "Mỗi hộ 20.000 đồng một tháng, theo Nghị quyết của xóm."


def ask(unit, *, on=ASKED_ON, who=WHO, **told) -> Ticket:
    return asking.ask(unit, who, on=on, **told)


def asked(unit, **told) -> InformationRequest:
    return ask(unit, **told).request


def fresh(request: InformationRequest) -> InformationRequest:
    return InformationRequest.objects.get(pk=request.pk)


def supply(request, by, *, on=ASKED_ON, text=REPLY, upload=None, **ticks) -> InformationRequest:
    """Written, looked through, handed over."""
    supplying.write_answer(request, text=text, upload=upload, by=by, on=on)
    supplying.supply(request, read=fresh(request).digest(), by=by, on=on, **ticks)
    return fresh(request)


def refuse(request, by, *, ground="đ", on=ASKED_ON) -> InformationRequest:
    answering.refuse_request(request, ground=ground, words="Phải đọc 3.000 hồ sơ.", by=by, on=on)
    return fresh(request)
