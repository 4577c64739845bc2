"""A day as people write it, on every form of the house: 07/12/2026."""

import re
import unicodedata
from datetime import date
from typing import Any

from django import forms

# 20/11/2026 · 20 - 11 - 26 · 20112026 · ngày 20 tháng 11 năm 2026. Never a letter for a number.
WRITTEN = re.compile(
    r"(?:ngày)?\s*(\d{1,2})\s*(?:[/.\-\s]|tháng)\s*(\d{1,2})\s*(?:[/.\-\s]|,?\s*năm)\s*(\d{4}|\d{2})"
    r"|(\d{2})(\d{2})(\d{4})"
)


class DayInput(forms.DateInput):
    """Typed, not picked: a browser in English would show 12/07/2026 for the seventh of December."""

    def __init__(self) -> None:
        super().__init__(attrs={"inputmode": "numeric"}, format="%d/%m/%Y")


class DayField(forms.DateField):
    """Day first. A year of two digits is of this century."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", DayInput())
        kwargs.setdefault("input_formats", ["%d/%m/%Y", "%Y-%m-%d"])
        kwargs.setdefault(
            "error_messages",
            {
                "invalid": "Ngày chưa đúng. Ghi như 07/12/2026.",
                "required": "Chưa có ngày. Ghi như trên văn bản, ví dụ 07/12/2026.",
            },
        )
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> date | None:
        return super().to_python(as_day(value) if isinstance(value, str) else value)


def as_day(text: str) -> str:
    """`text` as dd/mm/yyyy when it names a day, else as it came, without odd spaces.

    >>> as_day(" 20 / 11 / 26 "), as_day("ngày 7 tháng 12 năm 2026"), as_day("2O/11/2026")
    ('20/11/2026', '07/12/2026', '2O/11/2026')
    """
    plain = unicodedata.normalize("NFC", " ".join(text.split()))
    written = WRITTEN.fullmatch(plain.casefold())
    if not written:
        return plain
    day, month, year = (part for part in written.groups() if part)
    return f"{day:0>2}/{month:0>2}/{year if len(year) == 4 else '20' + year}"
