"""Before the meeting: called, planned, put on paper, told."""

from datetime import date
from typing import Any

from django import forms

from danchu.kit.days import DayField
from danchu.meetings import actions, convening
from danchu.meetings.actions import Call, When
from danchu.meetings.actions.clusters import CLUSTERS, Cluster, Plan
from danchu.meetings.forms.base import HourField, PlaceField, Step, day_field, words_field
from danchu.meetings.models import (
    PAPERS_BY,
    ChairAs,
    Convenor,
    NoticeWay,
    PlanGround,
)
from danchu.people.models import Term
from danchu.places.models import Unit
from danchu.rulebook.rulebook import value

CLUSTER_ROWS = 4


class CallForm(forms.Form):
    """Call a meeting: what about, when, where, who calls it."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label="Thôn, xóm nào họp")
    title = forms.CharField(
        label="Họp về việc gì",
        help_text="Ghi như: Họp xóm bàn góp làm đường. Không ghi tên người, tên hộ.",
        max_length=200,
        error_messages={"required": "Chưa ghi họp về việc gì."},
    )
    day = day_field()
    at = HourField()
    place = PlaceField()
    convened_as = forms.ChoiceField(label="Ai triệu tập", widget=forms.RadioSelect)
    convenor = forms.CharField(
        label="Họ tên người triệu tập",
        help_text="Để trống nếu là chính bạn.",
        max_length=120,
        required=False,
    )
    ground = forms.CharField(
        label="Căn cứ triệu tập",
        help_text="Tổ bầu cử, người được chỉ định: số quyết định. Chủ tịch xã: giấy thống nhất "
        "với Chủ tịch Ủy ban Mặt trận xã.",
        max_length=200,
        required=False,
    )

    def __init__(
        self, *args: Any, units: Any, terms: list[Term], on_paper: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.on_paper = on_paper
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        known = list(units[:2])
        if len(known) == 1:
            self.fields["unit"].initial = known[0]
            self.fields["unit"].widget = forms.HiddenInput()
        may = dict.fromkeys(
            one for term in terms for one in convening.convenors_for(term, on_paper=on_paper)
        )
        choices = [(one.value, one.label) for one in may]
        self.fields["convened_as"].choices = choices  # type: ignore[attr-defined]
        self.fields["convened_as"].initial = choices[0][0] if choices else None
        if on_paper:
            self.fields["day"].help_text = "Ngày đã họp, như trong biên bản giấy."

    def call(self) -> Call:
        data = self.cleaned_data
        return Call(
            data["title"],
            When(data["day"], data["at"], data["place"]),
            Convenor(data["convened_as"]),
            data["convenor"],
            data["ground"],
            self.on_paper,
        )


class ReplanForm(Step):
    title = "Sửa ngày, giờ, nơi họp"
    intro = "Sửa được khi chưa báo cho bà con. Đã báo rồi thì dời ngày."
    name = forms.CharField(label="Họp về việc gì", max_length=200)
    day = day_field()
    at = HourField()
    place = PlaceField()

    def prepare(self) -> None:
        one = self.meeting
        self.initial = {
            "name": one.title,
            "day": one.planned_on,
            "at": one.planned_at,
            "place": one.place,
        }

    def do(self, *, by: Term, on: date) -> None:
        data = self.cleaned_data
        when = When(data["day"], data["at"], data["place"])
        actions.replan(self.meeting, when, data["name"], by=by, on=on)


class AgendaForm(Step):
    title = "Thêm việc vào chương trình"
    intro = (
        "Việc cần cộng đồng quyết định (đóng góp, quỹ, hương ước, bầu cử…) đưa vào từ trang của "
        "việc ấy. Ở đây thêm việc để nghe, để bàn: có đếm thì ghi lại, không thành quyết định."
    )
    button = "Thêm vào chương trình"
    done = "Đã thêm vào chương trình."
    name = forms.CharField(
        label="Nội dung",
        help_text="Ghi như: Nghe báo cáo thu chi quỹ xóm quý IV.",
        max_length=300,
        error_messages={"required": "Chưa ghi nội dung."},
    )
    votes = forms.BooleanField(label="Có hỏi ý kiến, đếm số hộ", required=False)

    def do(self, *, by: Term, on: date) -> None:
        data = self.cleaned_data
        actions.add_talk(self.meeting, data["name"], votes=data["votes"], by=by, on=on)


class HandoutForm(Step):
    title = "Đưa tài liệu họp lên"
    intro = (
        "Tài liệu ai cũng đọc được trên trang báo họp: không đưa danh sách có tên người, tên hộ."
    )
    button = "Đưa lên"
    done = "Đã đưa tài liệu lên."
    law = ("meetings.papers.ready", "meetings.papers")
    file = forms.FileField(
        label="Tệp PDF, DOCX, XLSX hoặc ảnh",
        error_messages={"required": "Chưa chọn tệp.", "empty": "Tệp này rỗng. Hãy chọn lại."},
    )

    def do(self, *, by: Term, on: date) -> None:
        actions.add_handout(self.meeting, self.cleaned_data["file"], by=by, on=on)


class ClustersForm(Step):
    title = "Họp theo từng cụm"
    intro = "Ghi phương án rồi gửi xã. Xã quyết định xong mới báo họp. Kết quả các cụm cộng lại."
    button = "Gửi phương án cho xã"
    done = "Đã gửi phương án. Chờ xã quyết định."
    law = (
        CLUSTERS,
        "meetings.convene.cluster",
        "decisions.meeting.clusters.chair",
        "meetings.clusters",
        "meetings.clusters.plan",
    )
    ground = forms.ChoiceField(label="Vì sao họp cụm", widget=forms.RadioSelect)
    agreed_on = DayField(
        label="Thống nhất với Ban công tác Mặt trận ngày", help_text="Ghi như 01/12/2026."
    )
    tasks = words_field(
        "Phân công và báo cáo kết quả",
        "Ai lo việc gì, mỗi cụm báo kết quả về trưởng xóm lúc nào.",
        max_length=2000,
    )

    def prepare(self) -> None:
        day = self.meeting.planned_on
        least = value(CLUSTERS, unit=self.meeting.unit, on=day).payload["households_min"]
        self.fields["ground"].choices = [  # type: ignore[attr-defined]
            (PlanGround.MANY.value, f"Có từ {least} hộ trở lên"),
            (PlanGround.SCATTERED.value, PlanGround.SCATTERED.label),
        ]
        for n in range(1, CLUSTER_ROWS + 1):
            self._row(n, required=n <= 2)

    def _row(self, n: int, *, required: bool) -> None:
        more: dict[str, Any] = {
            "required": required,
            "error_messages": {"required": "Hãy điền chỗ này."},
        }
        self.fields[f"name{n}"] = forms.CharField(label=f"Cụm {n}: tên cụm", max_length=120, **more)
        self.fields[f"day{n}"] = DayField(
            label=f"Cụm {n}: ngày họp", required=required, initial=self.meeting.planned_on
        )
        self.fields[f"at{n}"] = HourField(
            label=f"Cụm {n}: giờ họp", required=False, help_text="", initial=self.meeting.planned_at
        )
        self.fields[f"place{n}"] = forms.CharField(
            label=f"Cụm {n}: họp ở đâu", max_length=200, **more
        )
        self.fields[f"chair{n}"] = forms.CharField(
            label=f"Cụm {n}: ai chủ trì", max_length=120, **more
        )
        self.fields[f"as{n}"] = forms.ChoiceField(
            label=f"Cụm {n}: người ấy là", choices=ChairAs.choices, required=required
        )

    def do(self, *, by: Term, on: date) -> None:
        data = self.cleaned_data
        rows = [
            Cluster(
                data[f"name{n}"],
                data[f"day{n}"],
                data[f"at{n}"],
                data[f"place{n}"],
                data[f"chair{n}"],
                ChairAs(data[f"as{n}"] or ChairAs.CITIZEN),
            )
            for n in range(1, CLUSTER_ROWS + 1)
            if data[f"name{n}"]
        ]
        plan = Plan(PlanGround(data["ground"]), rows, data["tasks"], data["agreed_on"])
        actions.plan_clusters(self.meeting, plan, by=by, on=on)


class WholeForm(Step):
    title = "Thôi họp cụm, họp chung cả xóm"
    intro = "Phương án họp cụm chưa báo cho ai sẽ bỏ đi."
    button = "Họp chung"

    def do(self, *, by: Term, on: date) -> None:
        actions.drop_clusters(self.meeting, by=by, on=on)


class DecideForm(Step):
    title = "Xã quyết định phương án họp cụm"
    intro = "Đọc phương án ở trang cuộc họp rồi ghi số, ngày văn bản quyết định."
    button = "Ghi quyết định"
    done = "Đã ghi quyết định. Xóm báo họp được."
    law = ("meetings.clusters", "meetings.clusters.plan")
    document = forms.CharField(
        label="Số, ngày văn bản của Ủy ban nhân dân xã",
        help_text="Ghi như: 45/UBND-VP ngày 01/12/2026.",
        max_length=120,
        error_messages={"required": "Chưa ghi số, ngày văn bản."},
    )

    def do(self, *, by: Term, on: date) -> None:
        actions.decide_clusters(self.meeting, self.cleaned_data["document"], by=by, on=on)


class NotifyForm(Step):
    title = "Báo họp đến từng hộ"
    intro = (
        "Chọn mọi cách đã hoặc sẽ dùng hôm nay. Tờ niêm yết vào ngay việc hôm nay của trưởng xóm."
    )
    button = "Báo họp"
    done = "Đã báo họp. Hãy in giấy mời, dán thông báo và chụp ảnh."
    law = ("meetings.notice", "meetings.time_and_place", "forms.meeting_notice")
    ways = forms.MultipleChoiceField(
        label="Báo bằng cách nào",
        choices=NoticeWay.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Chưa chọn cách báo. Cần ít nhất một cách."},
    )
    told_on = DayField(label="Đã báo ngày", help_text="Như ghi trên giấy.", required=False)
    gap_why = words_field("Báo chậm? Vì sao vẫn họp", "Vào biên bản.", required=False)

    def prepare(self) -> None:
        if not self.meeting.on_paper:
            del self.fields["told_on"]
            del self.fields["gap_why"]

    def facts(self) -> list[str]:
        last = convening.lead(convening.NOTICE, self.meeting.unit, self.meeting.planned_on)
        day = self.meeting.planned_on
        said = f"Họp ngày {day:%d/%m/%Y} thì báo chậm nhất ngày {last.by:%d/%m/%Y}."
        return [said, "Nên báo sớm hơn một ngày."]

    def do(self, *, by: Term, on: date) -> None:
        data = self.cleaned_data
        ways = [NoticeWay(one) for one in data["ways"]]
        told_on, why = data.get("told_on"), data.get("gap_why") or ""
        actions.notify(self.meeting, ways, by=by, on=on, told_on=told_on, gap_why=why)


class PapersForm(Step):
    title = "Đã gửi tài liệu đến từng hộ"
    button = "Ghi đã gửi"
    done = "Đã ghi việc gửi tài liệu."
    law = ("meetings.papers",)
    ways = forms.MultipleChoiceField(
        label="Gửi bằng cách nào",
        choices=[(one.value, one.label) for one in PAPERS_BY],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Chưa chọn cách gửi."},
    )
    sent_on = DayField(label="Gửi xong ngày", help_text="Ghi như 10/12/2026.")

    def prepare(self) -> None:
        self.fields["sent_on"].initial = self.on

    def facts(self) -> list[str]:
        found = convening.papers_lead(self.meeting, self.meeting.items.all())
        return [f"Gửi chậm nhất ngày {found.by:%d/%m/%Y}."] if found else []

    def do(self, *, by: Term, on: date) -> None:
        data = self.cleaned_data
        ways = [NoticeWay(one) for one in data["ways"]]
        actions.send_papers(self.meeting, ways, by=by, on=on, sent_on=data["sent_on"])
