"""A day as people type it here: 07/12/2026."""

from typing import Any

from django import forms


class DayInput(forms.DateInput):
    """Typed, not picked: a browser in English would show 12/07/2026 for the seventh of December."""

    def __init__(self) -> None:
        super().__init__(attrs={"inputmode": "numeric"}, format="%d/%m/%Y")


class DayField(forms.DateField):
    """A day typed as people write it: 07/12/2026."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", DayInput())
        kwargs.setdefault("input_formats", ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"])
        kwargs.setdefault(
            "error_messages",
            {
                "invalid": "Ngày chưa đúng. Ghi như 07/12/2026.",
                "required": "Chưa có ngày. Ghi như trên văn bản, ví dụ 07/12/2026.",
            },
        )
        super().__init__(**kwargs)
