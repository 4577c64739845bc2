"""What people type about their own data. What is right is decided by the actions."""

import re
from datetime import datetime, time
from typing import Any, cast

from django import forms
from django.db.models import QuerySet

from danchu.kit.clock import VIETNAM
from danchu.kit.days import DayField
from danchu.people.models import Term, User
from danchu.personal_data.actions.asking import Wish
from danchu.personal_data.models import Identity, Kind, Nature, What
from danchu.personal_data.rules import GROUNDS
from danchu.places.forms import UnitField
from danchu.places.models import Unit

MISSING = {"required": "Hãy điền chỗ này."}
PHONE = re.compile(r"\+?[\d .()-]{8,20}")
HINTS = {
    Kind.SEE: "Nhận bản đầy đủ có người của văn phòng ký.",
    Kind.CORRECT: "Họ tên, chức danh hoặc điều khác ghi sai.",
    Kind.ERASE: "Khi không còn giữ vai. Xóa rồi thì không lấy lại được.",
    Kind.LIMIT: "Tạm thôi dùng một dữ liệu, trong lúc chờ làm rõ.",
    Kind.OBJECT: "Không muốn dữ liệu được dùng vào một việc.",
    Kind.WITHDRAW: "Cho việc trước đây bạn đã đồng ý.",
}


def words(label: str, help_text: str = "", *, rows: int = 4, required: bool = True) -> Any:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=2000,
        required=required,
        widget=forms.Textarea(attrs={"rows": rows, "autocomplete": "off"}),
        error_messages=MISSING,
    )


class Choice(str):
    """A choice with a line under it."""

    __slots__ = ("note",)
    note: str


def _noted(kind: Kind) -> Choice:
    choice = Choice(kind.label)
    choice.note = HINTS[kind]
    return choice


KIND_CHOICES = [(kind.value, _noted(kind)) for kind in Kind]
ONLY_FIX = "Chỉ khi yêu cầu sửa. "


class ContactForm(forms.Form):
    """One's own telephone number and mail address."""

    phone = forms.CharField(
        label="Điện thoại",
        help_text="Người giữ vai ở xã, phường: số này hiện trên trang của xã.",
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    email = forms.EmailField(
        label="Thư điện tử",
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": "Thư điện tử chưa đúng. Ghi như ten@vi-du.vn."},
    )

    def clean_phone(self) -> str:
        phone = " ".join(self.cleaned_data["phone"].split())
        if phone and not PHONE.fullmatch(phone):
            raise forms.ValidationError("Số điện thoại chưa đúng. Ghi như 0912 345 678.")
        return phone


class WishForm(forms.Form):
    """What is asked. `terms` None: nobody's account, so no term to correct."""

    kind = forms.ChoiceField(
        label="Bạn yêu cầu gì?", widget=forms.RadioSelect, error_messages=MISSING
    )
    what = forms.ChoiceField(
        label="Sửa điều gì",
        help_text=ONLY_FIX,
        choices=[("", "Chọn điều cần sửa"), *What.choices],
        required=False,
    )
    term = forms.ModelChoiceField(
        Term.objects.none(),
        label="Ở nhiệm kỳ nào",
        help_text="Chỉ khi sửa chức danh hoặc số văn bản.",
        empty_label="Chọn nhiệm kỳ",
        required=False,
    )
    wish = forms.CharField(
        label="Xin ghi là",
        help_text=f"{ONLY_FIX}Ghi đúng như trên giấy tờ.",
        max_length=120,
        required=False,
    )
    text = words("Bạn muốn nói thêm gì", "Không cần ghi số căn cước.", required=False)

    def __init__(self, *args: Any, terms: QuerySet[Term] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["kind"]).choices = KIND_CHOICES
        if terms is None or not terms.exists():
            del self.fields["term"]
        else:
            cast("forms.ModelChoiceField[Term]", self.fields["term"]).queryset = terms

    @property
    def wished(self) -> Wish:
        data = self.cleaned_data
        return Wish(
            Kind(data["kind"]),
            data["text"],
            data.get("what", ""),
            data.get("term"),
            data.get("wish", ""),
        )


class AskForm(WishForm):
    """One's own request. Who never held office chooses the commune that answers."""

    unit = UnitField(
        Unit.objects.none(),
        label="Xã, phường nào trả lời bạn?",
        empty_label="Chọn xã, phường nơi bạn ở",
        error_messages={"required": "Hãy chọn xã, phường nơi bạn ở."},
    )
    field_order = ["unit"]

    def __init__(
        self, *args: Any, units: QuerySet[Unit] | None, correcting: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if correcting:
            self.fields["kind"] = forms.CharField(
                widget=forms.HiddenInput, disabled=True, initial=Kind.CORRECT.value
            )
            for name in ("what", "wish"):
                self.fields[name].required = True
                self.fields[name].error_messages |= MISSING
                self.fields[name].help_text = self.fields[name].help_text.removeprefix(ONLY_FIX)
        else:
            for name in {"what", "wish", "term"} & self.fields.keys():
                del self.fields[name]
            kinds = cast(forms.ChoiceField, self.fields["kind"])
            kinds.choices = [one for one in KIND_CHOICES if one[0] != Kind.CORRECT.value]
        if units is None:
            del self.fields["unit"]
        else:
            cast("forms.ModelChoiceField[Unit]", self.fields["unit"]).queryset = units


class PaperForm(WishForm):
    """A request made at the office's table."""

    name = forms.CharField(label="Họ và tên người yêu cầu", max_length=120, error_messages=MISSING)
    identity = forms.ChoiceField(
        label="Đã đối chiếu thế nào",
        help_text="Chỉ ghi đã đối chiếu. Không chụp, không ghi số căn cước.",
        choices=Identity.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Hãy đối chiếu đúng người rồi chọn cách đã làm."},
    )
    account = forms.ModelChoiceField(
        User.objects.none(),
        label="Tài khoản của người này",
        help_text="Người đang hoặc từng giữ vai thì chọn đúng tài khoản; người khác thì để trống.",
        empty_label="Không có tài khoản",
        required=False,
    )
    contact = forms.CharField(
        label="Báo lại bằng cách nào",
        help_text="Điện thoại, hoặc hẹn đến nhận. Xóa sau khi trả lời xong việc xóa.",
        max_length=120,
        required=False,
    )
    field_order = ["name", "identity", "account", "contact"]

    def __init__(self, *args: Any, accounts: QuerySet[User], **kwargs: Any) -> None:
        terms = Term.objects.filter(person__in=accounts).select_related("unit", "person")
        super().__init__(*args, terms=terms, **kwargs)
        if not accounts.exists():
            del self.fields["account"]
            return
        cast("forms.ModelChoiceField[User]", self.fields["account"]).queryset = accounts
        self.fields["account"].label_from_instance = _account_words  # type: ignore[attr-defined]


def _account_words(person: User) -> str:
    last = person.terms.select_related("unit").order_by("-since").first()
    return f"{person.full_name}, {last.spoken_role} {last.unit.spoken_name}" if last else ""


class AnswerForm(forms.Form):
    answer = words("Đã làm gì", "Người yêu cầu đọc câu này.")


class RefuseForm(forms.Form):
    ground = forms.ChoiceField(
        label="Vì sao không làm",
        choices=[(key, said) for key, (said, _) in GROUNDS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn căn cứ từ chối."},
    )
    answer = words("Nói rõ bằng lời", "Người yêu cầu đọc câu này: giữ phần nào, đến bao giờ.")


class ExtendForm(forms.Form):
    why = forms.CharField(
        label="Vì sao cần thêm thời gian",
        help_text="Một lần duy nhất. Người yêu cầu đọc câu này.",
        max_length=300,
        error_messages=MISSING,
    )


class EraseForm(forms.Form):
    sure = forms.BooleanField(
        label="Đã đối chiếu đúng người, hiểu rằng xóa rồi không khôi phục được",
        error_messages={"required": "Chưa xác nhận. Hãy đọc phần mất và phần giữ rồi đánh dấu."},
    )


class CodeForm(forms.Form):
    code = forms.CharField(
        label="Mã theo dõi trên giấy hẹn",
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
        error_messages={"required": "Hãy nhập mã in trên giấy hẹn."},
    )


def clock_field(label: str) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        input_formats=["%H:%M", "%Hh%M", "%H.%M", "%H"],
        widget=forms.TimeInput(attrs={"inputmode": "numeric"}, format="%H:%M"),
        error_messages={
            "required": "Hãy ghi giờ, ví dụ 09:30.",
            "invalid": "Giờ chưa đúng. Ghi như 09:30.",
        },
    )


def moment(day: Any, hour: time) -> datetime:
    return datetime.combine(day, hour, tzinfo=VIETNAM)


class IncidentForm(forms.Form):
    """What Nghị định 356/2025 Điều 28 asks to be told."""

    nature = forms.ChoiceField(
        label="Việc gì đã xảy ra",
        choices=Nature.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn việc đã xảy ra."},
    )
    day = DayField(label="Phát hiện ngày")
    hour = clock_field("Phát hiện lúc")
    happened = words("Lúc nào, ở đâu, ai liên quan", "Không chép lại dữ liệu bị lộ vào đây.")
    data_kind = forms.CharField(
        label="Loại dữ liệu",
        help_text="Ví dụ: họ tên và điện thoại trong danh sách hộ nghèo.",
        max_length=300,
        error_messages=MISSING,
    )
    persons = forms.IntegerField(
        label="Của khoảng bao nhiêu người", min_value=0, max_value=10_000_000, required=False
    )
    harm = words("Hậu quả có thể xảy ra", rows=3)
    measures = words("Đã làm gì để khắc phục", rows=3)

    @property
    def noted(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        return {"found_at": moment(data.pop("day"), data.pop("hour")), **data}


class ToldForm(forms.Form):
    day = DayField(label="Đã báo ngày")
    hour = clock_field("Đã báo lúc")
    told_how = forms.CharField(
        label="Báo bằng cách nào",
        help_text="Cổng quốc gia về bảo vệ dữ liệu, hoặc số văn bản đã gửi.",
        max_length=200,
        error_messages=MISSING,
    )

    @property
    def told(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {"told_at": moment(data["day"], data["hour"]), "told_how": data["told_how"]}
