"""What the office and the sender fill in about what is public."""

from django import forms

from danchu.petitions.public_list import grounds
from danchu.petitions.public_list.pixels import Box, box

AREA = {"autocomplete": "off"}


class ShowForm(forms.Form):
    """The matter in the office's words."""

    title = forms.CharField(
        label="Tên việc",
        max_length=160,
        help_text="Một dòng: cái gì hỏng, cần gì. Không tên người, không số nhà.",
        error_messages={"required": "Chưa ghi tên việc."},
    )
    words = forms.CharField(
        label="Chuyện, viết lại",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5, **AREA}),
    )
    where = forms.CharField(
        label="Ở đâu, nói chung",
        max_length=120,
        required=False,
        help_text="Tên xóm là đủ. Chỗ chỉ có một nhà thì để trống.",
    )
    answer = forms.CharField(
        label="Câu trả lời cho mọi người",
        max_length=4000,
        required=False,
        help_text="Trống khi chưa trả lời. Trả lời người gửi xong thì quay lại ghi ở đây.",
        widget=forms.Textarea(attrs={"rows": 5, **AREA}),
    )


class RefuseShowForm(forms.Form):
    """No, on which ground, and what the sender reads."""

    ground = forms.ChoiceField(
        label="Căn cứ nào?",
        choices=grounds.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Chưa chọn căn cứ. Không có căn cứ thì phải công khai."},
    )
    words = forms.CharField(
        label="Nói rõ với người gửi",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, **AREA}),
        error_messages={"required": "Chưa nói rõ. Người gửi sẽ đọc câu này."},
    )


class RemoveShowForm(forms.Form):
    ground = forms.ChoiceField(
        label="Vì sao gỡ ngay?",
        choices=lambda: [one for one in grounds.choices() if one[0] in grounds.URGENT],
        widget=forms.RadioSelect,
        error_messages={"required": "Chưa chọn lý do gỡ khẩn."},
    )


class AppealShowForm(forms.Form):
    words = forms.CharField(
        label="Vì sao nên công khai?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, **AREA}),
        error_messages={"required": "Chưa ghi vì sao. Một câu là đủ."},
    )


class SureForm(forms.Form):
    sure = forms.BooleanField(
        label="Tôi đã xem kỹ cả ảnh: không còn mặt người, biển số nào nhận ra được",
        error_messages={"required": "Chưa đánh dấu đã xem kỹ cả ảnh."},
    )


class BoxForm(forms.Form):
    """One box by numbers, for whoever cannot tap."""

    x = forms.IntegerField(label="Cách mép trái", min_value=0, max_value=999)
    y = forms.IntegerField(label="Cách mép trên", min_value=0, max_value=999)
    width = forms.IntegerField(label="Rộng", min_value=1, max_value=1000)
    height = forms.IntegerField(label="Cao", min_value=1, max_value=1000)

    @property
    def box(self) -> Box:
        """Only of a valid form."""
        told = self.cleaned_data
        return box(told["x"], told["y"], told["width"], told["height"])
