"""What is typed of a household. Whether it may be is judged by the acts."""

from datetime import date
from typing import Any, ClassVar

from django import forms

from danchu.kit.days import DayField
from danchu.people import actions
from danchu.people.actions.households import Entry, Ground
from danchu.people.actions.proxies import Wish
from danchu.people.models import Household, RollAct, Term
from danchu.people.roll import rows
from danchu.places.models import Unit

MISSING = {"required": "Hãy điền chỗ này."}


class NumberField(forms.CharField):
    """The number of a household; letters in it are told, not dropped."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric"}))
        super().__init__(max_length=9, **kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        try:
            return rows.counted(str(text))
        except rows.Wrong as wrong:
            raise forms.ValidationError(str(wrong)) from wrong


def name_field(label: str = "Họ và tên người đại diện", **more: Any) -> forms.CharField:
    more.setdefault("help_text", "Mỗi hộ một người, đủ năng lực hành vi dân sự.")
    attrs = {"autocomplete": "off", "autocapitalize": "words"}
    return forms.CharField(
        label=label,
        max_length=rows.NAME,
        widget=forms.TextInput(attrs=attrs),
        error_messages=MISSING,
        **more,
    )


def address_field() -> forms.CharField:
    return forms.CharField(
        label="Địa chỉ thường trú",
        help_text="Số nhà, ngõ nếu có. Không ghi số định danh, số điện thoại.",
        max_length=rows.ADDRESS,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages=MISSING,
    )


def day_field(label: str = "Từ ngày", help_text: str = "Ghi như 07/12/2026.") -> DayField:
    return DayField(label=label, help_text=help_text)


def ground_field() -> forms.CharField:
    return forms.CharField(
        label="Căn cứ",
        help_text="Vì sao ghi: đơn của hộ ngày nào, xác nhận của Công an xã, biên bản họp xóm.",
        max_length=300,
        error_messages=MISSING,
    )


class AddForm(forms.Form):
    """A household that comes into the roll."""

    kind = forms.ChoiceField(
        label="Hộ này",
        choices=[
            (RollAct.Kind.MOVED_IN, "Mới chuyển đến"),
            (RollAct.Kind.ADDED, "Ở đây từ trước, sổ còn thiếu"),
        ],
        widget=forms.RadioSelect,
        initial=RollAct.Kind.MOVED_IN,
    )
    name = name_field()
    address = address_field()
    number = NumberField(
        label="Số hộ trong sổ", help_text="Để trống thì đánh số tiếp.", required=False
    )
    day = day_field("Có trong sổ từ ngày")
    ground = ground_field()

    def do(self, unit: Unit, *, by: Term, on: date) -> Household:
        data = self.cleaned_data
        return actions.add_household(
            unit,
            Entry(data["name"], data["address"], data["number"]),
            Ground(data["day"], data["ground"]),
            by=by,
            on=on,
            kind=RollAct.Kind(data["kind"]),
        )


class ActForm(forms.Form):
    """One dated act about one household; `do` returns the household to show next."""

    title: ClassVar[str] = ""
    words: ClassVar[str] = ""  # what becomes of it, said before
    done: ClassVar[str] = "Đã ghi vào sổ hộ."
    ground = ground_field()

    def __init__(self, *args: Any, household: Household, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.household = household

    @property
    def at(self) -> Ground:
        data = self.cleaned_data
        return Ground(data["day"], data["ground"])

    def do(self, *, by: Term, on: date) -> Household:
        raise NotImplementedError


class AwayForm(ActForm):
    title = "Hộ chuyển đi"
    words = (
        "Từ ngày ấy hộ không còn trong sổ. Danh sách đã chốt trước đó vẫn giữ hộ này và vẫn tính "
        "trong tổng số hộ."
    )
    day = day_field("Không còn ở đây từ ngày")
    field_order = ("day", "ground")

    def do(self, *, by: Term, on: date) -> Household:
        return actions.move_away(self.household, self.at, by=by, on=on)


class SplitForm(ActForm):
    title = "Tách hộ"
    words = "Hộ này vẫn còn; phần tách ra thành một hộ mới, có người đại diện riêng."
    name = name_field("Họ và tên người đại diện hộ mới")
    address = address_field()
    day = day_field("Tách từ ngày")
    field_order = ("name", "address", "day", "ground")

    def do(self, *, by: Term, on: date) -> Household:
        data = self.cleaned_data
        entry = Entry(data["name"], data["address"])
        return actions.split_household(self.household, entry, self.at, by=by, on=on)


class MergeForm(ActForm):
    title = "Nhập vào hộ khác"
    words = "Hộ này thôi là một hộ riêng từ ngày ấy; hộ nhận giữ nguyên người đại diện."
    into = NumberField(
        label="Nhập vào hộ số", help_text="Số trong sổ của hộ nhận.", error_messages=MISSING
    )
    day = day_field("Nhập từ ngày")
    field_order = ("into", "day", "ground")

    def clean_into(self) -> Household:
        here = Household.objects.filter(unit=self.household.unit_id, until=None, struck_on=None)
        found = here.filter(number=self.cleaned_data["into"]).first()
        if found is None or found.pk == self.household.pk:
            raise forms.ValidationError("Không có hộ nào khác mang số ấy. Hãy xem lại trong sổ.")
        return found

    def do(self, *, by: Term, on: date) -> Household:
        into = self.cleaned_data["into"]
        return actions.merge_households(self.household, into, self.at, by=by, on=on)


class SpeakerForm(ActForm):
    title = "Đổi người đại diện"
    words = "Hộ vẫn là hộ ấy; từ ngày ấy người khác đại diện. Tên người trước được giữ kèm ngày."
    name = name_field("Họ và tên người đại diện mới")
    day = day_field("Đại diện từ ngày")
    field_order = ("name", "day", "ground")

    def do(self, *, by: Term, on: date) -> Household:
        name = self.cleaned_data["name"]
        return actions.change_representative(self.household, name, self.at, by=by, on=on)


class DiedForm(ActForm):
    title = "Người đại diện qua đời"
    words = "Hộ vẫn được tính. Chưa cử ai thì để trống tên; cử rồi thì dùng “Đổi người đại diện”."
    name = name_field(
        "Họ và tên người đại diện mới", required=False, help_text="Hộ chưa cử thì để trống."
    )
    day = day_field("Qua đời ngày")
    field_order = ("day", "name", "ground")

    def do(self, *, by: Term, on: date) -> Household:
        name = self.cleaned_data["name"]
        return actions.change_representative(self.household, name, self.at, by=by, on=on, died=True)


class CorrectForm(ActForm):
    title = "Sửa chỗ ghi sai"
    words = "Dùng khi sổ ghi sai chữ, sai số. Hộ và người đại diện thật ra không đổi."
    name = name_field()
    address = address_field()
    number = NumberField(label="Số hộ trong sổ", error_messages=MISSING)
    field_order = ("name", "address", "number", "ground")

    def __init__(self, *args: Any, household: Household, **kwargs: Any) -> None:
        said = {"name": household.name, "address": household.address, "number": household.number}
        super().__init__(*args, household=household, initial=said, **kwargs)

    def do(self, *, by: Term, on: date) -> Household:
        data = self.cleaned_data
        entry = Entry(data["name"], data["address"], data["number"])
        ground = Ground(on, data["ground"])
        return actions.correct_household(self.household, entry, ground, by=by, on=on)


class StrikeForm(ActForm):
    title = "Gạch hộ ghi nhầm"
    words = (
        "Dùng khi một hộ bị ghi hai lần, hoặc không hề có hộ này. Hộ thôi được tính; danh sách đã "
        "chốt vẫn giữ dòng cũ."
    )

    def do(self, *, by: Term, on: date) -> Household:
        ground = Ground(on, self.cleaned_data["ground"])
        return actions.strike_household(self.household, ground, by=by, on=on)


ACTS: dict[str, type[ActForm]] = {
    "doi-dai-dien": SpeakerForm,
    "chuyen-di": AwayForm,
    "qua-doi": DiedForm,
    "tach": SplitForm,
    "nhap-vao": MergeForm,
    "sua": CorrectForm,
    "gach": StrikeForm,
}


class ProxyForm(forms.Form):
    """A proxy on paper."""

    carrier = name_field(
        "Người được ủy quyền", help_text="Tốt nhất là một thành viên của chính hộ này."
    )
    for_what = forms.CharField(
        label="Để làm gì",
        help_text="Ví dụ: họp xóm ngày 12/12/2026.",
        max_length=200,
        error_messages=MISSING,
    )
    since = day_field()
    until = day_field("Đến hết ngày")
    paper = forms.FileField(
        label="Ảnh chụp hoặc bản quét giấy ủy quyền",
        help_text="Ảnh, PDF. Chỉ người giữ sổ mở được.",
        required=False,
    )
    kept_at = forms.CharField(
        label="Hoặc bản giấy đang giữ ở đâu",
        help_text="Ví dụ: cặp hồ sơ của Trưởng xóm.",
        max_length=200,
        required=False,
    )

    def do(self, household: Household, *, by: Term, on: date) -> None:
        data = self.cleaned_data
        wish = Wish(
            data["carrier"],
            data["for_what"],
            data["since"],
            data["until"],
            kept_at=data["kept_at"],
            paper=data["paper"],
        )
        actions.give_proxy(household, wish, by=by, on=on)


class FreezeForm(forms.Form):
    """What a list is frozen for."""

    for_what = forms.CharField(
        label="Chốt danh sách để làm gì",
        help_text="Ví dụ: họp xóm ngày 12/12/2026 bàn làm đường.",
        max_length=200,
        error_messages=MISSING,
    )
