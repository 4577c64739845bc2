"""What this room holds about a person; `people.own_data` reads both lists."""

from danchu.duties.models import CalendarAddress
from danchu.people.models import User
from danchu.people.own_data import Fate, Holding, Shown


def calendars(person: User) -> list[Shown]:
    return [
        Shown(
            f"Lịch của {one.unit.spoken_name}" if one.unit else "Lịch việc của tôi",
            [
                ("Lập ngày", f"{one.made_on:%d/%m/%Y}"),
                ("Đọc gần nhất", f"{one.read_on:%d/%m/%Y}" if one.read_on else "chưa đọc"),
                ("Tình trạng", "thôi dùng" if one.closed_at else "đang dùng"),
            ],
        )
        for one in CalendarAddress.objects.filter(person=person).select_related("unit")
    ]


def erase_calendars(person: User) -> None:
    CalendarAddress.objects.filter(person=person).delete()


HOLDINGS = (
    Holding(
        "Địa chỉ lịch",
        ("duties.CalendarAddress.person",),
        calendars,
        "Bạn lập lại hoặc thôi ở trang Lịch của tài khoản.",
        Fate.DELETE,
        "Địa chỉ lịch mất hẳn, máy đang đọc lịch không đọc được nữa.",
        erase_calendars,
    ),
)
IMPERSONAL = {"duties.Duty.address": "địa chỉ trang làm việc; tên việc không nêu tên người"}
