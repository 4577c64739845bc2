"""Which day somebody asks about."""

from datetime import date
from typing import Any

from django import forms

from danchu.kit.days import DayField


class DayForm(forms.Form):
    """`?ngay=2025-06-01`; the day the house is asked about, else the day given as `today`."""

    ngay = DayField(
        label="Vào ngày",
        help_text="Ngày trước, tháng sau, như 01/06/2025.",
        error_messages={
            "invalid": "Không đọc được ngày này. Viết ngày/tháng/năm, ví dụ 01/06/2025.",
            "required": "Hãy cho biết ngày, ví dụ 01/06/2025.",
        },
    )

    def __init__(self, data: Any, *, today: date) -> None:
        super().__init__(data if "ngay" in data else None, initial={"ngay": today})
        self.today = today

    @property
    def day(self) -> date:
        """The day asked about; today when none was, or when it cannot be read."""
        if self.is_bound and self.is_valid():
            asked: date = self.cleaned_data["ngay"]
            return asked
        return self.today
