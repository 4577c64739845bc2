"""What the office fills in, one form an act."""

from datetime import date
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.db.models import QuerySet

from danchu.kit.days import DayField
from danchu.kit.photos import PhotosField
from danchu.people.models import Term, User
from danchu.petitions import tickets
from danchu.petitions.models import AnswerTemplate, Case, Outcome, Source, Topic, Track
from danchu.rulebook.rulebook import value


def _words(label: str, *, hint: str = "", rows: int = 4) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=4000,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": rows, "autocomplete": "off"}),
        error_messages={"required": "Chưa ghi. Người gửi sẽ đọc câu này."},
    )


if TYPE_CHECKING:
    _Terms = forms.ModelChoiceField[Term]
    _Template = forms.ModelForm[AnswerTemplate]
else:
    _Terms, _Template = forms.ModelChoiceField, forms.ModelForm


class _TermChoice(_Terms):
    def label_from_instance(self, term: Any) -> str:
        return f"{term.person.full_name}, {term.spoken_role}"


class ActForm(forms.Form):
    """An act on one case. Forms that choose among rows fill their choices in `on_case`."""

    def on_case(self, case: Case | None, *, on: date, **rows: QuerySet[Any]) -> None:
        return None

    def offer(self, name: str, rows: QuerySet[Any]) -> None:
        """These rows to choose from: several forms of a page that offer the same ask for them
        once."""
        field = cast("forms.ModelChoiceField[Any]", self.fields[name])
        field.queryset = rows
        shown = [(one.pk, field.label_from_instance(one)) for one in rows]
        field.widget.choices = [("", field.empty_label), *shown]


class AssignForm(ActForm):
    to = _TermChoice(
        Term.objects.none(),
        label="Giao ai?",
        empty_label="Chọn người",
        error_messages={"required": "Chưa chọn người."},
    )

    def on_case(self, case: Case | None, *, on: date, **rows: QuerySet[Any]) -> None:
        self.offer("to", rows["colleagues"])


class NoteForm(ActForm):
    words = _words("Ghi chú, chỉ văn phòng đọc", rows=3)


class AskForm(ActForm):
    words = _words("Hỏi người gửi điều gì?", hint="Hạn trả lời vẫn đếm tiếp.", rows=3)


class AnswerForm(ActForm):
    words = _words("Trả lời, kèm lý do", hint="Đã làm gì, vì sao, ngày nào xong.", rows=6)
    cite = forms.CharField(
        label="Căn cứ",
        max_length=300,
        help_text="Văn bản, kế hoạch, hoặc: xem tại chỗ ngày nào.",
        error_messages={"required": "Chưa ghi căn cứ."},
    )


class ExtendForm(ActForm):
    words = _words("Vì sao cần thêm ngày?", rows=3)


class ReferForm(ActForm):
    to = forms.CharField(
        label="Chuyển cơ quan nào?",
        max_length=200,
        error_messages={"required": "Chưa ghi chuyển cho cơ quan nào."},
    )
    words = _words("Vì sao chuyển?", rows=3)


class ClassifyForm(ActForm):
    track = forms.ChoiceField(
        label="Đúng ra là",
        choices=[
            (Track.FEEDBACK.value, "Phản ánh"),
            (Track.PETITION.value, "Kiến nghị"),
            (Track.COMPLAINT.value, "Khiếu nại: hướng dẫn nộp đơn ký"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Chưa chọn loại."},
    )
    words = _words("Vì sao đổi?", rows=3)


class TopicForm(ActForm):
    topic = forms.ChoiceField(
        label="Về việc gì?",
        choices=Topic.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Chưa chọn lĩnh vực."},
    )


class DuplicateForm(ActForm):
    of = forms.ModelChoiceField(
        Case.objects.none(),
        label="Trùng với đơn nào?",
        empty_label="Chọn đơn",
        error_messages={"required": "Chưa chọn đơn."},
    )

    def on_case(self, case: Case | None, *, on: date, **rows: QuerySet[Any]) -> None:
        self.offer("of", rows["near"])


class BarForm(ActForm):
    person = forms.ModelChoiceField(
        User.objects.none(),
        label="Ai có liên quan?",
        empty_label="Chọn người",
        error_messages={"required": "Chưa chọn người."},
    )

    def on_case(self, case: Case | None, *, on: date, **rows: QuerySet[Any]) -> None:
        self.offer("person", rows["officers"])


class UnbarForm(BarForm):
    def on_case(self, case: Case | None, *, on: date, **rows: QuerySet[Any]) -> None:
        self.offer("person", rows["barred"])


class SureForm(ActForm):
    """Second of two taps."""

    sure = forms.BooleanField(
        label="Tôi đã báo miệng cho người đứng đầu, và hiểu lời, ảnh sẽ mất hẳn",
        error_messages={"required": "Chưa đánh dấu đã báo người đứng đầu."},
    )


class NothingForm(ActForm):
    """An act that needs no words."""


class PublishedForm(ActForm):
    words = _words("Công khai bằng cách nào, ở đâu?", hint="Một trong các cách luật nêu.", rows=2)


class RefuseForm(ActForm):
    words = _words("Lý do không thụ lý", rows=4)


class ComplexForm(ActForm):
    ground = forms.ChoiceField(
        label="Trường hợp nào?",
        widget=forms.RadioSelect,
        error_messages={"required": "Chưa chọn trường hợp."},
    )

    def on_case(self, case: Case | None, *, on: date, **rows: QuerySet[Any]) -> None:
        unit = case.unit if case else None
        cases = value("complaints.complex", unit=unit, on=on).payload["cases"]
        field = cast("forms.ChoiceField", self.fields["ground"])
        field.choices = [(one, f"{one[:1].upper()}{one[1:]}") for one in cases]


class SuspendForm(ActForm):
    words = _words("Vì sao tạm đình chỉ?", rows=3)


class WithdrawForm(ActForm):
    sure = forms.BooleanField(
        label="Đơn rút đã ký đang ở trên bàn",
        error_messages={"required": "Chưa có đơn rút đã ký thì chưa ghi là rút."},
    )


class PlainForm(ActForm):
    words = _words("Nhầm thế nào?", rows=2)


class RemoteForm(ActForm):
    document = forms.CharField(
        label="Văn bản nào xác định?",
        max_length=200,
        help_text="Tên, số, ngày. Luật không kèm danh mục, máy chưa có danh mục của tỉnh: không có "
        "văn bản thì dùng hạn thường.",
        error_messages={"required": "Chưa ghi văn bản nào xác định."},
    )


class InviteForm(ActForm):
    day = DayField(label="Đối thoại ngày nào?", help_text="Như 05/12/2026.")
    place = forms.CharField(
        label="Mấy giờ, ở đâu?",
        max_length=200,
        help_text="Như: 8 giờ, hội trường Ủy ban nhân dân xã.",
        error_messages={"required": "Chưa ghi giờ và chỗ."},
    )
    words = _words("Đối thoại về những gì?", hint="Người khiếu nại đọc câu này.", rows=3)


class MetForm(ActForm):
    words = _words(
        "Ai dự, mỗi bên nói gì, thống nhất điều gì?",
        hint="Vào biên bản, hai bên cùng ký. Có người không dự hoặc không ký thì ghi lý do.",
        rows=6,
    )


class DecideForm(ActForm):
    number = forms.CharField(
        label="Số quyết định",
        max_length=60,
        error_messages={"required": "Chưa ghi số quyết định."},
    )
    outcome = forms.ChoiceField(
        label="Kết luận",
        choices=Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Chưa chọn kết luận."},
    )
    words = _words("Nội dung, lý do", rows=6)
    cite = forms.CharField(
        label="Căn cứ", max_length=300, error_messages={"required": "Chưa ghi căn cứ."}
    )

    def clean_outcome(self) -> Outcome:
        return Outcome(self.cleaned_data["outcome"])


class CasesForm(forms.Form):
    """The cases that were ticked."""

    cases = forms.ModelMultipleChoiceField(
        Case.objects.none(),
        label="Đơn",
        error_messages={
            "required": "Chưa đánh dấu đơn nào.",
            "invalid_choice": "Có đơn vừa khép lại hoặc không còn ở đây. Hãy xem lại danh sách.",
        },
    )

    def __init__(self, *args: Any, cases: QuerySet[Case], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelMultipleChoiceField[Case]", self.fields["cases"]).queryset = cases


class HandOverForm(AssignForm):
    """Giao or bàn giao: the next one reads what the last one leaves."""

    words = forms.CharField(
        label="Lời bàn giao",
        max_length=2000,
        required=False,
        help_text="Chỉ văn phòng đọc. Trống cũng được.",
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
    )


class CloseDuplicatesForm(ActForm):
    of = forms.CharField(
        label="Trùng với đơn nào, đã trả lời?",
        max_length=20,
        help_text="Số theo dõi, như PA-7K3M9Q2X. Mỗi người gửi nhận đúng câu trả lời của đơn ấy.",
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off"}),
        error_messages={"required": "Chưa ghi số của đơn đã trả lời."},
    )
    mine: QuerySet[Case]

    def on_case(self, case: Case | None, *, on: date, **rows: QuerySet[Any]) -> None:
        self.mine = rows["kept"]

    def clean_of(self) -> Case:
        found = self.mine.filter(code=tickets.code_of(self.cleaned_data["of"])).first()
        if found is None:
            raise forms.ValidationError("Không có đơn số này ở đây. Hãy xem lại từng chữ.")
        return found


class TemplateAnswerForm(ActForm):
    template = forms.ModelChoiceField(
        AnswerTemplate.objects.none(),
        label="Trả lời bằng mẫu nào?",
        empty_label="Chọn mẫu",
        help_text="Mẫu phải có căn cứ. Từng người gửi nhận đủ lời mẫu.",
        error_messages={"required": "Chưa chọn mẫu."},
    )

    def on_case(self, case: Case | None, *, on: date, **rows: QuerySet[Any]) -> None:
        self.offer("template", rows["templates"])


class HandInForm(forms.Form):
    """A complaint on paper, in the officer's hands."""

    name = forms.CharField(
        label="Người khiếu nại",
        max_length=120,
        error_messages={"required": "Chưa ghi người khiếu nại."},
    )
    contact = forms.CharField(label="Địa chỉ, điện thoại", max_length=120, required=False)
    against = forms.CharField(
        label="Khiếu nại quyết định, việc làm nào?",
        max_length=300,
        error_messages={"required": "Chưa ghi khiếu nại quyết định hay việc làm nào."},
    )
    known_on = DayField(
        label="Người khiếu nại nhận hoặc biết ngày nào?",
        required=False,
        help_text="Như 05/11/2026.",
    )
    text = forms.CharField(
        label="Tóm tắt nội dung",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5, "autocomplete": "off"}),
        error_messages={"required": "Chưa tóm tắt nội dung đơn."},
    )
    second = forms.BooleanField(
        label="Khiếu nại lần hai",
        required=False,
        help_text="Sau quyết định lần đầu, hoặc quá hạn lần đầu mà chưa được giải quyết.",
    )
    first_decision = forms.CharField(
        label="Quyết định lần đầu, số và ngày",
        max_length=120,
        required=False,
        help_text="Trống khi quá hạn mà chưa có quyết định.",
    )
    source = forms.ChoiceField(
        label="Nộp ở đâu?",
        choices=[
            (Source.COUNTER.value, "Nộp đơn ở trụ sở"),
            (Source.RECEPTION.value, "Ở buổi tiếp công dân"),
            (Source.MAILBOX.value, "Gửi bưu điện"),
        ],
        widget=forms.RadioSelect,
        initial=Source.COUNTER.value,
    )
    signed = forms.BooleanField(
        label="Đơn có chữ ký hoặc điểm chỉ; nói miệng thì đã ghi lại, đọc cho nghe và ký",
        required=False,
    )
    pictures = PhotosField(label="Ảnh chụp đơn", required=False, most=4)

    def at_commune(self) -> None:
        """The second round is handed in at the province alone."""
        del self.fields["second"], self.fields["first_decision"]


class TemplateForm(_Template):
    class Meta:
        model = AnswerTemplate
        fields = ("title", "words", "cite")

    def validate_unique(self) -> None:
        """The same title is written anew."""


class SecretForm(forms.Form):
    """A secret matter: a day, nothing else."""

    received_on = DayField(label="Nhận ngày nào?")
    many_places = forms.BooleanField(
        label="Phải kiểm tra, xác minh ở nhiều địa điểm", required=False
    )


class StopForm(forms.Form):
    """A denunciation was withdrawn; the page lists the cases."""

    none_holds = forms.BooleanField(
        label="Không có trường hợp nào trong các trường hợp luật buộc giải quyết tiếp",
        required=False,  # the act refuses, with what to do
    )
