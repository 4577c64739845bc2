"""What the office fills in beside the act itself, and the person's answer."""

from datetime import date
from typing import Any, cast

from django import forms
from django.db.models import QuerySet

from danchu.behalf.actions import Told
from danchu.behalf.models import Source
from danchu.kit.days import DayField
from danchu.people.models import User


class ToldForm(forms.Form):
    """Whose words these are, and how they came. Rooms put it beside their own form."""

    name = forms.CharField(
        label="Nhập thay cho ai?",
        max_length=120,
        help_text="Như người ấy xưng, ví dụ “bà Lý Thị Mẩy, xóm Đồng Tâm”. Không ghi số căn cước.",
        error_messages={"required": "Chưa ghi nhập thay cho ai. Ghi tên như người ấy nói."},
    )
    phone_end = forms.RegexField(
        r"^\d{3,4}$",
        label="Ba hoặc bốn số cuối điện thoại",
        required=False,
        help_text="Để nhận ra người gọi. Không ghi cả số.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": "Chỉ ghi 3 hoặc 4 chữ số cuối, ví dụ 456."},
    )
    source = forms.ChoiceField(
        label="Người ấy nói với xã bằng cách nào?",
        choices=Source.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Chưa chọn cách người ấy nói với xã."},
    )
    told_on = DayField(label="Nói với xã ngày nào?", help_text="Như 07/12/2026.")
    note = forms.CharField(label="Ghi chú của văn phòng", max_length=300, required=False)
    file = forms.FileField(
        label="Ảnh chụp hoặc bản quét",
        required=False,
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
        help_text="Chỉ văn phòng xã mở được, không lên trang công khai.",
        error_messages={"empty": "Tệp rỗng. Hãy mở thử trên máy rồi chọn lại."},
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["told_on"].initial = on

    def knows_the_way(self) -> None:
        """A form beside it asks how the words came; `source` is put into what was cleaned."""
        del self.fields["source"]

    @property
    def told(self) -> Told:
        """Only of a valid form."""
        data = self.cleaned_data
        return Told(
            source=Source(data["source"]),
            told_on=data["told_on"],
            name=data.get("name", ""),
            phone_end=data.get("phone_end", ""),
            note=data["note"],
            file=data["file"],
        )


class PhoneForm(ToldForm):
    """The new telephone of somebody who has an account, on their word."""

    person = forms.ModelChoiceField(
        User.objects.none(),
        label="Số của ai?",
        empty_label="Chọn người",
        error_messages={"required": "Chưa chọn người.", "invalid_choice": "Chọn lại một người."},
    )
    phone = forms.RegexField(
        r"^[0-9][0-9 .]{7,18}$",
        label="Số điện thoại mới",
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
        error_messages={
            "required": "Chưa có số mới.",
            "invalid": "Số điện thoại chỉ gồm chữ số, ví dụ 0912 345 678.",
        },
    )
    field_order = ["person", "phone", "source", "told_on", "note", "file"]

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["name"], self.fields["phone_end"]
        cast("forms.ModelChoiceField[User]", self.fields["person"]).queryset = people


class DenyForm(forms.Form):
    why = forms.CharField(
        label="Không đúng ở chỗ nào?",
        max_length=500,
        required=False,
        help_text="Một câu, để xã biết mà sửa. Không biết viết sao thì để trống.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class MendForm(forms.Form):
    how = forms.CharField(
        label="Đã sửa thế nào?",
        max_length=500,
        help_text="Ví dụ: đã gọi lại, ghi đúng số; hoặc đã thôi việc ấy.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Chưa ghi đã sửa thế nào. Một câu là đủ."},
    )
