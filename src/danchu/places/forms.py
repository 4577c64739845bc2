"""Which day somebody asks about, and units to choose from."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.forms.models import ModelChoiceIterator

from danchu.kit.days import DayField
from danchu.places.naming import in_order


class InOrder(ModelChoiceIterator):  # type: ignore[type-arg]
    """Units as people count them, whatever order the database gives."""

    def __iter__(self) -> Iterator[Any]:
        if self.field.empty_label is not None:
            yield ("", self.field.empty_label)
        for unit in sorted(self.queryset, key=in_order):
            yield self.choice(unit)


class UnitField(forms.ModelChoiceField):  # type: ignore[type-arg]
    iterator = InOrder


class UnitsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    iterator = InOrder


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
