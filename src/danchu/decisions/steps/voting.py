"""Up to the verdict: agreed with the Front, put to a meeting, counted, summed, taken back."""

from datetime import date

from django import forms

from civics.errors import Refused
from danchu.decisions import rules
from danchu.decisions.actions import counting, proposing
from danchu.decisions.actions.counting import Hall
from danchu.decisions.forms import counted, day, tick, words
from danchu.decisions.models import Decision, Motion
from danchu.decisions.steps.base import ActForm
from danchu.decisions.words import ENDED, State
from danchu.meetings import actions as meetings
from danchu.meetings.models import Meeting
from danchu.meetings.models import State as Draft
from danchu.people.models import Role, Term


class Agree(ActForm):
    title = "Thống nhất với Mặt trận"
    intro = "Mặt trận tự bấm thì để trống. Người đề xuất bấm thay thì ghi giấy thống nhất."
    button = "Đã thống nhất, đưa ra bà con bàn"
    roles = (Role.FRONT_HEAD, Role.COMMUNITY_HEAD, Role.FRONT, Role.CHAIR)
    law = ("decisions.propose.community", "decisions.propose.commune")
    ground = words(
        "Giấy thống nhất", 200, needed=False, hint="Ví dụ: biên bản thống nhất ngày 01/12/2026."
    )

    @staticmethod
    def fits(motion: Motion, decision: Decision | None) -> bool:
        return motion.agreed_by_id is None and motion.state in {State.DRAFT, State.OPEN}

    def do(self, *, by: Term, on: date) -> str:
        proposing.agree(self.motion, ground=self.cleaned_data["ground"], by=by, on=on)
        return "Đã thống nhất. Việc này đã ở trang công khai để bà con đọc trước."


class Withdraw(ActForm):
    title = "Rút việc này"
    intro = "Việc đã đưa ra rồi thì vẫn còn ở trang công khai, ghi là đã rút và vì sao."
    button = "Rút"
    roles = (Role.COMMUNITY_HEAD, Role.CHAIR)
    why = words("Vì sao rút?", 300)

    @staticmethod
    def fits(motion: Motion, decision: Decision | None) -> bool:
        return motion.state in {State.DRAFT, State.OPEN, State.SHORT}

    def do(self, *, by: Term, on: date) -> str:
        proposing.withdraw(self.motion, why=self.cleaned_data["why"], by=by, on=on)
        return "Đã rút."


class PutToMeeting(ActForm):
    title = "Đưa vào một cuộc họp"
    intro = "Chọn cuộc họp đang chuẩn bị. Chưa có thì triệu tập ở mục Họp trước."
    button = "Đưa vào chương trình"
    roles = (Role.COMMUNITY_HEAD, Role.FRONT_HEAD)
    law = ("decisions.meeting.convene", "meetings.notice", "meetings.papers")

    def prepare(self) -> None:
        units = {rules.heir_of(part.unit, on=part.motion.proposed_on).pk for part in self.parts}
        units |= {part.unit_id for part in self.parts}
        coming = Meeting.objects.filter(unit__in=units, state=Draft.DRAFT).order_by("planned_on")
        field = forms.ModelChoiceField(
            label="Cuộc họp",
            queryset=coming,
            empty_label=None,
            widget=forms.RadioSelect,
            error_messages={"required": "Chưa có cuộc họp nào đang chuẩn bị. Triệu tập ở mục Họp."},
        )
        field.label_from_instance = lambda obj: f"{obj.title}, {obj.planned_on:%d/%m/%Y}"  # type: ignore[method-assign]
        self.fields["meeting"] = field

    @staticmethod
    def fits(motion: Motion, decision: Decision | None) -> bool:
        return motion.state in {State.OPEN, State.SHORT}

    def do(self, *, by: Term, on: date) -> str:
        meeting = self.cleaned_data["meeting"]
        part = next((one for one in self.parts if one.unit_id == meeting.unit_id), None)
        if part is None:
            part = self.parts[0]
        meetings.add_matter(meeting, "motion", str(part.pk), by=by, on=on)
        return "Đã đưa vào chương trình. Kết quả họp tự về đây."


class CountHall(ActForm):
    """A meeting known from its paper minutes; one held here hands its count over by itself."""

    title = "Ghi kết quả họp từ biên bản giấy"
    intro = "Cuộc họp mở trên phần mềm này tự chuyển kết quả. Trang này dành cho họp ghi trên giấy."
    button = "Ghi kết quả và kết luận"
    law = ("decisions.approval.money", "decisions.approval.other", "decisions.slips.cases")
    held_on = day("Họp ngày")
    households = counted("Tổng số hộ", "Theo sổ hộ ngày họp, kể cả hộ không dự.")
    present = counted("Số hộ có đại diện dự họp")
    yes = counted("Số hộ tán thành")
    no = counted("Số hộ không tán thành")
    other = counted("Ý kiến khác, phiếu trắng, phiếu không hợp lệ")
    secret = tick("Bỏ phiếu kín")
    why = words(
        "Đính chính kết quả đã ghi? Ghi vì sao", 300, needed=False, hint="Ghi lần đầu thì để trống."
    )

    def prepare(self) -> None:
        if len(self.parts) > 1:
            choice = forms.ModelChoiceField(
                label="Thôn, tổ nào?",
                queryset=self.motion.parts.filter(pk__in=[p.pk for p in self.parts]),
            )
            choice.label_from_instance = lambda obj: obj.unit.full_name  # type: ignore[method-assign]
            self.fields = {"part": choice, **self.fields}
        if not any(part.counts.exists() for part in self.parts):
            del self.fields["why"]

    @staticmethod
    def fits(motion: Motion, decision: Decision | None) -> bool:
        return motion.state in {State.OPEN, State.SHORT} or (
            motion.state in ENDED and decision is None
        )

    def do(self, *, by: Term, on: date) -> str:
        data = self.cleaned_data
        part = data.get("part") or (self.parts[0] if self.parts else None)
        if part is None:
            raise Refused("Việc này không biểu quyết ở thôn, tổ của bạn.")
        why = data.get("why", "")
        hall = Hall(
            data["held_on"], data["households"], data["present"], data["yes"], data["no"],
            data["other"], data["secret"], corrects=bool(why), why=why,
        )  # fmt: skip
        return counting.count_from_meeting(part, hall, by=by, on=on).sentence


class SumUp(ActForm):
    title = "Tổng hợp kết quả các thôn, tổ"
    intro = (
        "Thôn, tổ chưa có kết quả được tính là chưa tán thành: tỷ lệ tính trên tổng số thôn, tổ."
    )
    button = "Chốt kết quả toàn xã"
    roles = (Role.CHAIR,)
    law = ("decisions.commune_approval.money",)

    @staticmethod
    def fits(motion: Motion, decision: Decision | None) -> bool:
        return motion.of_commune and motion.state == State.OPEN

    def do(self, *, by: Term, on: date) -> str:
        ended = counting.sum_up(self.motion, by=by, on=on)
        return f"{ended.get_state_display()}: {ended.agreed} trên {ended.communities} thôn, tổ."
