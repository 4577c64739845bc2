"""In the hall: opened, officers, how to vote, questions, counts."""

from datetime import date
from typing import Any

from django import forms

from danchu.kit.photos import PhotosField
from danchu.meetings import actions, standing
from danchu.meetings.actions import Numbers, Sheet
from danchu.meetings.forms.base import CountField, Step, words_field
from danchu.meetings.models import AgendaItem, Count, Entry, Officer, Sitting, Way
from danchu.people.models import FrozenLine, Term

NAME = {"autocomplete": "off", "autocapitalize": "words"}


def person_field(label: str, **more: Any) -> forms.CharField:
    more.setdefault("error_messages", {"required": "Chưa ghi họ tên."})
    return forms.CharField(label=label, max_length=120, widget=forms.TextInput(attrs=NAME), **more)


class OpenForm(Step):
    title = "Mở cuộc họp"
    intro = (
        "Bấm là chốt danh sách hộ của xóm trong ngày họp. Mọi tỷ lệ tính trên tổng số hộ đã chốt, "
        "không phải số hộ đến dự."
    )
    button = "Mở cuộc họp, chốt danh sách hộ"
    done = "Cuộc họp đã mở. Hãy ghi hộ có mặt."
    back = "meetings:hall"
    law = ("meetings.order", "decisions.meeting.attendees", "decisions.approval.other")
    gap_why = words_field("Vì sao vẫn họp", "Lời này vào biên bản.", required=False)

    def prepare(self) -> None:
        self.gaps = standing.gaps(self.meeting)
        if not self.gaps or self.meeting.short_notice_why:
            del self.fields["gap_why"]

    def facts(self) -> list[str]:
        return [f"Chưa đủ chứng: {one}." for one in self.gaps]

    def do(self, *, by: Term, on: date) -> None:
        why = self.cleaned_data.get("gap_why") or ""
        actions.open_meeting(self.meeting, by=by, on=on, gap_why=why)


class InHall(Step):
    in_hall = True
    back = "meetings:meeting"

    def facts(self) -> list[str]:
        return [f"Đang có {standing.present(self.sitting)} hộ có mặt."]


class SecretaryForm(InHall):
    title = "Cử thư ký"
    button = "Ghi thư ký"
    done = "Đã ghi thư ký."
    law = ("meetings.secretary",)
    name = person_field("Họ tên thư ký")
    yes = CountField(label="Số hộ giơ tay đồng ý")

    def do(self, *, by: Term, on: date) -> None:
        data = self.cleaned_data
        actions.confirm_secretary(self.sitting, data["name"], data["yes"], by=by, on=on)


class TellersForm(InHall):
    title = "Lập Ban kiểm phiếu"
    intro = "Cần khi bỏ phiếu kín. Hội trường giơ tay đồng ý cả Ban."
    button = "Ghi Ban kiểm phiếu"
    done = "Đã ghi Ban kiểm phiếu. Hãy mời hai hộ chứng kiến."
    law = ("meetings.tellers", "meetings.tellers.size", "meetings.tellers.duties")
    head = person_field("Trưởng ban")
    second = person_field("Thành viên thứ hai")
    third = person_field("Thành viên thứ ba")
    fourth = person_field("Thành viên thứ tư", required=False)
    fifth = person_field("Thành viên thứ năm", required=False)
    yes = CountField(label="Số hộ giơ tay đồng ý cả Ban")

    def do(self, *, by: Term, on: date) -> None:
        data = self.cleaned_data
        others = [data[one] for one in ("second", "third", "fourth", "fifth")]
        actions.confirm_tellers(self.sitting, data["head"], others, data["yes"], by=by, on=on)


class HouseholdsMixin(Step):
    """Two households named by the numbers on the frozen list."""

    def household(self, name: str) -> FrozenLine | None:
        number = self.cleaned_data.get(name)
        roll = self.meeting.roll
        found = roll.lines.filter(number=number).first() if roll and number is not None else None
        if number is not None and found is None:
            self.add_error(name, f"Danh sách đã chốt không có hộ số {number}. Hãy xem lại số hộ.")
        return found

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self.lines = [one for one in map(self.household, ("first", "second")) if one]
        return data


class WitnessesForm(InHall, HouseholdsMixin):
    title = "Mời hai hộ chứng kiến kiểm phiếu"
    button = "Ghi hai hộ chứng kiến"
    done = "Đã ghi hai hộ chứng kiến."
    law = ("meetings.witnesses",)
    first = CountField(label="Hộ thứ nhất: số hộ trong sổ")
    second = CountField(label="Hộ thứ hai: số hộ trong sổ")

    def do(self, *, by: Term, on: date) -> None:
        actions.invite_witnesses(self.sitting, self.lines, by=by, on=on)


class QuestionForm(InHall):
    title = "Ghi câu hỏi và trả lời"
    intro = "Ghi điều được hỏi, không ghi ai hỏi."
    done = "Đã ghi. Ghi tiếp câu khác, hoặc quay lại cuộc họp."
    asked = words_field("Hỏi, ý kiến", max_length=500)
    answer = words_field("Trả lời", max_length=1000, required=False)
    item = forms.ChoiceField(label="Về việc nào", required=False)

    def prepare(self) -> None:
        items = [(str(one.pk), str(one)) for one in self.meeting.items.all()]
        self.fields["item"].choices = [("", "Chung"), *items]  # type: ignore[attr-defined]

    def do(self, *, by: Term, on: date) -> None:
        data = self.cleaned_data
        item = int(data["item"]) if data["item"] else None
        words = (data["asked"], data["answer"])
        actions.note_question(self.sitting, *words, item=item, by=by, on=on)


class WayForm(forms.Form):
    """How one matter is voted on."""

    way = forms.ChoiceField(
        label="Hội trường chọn cách nào",
        choices=Way.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Chưa chọn giơ tay hay bỏ phiếu kín."},
    )
    agreed = CountField(label="Số hộ giơ tay chọn cách này")


class NumbersForm(forms.Form):
    """Three numbers of households."""

    yes = CountField(label="Tán thành")
    no = CountField(label="Không tán thành")
    other = CountField(label="Ý kiến khác, phiếu trắng, phiếu hỏng")

    @property
    def numbers(self) -> Numbers:
        data = self.cleaned_data
        return Numbers(data["yes"], data["no"], data["other"])


class TallyForm(NumbersForm):
    """One person's count."""

    fewer_ok = forms.BooleanField(
        label="Có hộ không giơ tay, không bỏ phiếu: cộng ít hơn số có mặt là đúng", required=False
    )
    counter = forms.ModelChoiceField(
        Officer.objects.none(),
        label="Đếm theo tờ của ai",
        empty_label="Chính tôi đếm",
        help_text="Chỉ một máy thì lần thứ hai chọn người khác đã đếm, nhập theo tờ của người ấy.",
        required=False,
    )
    photos = PhotosField(label="Ảnh tờ kiểm đếm", most=2, required=False)
    no_photo_why = forms.CharField(label="Không chụp được? Vì sao", max_length=200, required=False)

    def __init__(self, *args: Any, sitting: Sitting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        officers = Officer.objects.serving().filter(sitting=sitting, yes__isnull=False)
        self.fields["counter"].queryset = officers.order_by("pk")  # type: ignore[attr-defined]

    def enter(
        self, sitting: Sitting, item: AgendaItem, entry: Entry, *, by: Term, on: date
    ) -> None:
        data = self.cleaned_data
        sheet = Sheet(
            data["counter"], data["photos"], data["no_photo_why"], fewer_ok=data["fewer_ok"]
        )
        actions.enter_tally(sitting, item, entry, self.numbers, by=by, on=on, sheet=sheet)


class CorrectForm(NumbersForm):
    """The count was wrong: what is right, and why."""

    reason = words_field("Vì sao đính chính", "Lời này vào biên bản.")

    def do(self, count: Count, *, by: Term, on: date) -> None:
        reason = self.cleaned_data["reason"]
        actions.correct_count(count, self.numbers, reason, by=by, on=on)
