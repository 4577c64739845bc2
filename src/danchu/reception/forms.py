"""What people and the office fill in for reception days and dialogues."""

from datetime import date, time
from typing import Any, cast

from django import forms
from django.db.models import QuerySet

from danchu.kit.days import DayField
from danchu.people import numbers
from danchu.people.models import User
from danchu.places.models import Unit
from danchu.reception import tickets
from danchu.reception.actions.days import Hours
from danchu.reception.actions.receiving import Came
from danchu.reception.actions.talking import Plan
from danchu.reception.models import Booking, DayState, Matter, Reason, ReceptionDay, Result, Way

LONGEST_PLAN = 60  # days put into the calendar at once


def words(label: str, *, hint: str = "", rows: int = 4, missing: str = "", most: int = 4000) -> Any:
    return forms.CharField(
        label=label,
        max_length=most,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": rows, "autocomplete": "off"}),
        error_messages={"required": missing or "Chưa ghi. Một câu là đủ."},
    )


class HourField(forms.TimeField):
    """14:00, 14h, 14h30."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TimeInput(format="%H:%M", attrs={"inputmode": "numeric"}))
        kwargs.setdefault("input_formats", ["%H:%M", "%Hh%M", "%Hh", "%H.%M"])
        kwargs.setdefault(
            "error_messages",
            {"invalid": "Giờ chưa đúng. Ghi như 07:30.", "required": "Chưa có giờ, ví dụ 07:30."},
        )
        super().__init__(**kwargs)


class PlanDaysForm(forms.Form):
    """Several days of the calendar at once."""

    days = forms.CharField(
        label="Những ngày nào?",
        help_text="Mỗi dòng một ngày, ví dụ 03/12/2026.",
        widget=forms.Textarea(attrs={"rows": 3, "inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": "Chưa có ngày nào. Ghi như 03/12/2026."},
    )
    by_chair = forms.TypedChoiceField(
        label="Ai tiếp?",
        choices=[("1", "Chủ tịch trực tiếp tiếp"), ("0", "Công chức tiếp thường xuyên")],
        coerce=lambda typed: typed == "1",
        widget=forms.RadioSelect,
        initial="1",
        error_messages={"required": "Chưa chọn ai tiếp."},
    )
    begins = HourField(label="Từ giờ", initial=time(7, 30))
    ends = HourField(label="Đến giờ", initial=time(11, 0))
    place = forms.CharField(
        label="Ở đâu?",
        max_length=200,
        help_text="Ví dụ: phòng tiếp công dân, trụ sở Ủy ban nhân dân.",
        error_messages={"required": "Chưa ghi nơi tiếp."},
    )
    seats = forms.IntegerField(
        label="Nhận đặt trước nhiều nhất mấy lượt?", min_value=0, max_value=200, initial=20
    )

    def clean_days(self) -> list[date]:
        lines = [
            part.strip()
            for line in self.cleaned_data["days"].splitlines()
            for part in line.split(",")
        ]
        found: list[date] = []
        for line in filter(None, lines):
            day = DayField(label="").clean(line)
            if day is not None:
                found.append(day)
        if len(found) > LONGEST_PLAN:
            raise forms.ValidationError(f"Mỗi lần nhiều nhất {LONGEST_PLAN} ngày.")
        return found

    @property
    def hours(self) -> Hours:
        """Only of a valid form."""
        data = {name: value for name, value in self.cleaned_data.items() if name != "days"}
        return Hours(**data)


class BookForm(forms.Form):
    """A place in the queue: a telephone and nothing else. What it is about is told in the room."""

    phone = forms.CharField(
        label="Số điện thoại di động",
        max_length=20,
        help_text="Để văn phòng gọi khi đổi lịch. Xong buổi tiếp thì số tự xóa.",
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
        error_messages={"required": "Chưa có số điện thoại. Ví dụ 0912 345 678."},
    )
    once = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["once"].initial = tickets.new()

    def clean_phone(self) -> str:
        number = numbers.normal(self.cleaned_data["phone"])
        if number is None:
            raise forms.ValidationError(
                "Số này chưa đúng là số di động Việt Nam. Ghi đủ 10 số, ví dụ 0912 345 678."
            )
        return number

    def clean_once(self) -> str:
        once: str = self.cleaned_data["once"]
        whole = len(once) == tickets.LENGTH and once.isascii() and once.isalnum()
        return once if whole else ""


class CodeForm(forms.Form):
    code = forms.CharField(
        label="Mã trên phiếu",
        max_length=30,
        help_text="Mười hai chữ và số, ví dụ 7KQM-3XPR-9T2W.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
        error_messages={"required": "Chưa có mã. Mã ở trên phiếu lúc đặt."},
    )


class ReceiveForm(forms.Form):
    """A line of the book of reception."""

    booking = forms.ModelChoiceField(
        Booking.objects.none(),
        label="Số thứ tự",
        required=False,
        empty_label="Không đặt trước",
    )
    name = forms.CharField(
        label="Họ tên người đến",
        max_length=120,
        error_messages={"required": "Chưa ghi họ tên. Ghi như người ấy xưng."},
    )
    address = forms.CharField(label="Địa chỉ", max_length=200, required=False)
    contact = forms.CharField(
        label="Số điện thoại để báo kết quả",
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
    )
    people = forms.IntegerField(label="Mấy người cùng đến?", min_value=1, max_value=500, initial=1)
    matter = forms.ChoiceField(
        label="Việc gì?",
        choices=Matter.choices,
        widget=forms.RadioSelect,
        help_text="Tố cáo thì dừng ở đây: nhận trên giấy, vào sổ việc mật.",
        error_messages={"required": "Chưa chọn việc gì."},
    )
    text = words("Người ấy trình bày", rows=5, hint="Ghi đúng lời, đọc lại cho người ấy nghe.")
    papers = forms.CharField(
        label="Giấy tờ đã nhận",
        max_length=300,
        required=False,
        help_text="Có nhận thì in giấy biên nhận đưa lại.",
    )
    about = forms.CharField(
        label="Chuyện có dính đến cán bộ nào ở đây không?",
        max_length=200,
        required=False,
        help_text="Ghi họ tên: người ấy sẽ không mở được, không trả lời được lượt này.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, waiting: QuerySet[Booking], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        left = waiting.filter(reception=None)
        cast("forms.ModelChoiceField[Booking]", self.fields["booking"]).queryset = left
        if not left:
            del self.fields["booking"]

    @property
    def came(self) -> Came:
        """Only of a valid form."""
        data = {k: v for k, v in self.cleaned_data.items() if k != "booking"}
        return Came(**{**data, "matter": Matter(data["matter"])})


class InvolvedForm(forms.Form):
    """Whom the line is about, out of the office."""

    person = forms.ModelChoiceField(
        User.objects.none(),
        label="Ai có liên quan?",
        empty_label="Chọn người",
        error_messages={"required": "Chưa chọn người."},
    )

    def __init__(self, *args: Any, officers: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[User]", self.fields["person"]).queryset = officers


class AnswerForm(forms.Form):
    result = forms.ChoiceField(
        label="Kết quả",
        choices=[
            (one.value, one.label) for one in (Result.ANSWERED, Result.GUIDED, Result.REFUSED)
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Chưa chọn kết quả."},
    )
    words = words(
        "Đã trả lời, hướng dẫn thế nào?",
        hint="Từ chối tiếp thì ghi đúng một trường hợp luật cho phép.",
    )


class CloseDayForm(forms.Form):
    """How a reception day went."""

    state = forms.ChoiceField(
        label="Buổi này ai đã tiếp?",
        widget=forms.RadioSelect,
        error_messages={"required": "Chưa chọn ai đã tiếp."},
    )
    received_by = forms.CharField(
        label="Họ tên, chức vụ người tiếp",
        max_length=120,
        error_messages={"required": "Chưa ghi người tiếp."},
    )
    why = forms.CharField(
        label="Lý do, khi Chủ tịch không tiếp hoặc không có buổi tiếp",
        max_length=300,
        required=False,
        help_text="Người dân đọc được ở lịch tiếp công dân.",
    )

    def __init__(self, *args: Any, day: ReceptionDay, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = (
            (DayState.CHAIR, DayState.DELEGATED, DayState.NOT_HELD)
            if day.by_chair
            else (DayState.OFFICER, DayState.NOT_HELD)
        )
        chosen = cast("forms.ChoiceField", self.fields["state"])
        chosen.choices = [(one.value, one.label) for one in offered]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("state") == DayState.NOT_HELD and "received_by" in self.errors:
            del self.errors["received_by"]
            data["received_by"] = ""
        return data


class SpanForm(forms.Form):
    """From which day to which, both included."""

    since = DayField(label="Từ ngày")
    until = DayField(label="Đến hết ngày")

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("since") and data.get("until") and data["until"] < data["since"]:
            self.add_error("until", "Ngày cuối phải từ ngày đầu trở đi.")
        return data


class DialogueForm(forms.Form):
    """What must be told before a dialogue."""

    title = forms.CharField(
        label="Tên hội nghị",
        max_length=200,
        initial="Hội nghị trao đổi, đối thoại với Nhân dân",
        error_messages={"required": "Chưa có tên."},
    )
    topics = words("Nội dung", rows=4, most=2000, missing="Chưa ghi đối thoại về việc gì.")
    day = DayField(label="Ngày nào?", help_text="Như 09/12/2026.")
    begins = HourField(label="Từ giờ", initial=time(8, 0))
    place = forms.CharField(
        label="Ở đâu?", max_length=200, error_messages={"required": "Chưa ghi địa điểm."}
    )
    way = forms.ChoiceField(
        label="Bằng cách nào?",
        choices=Way.choices,
        widget=forms.RadioSelect,
        initial=Way.HALL.value,
        help_text="Phần trực tuyến họp trên nền tảng của Nhà nước, không phải trên trang này.",
    )
    reason = forms.ChoiceField(
        label="Vì sao tổ chức?",
        choices=Reason.choices,
        widget=forms.RadioSelect,
        initial=Reason.YEARLY.value,
        error_messages={"required": "Chưa chọn."},
    )
    voters = forms.IntegerField(
        label="Tổng số cử tri",
        min_value=1,
        required=False,
        help_text="Chỉ khi cử tri yêu cầu; không thì để trống.",
    )
    asked_by = forms.IntegerField(
        label="Số cử tri yêu cầu",
        min_value=0,
        required=False,
        help_text="Chỉ khi cử tri yêu cầu.",
    )

    @property
    def plan(self) -> Plan:
        """Only of a valid form."""
        data = self.cleaned_data
        asked = data["reason"] == Reason.ASKED
        more = {name: data[name] if asked else None for name in ("voters", "asked_by")}
        return Plan(**{**data, **more, "reason": Reason(data["reason"]), "way": Way(data["way"])})


class QuestionForm(forms.Form):
    """A question: no name, no telephone."""

    text = words(
        "Câu hỏi",
        rows=4,
        most=1500,
        hint="Một câu hỏi một việc. Mọi người sẽ đọc: đừng ghi tên, số điện thoại của ai.",
        missing="Chưa có câu hỏi.",
    )
    hamlet = forms.ModelChoiceField(
        Unit.objects.none(), label="Ở xóm, tổ nào?", required=False, empty_label="Không ghi"
    )
    once = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, *args: Any, hamlets: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[Unit]", self.fields["hamlet"]).queryset = hamlets
        self.fields["once"].initial = tickets.new()


class HeldForm(forms.Form):
    chaired_by = forms.CharField(
        label="Ai chủ trì?", max_length=200, error_messages={"required": "Chưa ghi người chủ trì."}
    )
    present = forms.IntegerField(
        label="Bao nhiêu người dự?",
        min_value=0,
        max_value=100_000,
        error_messages={"required": "Chưa ghi số người dự."},
    )


class WhyForm(forms.Form):
    why = words("Lý do", rows=2, most=300)


class ResultsForm(forms.Form):
    results = words(
        "Kết quả",
        rows=6,
        hint="Đã bàn gì, sẽ làm gì, ai làm, ngày nào xong. Câu hỏi và trả lời tự kèm theo.",
    )


class QuestionAnswerForm(forms.Form):
    answer = words("Trả lời", rows=3)
    in_hall = forms.BooleanField(label="Đã trả lời ngay tại hội trường", required=False)
