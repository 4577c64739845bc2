"""What is typed, or answered by a passkey, on the newer ways in."""

from django import forms

from danchu.people import numbers
from danchu.people.forms import MISSING, code_field, shared_field


class PhoneForm(forms.Form):
    number = forms.CharField(
        label="Số điện thoại di động",
        help_text="Mã sẽ gửi tới số này. Số không được lưu; chỉ giữ dấu niêm và ba số cuối.",
        max_length=24,
        widget=forms.TelInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
        error_messages={"required": "Hãy nhập số điện thoại di động của bạn."},
    )

    def clean_number(self) -> str:
        number = numbers.normal(self.cleaned_data["number"])
        if number is None:
            raise forms.ValidationError(
                "Số di động ở Việt Nam có mười chữ số, như 0912 345 678. Hãy xem lại."
            )
        return number


class NumberForm(PhoneForm):
    """To come in by it."""

    shared = shared_field("Tự thoát sau 15 phút không dùng và khi đóng trình duyệt.")


class SentCodeForm(forms.Form):
    code = code_field("Mã trong tin nhắn", "Sáu chữ số, dùng một lần, trong 5 phút.")

    def clean_code(self) -> str:
        return "".join(self.cleaned_data["code"].split())


def answer_field() -> forms.CharField:
    """What the browser's passkey answers; an island fills it in."""
    return forms.CharField(
        max_length=20_000,
        widget=forms.HiddenInput,
        error_messages={
            "required": "Trình duyệt chưa gửi khóa truy cập. Hãy bấm nút để mở khóa máy."
        },
    )


class UsePasskeyForm(forms.Form):
    answer = answer_field()
    shared = shared_field("Tự thoát sau 15 phút không dùng và khi đóng trình duyệt.")


class NewPasskeyForm(forms.Form):
    answer = answer_field()
    name = forms.CharField(
        label="Gọi khóa này là",
        help_text="Để bạn nhận ra khi cần bỏ: máy nào, của ai.",
        max_length=60,
        error_messages=MISSING,
    )
