"""One form an act on a motion: who may, when it fits, what is typed, what is done.

The page of a motion lists those that fit now; each is opened at /ban-quyet-dinh/<pk>/viec/<slug>/.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms

from civics.errors import Refused
from danchu.decisions import access
from danchu.decisions.actions import carrying_out, counting, deciding, proposing
from danchu.decisions.actions.counting import Hall, told
from danchu.decisions.actions.deciding import COMMITTEE, Words
from danchu.decisions.forms import counted, day, tick, words
from danchu.decisions.models import Decision, Motion, Part
from danchu.decisions.words import ENDED, RUNNING, Form, Ground, Scope, State
from danchu.people.models import Role, Term


class ActForm(forms.Form):
    """One dated act. `do` returns what is said once it is done."""

    title: ClassVar[str] = ""
    intro: ClassVar[str] = ""
    button: ClassVar[str] = "Ghi"
    roles: ClassVar[Sequence[Role]] = access.HEAD
    rules: ClassVar[Sequence[str]] = ()

    def __init__(
        self, *args: Any, motion: Motion, decision: Decision | None, parts: list[Part], **kw: Any
    ) -> None:
        self.motion, self.decision, self.parts = motion, decision, parts
        super().__init__(*args, **kw)
        self.prepare()

    def prepare(self) -> None:
        """Fields that depend on the motion."""

    @staticmethod
    def fits(motion: Motion, decision: Decision | None) -> bool:
        raise NotImplementedError

    def do(self, *, by: Term, on: date) -> str:
        raise NotImplementedError

    @property
    def written(self) -> Decision:
        if self.decision is None:
            raise Refused("Chưa lập văn bản quyết định.")
        return self.decision


class Agree(ActForm):
    title = "Thống nhất với Mặt trận"
    intro = "Mặt trận tự bấm thì để trống. Người đề xuất bấm thay thì ghi giấy thống nhất."
    button = "Đã thống nhất, đưa ra bà con bàn"
    roles = (Role.FRONT_HEAD, Role.COMMUNITY_HEAD, Role.FRONT, Role.CHAIR)
    rules = ("decisions.propose.community", "decisions.propose.commune")
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


class CountHall(ActForm):
    """A meeting known from its paper minutes; one held here hands its count over by itself."""

    title = "Ghi kết quả họp từ biên bản giấy"
    intro = "Cuộc họp mở trên phần mềm này tự chuyển kết quả. Trang này dành cho họp ghi trên giấy."
    button = "Ghi kết quả và kết luận"
    rules = ("decisions.approval.money", "decisions.approval.other", "decisions.slips.cases")
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
            choice.label_from_instance = lambda one: one.unit.full_name  # type: ignore[method-assign]
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
    rules = ("decisions.commune_approval.money",)

    @staticmethod
    def fits(motion: Motion, decision: Decision | None) -> bool:
        return motion.of_commune and motion.state == State.OPEN

    def do(self, *, by: Term, on: date) -> str:
        ended = counting.sum_up(self.motion, by=by, on=on)
        return f"{ended.get_state_display()}: {ended.agreed} trên {ended.communities} thôn, tổ."


class Write(ActForm):
    title = "Lập văn bản quyết định"
    intro = "Ngày, số hộ, kết quả lấy từ lần kiểm phiếu, không phải gõ lại. In ra rồi ký."
    button = "Lập văn bản"
    roles = (Role.COMMUNITY_HEAD, Role.CHAIR)
    rules = (
        "decisions.form",
        "decisions.points",
        "decisions.signatures",
        "decisions.send_decision",
    )
    form = forms.ChoiceField(
        label="Hình thức văn bản",
        choices=Form.choices,
        widget=forms.RadioSelect,
        initial=Form.RESOLUTION,
    )
    front_agreed = words(
        "Đã thống nhất hình thức văn bản với Trưởng ban công tác Mặt trận",
        200,
        hint="Ví dụ: tại cuộc họp ngày 01/12/2026.",
    )
    text = words("Nội dung quyết định", 6000, rows=6)
    household_one = words("Đại diện hộ ký thứ nhất", 120)
    household_two = words("Đại diện hộ ký thứ hai", 120)
    executor = words("Ai tổ chức thực hiện", 200)
    finish_by = day("Làm xong trước ngày", needed=False)
    number = words("Số văn bản", 60, needed=False, hint="Thôn có lấy số thì ghi.")

    @staticmethod
    def fits(motion: Motion, decision: Decision | None) -> bool:
        return motion.state == State.PASSED and decision is None

    def do(self, *, by: Term, on: date) -> str:
        data = {**self.cleaned_data, "form": Form(self.cleaned_data["form"])}
        made = deciding.write_decision(self.motion, Words(**data), by=by, on=on)
        return f"Đã lập. In, ký, rồi gửi xã và Mặt trận chậm nhất {made.send_by:%d/%m/%Y}."


class Send(ActForm):
    title = "Gửi quyết định lên xã và Mặt trận"
    intro = "Bấm khi đã gửi cả hai nơi. Ngày gửi ghi là hôm nay."
    button = "Ghi: đã gửi hôm nay"
    roles = (Role.COMMUNITY_HEAD, Role.CHAIR)
    rules = ("decisions.send_decision",)

    @staticmethod
    def fits(motion: Motion, decision: Decision | None) -> bool:
        return decision is not None and decision.sent_on is None and not motion.of_commune

    def do(self, *, by: Term, on: date) -> str:
        deciding.send_decision(self.written, by=by, on=on)
        return "Đã ghi ngày gửi."


class Receive(ActForm):
    title = "Nhận quyết định của thôn, tổ"
    intro = "Hạn công nhận đếm từ ngày nhận. Ngày nhận ghi là hôm nay."
    button = "Ghi: đã nhận hôm nay"
    roles = (Role.CLERK, Role.FRONT)
    rules = ("decisions.recognise",)

    @staticmethod
    def fits(motion: Motion, decision: Decision | None) -> bool:
        if decision is None or decision.sent_on is None:
            return False
        return decision.received_on is None or decision.front_received_on is None

    def do(self, *, by: Term, on: date) -> str:
        deciding.receive_decision(self.written, by=by, on=on)
        return "Đã ghi ngày nhận."


class Recognise(ActForm):
    title = "Công nhận, hoặc trả lời vì sao không"
    intro = (
        "Im lặng không phải là công nhận. Không công nhận thì trả lời bằng văn bản, nêu rõ lý do."
    )
    button = "Ghi câu trả lời"
    roles = (Role.CHAIR, Role.FRONT)
    rules = (
        "decisions.recognise",
        "decisions.effect.peoples_committee",
        "decisions.effect.fatherland_front",
    )
    answer = forms.ChoiceField(
        label="Câu trả lời",
        choices=[("yes", "Công nhận"), ("no", "Không công nhận")],
        widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn một câu trả lời."},
    )
    number = words("Số văn bản", 60)
    why = words("Lý do không công nhận", 2000, rows=4, needed=False)

    @staticmethod
    def fits(motion: Motion, decision: Decision | None) -> bool:
        return decision is not None and decision.waits_for_answer and decision.sent_on is not None

    def do(self, *, by: Term, on: date) -> str:
        data = self.cleaned_data
        if data["answer"] == "yes":
            deciding.recognise(self.written, number=data["number"], by=by, on=on)
            return "Đã công nhận. Quyết định có hiệu lực từ hôm nay."
        told_no = {"number": data["number"], "why": data["why"]}
        deciding.refuse_recognition(self.written, **told_no, by=by, on=on)
        return "Đã trả lời không công nhận. Thôn, tổ đọc được lý do ở trang của việc này."


class Effect(ActForm):
    title = "Định ngày có hiệu lực"
    intro = "Việc toàn xã có hiệu lực từ ngày Ủy ban nhân dân xã quyết định."
    button = "Ghi ngày có hiệu lực"
    roles = (Role.CHAIR,)
    rules = ("decisions.effect.commune",)
    day = day("Có hiệu lực từ ngày")
    number = words("Số văn bản", 60, needed=False)

    @staticmethod
    def fits(motion: Motion, decision: Decision | None) -> bool:
        return motion.of_commune and decision is not None and decision.effective_on is None

    def do(self, *, by: Term, on: date) -> str:
        data = self.cleaned_data
        deciding.set_effect(self.written, day=data["day"], number=data["number"], by=by, on=on)
        return "Đã ghi ngày có hiệu lực."


class Post(ActForm):
    title = "Niêm yết kết quả"
    intro = "Kết quả được chuyển sang sổ niêm yết: dán ở nhà văn hóa, chụp ảnh làm bằng chứng."
    button = "Chuyển đi niêm yết"
    roles = (Role.COMMUNITY_HEAD, Role.CHAIR)
    rules = ("decisions.organise.publish_result", "decisions.post_result", "decisions.posting_days")

    @staticmethod
    def fits(motion: Motion, decision: Decision | None) -> bool:
        return motion.state in ENDED

    def do(self, *, by: Term, on: date) -> str:
        carrying_out.post_result(self.motion, by=by, on=on)
        return "Đã chuyển. In tờ kết quả ở cuối trang, dán rồi chụp ảnh ở trang Hôm nay."


class Report(ActForm):
    title = "Báo cáo thực hiện đến đâu"
    intro = "Bà con và xã cùng đọc."
    button = "Gửi báo cáo"
    roles = (Role.COMMUNITY_HEAD, Role.CHAIR)
    rules = ("decisions.organise.publish_result",)
    text = words("Đã làm được gì", 2000, rows=4)
    ends = tick("Đã thực hiện xong toàn bộ")

    @staticmethod
    def fits(motion: Motion, decision: Decision | None) -> bool:
        return (
            decision is not None
            and decision.effective_on is not None
            and decision.repealed_on is None
            and decision.finished_on is None
        )

    def do(self, *, by: Term, on: date) -> str:
        carrying_out.report_progress(self.written, **self.cleaned_data, by=by, on=on)
        return "Đã ghi báo cáo."


class Repeal(ActForm):
    title = "Bãi bỏ, hoặc đề nghị thôn, tổ sửa"
    intro = (
        "Điểm a thì bãi bỏ; điểm b thì bãi bỏ hoặc đề nghị sửa, tùy mức độ. Xã không tự sửa quyết "
        "định của cộng đồng. Văn bản gửi thôn và Mặt trận xã cùng lúc."
    )
    button = "Ghi quyết định của Ủy ban nhân dân xã"
    roles = (Role.CHAIR,)
    rules = ("decisions.amend.cases", "decisions.amend.peoples_committee", "decisions.amend.notify")
    what = forms.ChoiceField(
        label="Làm gì?",
        choices=[("repeal", "Bãi bỏ"), ("ask", "Đề nghị sửa đổi, bổ sung, thay thế (chỉ điểm b)")],
        widget=forms.RadioSelect,
    )
    ground = forms.ChoiceField(
        label="Vì sao?", choices=Ground.choices[:2], widget=forms.RadioSelect
    )
    number = words("Số văn bản", 60)
    why = words("Lý do", 2000, rows=4)

    @staticmethod
    def fits(motion: Motion, decision: Decision | None) -> bool:
        return decision is not None and decision.repealed_on is None

    def do(self, *, by: Term, on: date) -> str:
        data = self.cleaned_data
        said = {"number": data["number"], "why": data["why"], "by": by, "on": on}
        if data["what"] == "repeal":
            carrying_out.repeal(self.written, ground=Ground(data["ground"]), **said)
            return "Đã ghi bãi bỏ."
        if data["ground"] != Ground.PROCEDURE:
            raise Refused("Trái pháp luật (điểm a) thì bãi bỏ, không đề nghị sửa.")
        carrying_out.ask_to_amend(self.written, **said)
        return "Đã ghi đề nghị. Thôn, tổ đưa việc sửa ra bàn theo đúng trình tự."


ACTS: dict[str, type[ActForm]] = {
    "thong-nhat": Agree,
    "ghi-ket-qua": CountHall,
    "tong-hop": SumUp,
    "lap-van-ban": Write,
    "gui": Send,
    "niem-yet": Post,
    "nhan": Receive,
    "cong-nhan": Recognise,
    "hieu-luc": Effect,
    "bao-cao": Report,
    "bai-bo": Repeal,
    "rut": Withdraw,
}
NEXT = (*tuple(ACTS)[:10],)  # shown as steps; the others stand apart
__all__ = ["ACTS", "COMMITTEE", "NEXT", "RUNNING", "ActForm", "Scope", "told"]
