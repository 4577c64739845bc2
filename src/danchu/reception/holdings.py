"""What this room holds about a person: what they did in office, words that name somebody."""

from danchu.people.models import User
from danchu.people.own_data import Fate, Holding, Written, kept_acts
from danchu.reception.models import Bar

BOOK = "Sổ tiếp công dân: chỉ văn phòng đọc được; tên được xóa khỏi lời."
OPEN = "Mọi người đọc được: tên ai nằm trong lời thì được xóa khỏi lời."


def unbar(person: User) -> None:
    Bar.objects.filter(person=person).delete()


HOLDINGS = (
    Holding(
        "Lượt tiếp công dân không được xem vì có liên quan",
        ("reception.Bar.person",),
        lambda person: [],  # telling would say that somebody spoke about them
        "Văn phòng ghi và bỏ.",
        Fate.DELETE,
        "Hết vai thì không còn cần.",
        unbar,
    ),
    kept_acts(
        "Tiếp dân, đối thoại: việc đã làm",
        {
            "reception.ReceptionDay.made_by": "Buổi tiếp công dân đã xếp",
            "reception.ReceptionDay.closed_by": "Buổi tiếp công dân đã ghi kết quả",
            "reception.Booking.entered_by": "Chỗ đã giữ giúp người gọi",
            "reception.Reception.made_by": "Lượt tiếp đã ghi sổ",
            "reception.Bar.by": "Lần ghi người không được xem một lượt tiếp",
            "reception.PeoplesDialogue.made_by": "Hội nghị đối thoại đã lập",
            "reception.Question.entered_by": "Câu hỏi đã ghi giúp",
            "reception.Question.answered_by": "Câu hỏi đã trả lời",
        },
    ),
)

WRITTEN = (
    Written(
        "reception.Reception.text",
        "Lời trình bày ở buổi tiếp công dân",
        "unit",
        Fate.BLANK,
        BOOK,
        also=(
            "reception.Reception.name",
            "reception.Reception.address",
            "reception.Reception.contact",
            "reception.Reception.papers",
            "reception.Reception.words",
        ),
    ),
    Written("reception.Question.text", "Câu hỏi đối thoại", "dialogue__unit", Fate.BLANK, OPEN),
    Written("reception.Question.answer", "Trả lời câu hỏi", "dialogue__unit", Fate.BLANK, OPEN),
    Written(
        "reception.ReceptionDay.received_by",
        "Người đã tiếp công dân",
        "unit",
        Fate.KEEP,
        "Việc làm khi giữ vai, luật buộc công khai.",
    ),
    Written("reception.ReceptionDay.why", "Lý do không tiếp", "unit", Fate.BLANK, OPEN),
    Written(
        "reception.PeoplesDialogue.chaired_by",
        "Người chủ trì đối thoại",
        "unit",
        Fate.KEEP,
        "Việc làm khi giữ vai, luật buộc công khai.",
    ),
    Written("reception.PeoplesDialogue.results", "Kết quả đối thoại", "unit", Fate.BLANK, OPEN),
    Written("reception.PeoplesDialogue.topics", "Nội dung đối thoại", "unit", Fate.BLANK, OPEN),
    Written("reception.PeoplesDialogue.why", "Lý do không đối thoại", "unit", Fate.BLANK, OPEN),
)

IMPERSONAL = {
    "reception.ReceptionDay.place": "nơi tiếp công dân",
    "reception.Booking.phone": "số điện thoại đặt chỗ; xóa khi xong buổi hay hết ngày, không tên",
    "reception.Booking.code_hash": "mã băm của mã trên phiếu",
    "reception.Reception.case_number": "số của đơn ghi từ lượt tiếp",
    "reception.PeoplesDialogue.title": "tên hội nghị",
    "reception.PeoplesDialogue.place": "nơi đối thoại",
    "reception.Question.once": "mã của lần gửi, để gửi hai lần chỉ thành một câu",
}
