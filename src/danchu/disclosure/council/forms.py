"""What the office enters: the day of a session, and words beside the numbers."""

from typing import Any

from django import forms

from danchu.disclosure.council.tables import LONGEST
from danchu.disclosure.forms import PlainField
from danchu.kit.days import DayField


class SessionForm(forms.Form):
    name = PlainField(
        label="Kỳ họp nào?",
        max_length=120,
        help_text="Ví dụ: Kỳ họp thường lệ cuối năm 2026.",
        error_messages={"required": "Chưa có tên kỳ họp. Ghi như: Kỳ họp thường lệ cuối năm 2026."},
    )
    held_on = DayField(label="Họp ngày nào?", help_text="Ngày khai mạc, như 10/12/2026.")
    since = DayField(label="Báo cáo từ ngày", help_text="Thường là sau báo cáo trước.")
    until = DayField(label="Đến hết ngày", help_text="Không sau ngày họp.")


class MoveForm(forms.Form):
    held_on = DayField(label="Ngày họp mới", help_text="Ngày cũ vẫn ghi ở đây.")


def _words(label: str, help_text: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"max_length": f"Dài quá {LONGEST} chữ cái. Hãy viết gọn lại."},
    )


class ListWordsForm(forms.Form):
    """Words around the quarterly list."""

    opening = _words("Lời mở đầu", "Để trống cũng được. Con số trong bảng lấy từ sổ, không sửa.")
    closing = _words("Lời cuối", "Ví dụ: xem ở đâu, hỏi ai.")


class ReportWordsForm(ListWordsForm):
    """Words of the report."""

    body = _words("Đánh giá, nguyên nhân", "Việc nào trễ, vì sao; đã khắc phục thế nào.")
    closing = _words("Việc sẽ làm, kiến nghị", "Mỗi việc một dòng.")
    field_order = ("opening", "body", "closing")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["opening"].help_text = "Để trống cũng được. Con số lấy từ sổ, không sửa ở đây."
