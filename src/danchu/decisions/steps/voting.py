"""Up to the verdict: agreed with the Front, put to a meeting, counted, summed, taken back."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from django import forms

from civics.errors import Refused
from danchu.decisions import access, rules
from danchu.decisions.actions import counting, from_paper, proposing, telling
from danchu.decisions.actions.counting import Hall
from danchu.decisions.actions.from_paper import Sheets
from danchu.decisions.forms import day, tick, words
from danchu.decisions.models import Decision, Motion
from danchu.decisions.steps.base import ActForm
from danchu.decisions.words import ENDED, Result, State
from danchu.kit.photos import PhotosField
from danchu.meetings import actions as meetings
from danchu.meetings.forms import CountField
from danchu.meetings.models import Meeting
from danchu.meetings.models import State as Draft
from danchu.people.models import Role, Term

PAGES = 4  # photos of the minutes that are sent at once


class Agree(ActForm):
    dated = True
    title = "Thống nhất với Mặt trận"
    intro = "Mặt trận tự bấm thì để trống. Người đề xuất bấm thay thì ghi giấy thống nhất."
    button = "Đã thống nhất, đưa ra bà con bàn"
    roles: ClassVar[Sequence[Role]] = (
        Role.FRONT_HEAD,
        Role.COMMUNITY_HEAD,
        Role.FRONT,
        Role.CHAIR,
    )
    law: ClassVar[Sequence[str]] = ("decisions.propose.community", "decisions.propose.commune")
    ground = words(
        "Giấy thống nhất", 200, needed=False, hint="Ví dụ: biên bản thống nhất ngày 01/12/2026."
    )

    @staticmethod
    def fits(motion: Motion, decision: Decision | None) -> bool:
        waits = motion.agreed_by_id is None and motion.state in {State.DRAFT, State.OPEN}
        return waits and not motion.removes_head

    def do(self, *, by: Term, on: date) -> str:
        proposing.agree(self.motion, ground=self.cleaned_data["ground"], by=by, on=on)
        return "Đã thống nhất. Việc này đã ở trang công khai để bà con đọc trước."


class Consider(Agree):
    """That the head is removed: the chair considers what the Front asked (NĐ 59 Điều 9)."""

    title = "Chủ tịch xã xem xét đề nghị cho thôi"
    intro = "Chủ tịch xã tự bấm thì để trống. Mặt trận bấm thay thì ghi văn bản của Chủ tịch xã."
    button = "Đã xem xét, đưa ra cuộc họp"
    roles = (Role.CHAIR, Role.FRONT_HEAD)
    law = ("elections.removal.front", "elections.removal.resign", "elections.removal.petition")
    ground = words("Văn bản của Chủ tịch xã", 200, needed=False)

    @staticmethod
    def fits(motion: Motion, decision: Decision | None) -> bool:
        waits = motion.agreed_by_id is None and motion.state == State.DRAFT
        return waits and motion.removes_head and not motion.asked_by_chair


class AgreeWithFront(Agree):
    """The head heads the Front too: the chair agrees with the commune's Front, then calls the
    meeting (NĐ 59 Điều 3 khoản 1 điểm c)."""

    title = "Thống nhất với Mặt trận xã việc cho thôi"
    intro = (
        "Chủ tịch Mặt trận xã tự bấm thì để trống. Chủ tịch xã bấm thay thì ghi giấy thống nhất. "
        "Rồi Chủ tịch xã triệu tập cuộc họp ở mục Họp."
    )
    button = "Đã thống nhất, đưa ra cuộc họp"
    roles = (Role.FRONT, Role.CHAIR)
    law = (rules.REMOVAL_CALLED, "elections.removal.resign", "elections.removal.petition")

    @staticmethod
    def fits(motion: Motion, decision: Decision | None) -> bool:
        return motion.asked_by_chair and motion.agreed_by_id is None and motion.state == State.DRAFT


class Withdraw(ActForm):
    title = "Rút việc này"
    intro = "Việc đã đưa ra rồi thì vẫn còn ở trang công khai, ghi là đã rút và vì sao."
    button = "Rút"
    roles = (Role.COMMUNITY_HEAD, Role.CHAIR)
    why = words("Vì sao rút?", 300)

    @staticmethod
    def fits(motion: Motion, decision: Decision | None) -> bool:
        waits = motion.state in {State.DRAFT, State.OPEN, State.SHORT}
        return waits and not motion.removes_head

    def do(self, *, by: Term, on: date) -> str:
        proposing.withdraw(self.motion, why=self.cleaned_data["why"], by=by, on=on)
        return "Đã rút."


class WithdrawRemoval(Withdraw):
    """Whoever is to go does not take it back."""

    roles = access.REMOVERS

    @staticmethod
    def fits(motion: Motion, decision: Decision | None) -> bool:
        waits = motion.state in {State.DRAFT, State.OPEN, State.SHORT}
        return waits and motion.removes_head


class PutToMeeting(ActForm):
    title = "Đưa vào một cuộc họp"
    intro = "Chọn cuộc họp đang chuẩn bị. Chưa có thì triệu tập ở mục Họp trước."
    button = "Đưa vào chương trình"
    roles: ClassVar[Sequence[Role]] = (Role.COMMUNITY_HEAD, Role.FRONT_HEAD)
    law: ClassVar[Sequence[str]] = (
        "decisions.meeting.convene",
        "meetings.notice",
        "meetings.papers",
    )

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
        return motion.state in {State.OPEN, State.SHORT} and not motion.removes_head

    def do(self, *, by: Term, on: date) -> str:
        meeting = self.cleaned_data["meeting"]
        part = next((one for one in self.parts if one.unit_id == meeting.unit_id), None)
        if part is None:
            part = self.parts[0]
        meetings.add_matter(meeting, "motion", str(part.pk), by=by, on=on)
        return "Đã đưa vào chương trình. Kết quả họp tự về đây."


class PutRemovalToMeeting(PutToMeeting):
    """Into the meeting of the head of the Front committee, or of the chair where the head of the
    hamlet is that too: `convening.refuse_matter` says whose, on the day of the meeting."""

    roles = access.REMOVERS
    law = (rules.REMOVAL_CALLED, "meetings.notice")

    @staticmethod
    def fits(motion: Motion, decision: Decision | None) -> bool:
        return motion.state in {State.OPEN, State.SHORT} and motion.removes_head


class CountHall(ActForm):
    """A meeting known from its paper minutes; one held here hands its count over by itself."""

    title = "Ghi kết quả họp từ biên bản giấy"
    intro = "Cuộc họp mở trên phần mềm này tự chuyển kết quả. Trang này dành cho họp ghi trên giấy."
    button = "Ghi kết quả và kết luận"
    law = ("decisions.approval.money", "decisions.approval.other", "decisions.slips.cases")
    held_on = day("Họp ngày")
    households = CountField(label="Tổng số hộ", help_text="Theo sổ hộ ngày họp, kể cả hộ không dự.")
    present = CountField(label="Số hộ có đại diện dự họp")
    yes = CountField(label="Số hộ tán thành")
    no = CountField(label="Số hộ không tán thành")
    other = CountField(label="Ý kiến khác, phiếu trắng, phiếu không hợp lệ")
    secret = tick("Bỏ phiếu kín")
    why = words(
        "Đính chính kết quả đã ghi? Ghi vì sao", 300, needed=False, hint="Ghi lần đầu thì để trống."
    )
    minutes = PhotosField(label="Ảnh các trang biên bản đã ký", most=PAGES)
    tally = PhotosField(label="Ảnh tờ kiểm đếm", most=2)

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
        return _counts(motion, decision) and not motion.removes_head

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
        sheets = Sheets(data["minutes"], data["tally"])
        return from_paper.enter_hall(part, hall, sheets, by=by, on=on).sentence


class CountRemoval(CountHall):
    """Written down by whoever may call that meeting, never by the head who is to go."""

    roles = access.REMOVERS
    law = (rules.REMOVAL_CALLED, "decisions.approval.other", "decisions.slips.cases")

    @staticmethod
    def fits(motion: Motion, decision: Decision | None) -> bool:
        return _counts(motion, decision) and motion.removes_head


def _counts(motion: Motion, decision: Decision | None) -> bool:
    """Waits for a count, or for a correction while no decision was written on it."""
    return motion.state in {State.OPEN, State.SHORT} or (motion.state in ENDED and decision is None)


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


class SetCouncil(ActForm):
    title = "Ghi kỳ họp Hội đồng nhân dân gần nhất"
    intro = "Luật không đặt ngày: báo cáo tại kỳ họp thường lệ gần nhất. Ghi ngày họp thì có hạn."
    button = "Ghi ngày kỳ họp"
    roles = (Role.CHAIR, Role.CLERK)
    law = ("decisions.organise.report_council",)
    session = day("Kỳ họp ngày")

    @staticmethod
    def fits(motion: Motion, decision: Decision | None) -> bool:
        return motion.of_commune and motion.state in ENDED and motion.council_told_on is None

    def do(self, *, by: Term, on: date) -> str:
        session = self.cleaned_data["session"]
        telling.set_council_session(self.motion, day=session, by=by, on=on)
        return f"Đã ghi. Báo cáo Hội đồng chậm nhất {session:%d/%m/%Y}."


class TellCouncil(ActForm):
    dated = True
    title = "Đã báo cáo Hội đồng nhân dân, gửi Mặt trận"
    intro = "Báo cáo việc tổ chức để Nhân dân bàn, quyết định việc toàn xã; gửi Mặt trận giám sát."
    button = "Ghi: đã báo cáo"
    roles = (Role.CHAIR, Role.CLERK)
    law = ("decisions.organise.report_council",)
    number = words("Số báo cáo", 60)

    @staticmethod
    def fits(motion: Motion, decision: Decision | None) -> bool:
        told = motion.council_told_on is not None
        return motion.of_commune and motion.council_on is not None and not told

    def do(self, *, by: Term, on: date) -> str:
        telling.tell_council(self.motion, number=self.cleaned_data["number"], by=by, on=on)
        return "Đã ghi báo cáo Hội đồng nhân dân."


class SendPart(ActForm):
    dated = True
    title = "Gửi quyết định của thôn về việc toàn xã"
    intro = "Mỗi thôn, tổ thông qua thì gửi xã và Mặt trận trong 5 ngày làm việc."
    button = "Ghi: đã gửi"
    law = ("decisions.send_decision",)

    @staticmethod
    def fits(motion: Motion, decision: Decision | None) -> bool:
        return motion.of_commune and any(
            one.result == Result.PASSED and one.sent_on is None for one in motion.parts.all()
        )

    def do(self, *, by: Term, on: date) -> str:
        mine = [one for one in self.parts if one.result == Result.PASSED and one.sent_on is None]
        if not mine:
            raise Refused("Thôn, tổ của bạn chưa thông qua việc này, hoặc đã gửi rồi.")
        for one in mine:
            telling.send_part(one, by=by, on=on)
        return "Đã ghi ngày gửi."
