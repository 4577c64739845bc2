"""What the queue says: what became of each file sent, and of each scan entered."""

from collections.abc import Sequence
from typing import Any

from django import forms

from danchu.disclosure import recognising
from danchu.disclosure.actions.bringing import Entered
from danchu.disclosure.actions.receiving import Arrival


def arrivals(form: forms.Form, arrived: Sequence[Arrival]) -> dict[str, Any]:
    """For the island that sends one file at a time; what is wrong with none sent is told too."""
    if not arrived:
        wrong = [str(one) for errors in form.errors.values() for one in errors]
        return {"name": "", "kept": False, "why": " ".join(wrong) or "Chưa chọn tệp.", "at": ""}
    one = arrived[0]
    at = one.known.address if one.known else ""
    return {"name": one.name, "kept": one.file is not None, "why": one.why, "at": at}


def entered(done: Entered) -> str:
    """'Đã ghi 12/QĐ-UBND ngày 03/03/2026 và trình duyệt. Hạn công khai 10/03/2026.'"""
    did = "Đã thêm tệp vào" if done.joined else "Đã ghi"
    handed = " và trình duyệt" if done.submitted else ""
    left = f" Chưa trình: {done.left}." if done.left else ""
    return f"{did} {done.item}{handed}. Hạn công khai {done.item.due_on:%d/%m/%Y}.{left}"


def reads_text() -> dict[str, bool]:
    """Whether this machine reads the words of scans, so that search finds more than titles."""
    return {"reads_text": recognising.able()}
