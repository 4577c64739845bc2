"""What people fill in: what was pinned, what is gone, which places there are."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import Any, cast
from uuid import uuid4

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict

from danchu.kit.days import DayField
from danchu.kit.photos import PhotosField
from danchu.kit.readable import number
from danchu.places.models import Unit
from danchu.postings.actions.proving import Deed, Moment, Tick
from danchu.postings.aloud import WEEKDAYS
from danchu.postings.models import PlaceKind

NO_PHOTO = (
    "Chưa có ảnh. Hãy chụp một ảnh cả bảng; máy không chụp được thì ghi một câu vì sao "
    "ở ô bên dưới."
)


EARLIER = (
    "Dán hôm nay thì để trống. Ngày trước thì phải có ảnh tờ giấy trên bảng; sổ và trang công khai "
    "sẽ ghi rõ là nhập sau."
)


class ProveForm(forms.Form):
    """One tap: the ticked lines, one photo, and when it was by the phone's clock.

    Lines are judged by the action one by one, so a list that is a day old still does its part.
    """

    client_id = forms.UUIDField(
        widget=forms.HiddenInput,
        initial=uuid4,
        error_messages={"required": "Trang này cũ quá. Hãy mở lại rồi đánh dấu lại."},
    )
    done_at = forms.IntegerField(required=False, widget=forms.HiddenInput)  # ms since 1970
    sent_at = forms.IntegerField(required=False, widget=forms.HiddenInput)
    photos = PhotosField(
        label="Ảnh cả bảng",
        most=1,
        help_text="Một ảnh chứng cho mọi tờ đã chọn.",
        error_messages={"required": NO_PHOTO},
    )
    note = forms.CharField(
        label="Không chụp được? Ghi một câu vì sao",
        max_length=200,
        required=False,
        help_text="Ví dụ: máy hỏng camera, trời tối mất điện.",
    )

    def __init__(
        self,
        *args: Any,
        deed: Deed,
        photo: bool,
        ways: tuple[str, ...] = (),
        hours: Sequence[time] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._deed, self.wants_photo = deed, photo
        if not photo:
            del self.fields["photos"]
            self.fields["note"].label = "Ghi thêm"
            self.fields["note"].help_text = ""
        if ways:
            choices = [(one[:200], one[:1].upper() + one[1:]) for one in ways]
            self.fields["note"] = forms.ChoiceField(
                label="Báo bằng cách nào?",
                choices=choices,
                widget=forms.RadioSelect,
                error_messages={"required": "Chưa chọn cách đã báo cho bà con."},
            )
        if deed == Deed.UP:
            self.fields["happened"] = DayField(
                label="Đã dán từ hôm trước? Ghi ngày đã dán", help_text=EARLIER, required=False
            )
        if deed == Deed.AIRED:
            self._ask_about_reading(hours)

    def _ask_about_reading(self, hours: Sequence[time]) -> None:
        """At which hour, and whether it could be read at all."""
        usual = [(f"{one:%H:%M}", f"{one:%H:%M}") for one in hours]
        self.fields["hour"] = forms.ChoiceField(
            label="Buổi nào?",
            choices=[*usual, ("", "Giờ khác, hoặc không nhớ giờ")],
            required=False,
        )
        self.fields["other_hour"] = forms.TimeField(
            label="Giờ khác, nếu nhớ",
            required=False,
            input_formats=["%H:%M", "%H.%M", "%Hh%M", "%Hh", "%H"],
            help_text="Như 19:30.",
            error_messages={"invalid": "Giờ chưa đúng. Ghi như 19:30."},
        )
        self.fields["missed"] = forms.CharField(
            label="Không đọc được? Ghi vì sao",
            max_length=200,
            required=False,
            help_text="Ví dụ: mất điện, loa hỏng. Đã đọc thì để trống.",
        )
        del self.fields["note"]

    @property
    def deed(self) -> Deed:
        """What could not be read is another deed than what was read."""
        missed = self._deed == Deed.AIRED and str(self.data.get("missed", "")).strip()
        return Deed.MISSED if missed else self._deed

    @property
    def word(self) -> str:
        said = self.cleaned_data
        return said.get("missed") or said.get("note") or ""

    @property
    def ticks(self) -> list[Tick]:
        sent = self.data.getlist("giay") if hasattr(self.data, "getlist") else []
        pks = [pk for one in sent[:500] if (pk := number(one)) is not None]
        return [
            Tick(pk, self.deed, self._at, number(self.data.get(f"bai-{pk}", "")))
            for pk in dict.fromkeys(pks)
        ]

    @property
    def _at(self) -> time | None:
        said = getattr(self, "cleaned_data", {})
        if other := said.get("other_hour"):
            return cast("time", other)
        return time.fromisoformat(said["hour"]) if said.get("hour") else None

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.ticks:
            self.add_error(None, "Chưa đánh dấu tờ nào. Hãy chạm vào từng tờ đã làm.")
        sent = bool(self.files) and any(self.files.getlist("photos"))
        if said.get("note") and not sent and not said.get("happened"):
            self.errors.pop("photos", None)  # a camera that is broken is no reason to say nothing
        return said

    @property
    def moment(self) -> Moment:
        said = self.cleaned_data
        return Moment(_moment(said.get("done_at")), _moment(said.get("sent_at")))

    @property
    def photo(self) -> Any:
        return next(iter(self.cleaned_data.get("photos") or []), None)


def _moment(ms: int | None) -> datetime | None:
    """What a phone says; nothing when no calendar has such a day."""
    if ms is None:
        return None
    try:
        return datetime.fromtimestamp(ms / 1000, tz=UTC)
    except (OverflowError, OSError, ValueError):
        return None


class GoneForm(forms.Form):
    """The paper is not on its board."""

    since = DayField(label="Từ ngày nào không thấy?", help_text="Như 07/12/2026.")
    note = forms.CharField(
        label="Kể thêm",
        max_length=200,
        required=False,
        help_text="Ví dụ: mưa làm rách. Không ghi tên ai.",
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["since"] = on


class StillForm(forms.Form):
    note = forms.CharField(
        label="Ai đã ra xem, lúc nào?",
        max_length=120,
        error_messages={"required": "Hãy ghi ai đã xem, lúc nào: người báo sẽ đọc câu này."},
    )


class PlaceForm(forms.Form):
    """A place that the house cannot know by itself."""

    unit = forms.ModelChoiceField(
        Unit.objects.none(),
        label="Của xóm nào, hay của xã?",
        error_messages={"required": "Chưa chọn nơi này của xóm nào."},
    )
    kind = forms.ChoiceField(
        label="Là loại nơi nào?",
        choices=PlaceKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Chưa chọn loại nơi."},
    )
    name = forms.CharField(
        label="Tên để người dán nhận ra",
        max_length=120,
        help_text="Ví dụ: Bảng tin đầu xóm, cạnh cây đa.",
        error_messages={"required": "Chưa ghi tên nơi niêm yết."},
    )

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]


class ScheduleForm(forms.Form):
    """When the commune's loudspeakers speak."""

    weekdays = forms.TypedMultipleChoiceField(
        label="Phát những ngày nào?",
        choices=[(n, name[:1].upper() + name[1:]) for n, name in enumerate(WEEKDAYS)],
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Chưa chọn ngày nào. Loa phát hằng ngày thì chọn cả bảy."},
    )
    times = forms.CharField(
        label="Phát lúc mấy giờ?",
        max_length=80,
        help_text="Ghi như 05:30, 17:00. Nhiều giờ thì cách nhau bằng dấu phẩy.",
        error_messages={"required": "Chưa có giờ phát. Ghi như 05:30, 17:00."},
    )

    def clean_times(self) -> list[time]:
        parts = [one for one in re.split(r"[,;\s]+", self.cleaned_data["times"]) if one]
        try:
            return [_hour_of(one) for one in parts[:12]]
        except ValueError as wrong:
            raise forms.ValidationError("Có giờ chưa đúng. Ghi như 05:30, 17:00.") from wrong


def _hour_of(text: str) -> time:
    """ "5:30", "05h30", "17h" as people write an hour of the day. ValueError otherwise."""
    hit = re.fullmatch(r"([0-9]{1,2})(?:[:.hg]([0-9]{2})?)?", text.casefold(), re.ASCII)
    if hit is None:
        raise ValueError(text)
    return time(int(hit[1]), int(hit[2] or 0))


class DayOfWord(forms.Form):
    """For "nhập thay": the day the other person did it, as they said."""

    day = DayField(label="Làm ngày nào?", help_text="Ngày dán, gỡ, báo hay đọc loa, theo lời kể.")


def ticked(data: QueryDict) -> list[Tick]:
    """Lines of "nhập thay": each names its deed, `up-12`."""
    found = []
    for one in data.getlist("giay")[:500]:
        deed, _, key = one.partition("-")
        if deed in set(Deed) and (pk := number(key)) is not None:
            found.append(Tick(pk, Deed(deed)))
    return found
