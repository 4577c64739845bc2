"""What this room holds about a person: what they sent, what they did in office, words that name."""

from danchu.people.models import User
from danchu.people.own_data import Fate, Holding, Shown, Written, kept_acts
from danchu.petitions.models import Bar, Case, CasePhone

FOR_TWO = "Chỉ người gửi và văn phòng nơi nhận đọc được: tên được xóa khỏi lời."

PUBLIC = "Văn phòng viết lại cho mọi người, không có tên: lộ ra thì gỡ khẩn cả việc."


def sent(person: User) -> list[Shown]:
    phones = {one.case_id: one for one in CasePhone.objects.filter(case__person=person)}
    return [
        Shown(
            f"{one.get_track_display()} {one.number}, ngày {one.received_on:%d/%m/%Y}",
            [
                ("Tình trạng", one.get_state_display()),
                ("Bạn viết", one.text),
                ("Mở lại bằng", str(phones.get(one.pk, "phiếu, tài khoản này"))),
            ],
        )
        for one in Case.objects.filter(person=person).order_by("-pk")
    ]


def let_go(person: User) -> None:
    """Name, contact and phone go; what was told stays with the office, from nobody."""
    CasePhone.objects.filter(case__person=person).delete()
    Case.objects.filter(person=person).update(name="", contact="")


def unbar(person: User) -> None:
    Bar.objects.filter(person=person).delete()


HOLDINGS = (
    Holding(
        "Phản ánh, kiến nghị đã gửi",
        (
            "petitions.Case.person",
            "petitions.Case.contact",
            "petitions.CasePhone.last_three",
        ),
        sent,
        "Bạn gửi thêm lời ở trang của việc ấy.",
        Fate.BLANK,
        "Tên, cách báo lại, dấu niêm số mở lại mất; chuyện kể giữ lại để giải quyết và đếm.",
        let_go,
    ),
    Holding(
        "Đơn thư không được xem vì có liên quan",
        ("petitions.Bar.person",),
        lambda person: [],  # telling would say that somebody wrote about them
        "Văn phòng ghi và bỏ.",
        Fate.DELETE,
        "Hết vai thì không còn cần.",
        unbar,
    ),
    kept_acts(
        "Đơn thư: việc đã làm",
        {
            "petitions.Case.entered_by": "Đơn, phản ánh đã ghi giúp",
            "petitions.Case.handler": "Đơn, phản ánh được giao",
            "petitions.Step.by": "Bước xử lý đã làm",
            "petitions.PublicCase.decided_by": "Phản ánh đã quyết định công khai hay không",
            "petitions.Moderation.by": "Lần quyết định về danh sách công khai",
            "petitions.MaskedPhoto.by": "Ảnh đã che hoặc không công khai",
            "petitions.Bar.by": "Lần ghi người không được xem",
            "petitions.AnswerTemplate.made_by": "Mẫu trả lời đã soạn",
            "petitions.InCharge.term": "Việc mật được giao",
        },
    ),
)

SEALED = ("petitions.CasePhone",)

WRITTEN = (
    Written("petitions.Case.name", "Tên người gửi đơn", "unit", Fate.BLANK, FOR_TWO),
    Written("petitions.Case.text", "Lời phản ánh, kiến nghị", "unit", Fate.BLANK, FOR_TWO),
    Written("petitions.Case.place", "Nơi xảy ra chuyện", "unit", Fate.BLANK, FOR_TWO),
    Written("petitions.Step.words", "Lời trao đổi trong đơn", "case__unit", Fate.BLANK, FOR_TWO),
    Written("petitions.Complaint.against", "Việc bị khiếu nại", "case__unit", Fate.BLANK, FOR_TWO),
    Written("petitions.PublicCase.title", "Tên việc công khai", "unit", Fate.KEEP, PUBLIC),
    Written("petitions.PublicCase.words", "Chuyện công khai", "unit", Fate.KEEP, PUBLIC),
    Written("petitions.PublicCase.answer", "Trả lời công khai", "unit", Fate.KEEP, PUBLIC),
    Written("petitions.PublicCase.where", "Nơi của việc công khai", "unit", Fate.KEEP, PUBLIC),
    Written(
        "petitions.Moderation.words",
        "Lời về việc công khai hay không",
        "public_case__unit",
        Fate.BLANK,
        FOR_TWO,
    ),
    Written(
        "petitions.Complaint.first_decision", "Quyết định lần đầu", "case__unit", Fate.KEEP, PUBLIC
    ),
    Written(
        "petitions.Complaint.remote_by", "Văn bản về vùng sâu", "case__unit", Fate.KEEP, PUBLIC
    ),
    Written("petitions.AnswerTemplate.words", "Mẫu trả lời", "unit", Fate.BLANK, FOR_TWO),
)

IMPERSONAL = {
    "petitions.Case.about_rules": "dấu: chuyện về quy định hành chính",
    "petitions.Case.latitude": "vĩ độ của chuyện, không phải nơi ở; mất cùng lời khi đưa khỏi máy",
    "petitions.Case.longitude": "kinh độ của chuyện",
    "petitions.PublicCase.wished_on": "ngày người gửi muốn công khai",
    "petitions.MaskedPhoto.boxes": "ô che trên ảnh, phần nghìn",
    "petitions.Case.secret_hash": "mã băm của mã bí mật trên phiếu",
    "petitions.Attachment.name": "tên tệp; ảnh, ghi âm niêm phong, chỉ người gửi, văn phòng mở",
    "petitions.AnswerTemplate.title": "tên mẫu trả lời",
}
