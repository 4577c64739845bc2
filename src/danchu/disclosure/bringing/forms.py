"""What the clerk sends and fills in when a backlog is cleared."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from danchu.disclosure.actions.bringing import Scan, Sent
from danchu.disclosure.forms import NoteForm, PlainField
from danchu.disclosure.models import Channel
from danchu.kit.days import DayField

CHOSEN = {
    "required": "Chưa chọn tệp.",
    "empty": "Tệp rỗng. Hãy mở thử trên máy rồi chọn lại.",
}


class ZipForm(forms.Form):
    """More files for a list that is still a preview."""

    zip = forms.FileField(
        label="Tệp zip",
        widget=forms.FileInput(attrs={"accept": ".zip"}),
        help_text="Nhiều nhất 20 MB một zip; nhiều hơn thì chia ra, gửi lần lượt.",
        error_messages=CHOSEN,
    )

    @property
    def zipped(self) -> Sent | None:
        return _sent(self.cleaned_data.get("zip"))


class BringForm(ZipForm):
    """The list, and a zip with the files it names."""

    table = forms.FileField(
        label="Danh sách",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        help_text="XLSX hoặc CSV theo mẫu; nhiều nhất 1.000 dòng.",
        error_messages=CHOSEN,
    )
    field_order = ["table", "zip"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["zip"].required = False
        self.fields["zip"].help_text = (
            "Không có zip cũng được: tệp đã gửi ở trang Nhập bản quét cũng tìm được theo tên. "
            "Nhiều nhất 20 MB một zip; các zip sau thêm ở trang xem trước."
        )

    @property
    def sent(self) -> Sent:
        return _sent(self.cleaned_data["table"]) or Sent("", b"")


def _sent(file: "UploadedFile[bytes] | None") -> Sent | None:
    return Sent(file.name or "tep", file.read()) if file else None


class Several(forms.FileInput):
    """Many files chosen at once."""

    allow_multiple_selected = True


class SeveralField(forms.FileField):
    """At least one file; what is wrong with one of them is told when it is received."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        sent = [one for one in (data if isinstance(data, list) else [data]) if one is not None]
        if not sent:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return sent


class ScansForm(forms.Form):
    """Scans for the queue; the page asks which arrived, one by one."""

    scans = SeveralField(
        label="Chọn các tệp quét",
        widget=Several(attrs={"accept": ".pdf,.jpg,.jpeg,.png,.docx,.xlsx", "multiple": True}),
        help_text="Chọn nhiều tệp một lúc: PDF, JPG, PNG, DOCX, XLSX; mỗi tệp nhiều nhất 20 MB.",
        error_messages=CHOSEN,
    )


class ScanForm(NoteForm):
    """What the clerk reads off one scan: what must be typed anew comes first."""

    title = PlainField(
        label="Trích yếu, viết cho dân dễ hiểu",
        max_length=300,
        widget=forms.TextInput(attrs={"autofocus": True}),
        error_messages={"required": "Chưa có trích yếu. Viết như nói với bà con, một câu ngắn."},
    )
    body = forms.CharField(
        label="Nội dung",
        required=False,
        max_length=5000,
        help_text="Để trống thì trang ghi “Toàn văn ở tệp kèm theo”.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    since = DayField(
        label="Đã công khai trên giấy từ ngày",
        required=False,
        help_text="Nếu đã niêm yết, đọc loa trước đây. Ghi là theo khai báo của cơ quan.",
    )
    ways = forms.MultipleChoiceField(
        label="Bằng cách nào",
        required=False,
        choices=Channel.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    submit = forms.BooleanField(
        label="Trình người duyệt ngay",
        required=False,
        initial=True,
        help_text="Nhóm có danh sách cá nhân thì vẫn để ở bản soạn.",
    )
    field_order = ["title", "number", "decided_on", "group", "signer"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("ways") and not data.get("since") and "since" not in self.errors:
            self.add_error("since", "Có cách đã công khai mà chưa có ngày. Hãy ghi ngày.")
        return data

    @property
    def scan(self) -> Scan:
        said = self.cleaned_data
        ways: Sequence[str] = said["ways"]
        return Scan(
            group=said["group"],
            number=said["number"],
            decided_on=said["decided_on"],
            signer=said["signer"],
            title=said["title"],
            body=said["body"].strip(),
            since=said["since"],
            ways=ways,
        )
