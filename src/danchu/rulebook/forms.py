"""What jurists and officials fill in here. What may be added to the law is asked of the actions."""

from collections.abc import Mapping
from typing import Any

from django import forms

from civics.rulebook import Rule
from civics.vocabulary import PAYLOAD_FIELDS
from danchu.kit.days import DayField
from danchu.kit.law import book


class ConfirmForm(forms.Form):
    """The jurist answers for one value. `digest` says which reading of it was on the page."""

    document = forms.CharField(
        label="Đã đối chiếu với văn bản nào?",
        max_length=200,
        help_text="Số, ngày và nơi lấy bản chính, ví dụ: Văn bản hợp nhất 12/VBHN-VPQH, bản ký số.",
        error_messages={"required": "Chưa ghi văn bản đã đối chiếu. Ghi số, ngày và nơi lấy."},
    )
    note = forms.CharField(
        label="Ghi chú",
        max_length=300,
        required=False,
        help_text="Điều người đọc sau cần biết. Ai cũng đọc được.",
    )
    digest = forms.CharField(max_length=64, widget=forms.HiddenInput)


class ObjectForm(forms.Form):
    """Why a value may be wrong."""

    reason = forms.CharField(
        label="Sai ở đâu, vì sao?",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Nêu điều, khoản. Mọi trang dùng con số này sẽ ghi đúng câu bạn viết.",
        error_messages={"required": "Chưa ghi lý do. Nêu sai ở đâu, theo điều khoản nào."},
    )


class SettleForm(forms.Form):
    """How an objection ended."""

    settlement = forms.CharField(
        label="Giải quyết thế nào?",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Đã sửa gì, hoặc vì sao giữ nguyên. Câu này đứng cạnh ý kiến phản đối.",
        error_messages={"required": "Chưa ghi cách giải quyết."},
    )


class AsOfForm(forms.Form):
    """The day a rule is read for."""

    ngay = DayField(label="Đọc như ngày", required=False, help_text="Như 15/3/2024.")


class CompareForm(forms.Form):
    """Two days of the law."""

    ngay = DayField(label="Ngày")
    voi = DayField(label="So với ngày")


MORE = "more_"


class DecisionForm(forms.Form):
    """The decision that sets or ends an addition."""

    since = DayField(label="Từ ngày nào?", help_text="Hôm nay trở đi. Như 01/01/2027.")
    document = forms.CharField(
        label="Văn bản quyết định",
        max_length=160,
        help_text="Số, ký hiệu và ngày, ví dụ 12/QĐ-UBND ngày 02/12/2026.",
        error_messages={"required": "Chưa có số văn bản. Ghi như 12/QĐ-UBND ngày 02/12/2026."},
    )
    signer = forms.CharField(
        label="Người ký",
        max_length=120,
        error_messages={"required": "Chưa có người ký. Ghi họ tên, chức vụ như trên văn bản."},
    )


class AdditionForm(DecisionForm):
    """What a unit adds to one rule: a field for each number or list that may be extended."""

    def __init__(
        self, data: Any = None, *, rule: Rule, payload: Mapping[str, Any], free: bool
    ) -> None:
        super().__init__(data)
        self.payload = payload
        for name, old in payload.items():
            field = _field(rule, name, old, free=free)
            if field is not None:
                self.fields[f"{MORE}{name}"] = field
        self.order_fields([*(n for n in self.fields if n.startswith(MORE)), "since"])

    @property
    def change(self) -> dict[str, Any]:
        """The fields that differ from what holds today; lists come whole, the new at the end."""
        found: dict[str, Any] = {}
        for name, old in self.payload.items():
            new = self.cleaned_data.get(f"{MORE}{name}")
            if isinstance(old, bool):
                if new and not old:
                    found[name] = True
            elif isinstance(old, int):
                if new is not None and new != old:
                    found[name] = new
            elif new:
                more = new if isinstance(new, list) else new.splitlines()
                found[name] = [*old, *(one.strip() for one in more if one.strip())]
        return found

    @property
    def decision(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("since", "document", "signer")}


def _field(rule: Rule, name: str, old: Any, *, free: bool) -> forms.Field | None:
    """A field for what a lower level may change; None for what stays as the law has it."""
    label = book().words["fields"].get(name, name)
    extendable = rule.extends != "none"
    if isinstance(old, bool):
        if old or not extendable or name in {"urgent", "personal_list"}:
            return None
        return forms.BooleanField(label=label, required=False)
    if isinstance(old, int):
        moves = free or rule.extends in {"longer", "shorter"}
        if not moves or name == "number":
            return None
        return forms.IntegerField(label=label, min_value=1, initial=old, required=False)
    if isinstance(old, tuple) and extendable:
        return _list(name, label, old)
    return None


def _list(name: str, label: str, old: tuple[Any, ...]) -> forms.Field | None:
    kind = PAYLOAD_FIELDS.get(name, "")
    if kind == "texts":
        return forms.CharField(
            label=f"{label}: thêm",
            required=False,
            max_length=1000,
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text="Mỗi dòng một mục. Các mục của luật giữ nguyên.",
        )
    left = [(code, text) for code, text in book().words.get(kind, {}).items() if code not in old]
    if not left:
        return None
    return forms.MultipleChoiceField(
        label=f"{label}: thêm",
        choices=left,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
