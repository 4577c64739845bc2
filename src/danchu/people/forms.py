"""What people type to come in. Fields are plain; what is right is decided by the actions."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.db.models import Model, QuerySet

from danchu.people import pins
from danchu.people.models import Device, Role, Term, User
from danchu.places.forms import UnitField
from danchu.places.models import Unit

PASSWORD_LENGTH = 12  # also in settings.AUTH_PASSWORD_VALIDATORS, for the command line
MISSING = {"required": "Hãy điền chỗ này."}


def shared_field(help_text: str) -> forms.BooleanField:
    return forms.BooleanField(
        label="Máy này nhiều người dùng chung", help_text=help_text, required=False
    )


def password_field(label: str, autocomplete: str, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": autocomplete}),
        error_messages={"required": "Hãy nhập mật khẩu."},
    )


def day_field(label: str, help_text: str = "", required: bool = True) -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=required,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages=MISSING | {"invalid": "Hãy ghi ngày dạng 05/12/2026."},
    )


def pin_field(label: str, help_text: str = "", autocomplete: str = "off") -> forms.CharField:
    attrs = {"inputmode": "numeric", "maxlength": str(pins.DIGITS), "autocomplete": autocomplete}
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=pins.DIGITS,
        widget=forms.PasswordInput(attrs=attrs),
        error_messages={"required": "Hãy nhập sáu chữ số."},
    )


def code_field(label: str, help_text: str) -> forms.CharField:
    attrs = {"inputmode": "numeric", "autocomplete": "one-time-code", "maxlength": "12"}
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=12,
        widget=forms.TextInput(attrs=attrs),
        error_messages={"required": "Hãy nhập mã đang hiện trong ứng dụng."},
    )


class SignInForm(forms.Form):
    username = forms.CharField(
        label="Tên đăng nhập",
        max_length=60,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
        error_messages={"required": "Hãy nhập tên đăng nhập do văn phòng cấp."},
    )
    password = password_field("Mật khẩu", "current-password")
    shared = shared_field("Tự thoát sau 15 phút không dùng và khi đóng trình duyệt.")


class CodeForm(forms.Form):
    code = code_field(
        "Mã xác thực",
        "Sáu chữ số đang hiện trong ứng dụng xác thực. Mất điện thoại thì nhập một mã dự phòng.",
    )


class EnrolForm(forms.Form):
    """With `replacing`, the code of the app so far is asked too."""

    current = code_field("Mã của ứng dụng đang dùng", "Hoặc một mã dự phòng.")
    code = code_field("Mã trong ứng dụng vừa quét", "Sáu chữ số, đổi mỗi 30 giây.")

    def __init__(self, *args: Any, replacing: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not replacing:
            del self.fields["current"]


class PasswordForm(forms.Form):
    old = password_field("Mật khẩu đang dùng", "current-password")
    new = password_field(
        "Mật khẩu mới",
        "new-password",
        "Ít nhất 12 ký tự. Một câu dễ nhớ, có dấu cách, tốt hơn một từ khó.",
    )
    again = password_field("Nhập lại mật khẩu mới", "new-password")

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_new(self) -> str:
        new: str = self.cleaned_data["new"]
        if len(new) < PASSWORD_LENGTH:
            raise forms.ValidationError(f"Mật khẩu quá ngắn: cần ít nhất {PASSWORD_LENGTH} ký tự.")
        validate_password(new, self.person)
        return new

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("new") and data.get("again") and data["new"] != data["again"]:
            self.add_error("again", "Hai lần nhập chưa giống nhau. Hãy nhập lại.")
        return data


class PinsForm(forms.Form):
    """A new PIN, typed twice."""

    pin = pin_field("Mã PIN mới", "Sáu chữ số của riêng bạn, không phải ngày sinh.", "new-password")
    again = pin_field("Nhập lại mã PIN mới", "", "new-password")

    def clean_pin(self) -> str:
        pin: str = self.cleaned_data["pin"]
        if reason := pins.weakness(pin):
            raise forms.ValidationError(reason)
        return pin

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("pin") and data.get("again") and data["pin"] != data["again"]:
            self.add_error("again", "Hai lần nhập chưa giống nhau. Hãy nhập lại.")
        return data


class CardForm(PinsForm):
    """Binding a phone. On a shared phone no PIN is kept, so none is asked."""

    pin = pin_field(
        "Chọn mã PIN",
        "Sáu chữ số của riêng bạn, không phải ngày sinh. Lần sau vào chỉ cần mã này.",
        "new-password",
    )
    again = pin_field("Nhập lại mã PIN", "", "new-password")
    shared = shared_field(
        "Chỉ vào một lần này, không cần mã PIN, không giữ máy lại. Lần sau phải có thẻ mới."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_bound and self.data.get("shared"):
            del self.fields["pin"], self.fields["again"]


class ChangePinForm(PinsForm):
    old = pin_field("Mã PIN đang dùng", "", "current-password")
    field_order = ["old", "pin", "again"]


class EnterForm(forms.Form):
    """The PIN of a phone bound in this browser; with several, whose."""

    device = forms.TypedChoiceField(label="Bạn là", widget=forms.RadioSelect, coerce=int)
    pin = pin_field("Mã PIN", "Sáu chữ số bạn đã chọn khi kích hoạt máy này.", "current-password")
    shared = shared_field("Tự thoát sau 15 phút không dùng và khi đóng trình duyệt.")

    def __init__(self, *args: Any, devices: Sequence[Device], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.devices = {device.pk: device for device in devices}
        if len(self.devices) == 1:
            del self.fields["device"]
        else:
            names = [(device.pk, device.person.full_name) for device in devices]
            cast(forms.ChoiceField, self.fields["device"]).choices = names

    @property
    def chosen(self) -> Device:
        pk: int = self.cleaned_data.get("device") or next(iter(self.devices))
        return self.devices[pk]


class CardCodeForm(forms.Form):
    code = forms.CharField(
        label="Mã trên thẻ kích hoạt",
        help_text="Hai mươi chữ và số in dưới mã QR. Gõ liền hay cách đều được.",
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={"required": "Hãy nhập mã in dưới mã QR."},
    )

    def clean_code(self) -> str:
        """Only letters and digits, so that what was typed beside them breaks no address."""
        code = "".join(sign for sign in self.cleaned_data["code"] if sign.isalnum())
        if not code:
            raise forms.ValidationError("Hãy nhập mã in dưới mã QR.")
        return code


class TermForm(forms.Form):
    """A term that a document gives, for somebody new or already on the list."""

    full_name = forms.CharField(label="Họ và tên", max_length=120, error_messages=MISSING)
    phone = forms.CharField(label="Điện thoại công vụ", max_length=20, required=False)
    role = forms.ChoiceField(label="Vai", error_messages=MISSING)
    position = forms.CharField(
        label="Chức danh ghi trên giấy",
        help_text="Ví dụ: Trưởng xóm.",
        max_length=120,
        required=False,
    )
    unit = UnitField(
        Unit.objects.none(),
        label="Tại",
        empty_label="Chọn nơi giữ vai",
        error_messages={"required": "Hãy chọn nơi giữ vai."},
    )
    since = day_field("Từ ngày")
    until = day_field("Đến hết ngày", required=False)
    document = forms.CharField(
        label="Văn bản",
        help_text="Số, ngày của quyết định công nhận.",
        max_length=120,
        error_messages=MISSING,
    )

    def __init__(
        self, *args: Any, units: QuerySet[Unit], roles: Sequence[Role], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[Unit]", self.fields["unit"]).queryset = units
        named = [(one.value, one.label) for one in roles]
        cast(forms.ChoiceField, self.fields["role"]).choices = named


class HelperForm(forms.Form):
    """Whom to call, chosen among those who hold the office."""

    term = forms.TypedChoiceField(
        label="Ai giúp mọi người khi vướng?",
        widget=forms.RadioSelect,
        coerce=int,
        error_messages={"required": "Chưa chọn ai. Chọn một người của văn phòng."},
    )
    phone = forms.RegexField(
        r"^[0-9][0-9 .]{7,18}$",
        label="Số điện thoại công vụ",
        help_text="Số luôn có người nghe trong giờ làm việc, ví dụ 0208 382 1234.",
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
        error_messages={
            "required": "Chưa có số. Ghi số mà bà con gọi được.",
            "invalid": "Số điện thoại chỉ gồm chữ số, ví dụ 0208 382 1234.",
        },
    )

    def __init__(self, *args: Any, terms: Sequence[Term], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.terms = {term.pk: term for term in terms}
        named = [(pk, f"{one.person}, {one.spoken_role}") for pk, one in self.terms.items()]
        cast(forms.ChoiceField, self.fields["term"]).choices = named

    @property
    def chosen(self) -> Term:
        return self.terms[self.cleaned_data["term"]]


class EndTermForm(forms.Form):
    last_day = day_field(
        "Ngày cuối cùng giữ vai",
        "Từ ngày hôm sau, người này không còn vào được phần việc của vai.",
    )


class OneTimePasswordForm(forms.Form):
    forget_app = forms.BooleanField(
        label="Mất cả điện thoại có ứng dụng xác thực",
        help_text="Ứng dụng cũ thôi dùng được; lần đăng nhập tới gắn lại từ đầu.",
        required=False,
    )


class TermChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """'Hoàng Thị Tâm, Trưởng xóm, xóm Đồng Tâm, từ 01/7/2025'."""

    def label_from_instance(self, term: Model) -> str:
        assert isinstance(term, Term)
        return f"{term}, {term.unit.spoken_name}, từ {term.since:%d/%m/%Y}"


class HandOverForm(forms.Form):
    """Who takes over, and what goes from hand to hand."""

    to = TermChoice(
        Term.objects.none(),
        label="Người nhận bàn giao",
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn người nhận."},
    )
    papers = forms.CharField(
        label="Giấy tờ, con dấu, tài sản giao kèm",
        help_text="Mỗi dòng một thứ. In vào biên bản.",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, successors: QuerySet[Term], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(TermChoice, self.fields["to"]).queryset = successors
