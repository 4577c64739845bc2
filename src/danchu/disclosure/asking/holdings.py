"""What requests hold about a person: who asked, what they wrote, acts in office."""

from danchu.disclosure.asking.models import InformationRequest
from danchu.people.models import User
from danchu.people.own_data import Fate, Holding, Shown, Written, kept_acts

OF_THE_ASKER = ("name", "address", "contact")
WORDS = "Lời người dân viết, chỉ văn phòng đọc: tên được xóa khỏi lời."
ANSWERED = "Lời xã trả lời một người, không công khai: tên được xóa khỏi lời."
PUBLIC = "Xã viết lại, máy chặn tên người hỏi. Lộ dữ liệu của ai thì gỡ khẩn."


def asked(person: User) -> list[Shown]:
    found = InformationRequest.objects.filter(account=person).order_by("-pk")
    return [
        Shown(
            f"Phiếu {one.code}, ngày {one.asked_on:%d/%m/%Y}, {one.unit}",
            [
                ("Bạn hỏi", one.about),
                ("Để làm gì", one.purpose),
                (
                    "Tên, nơi ở, liên lạc",
                    ", ".join(filter(None, (one.name, one.address, one.contact))),
                ),
                ("Xã đã làm", one.get_stage_display()),
                ("Xã trả lời", one.answer if not one.is_open else "chưa có"),
            ],
        )
        for one in found.select_related("unit")
    ]


def forget(person: User) -> None:
    """The requests go on without whoever asked: an open one is still answered on its ticket."""
    mine = InformationRequest.objects.filter(account=person)
    mine.update(account=None, **dict.fromkeys(OF_THE_ASKER, ""))


HOLDINGS = (
    kept_acts(
        "Yêu cầu thông tin: việc đã làm",
        {
            "disclosure.InformationRequest.entered_by": "Phiếu đã nhập thay",
            "disclosure.InformationRequest.closed_by": "Phiếu đã trả lời, từ chối, chỉ nơi khác",
            "disclosure.PublishedAnswer.published_by": "Hỏi đáp đã công khai",
            "disclosure.PublishedAnswer.removed_by": "Hỏi đáp đã gỡ khẩn",
        },
    ),
    Holding(
        "Yêu cầu thông tin: phiếu tôi đã gửi",
        ("disclosure.InformationRequest.account",),
        asked,
        "Văn phòng sửa khi bạn gửi yêu cầu sửa; cần hỏi khác thì rút phiếu và gửi phiếu mới.",
        Fate.DELETE,
        "Phiếu không còn nối với bạn; tên, nơi ở, số liên lạc trên phiếu được xóa. Phiếu chưa trả "
        "lời vẫn được trả lời, đọc bằng mã phiếu và mã bí mật.",
        forget,
    ),
)

WRITTEN = (
    *(
        Written(f"disclosure.InformationRequest.{field}", heading, "unit", Fate.BLANK, WORDS)
        for field, heading in (
            ("about", "Lời yêu cầu cung cấp thông tin"),
            ("purpose", "Mục đích yêu cầu thông tin"),
            ("name", "Tên người yêu cầu thông tin"),
            ("address", "Nơi ở của người yêu cầu thông tin"),
            ("contact", "Liên lạc của người yêu cầu thông tin"),
        )
    ),
    *(
        Written(f"disclosure.InformationRequest.{field}", heading, "unit", Fate.BLANK, ANSWERED)
        for field, heading in (
            ("missing", "Lời hướng dẫn bổ sung phiếu yêu cầu thông tin"),
            ("notice", "Lời báo thời hạn cung cấp thông tin"),
            ("answer", "Câu trả lời yêu cầu thông tin"),
        )
    ),
    Written(
        "disclosure.PublishedAnswer.question", "Câu hỏi đã công khai", "unit", Fate.KEEP, PUBLIC
    ),
    Written(
        "disclosure.PublishedAnswer.answer", "Câu trả lời đã công khai", "unit", Fate.KEEP, PUBLIC
    ),
)

IMPERSONAL = {"disclosure.AnswerFile.name": "tên tệp của câu trả lời, ai mở được thì theo phiếu"}
