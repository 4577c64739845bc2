"""What the office types about a paper: its number, or why it is cancelled."""

from django import forms


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
