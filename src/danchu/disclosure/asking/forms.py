"""What a citizen and the office fill in about a request."""

from datetime import date
from typing import Any

from django import forms

from danchu.behalf.forms import ToldForm
from danchu.disclosure.actions.asking import LONGEST, Asked
from danchu.disclosure.actions.mending import GROUNDS
from danchu.disclosure.asking import grounds
from danchu.disclosure.asking.models import AnswerFile, Came, Wanted
from danchu.kit.days import DayField
from danchu.rulebook.telling_apart import reads_like_a_denunciation

ELSEWHERE = (
    "Lời này giống một lời tố cáo. Mục này chỉ để hỏi thông tin, không giữ kín như luật buộc với "
    "người tố cáo, nên chưa lưu gì cả. Tố cáo thì gửi đơn hoặc đến gặp người tiếp công dân của cơ "
    "quan có thẩm quyền; tên bạn được giữ bí mật theo Luật Tố cáo. Nếu bạn chỉ hỏi thông tin, hãy "
    "đánh dấu ô “Tôi chỉ hỏi thông tin” ở dưới rồi gửi lại."
)


class AboutForm(forms.Form):
    """First only the question: what is public already is offered before anything is asked of it."""

    about = forms.CharField(
        label="Bạn cần biết điều gì?",
        max_length=LONGEST - 500,
        help_text="Kể như nói chuyện. Nhớ tên, số văn bản thì ghi vào, không nhớ cũng được.",
        widget=forms.Textarea(attrs={"rows": 5, "autocomplete": "off"}),
        error_messages={
            "required": "Chưa ghi cần biết điều gì. Một câu là đủ.",
            "max_length": "Lời hỏi dài quá. Hãy rút gọn, hoặc tách thành hai phiếu.",
        },
    )


class AskForm(AboutForm):
    """The request as the law wants it (Điều 24 khoản 2), without the number of a paper."""

    purpose = forms.CharField(
        label="Bạn cần để làm gì?",
        max_length=300,
        help_text="Luật buộc ghi. Một câu là đủ, ví dụ “để biết việc của xóm”.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Chưa ghi để làm gì. Luật buộc có mục đích, một câu là đủ."},
    )
    wanted = forms.ChoiceField(
        label="Muốn nhận bằng cách nào?",
        choices=Wanted.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Chưa chọn cách nhận."},
    )
    name = forms.CharField(
        label="Họ và tên",
        max_length=120,
        help_text="Luật buộc có tên. Chỉ văn phòng xã đọc được, không bao giờ lên trang.",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "Chưa có họ tên. Luật buộc phiếu có tên người hỏi."},
    )
    address = forms.CharField(
        label="Nơi ở",
        max_length=200,
        help_text="Xóm, xã là đủ. Muốn nhận qua bưu điện thì ghi đủ để thư đến nơi.",
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
        error_messages={"required": "Chưa có nơi ở. Ghi xóm, xã."},
    )
    contact = forms.CharField(
        label="Điện thoại hoặc thư điện tử",
        max_length=120,
        required=False,
        help_text="Để xã gọi khi cần hỏi thêm. Muốn nhận qua thư điện tử thì ghi địa chỉ thư.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    only_asking = forms.BooleanField(
        label="Tôi chỉ hỏi thông tin",
        required=False,
        help_text="Không phải tố cáo ai.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        typed = str(self.data.get("about", "")) + " " + str(self.data.get("purpose", ""))
        self.denounces = reads_like_a_denunciation(typed)  # a tick lets through who only asks
        if not self.denounces:
            del self.fields["only_asking"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.denounces and not data.get("only_asking"):
            raise forms.ValidationError(ELSEWHERE)
        if data.get("wanted") == Wanted.MAIL and "@" not in data.get("contact", ""):
            self.add_error(
                "contact", "Muốn nhận qua thư điện tử thì cần địa chỉ thư, ví dụ ten@thu.vn."
            )
        return data

    @property
    def asked(self) -> Asked:
        """Only of a valid form."""
        names = ("about", "purpose", "wanted", "name", "address", "contact")
        return Asked(**{name: self.cleaned_data[name] for name in names})


class AskForForm(AskForm):
    """The same, written down by the office: how it came decides which clock runs."""

    came = forms.ChoiceField(
        label="Yêu cầu đến bằng cách nào?",
        choices=Came.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Chưa chọn cách đến. Hạn của luật tính theo cách này."},
    )
    field_order = ["came", "about", "purpose", "wanted", "name", "address", "contact"]


class BroughtForm(ToldForm):
    """Who told it stands in the request itself."""

    field_order = ["source", "told_on", "phone_end", "note", "file"]

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, on=on, **kwargs)
        del self.fields["name"]


class DoorForm(forms.Form):
    """The two things on a ticket."""

    code = forms.CharField(
        label="Mã phiếu",
        max_length=40,
        help_text="Mười chữ và số ở đầu phiếu.",
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off"}),
        error_messages={"required": "Chưa ghi mã phiếu."},
    )
    secret = forms.CharField(
        label="Mã bí mật",
        max_length=60,
        help_text="Năm nhóm bốn chữ và số, chỉ bạn có.",
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off"}),
        error_messages={"required": "Chưa ghi mã bí mật."},
    )


class MoreForm(forms.Form):
    more = forms.CharField(
        label="Điều bổ sung",
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
        error_messages={"required": "Chưa ghi điều bổ sung. Hãy trả lời câu xã hỏi ở trên."},
    )


# ── the office ────────────────────────────────────────────────────────────────────────────────


class AcceptForm(forms.Form):
    ready = forms.TypedChoiceField(
        label="Thông tin có sẵn không?",
        choices=[
            ("yes", "Có sẵn, cấp được ngay: hạn ngắn"),
            ("no", "Phức tạp, phải tìm hoặc tổng hợp: phải báo thời hạn cho người hỏi"),
        ],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "Chưa chọn. Hạn của luật khác nhau ở chỗ này."},
    )


class MissingForm(forms.Form):
    missing = forms.CharField(
        label="Cần người hỏi bổ sung gì?",
        max_length=1000,
        help_text="Hỏi đúng điều còn thiếu, ví dụ “bà cần văn bản của năm nào?”.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Chưa ghi cần bổ sung gì. Người hỏi sẽ đọc câu này."},
    )


class NoticeForm(forms.Form):
    notice = forms.CharField(
        label="Khi nào, ở đâu, nhận thế nào?",
        max_length=1000,
        help_text="Ví dụ “Chiều thứ Năm 10/12, phòng một cửa; mang theo phiếu này”.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Chưa ghi khi nào, ở đâu. Người hỏi sẽ đọc câu này."},
    )
    fee_vnd = forms.IntegerField(
        label="Chi phí thực tế in, sao, gửi (đồng)",
        required=False,
        min_value=0,
        max_value=100_000_000,
        help_text="Không thu phí, lệ phí. Đọc trên máy thì để trống.",
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": "Chỉ ghi số, ví dụ 12000."},
    )


class ExtendForm(forms.Form):
    until = DayField(label="Gia hạn đến hết ngày")
    why = forms.CharField(
        label="Vì sao phải gia hạn?",
        max_length=500,
        help_text="Người hỏi sẽ đọc câu này.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Chưa có lý do. Luật buộc báo bằng văn bản, có lý do."},
    )


class RefuseForm(forms.Form):
    ground = forms.ChoiceField(
        label="Lý do nào trong luật?",
        widget=forms.RadioSelect,
        error_messages={"required": "Chưa chọn lý do trong luật."},
    )
    words = forms.CharField(
        label="Giải thích cho người hỏi",
        max_length=2000,
        help_text="Vì sao rơi vào lý do ấy; phần nào vẫn cấp được; hỏi ở đâu.",
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Chưa giải thích. Luật buộc nêu rõ lý do bằng văn bản."},
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = grounds.of_law(on=on).values()
        self.fields["ground"].choices = [  # type: ignore[attr-defined]
            (one.point, f"Điểm {one.point}. {one.words[0].upper()}{one.words[1:]}")
            for one in listed
        ]


class RedirectForm(forms.Form):
    to = forms.CharField(
        label="Cơ quan nào có trách nhiệm?",
        max_length=200,
        help_text="Tên cơ quan, địa chỉ hoặc điện thoại, để người hỏi đến đúng nơi.",
        error_messages={"required": "Chưa ghi cơ quan có trách nhiệm."},
    )
    words = forms.CharField(
        label="Hướng dẫn người hỏi",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Chưa có lời hướng dẫn. Một câu là đủ."},
    )


class AnswerTextForm(forms.Form):
    """Written and looked through first; handed over by a second button."""

    text = forms.CharField(
        label="Câu trả lời",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": "Chưa viết câu trả lời. Một câu nói gửi gì cũng được."},
    )
    file = forms.FileField(
        label="Thêm tệp",
        required=False,
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx,.xlsx,.jpg,.jpeg,.png"}),
        help_text="PDF, Word, Excel hoặc ảnh; thêm từng tệp.",
        error_messages={"empty": "Tệp rỗng. Hãy mở thử trên máy rồi chọn lại."},
    )


class SupplyForm(forms.Form):
    """What the official answers for: only the ticks that this answer needs."""

    read = forms.CharField(widget=forms.HiddenInput)
    seen = forms.BooleanField(
        label="Tôi đã tự xem phần máy không đọc được",
        required=False,
        help_text="Không có dữ liệu của người khác ở đó.",
    )
    entitled = forms.BooleanField(
        label="Người hỏi được nhận các số của từng người ở trên",
        required=False,
        help_text="Là của chính người hỏi, hoặc người có số ấy đã đồng ý bằng văn bản (Điều 7).",
    )

    def __init__(self, *args: Any, found: bool, unread: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not unread:
            del self.fields["seen"]
        if not found:
            del self.fields["entitled"]


class PublishForm(forms.Form):
    """Question and answer for everybody."""

    question = forms.CharField(
        label="Câu hỏi, viết lại",
        max_length=500,
        help_text="Hỏi điều gì, không nói ai hỏi. Đừng chép nguyên lời người hỏi.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Chưa viết lại câu hỏi."},
    )
    answer = forms.CharField(
        label="Câu trả lời cho mọi người",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": "Chưa có câu trả lời."},
    )
    attached = forms.TypedMultipleChoiceField(
        label="Tệp công khai cùng",
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Chỉ chọn tệp ai đọc cũng được.",
    )
    seen = forms.BooleanField(
        label="Tôi đã tự xem các tệp đã chọn",
        required=False,
        help_text="Không có tên người hỏi, không có dữ liệu của ai trong phần máy không đọc được.",
    )
    no_secret = forms.BooleanField(
        label="Không có bí mật nhà nước",
        error_messages={"required": "Chưa xác nhận nội dung không có bí mật nhà nước."},
    )

    def __init__(self, *args: Any, held: list[AnswerFile], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["attached"].choices = [(one.pk, one.name) for one in held]  # type: ignore[attr-defined]
        if not held:
            del self.fields["attached"], self.fields["seen"]


class RemoveAnswerForm(forms.Form):
    ground = forms.ChoiceField(
        label="Vì sao gỡ?",
        choices=[(key, f"{words[0].upper()}{words[1:]}") for key, words in GROUNDS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Chưa chọn lý do gỡ khẩn."},
    )
