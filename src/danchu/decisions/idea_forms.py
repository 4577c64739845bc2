"""One form an act on an initiative: sent, agreed to by the Front, taken up, sent back."""

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.db import transaction

from danchu.decisions import access
from danchu.decisions.actions import from_paper, initiating
from danchu.decisions.forms import OnPaper, PaperIdeaForm, words
from danchu.decisions.making import Proposal
from danchu.decisions.models import Initiative, Motion
from danchu.decisions.words import Matter, Way
from danchu.meetings.forms import StepForm
from danchu.people.models import Role, Term
from danchu.places.models import Unit


class IdeaAct(OnPaper, StepForm):
    """`do` returns what is said once it is done."""

    roles: ClassVar[Sequence[Role]] = access.HEAD

    def __init__(self, *args: Any, initiative: Initiative, **kwargs: Any) -> None:
        self.idea = initiative
        super().__init__(*args, **kwargs)

    @staticmethod
    def fits(found: Initiative) -> bool:
        return found.is_open

    def do(self, *, by: Term, on: date) -> str:
        raise NotImplementedError


class Consent(IdeaAct):
    title = "Ban công tác Mặt trận tán thành"
    intro = "Dưới 10% số hộ mà có ích cho cộng đồng thì Ban công tác Mặt trận tán thành là được."
    button = "Ghi: Mặt trận tán thành"
    roles = (Role.FRONT_HEAD, Role.COMMUNITY_HEAD)
    ground = words(
        "Giấy tán thành",
        200,
        needed=False,
        hint="Trưởng ban công tác Mặt trận tự bấm thì để trống.",
    )

    @staticmethod
    def fits(found: Initiative) -> bool:
        return found.is_open and found.consent_on is None

    def do(self, *, by: Term, on: date) -> str:
        initiating.consent(self.idea, ground=self.cleaned_data["ground"], by=by, on=on)
        return "Đã ghi Mặt trận tán thành."


class SendIdea(IdeaAct):
    title = "Gửi đề xuất đến Trưởng thôn, Tổ trưởng"
    intro = "Cần đủ 10% tổng số hộ đồng thuận còn giá trị hôm nay, hoặc Mặt trận tán thành."
    button = "Gửi đề xuất"

    @staticmethod
    def fits(found: Initiative) -> bool:
        return found.is_open and found.sent_on is None

    def do(self, *, by: Term, on: date) -> str:
        initiating.send_initiative(self.idea, by=by, on=on)
        return "Đã gửi đề xuất."


class TakeUp(IdeaAct):
    title = "Đưa ra bà con bàn"
    intro = (
        "Ý kiến đồng thuận phải còn giá trị cả hôm nay. Lời đưa ra bàn lấy từ sáng kiến, sửa được."
    )
    button = "Đưa ra bàn"
    way = forms.ChoiceField(
        label="Quyết định bằng cách nào?",
        choices=Way.choices,
        initial=Way.MEETING,
        widget=forms.RadioSelect,
    )
    made: Motion | None = None
    title_given = words("Tên việc", 200)
    text = words("Nội dung đưa ra bàn", 4000, rows=6)
    estimate = words("Dự toán, mức đóng góp", 1000, rows=3, needed=False)

    def __init__(self, *args: Any, initiative: Initiative, **kwargs: Any) -> None:
        kwargs["initial"] = {"title_given": initiative.title, "text": initiative.text}
        super().__init__(*args, initiative=initiative, **kwargs)

    @staticmethod
    def fits(found: Initiative) -> bool:
        return found.is_open and found.sent_on is not None

    def do(self, *, by: Term, on: date) -> str:
        data = self.cleaned_data
        told = Proposal(
            Matter(self.idea.matter), Way(data["way"]), data["title_given"], data["text"],
            data["estimate"],
        )  # fmt: skip
        self.made = initiating.take_up(self.idea, told, by=by, on=on)
        return "Đã đưa ra bàn. Việc này ở mục Bàn và quyết định."


class Decline(IdeaAct):
    title = "Trả lại, có lý do"
    intro = "Chỉ khi trái pháp luật, không phù hợp thuần phong, mỹ tục, đạo đức xã hội."
    button = "Trả lại"
    why = words("Vì sao?", 300)

    def do(self, *, by: Term, on: date) -> str:
        initiating.decline(self.idea, why=self.cleaned_data["why"], by=by, on=on)
        return "Đã trả lại. Người có sáng kiến đọc được lý do."


class AddSheet(IdeaAct):
    """The list that households signed, as it lies before the head."""

    title = "Gửi ảnh danh sách hộ đã ký"
    intro = "Mỗi lần một tờ. Ảnh được niêm phong; chỉ người giữ sáng kiến ở thôn và xã mở được."
    button = "Giữ ảnh này"

    def __init__(self, *args: Any, initiative: Initiative, **kwargs: Any) -> None:
        super().__init__(*args, initiative=initiative, **kwargs)
        self.needs("paper", "photo")

    def do(self, *, by: Term, on: date) -> str:
        return "Đã giữ ảnh danh sách hộ ký."


@transaction.atomic
def begin(form: PaperIdeaForm, unit: Unit, *, by: Term, on: date) -> Initiative:
    """What a citizen brought on paper, with that paper."""
    day, sheet = form.done_on(on), form.sheet
    made = initiating.begin(unit, form.idea, by=by, on=day)
    if sheet is not None:
        from_paper.note_idea_step(made, "Sáng kiến đưa trên giấy", sheet, day=day, by=by, on=on)
    return made


@transaction.atomic
def do(form: IdeaAct, *, by: Term, on: date) -> str:
    """The act, today or on the day that its paper says; then which paper it came from."""
    day, sheet = form.done_on(on), form.sheet
    said = form.do(by=by, on=day)
    if sheet is not None:
        from_paper.note_idea_step(form.idea, form.title, sheet, day=day, by=by, on=on)
        if isinstance(form, TakeUp) and form.made is not None and day != on:
            from_paper.note_step(form.made, form.title, day=day, by=by, on=on)
    return said


IDEA_ACTS: dict[str, type[IdeaAct]] = {
    "gui": SendIdea,
    "mat-tran": Consent,
    "dua-ra-ban": TakeUp,
    "anh-danh-sach": AddSheet,
    "tra-lai": Decline,
}
