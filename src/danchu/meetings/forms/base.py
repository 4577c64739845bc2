"""What the forms of this room share: numbers without letters, hours as people write them."""

import re
from collections.abc import Sequence
from datetime import date, time
from typing import Any, ClassVar

from django import forms

from danchu.kit.days import DayField
from danchu.meetings.models import Meeting, Sitting
from danchu.people.models import Term

LOOKS_LIKE = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1", "i": "1"})
HOUR = re.compile(r"(\d{1,2})\s*(?:[:h.]|giờ)\s*(\d{2})?\s*(?:phút)?")
MOST = 99_999


class CountField(forms.CharField):
    """A number of households or hands. Letters in it are told, never dropped."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "numeric", "autocomplete": "off"}
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        kwargs.setdefault("error_messages", {"required": "Chưa ghi số. Không có hộ nào thì ghi 0."})
        super().__init__(max_length=9, **kwargs)

    def clean(self, value: Any) -> Any:
        text = str(super().clean(value) or "").replace(" ", "")
        if not text:
            return None
        plain = text.replace(".", "") if re.fullmatch(r"\d{1,3}(\.\d{3})+", text) else text
        if plain.isascii() and plain.isdecimal() and int(plain) <= MOST:
            return int(plain)
        guess = plain.translate(LOOKS_LIKE)
        if any(sign.isalpha() for sign in plain):
            hint = f" Có phải {int(guess)} không?" if guess.isdecimal() and guess.isascii() else ""
            raise forms.ValidationError(f"“{text}” có chữ.{hint} Chỉ ghi số, như 134.")
        raise forms.ValidationError(f"“{text}” không đọc được. Ghi một số từ 0, như 134.")


class HourField(forms.CharField):
    """19:30, 19h30, 7 giờ 30."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", "Giờ họp")
        kwargs.setdefault("help_text", "Ghi như 19:30 hoặc 19h30.")
        kwargs.setdefault("error_messages", {"required": "Chưa có giờ. Ghi như 19:30."})
        super().__init__(max_length=20, **kwargs)

    def clean(self, value: Any) -> Any:
        text = " ".join(str(super().clean(value) or "").casefold().split())
        found = HOUR.fullmatch(text)
        if not found:
            raise forms.ValidationError(f"“{text}” không phải giờ. Ghi như 19:30 hoặc 19h30.")
        hour, minute = int(found[1]), int(found[2] or 0)
        if hour > 23 or minute > 59:
            raise forms.ValidationError("Giờ từ 0 đến 23, phút từ 0 đến 59. Ghi như 19:30.")
        return time(hour, minute)

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%H:%M}" if isinstance(value, time) else value


class PlaceField(forms.CharField):
    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", "Họp ở đâu")
        kwargs.setdefault("help_text", "Nơi thuận lợi để mọi hộ dự được, như: Nhà văn hóa xóm.")
        kwargs.setdefault("error_messages", {"required": "Chưa ghi họp ở đâu."})
        super().__init__(max_length=200, **kwargs)


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once, pages of one paper."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", FilesInput(attrs={"multiple": True}))
        kwargs.setdefault("error_messages", {"required": "Chưa chọn ảnh hay tệp nào."})
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        sent = data if isinstance(data, list | tuple) else [data] if data else []
        return [super(FilesField, self).clean(one, initial) for one in sent or [None]]


def day_field(label: str = "Ngày họp", help_text: str = "Ghi như 12/12/2026.") -> DayField:
    return DayField(label=label, help_text=help_text)


def words_field(label: str, help_text: str = "", **more: Any) -> forms.CharField:
    more.setdefault("max_length", 300)
    more.setdefault("error_messages", {"required": "Hãy điền chỗ này."})
    area = forms.Textarea(attrs={"rows": 3}) if more["max_length"] > 200 else forms.TextInput()
    return forms.CharField(label=label, help_text=help_text, widget=area, **more)


class StepForm(forms.Form):
    """One dated act on a page of its own, here and in the rooms that put matters before people."""

    title: ClassVar[str] = ""
    intro: ClassVar[str] = ""  # what becomes of it, said before
    button: ClassVar[str] = "Ghi"
    law: ClassVar[Sequence[str]] = ()  # căn cứ beside the form

    def prepare(self) -> None:
        """Fields that depend on what the step is about."""


class Step(StepForm):
    """One step of a meeting. `do` is the act; `back` names the page after."""

    done: ClassVar[str] = "Đã ghi."
    back: ClassVar[str] = "meetings:meeting"
    in_hall: ClassVar[bool] = False  # it belongs to one sitting
    danger: ClassVar[bool] = False

    def __init__(
        self, *args: Any, meeting: Meeting, sitting: Sitting, on: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.meeting, self.sitting, self.on = meeting, sitting, on
        self.prepare()

    def facts(self) -> list[str]:
        """What the law says about it today, in words, above the form."""
        return []

    def do(self, *, by: Term, on: date) -> Meeting | None:
        """The act; another meeting when that one is to be shown next."""
        raise NotImplementedError
