"""Cancelled, moved, closed, ended without a vote, signed."""

from datetime import date
from typing import Any

from django import forms

from danchu.meetings import actions, convening
from danchu.meetings.actions import Signed, When
from danchu.meetings.forms.base import (
    CountField,
    FilesField,
    HourField,
    PlaceField,
    Step,
    day_field,
    words_field,
)
from danchu.meetings.forms.hall import HouseholdsMixin, person_field
from danchu.meetings.models import Meeting
from danchu.people.models import Term

WHY = "Bà con đọc lý do này trên trang báo họp."


class CancelForm(Step):
    title = "Hủy cuộc họp"
    intro = "Thông báo đã dán phải gỡ ngay. Trang báo họp ghi là đã hủy và vì sao."
    button = "Hủy cuộc họp"
    done = "Đã hủy. Hãy báo lại cho bà con và gỡ thông báo đã dán."
    danger = True
    why = words_field("Vì sao hủy", WHY)

    def do(self, *, by: Term, on: date) -> None:
        actions.cancel(self.meeting, self.cleaned_data["why"], by=by, on=on)


class MoveForm(Step):
    title = "Dời cuộc họp sang ngày khác"
    intro = (
        "Chương trình và tài liệu được chép sang cuộc họp mới; bà con phải được báo lại đủ ngày."
    )
    button = "Dời ngày"
    done = "Đã dời. Hãy xem lại rồi báo họp."
    law = ("meetings.notice",)
    day = day_field("Ngày họp mới")
    at = HourField()
    place = PlaceField()
    why = words_field("Vì sao dời", WHY)

    def prepare(self) -> None:
        self.initial = {"at": self.meeting.planned_at, "place": self.meeting.place}

    def facts(self) -> list[str]:
        first = convening.earliest(self.meeting.unit, on=self.on)
        return [f"Ngày mới sớm nhất là {first.by:%d/%m/%Y}, nếu báo lại ngay hôm nay."]

    def do(self, *, by: Term, on: date) -> Meeting:
        data = self.cleaned_data
        when = When(data["day"], data["at"], data["place"])
        return actions.move(self.meeting, when, data["why"], by=by, on=on)


class CloseForm(Step):
    title = "Kết thúc cuộc họp"
    intro = (
        "Đọc kết quả từng việc và kết luận trước hội trường. Biên bản tự viết từ những gì đã ghi."
    )
    button = "Kết thúc, viết biên bản"
    done = "Cuộc họp đã kết thúc. Biên bản đã viết xong, hãy in và lấy chữ ký."
    back = "meetings:minutes"
    law = ("meetings.announce_result", "meetings.send_decision")
    conclusion = words_field("Kết luận", max_length=4000, required=False)
    leave = forms.BooleanField(
        label="Có việc không biểu quyết: kết thúc mà không có kết quả của việc ấy", required=False
    )

    def do(self, *, by: Term, on: date) -> None:
        data = self.cleaned_data
        left = data["leave"]
        actions.close(self.meeting, data["conclusion"], by=by, on=on, leave_uncounted=left)


class NoVoteForm(Step):
    title = "Kết thúc không biểu quyết"
    intro = "Khi quá ít hộ đến, mưa bão, hoặc hội trường không biểu quyết việc nào."
    button = "Kết thúc không biểu quyết"
    done = "Đã kết thúc. Biên bản ghi lý do."
    back = "meetings:minutes"
    danger = True
    why = words_field("Vì sao không biểu quyết", WHY)

    def do(self, *, by: Term, on: date) -> None:
        actions.end_without_vote(self.meeting, self.cleaned_data["why"], by=by, on=on)


class SignForm(HouseholdsMixin):
    title = "Biên bản đã ký"
    intro = "In biên bản, lấy đủ bốn chữ ký, chụp mọi trang rồi gửi; hoặc gửi tệp PDF đã ký số."
    button = "Ghi biên bản đã ký"
    done = "Đã giữ biên bản đã ký."
    back = "meetings:minutes"
    law = ("decisions.points", "decisions.signatures")
    head = person_field("Người chủ trì đã ký")
    front = person_field("Trưởng ban công tác Mặt trận đã ký")
    first = CountField(label="Đại diện hộ thứ nhất: số hộ trong sổ")
    second = CountField(label="Đại diện hộ thứ hai: số hộ trong sổ")
    pages = FilesField(label="Ảnh các trang đã ký, hoặc tệp PDF")

    def prepare(self) -> None:
        self.initial = {"head": self.meeting.convenor}

    def do(self, *, by: Term, on: date) -> None:
        data: dict[str, Any] = self.cleaned_data
        signed = Signed(data["head"], data["front"], self.lines)
        actions.sign_minutes(self.meeting, signed, data["pages"], by=by, on=on)
