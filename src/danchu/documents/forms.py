"""What the office types about a paper: its number, or why it is cancelled."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile


class IssueForm(forms.Form):
    number = forms.IntegerField(
        label="Số văn thư đã cấp",
        help_text="Để trống thì máy cấp số tiếp theo trong sổ. Chỉ ghi phần số, ví dụ 12.",
        min_value=1,
        max_value=999_999,
        required=False,
        error_messages={
            "invalid": "Ghi phần số bằng chữ số, ví dụ 12.",
            "min_value": "Số văn bản từ 1 trở lên.",
            "max_value": "Số văn bản không quá 999999. Hãy xem lại.",
        },
    )


class VoidForm(forms.Form):
    why = forms.CharField(
        label="Vì sao hủy",
        help_text="Một câu, ví dụ: ghi nhầm ngày họp. Ai kiểm tra văn bản cũng đọc được.",
        max_length=300,
        error_messages={"required": "Hãy ghi vì sao hủy."},
    )


class SignedForm(forms.Form):
    file = forms.FileField(
        label="Tệp PDF đã ký số",
        help_text="Tải “PDF để in” ở trang này, ký trên dịch vụ ký số của Nhà nước, gửi lại ở đây.",
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"}),
        error_messages={
            "required": "Chưa chọn tệp. Hãy chọn tệp PDF đã ký.",
            "empty": "Tệp rỗng. Hãy mở thử trên máy rồi chọn lại.",
            "max_length": "Tên tệp quá dài. Hãy đổi tên ngắn hơn rồi gửi lại.",
        },
    )

    @property
    def upload(self) -> "UploadedFile[bytes]":
        found: Any = self.cleaned_data["file"]
        return found  # type: ignore[no-any-return]


class DropForm(forms.Form):
    why = forms.CharField(
        label="Vì sao gỡ",
        help_text="Một câu, ví dụ: gửi nhầm tệp. Câu này ở lại sổ.",
        max_length=300,
        error_messages={"required": "Hãy ghi vì sao gỡ, ví dụ: gửi nhầm tệp."},
    )
