"""After the verdict: written, sent, received, recognised, posted, carried out, repealed."""

from datetime import date

from django import forms

from civics.errors import Refused
from danchu.decisions.actions import carrying_out, deciding, objecting
from danchu.decisions.actions.deciding import Words
from danchu.decisions.forms import day, tick, words
from danchu.decisions.models import Decision, Motion
from danchu.decisions.steps.base import ActForm
from danchu.decisions.words import ENDED, Answer, Form, Ground, SentTo, State
from danchu.people.models import Role, Term


class Write(ActForm):
    dated = True
    title = "Lập văn bản quyết định"
    intro = "Ngày, số hộ, kết quả lấy từ lần kiểm phiếu, không phải gõ lại. In ra rồi ký."
    button = "Lập văn bản"
    roles = (Role.COMMUNITY_HEAD, Role.CHAIR)
    law = (
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
    dated = True
    title = "Gửi quyết định lên xã và Mặt trận"
    intro = "Bấm khi đã gửi cả hai nơi."
    button = "Ghi: đã gửi hôm nay"
    roles = (Role.COMMUNITY_HEAD, Role.CHAIR)
    law = ("decisions.send_decision",)

    @staticmethod
    def fits(motion: Motion, decision: Decision | None) -> bool:
        return decision is not None and decision.sent_on is None and not motion.of_commune

    def do(self, *, by: Term, on: date) -> str:
        deciding.send_decision(self.written, by=by, on=on)
        return "Đã ghi ngày gửi."


class Receive(ActForm):
    dated = True
    title = "Nhận quyết định của thôn, tổ"
    intro = "Hạn công nhận đếm từ ngày nhận."
    button = "Ghi: đã nhận hôm nay"
    roles = (Role.CLERK, Role.FRONT)
    law = ("decisions.recognise",)

    @staticmethod
    def fits(motion: Motion, decision: Decision | None) -> bool:
        if decision is None or decision.sent_on is None:
            return False
        return decision.received_on is None or decision.front_received_on is None

    def do(self, *, by: Term, on: date) -> str:
        deciding.receive_decision(self.written, by=by, on=on)
        return "Đã ghi ngày nhận."


class Recognise(ActForm):
    dated = True
    title = "Công nhận, hoặc trả lời vì sao không"
    intro = (
        "Im lặng không phải là công nhận. Không công nhận thì trả lời bằng văn bản, nêu rõ lý do."
    )
    button = "Ghi câu trả lời"
    roles = (Role.CHAIR, Role.FRONT)
    law = (
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
    law = ("decisions.effect.commune",)
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
    dated = True
    title = "Niêm yết kết quả"
    intro = (
        "Kết quả được chuyển sang sổ niêm yết: dán ở nhà văn hóa, chụp ảnh làm bằng chứng. Đã dán "
        "từ trước thì ghi ngày ở đây, rồi ghi ngày dán và gửi ảnh ở trang Hôm nay."
    )
    button = "Chuyển đi niêm yết"
    roles = (Role.COMMUNITY_HEAD, Role.CHAIR)
    law = ("decisions.organise.publish_result", "decisions.post_result", "decisions.posting_days")

    @staticmethod
    def fits(motion: Motion, decision: Decision | None) -> bool:
        return motion.state in ENDED

    def do(self, *, by: Term, on: date) -> str:
        carrying_out.post_result(self.motion, by=by, on=on, earlier=self.earlier)
        return "Đã chuyển. In tờ kết quả ở cuối trang, dán rồi chụp ảnh ở trang Hôm nay."


class Report(ActForm):
    dated = True
    title = "Báo cáo thực hiện đến đâu"
    intro = "Bà con và xã cùng đọc."
    button = "Gửi báo cáo"
    roles = (Role.COMMUNITY_HEAD, Role.CHAIR)
    law = ("decisions.organise.publish_result",)
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
    dated = True
    title = "Bãi bỏ, hoặc đề nghị thôn, tổ sửa"
    intro = (
        "Điểm a thì bãi bỏ; điểm b thì bãi bỏ hoặc đề nghị sửa, tùy mức độ. Xã không tự sửa quyết "
        "định của cộng đồng. Văn bản gửi thôn và Mặt trận xã cùng lúc."
    )
    button = "Ghi quyết định của Ủy ban nhân dân xã"
    roles = (Role.CHAIR,)
    law = ("decisions.amend.cases", "decisions.amend.peoples_committee", "decisions.amend.notify")
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


class NewElection(ActForm):
    title = "Xã quyết định bầu người mới"
    intro = "Trong 60 ngày từ ngày công nhận cho thôi. Bầu cử làm ở phần riêng, sẽ có sau."
    button = "Ghi ngày quyết định bầu"
    roles = (Role.CHAIR,)
    law = ("elections.new_head", "elections.interim_head")
    day_set = day("Quyết định bầu ngày")

    @staticmethod
    def fits(motion: Motion, decision: Decision | None) -> bool:
        if decision is None or decision.recognised_on is None:
            return False
        return motion.removes_head and decision.new_election_on is None

    def do(self, *, by: Term, on: date) -> str:
        day_set = self.cleaned_data["day_set"]
        deciding.set_new_election(self.written, day=day_set, by=by, on=on)
        return "Đã ghi quyết định bầu người mới."


class Object(ActForm):
    title = "Ghi kiến nghị của công dân"
    intro = (
        "Công dân thấy quyết định sai trình tự hoặc trái luật thì kiến nghị đến xã, Mặt trận, Ban "
        "Thanh tra nhân dân. Không ghi tên người viết. Luật không đặt hạn trả lời."
    )
    button = "Ghi kiến nghị"
    roles = (Role.CLERK, Role.CHAIR, Role.FRONT)
    law = ("decisions.people.petition", "decisions.amend.cases")
    received_on = day("Nhận ngày")
    sent_to = forms.ChoiceField(
        label="Gửi đến đâu?", choices=SentTo.choices, widget=forms.RadioSelect
    )
    ground = forms.ChoiceField(
        label="Vì sao?", choices=Ground.choices[:2], widget=forms.RadioSelect
    )
    paper = words("Đơn, phiếu nào", 120, hint="Ví dụ: đơn ngày 10/12/2026.")
    text = words("Đơn nêu điều gì", 2000, rows=4, hint="Ghi điều được nêu, không ghi tên ai.")

    @staticmethod
    def fits(motion: Motion, decision: Decision | None) -> bool:
        return decision is not None

    def do(self, *, by: Term, on: date) -> str:
        data = self.cleaned_data
        told = objecting.Told(
            data["received_on"],
            SentTo(data["sent_to"]),
            Ground(data["ground"]),
            data["paper"],
            data["text"],
        )
        objecting.record_objection(self.written, told, by=by, on=on)
        return "Đã ghi kiến nghị. Trang công khai nói có kiến nghị, không nói của ai."


class AnswerObjection(ActForm):
    dated = True
    title = "Trả lời kiến nghị của công dân"
    intro = "Bãi bỏ hoặc đề nghị sửa là việc riêng, ghi trước. Câu trả lời hiện ở trang công khai."
    button = "Ghi trả lời"
    roles = (Role.CHAIR, Role.FRONT)
    law = ("decisions.people.petition", "decisions.amend.peoples_committee")
    outcome = forms.ChoiceField(label="Kết quả", choices=Answer.choices, widget=forms.RadioSelect)
    answer = words("Trả lời", 2000, rows=4)
    number = words("Số văn bản", 60, needed=False)

    def prepare(self) -> None:
        open_ones = self.decision.objections.filter(answered_on=None) if self.decision else None
        field = forms.ModelChoiceField(
            label="Kiến nghị nào?", queryset=open_ones, empty_label=None, widget=forms.RadioSelect
        )
        field.label_from_instance = lambda obj: f"{obj}: {obj.text[:80]}"  # type: ignore[method-assign]
        self.fields = {"objection": field, **self.fields}

    @staticmethod
    def fits(motion: Motion, decision: Decision | None) -> bool:
        if decision is None:
            return False
        return any(one.answered_on is None for one in decision.objections.all())

    def do(self, *, by: Term, on: date) -> str:
        data = self.cleaned_data
        said = {"number": data["number"], "answer": data["answer"], "by": by, "on": on}
        objecting.answer_objection(data["objection"], Answer(data["outcome"]), **said)
        return "Đã ghi trả lời."
