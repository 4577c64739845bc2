"""What is typed of a decision about units. Whether it may be is judged by the acts."""

from collections.abc import Iterable
from datetime import date
from typing import Any, cast

from django import forms
from django.db.models import QuerySet

from danchu.kit.audit import InOffice
from danchu.kit.days import DayField
from danchu.people.forms import MISSING
from danchu.places import actions, naming
from danchu.places.forms import UnitField, UnitsField
from danchu.places.judging import Decision, NewUnit
from danchu.places.models import Kind, Reorganisation, Unit

Act = Reorganisation.Act
CHOOSE = {"required": "Hãy chọn đơn vị."}


class ActForm(forms.Form):
    """The decision, its days and its reason; what each act adds stands above them."""

    act: Act
    document = forms.CharField(
        label="Số văn bản",
        help_text="Nghị quyết hoặc quyết định, ví dụ 12/NQ-HĐND.",
        max_length=80,
        error_messages=MISSING,
    )
    signed_on = DayField(label="Ngày ký", help_text="Ngày trước, tháng sau: 20/11/2026.")
    day = DayField(
        label="Có hiệu lực từ ngày",
        help_text="Ngày đầu của sắp xếp mới; có thể còn ở phía trước.",
    )
    reason = forms.CharField(
        label="Lý do", help_text="Một câu, để người sau hiểu.", max_length=300, required=False
    )

    def __init__(self, *args: Any, units: QuerySet[Unit], above: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units, self.above = units, above
        for field in self.fields.values():
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = units

    @property
    def paper(self) -> Decision:
        data = self.cleaned_data
        return Decision(data["document"], data["signed_on"], data["day"], data["reason"])

    @property
    def olds(self) -> list[Unit]:
        """Units that end; of a renaming, none does."""
        return [self.cleaned_data["old"]]

    @property
    def heir(self) -> Unit | None:
        """Who takes over, perhaps not yet written: only to be named in the preview."""
        return None

    def do(self, *, by: InOffice, on: date) -> Reorganisation:
        """The act itself."""
        raise NotImplementedError

    def _unborn(self, full_name: str) -> Unit | None:
        like = self.olds[0] if self.olds else None
        said = like and naming.taken_apart(full_name, Kind(like.kind))
        return naming.called(Unit(kind=like.kind), *said) if like and said else None


def unit_field(label: str, help_text: str = "", **more: Any) -> "forms.ModelChoiceField[Unit]":
    more.setdefault("error_messages", CHOOSE)
    return UnitField(
        Unit.objects.none(), label=label, help_text=help_text, empty_label="Chọn đơn vị", **more
    )


def name_field(label: str, **more: Any) -> forms.CharField:
    more.setdefault("error_messages", MISSING)
    return forms.CharField(
        label=label, help_text="Cả danh xưng, như Xóm Bản Chè.", max_length=140, **more
    )


class MergeForm(ActForm):
    act = Act.MERGE
    merging = UnitsField(
        Unit.objects.none(),
        label="Những đơn vị kết thúc",
        widget=forms.CheckboxSelectMultiple,
        error_messages=CHOOSE,
    )
    into = unit_field(
        "Nhập vào đơn vị vẫn còn",
        "Chọn khi một đơn vị giữ nguyên và nhận các đơn vị kia.",
        required=False,
    )
    new_name = name_field("Hoặc thành đơn vị mới tên là", required=False)
    code = forms.CharField(label="Mã của đơn vị mới", max_length=30, required=False)
    field_order = ["merging", "into", "new_name", "code"]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if "into" in data and bool(data["into"]) == bool(data.get("new_name")):
            self.add_error(
                "new_name", "Chọn một đơn vị vẫn còn, hoặc ghi tên đơn vị mới: một trong hai."
            )
        return data

    @property
    def olds(self) -> list[Unit]:
        return list(self.cleaned_data["merging"])

    @property
    def heir(self) -> Unit | None:
        into: Unit | None = self.cleaned_data["into"]
        return into or self._unborn(self.cleaned_data["new_name"])

    def do(self, *, by: InOffice, on: date) -> Reorganisation:
        data = self.cleaned_data
        into = data["into"] or NewUnit(data["new_name"], data["code"])
        return actions.merge(self.olds, into, self.paper, by=by, on=on)


class SplitForm(ActForm):
    act = Act.SPLIT
    old = unit_field("Đơn vị được tách")
    names = forms.CharField(
        label="Các đơn vị mới",
        help_text="Mỗi dòng một tên, cả danh xưng. Đơn vị ở dòng đầu nhận việc đang mở.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        error_messages=MISSING,
    )
    field_order = ["old", "names"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for unit in self._members():
            choices = [("", "Chọn xã, phường mới"), *enumerate(self._lines(self.data["names"]))]
            self.fields[f"unit_{unit.pk}"] = forms.TypedChoiceField(
                label=unit.full_name, choices=choices, coerce=int, empty_value=None, required=False
            )

    def _members(self) -> Iterable[Unit]:
        """Units of a commune that is split: each gets a field, once the new names are there."""
        old = str(self.data.get("old", ""))
        if not old.isdecimal() or not self.data.get("names"):
            return []
        commune = self.units.filter(pk=int(old), kind=Kind.COMMUNE)
        return Unit.objects.filter(commune__in=commune, valid_to=None).order_by("folded", "pk")

    @staticmethod
    def _lines(text: str) -> list[str]:
        return [" ".join(line.split()) for line in text.splitlines() if line.strip()]

    @property
    def news(self) -> list[NewUnit]:
        return [NewUnit(line) for line in self._lines(self.cleaned_data["names"])]

    @property
    def placing(self) -> dict[int, int]:
        """Id of each unit → place of its new commune among `news`."""
        asked = {key: at for key, at in self.cleaned_data.items() if key.startswith("unit_")}
        return {int(key.removeprefix("unit_")): at for key, at in asked.items() if at is not None}

    @property
    def heir(self) -> Unit | None:
        return self._unborn(" ".join(self.news[0].full_name.split())) if self.news else None

    def do(self, *, by: InOffice, on: date) -> Reorganisation:
        return actions.split(
            self.olds[0], self.news, self.paper, by=by, on=on, placing=self.placing
        )


class DissolveForm(ActForm):
    act = Act.DISSOLVE
    old = unit_field("Đơn vị giải thể")
    taker = unit_field("Ai nhận việc đang mở", "Một đơn vị bên cạnh, hoặc chính xã, phường.")
    field_order = ["old", "taker"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ModelChoiceField[Unit]", self.fields["taker"])
        field.queryset = self.units | Unit.objects.filter(pk=self.above.pk)

    @property
    def heir(self) -> Unit | None:
        taker: Unit = self.cleaned_data["taker"]
        return taker

    def do(self, *, by: InOffice, on: date) -> Reorganisation:
        return actions.dissolve(self.olds[0], self.cleaned_data["taker"], self.paper, by=by, on=on)


class RenameForm(ActForm):
    act = Act.RENAME
    old = unit_field("Đơn vị đổi tên")
    new_name = name_field("Tên mới")
    field_order = ["old", "new_name"]

    @property
    def olds(self) -> list[Unit]:
        return []

    def do(self, *, by: InOffice, on: date) -> Reorganisation:
        data = self.cleaned_data
        return actions.rename(data["old"], NewUnit(data["new_name"]), self.paper, by=by, on=on)


FORMS = {
    "sap-nhap": MergeForm,
    "tach": SplitForm,
    "giai-the": DissolveForm,
    "doi-ten": RenameForm,
}


class UndoForm(forms.Form):
    why = forms.CharField(
        label="Vì sao hủy",
        help_text="Ví dụ: ghi nhầm ngày, nhầm đơn vị. Lý do ở lại trong sổ.",
        max_length=300,
        error_messages=MISSING,
    )
