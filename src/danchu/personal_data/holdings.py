"""What this room holds about a person: their requests, and what they did for others'."""

from danchu.people.models import User
from danchu.people.own_data import Fate, Holding, Shown, Written, kept_acts
from danchu.personal_data.forgetting import forget_words
from danchu.personal_data.models import DataRequest


def asked(person: User) -> list[Shown]:
    return [
        Shown(
            f"{one.get_kind_display()}, ngày {one.asked_on:%d/%m/%Y}",
            [
                ("Mã", one.code),
                ("Tình trạng", one.get_state_display()),
                *([("Bạn viết", one.text)] if one.text else []),
                *([("Trả lời", one.answer)] if one.answer else []),
            ],
        )
        for one in DataRequest.objects.filter(person=person).order_by("-pk")
    ]


def forget(person: User) -> None:
    for one in DataRequest.objects.filter(person=person):
        forget_words(one)


HOLDINGS = (
    Holding(
        "Yêu cầu về dữ liệu cá nhân",
        (
            "personal_data.DataRequest.person",
            "personal_data.DataRequest.term",
            "personal_data.DataRequest.name",
            "personal_data.DataRequest.contact",
            "personal_data.DataRequest.identity",
        ),
        asked,
        "Bạn thôi yêu cầu và gửi lại.",
        Fate.BLANK,
        "Lời đã viết và lời trả lời mất; loại yêu cầu, ngày và hạn giữ lại để đếm.",
        forget,
    ),
    kept_acts(
        "Dữ liệu cá nhân: việc đã làm",
        {
            "personal_data.DataRequest.entered_by": "Yêu cầu đã ghi giúp người khác",
            "personal_data.DataRequest.responded_by": "Yêu cầu đã phản hồi",
            "personal_data.DataRequest.decided_by": "Yêu cầu đã trả lời",
            "personal_data.Incident.noted_by": "Sự cố dữ liệu đã ghi",
            "personal_data.Incident.told_by": "Sự cố dữ liệu đã báo",
        },
    ),
)

WRITTEN = tuple(
    Written(
        field,
        "Lời ghi trong sổ dữ liệu cá nhân",
        "unit",
        Fate.BLANK,
        "Không công khai: tên được xóa khỏi lời.",
    )
    for field in (
        "personal_data.DataRequest.text",
        "personal_data.DataRequest.answer",
        "personal_data.Incident.happened",
        "personal_data.Incident.harm",
        "personal_data.Incident.measures",
    )
)
