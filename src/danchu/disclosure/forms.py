"""What officials and citizens fill in. Forms check arithmetic; the law is asked by the actions."""

from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from danchu.disclosure.actions.mending import GROUNDS
from danchu.disclosure.actions.noting import plain
from danchu.disclosure.actions.planning import Line
from danchu.disclosure.models import GROUPS, Channel
from danchu.kit.days import DayField
from danchu.kit.law import book

LONGEST_TEXT = 50_000  # some twenty pages: longer papers are files; the search index has its bounds
FEWEST_ROWS, USUAL_ROWS, MOST_ROWS = 3, 8, 30  # of a frame inside another site


class PlainField(forms.CharField):
    """Measured as it will be kept: one spelling of an accent may be longer than another."""

    def to_python(self, value: Any) -> str:
        return plain(str(super().to_python(value) or ""))


def group_choices(*, on: date) -> list[tuple[str, str]]:
    """ "7. Chính sách hỗ trợ, an sinh", by the law of `on`."""
    names = [(n, book().value(f"disclosure.group.{n}", on=on).payload["name"]) for n in GROUPS]
    return [("", "Chọn nhóm"), *((str(n), f"{n}. {name}") for n, name in names)]


class NoteForm(forms.Form):
    """One minute at the office: which decision was signed."""

    group = forms.TypedChoiceField(
        label="Thuộc nhóm nào?",
        help_text="14 nhóm của Điều 11. Chưa rõ thì hỏi người soạn văn bản.",
        coerce=int,
        error_messages={"required": "Chưa chọn nhóm. Nhóm quyết định hạn và cách công khai."},
    )
    number = PlainField(
        label="Số, ký hiệu",
        max_length=60,
        help_text="Như trên văn bản, ví dụ 431/QĐ-UBND.",
        error_messages={"required": "Chưa có số văn bản. Ghi như 431/QĐ-UBND."},
    )
    decided_on = DayField(label="Ngày ký", help_text="Như 07/12/2026. Hạn đếm từ sau ngày này.")
    signer = PlainField(
        label="Người ký",
        max_length=120,
        help_text="Họ tên và chức vụ như trên văn bản.",
        error_messages={"required": "Chưa có người ký. Ghi họ tên, chức vụ như trên văn bản."},
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].choices = group_choices(on=on)  # type: ignore[attr-defined]


class RenoteForm(NoteForm):
    """The note again, with the reason that stays readable."""

    why = forms.CharField(
        label="Vì sao sửa?",
        max_length=300,
        help_text="Người dân sẽ đọc câu này, ví dụ “gõ nhầm ngày ký”.",
        error_messages={"required": "Chưa có lý do. Ghi điều gì gõ sai."},
    )


class OwedForm(forms.Form):
    """Only what is needed to say what would be owed."""

    group = forms.TypedChoiceField(coerce=int, choices=[(str(n), str(n)) for n in GROUPS])
    decided_on = DayField()


class DraftForm(forms.Form):
    """The words of the publication."""

    title = forms.CharField(
        label="Tên nội dung, viết cho dân dễ hiểu",
        max_length=300,
        error_messages={"required": "Chưa có tên. Viết như nói với bà con, một câu ngắn."},
    )
    body = forms.CharField(
        label="Nội dung",
        max_length=LONGEST_TEXT,
        help_text="Nói gọn trước, 2 đến 4 câu; con số, ngày tháng. Không ghi số căn cước.",
        widget=forms.Textarea(attrs={"rows": 10}),
        error_messages={"required": "Chưa có nội dung. Viết 2 đến 4 câu, kèm số tổng."},
    )
    personal_list = forms.CharField(
        label="Danh sách cá nhân",
        required=False,
        max_length=LONGEST_TEXT,
        help_text="Mỗi người một dòng: họ tên, xóm, kết quả. Tự rời trang khi hết niêm yết.",
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    reason = forms.CharField(
        label="Vì sao đính chính?",
        max_length=500,
        help_text="Người dân sẽ đọc câu này, ví dụ “đếm thiếu một hộ”.",
        error_messages={"required": "Chưa có lý do. Ghi điều gì sai và sửa thành gì."},
    )

    def __init__(self, *args: Any, personal: bool, correcting: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not personal:
            del self.fields["personal_list"]
        if not correcting:
            del self.fields["reason"]

    @property
    def words(self) -> dict[str, str]:
        data = self.cleaned_data
        return {
            "title": data["title"],
            "body": data["body"],
            "personal_list": data.get("personal_list", ""),
            "reason": data.get("reason", ""),
        }


class FileForm(forms.Form):
    """One file for the draft."""

    file = forms.FileField(
        label="Chọn tệp",
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx,.xlsx,.jpg,.jpeg,.png"}),
        help_text="PDF, DOCX, XLSX, JPG, PNG; nhiều nhất 20 MB.",
        error_messages={
            "required": "Chưa chọn tệp.",
            "empty": "Tệp rỗng. Hãy mở thử trên máy rồi chọn lại.",
        },
    )
    signed_paper = forms.BooleanField(label="Đây là bản giấy đã ký, đóng dấu", required=False)
    personal = forms.BooleanField(
        label="Tệp này có danh sách cá nhân",
        required=False,
        help_text="Tự rời trang web khi hết thời gian niêm yết.",
    )

    @property
    def upload(self) -> "UploadedFile[bytes]":
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        return file

    @property
    def marks(self) -> dict[str, bool]:
        return {name: self.cleaned_data[name] for name in ("signed_paper", "personal")}


class SecretForm(forms.Form):
    """The signer's declaration (Điều 11), and what he looked at himself (`ticks`).

    `asks`: pairs of key and words. That each was ticked is demanded by the act, not by this form.
    """

    no_secret = forms.BooleanField(
        label="Nội dung này không chứa bí mật nhà nước",
        help_text="Người ký chịu trách nhiệm về điều này.",
        error_messages={"required": "Chưa xác nhận. Nếu có bí mật nhà nước thì không công khai."},
    )
    ticks = forms.MultipleChoiceField(
        label="Người ký tự xem phần máy không đọc được, và phần giữ nguyên",
        help_text="Mở từng tệp, xem bằng mắt. Còn thấy số của ai thì trả lại để che.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Chưa đánh dấu ô nào. Hãy mở từng tệp ra xem rồi đánh dấu từng ô.",
            "invalid_choice": "Bản này vừa đổi. Hãy xem lại rồi đánh dấu lại.",
        },
    )

    def __init__(self, *args: Any, asks: list[tuple[str, str]] | None = None, **more: Any) -> None:
        super().__init__(*args, **more)
        if asks:
            self.fields["ticks"].choices = asks  # type: ignore[attr-defined]
        else:
            del self.fields["ticks"]


class SignedPaperForm(SecretForm):
    """Who signed the paper that is attached, and when."""

    signer = forms.CharField(
        label="Ai ký bản giấy?",
        max_length=120,
        error_messages={"required": "Chưa có người ký. Ghi họ tên, chức vụ như trên giấy."},
    )
    signed_on = DayField(label="Ký ngày nào?", help_text="Như 07/12/2026.")
    field_order = ["signer", "signed_on", "ticks", "no_secret"]


class WhyForm(forms.Form):
    """A reason that people will read."""

    why = forms.CharField(
        label="Lý do",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Chưa có lý do. Người dân và đoàn kiểm tra sẽ đọc câu này."},
    )


class RemoveForm(forms.Form):
    """Emergency: everything leaves the web at once."""

    ground = forms.ChoiceField(
        label="Vì sao phải gỡ ngay?",
        choices=[(key, words[0].upper() + words[1:]) for key, words in GROUNDS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Chưa chọn lý do."},
    )


class PointForm(forms.Form):
    """A citizen, a delegate, the Front or a board points to a decision that is not public."""

    about = forms.CharField(
        label="Văn bản nói về việc gì?",
        max_length=1000,
        help_text="Viết như kể cho người nhà. Không ghi số căn cước, số điện thoại.",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": "Chưa kể việc gì. Một câu là đủ, ví dụ “mức thu tiền nước xóm”."
        },
    )
    number = forms.CharField(label="Số văn bản", max_length=60, required=False)
    decided_on = DayField(label="Ngày ký", required=False, help_text="Như 07/12/2026.")


class LinkForm(forms.Form):
    """Which item of the office is the decision that was pointed to."""

    item = forms.IntegerField(min_value=1)


class AnswerForm(forms.Form):
    """The office answers somebody who pointed."""

    text = forms.CharField(
        label="Trả lời",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Nói rõ vì sao không công khai, theo điều luật nào; hoặc đã công khai ở đâu.",
        error_messages={"required": "Chưa có câu trả lời."},
    )


class PlanForm(forms.Form):
    """The document that issues the plan."""

    document = forms.CharField(
        label="Số văn bản ban hành",
        max_length=60,
        help_text="Ví dụ 05/KH-UBND.",
        error_messages={"required": "Chưa có số văn bản. Ghi như 05/KH-UBND."},
    )
    has_loudspeaker = forms.BooleanField(
        label="Xã có hệ thống truyền thanh",
        required=False,
        help_text="Có thì những nhóm luật buộc phát loa phải được phát loa.",
    )


class LineForm(forms.Form):
    """What the commune adds for one group. Empty: as the law says."""

    posting_days = forms.IntegerField(
        label="Niêm yết (ngày)", required=False, min_value=1, max_value=3650
    )
    broadcast_days = forms.IntegerField(
        label="Phát loa (ngày)", required=False, min_value=1, max_value=365
    )
    more_channels = forms.MultipleChoiceField(
        label="Thêm cách khác", required=False, widget=forms.CheckboxSelectMultiple
    )
    more_places = forms.CharField(label="Thêm nơi niêm yết", required=False, max_length=300)
    when = forms.CharField(label="Dự kiến khi nào", required=False, max_length=120)
    responsible = forms.CharField(label="Ai chịu trách nhiệm", required=False, max_length=120)

    def __init__(self, *args: Any, group: int, required: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.prefix = f"nhom-{group}"
        self.group = group
        free = [c for c in Channel if c not in required and c != Channel.POSTING_PERMANENT]
        self.fields["more_channels"].choices = [(c.value, c.label) for c in free]  # type: ignore[attr-defined]
        if Channel.BROADCAST not in required:
            del self.fields["broadcast_days"]
        if Channel.POSTING not in required:
            del self.fields["posting_days"]

    @property
    def line(self) -> Line:
        data = self.cleaned_data
        return Line(
            group=self.group,
            more_channels=tuple(Channel(key) for key in data["more_channels"]),
            posting_days=data.get("posting_days"),
            broadcast_days=data.get("broadcast_days"),
            more_places=data["more_places"],
            when=data["when"],
            responsible=data["responsible"],
        )


class FrameForm(forms.Form):
    """On the page that gives the code. The frame refuses nothing (`embedding.asked_by`)."""

    nhom = forms.TypedChoiceField(label="Nhóm nào?", coerce=int, required=False)
    so = forms.IntegerField(
        label="Mấy dòng?",
        help_text=f"Từ {FEWEST_ROWS} đến {MOST_ROWS}.",
        min_value=FEWEST_ROWS,
        max_value=MOST_ROWS,
        initial=USUAL_ROWS,
        required=False,
        error_messages={
            "invalid": f"Ghi một số từ {FEWEST_ROWS} đến {MOST_ROWS}.",
            "min_value": f"Ít nhất {FEWEST_ROWS} dòng.",
            "max_value": f"Nhiều nhất {MOST_ROWS} dòng.",
        },
    )
    tre = forms.BooleanField(label="Nói cả số việc quá hạn", required=False)

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "Cả 14 nhóm"), *group_choices(on=on)[1:]]
        self.fields["nhom"].choices = choices  # type: ignore[attr-defined]


class KeepForm(forms.Form):
    """Why numbers that were not chosen for masking stay readable."""

    why = forms.CharField(
        label="Vì sao giữ chỗ không che?",
        required=False,
        max_length=300,
        help_text="Bỏ trống khi che hết. Ví dụ “điện thoại trực của ủy ban, cần để dân gọi”.",
    )
