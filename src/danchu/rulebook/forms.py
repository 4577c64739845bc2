"""What jurists and officials fill in here. What may be added to the law is asked of the actions."""

from django import forms

from danchu.kit.days import DayField


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
