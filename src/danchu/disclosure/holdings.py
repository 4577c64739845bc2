"""What this room holds about a person: acts in office, what they pointed to, names on papers."""

from danchu.disclosure.asking import holdings as asking
from danchu.disclosure.models import Item, PlanLine, Pointer, Version
from danchu.people.models import User
from danchu.people.own_data import KEPT, Fate, Holding, Shown, Written, around, kept_acts

SIGNED = "Người ký văn bản là việc công, tên đã công khai cùng văn bản. Văn bản sai thì đính chính."
OF_OFFICE = "lời của báo cáo, danh sách hành chính: nói về việc, không về người"
ON_PAPER = "Văn phòng đính chính hoặc ghi lại văn bản; bản cũ vẫn đọc được."


def pointed(person: User) -> list[Shown]:
    return [
        Shown(
            f"Mã {one.code}, ngày {one.pointed_on:%d/%m/%Y}",
            [("Bạn viết", one.about), ("Trả lời", one.answer or "chưa có")],
        )
        for one in Pointer.objects.filter(pointed_by__person=person).order_by("-pk")
    ]


def listed(person: User) -> list[Shown]:
    return [
        Shown(
            f"Mã {one.code}, ngày {one.pointed_on:%d/%m/%Y}",
            [("Bạn viết", one.about), ("Trả lời", one.answer or "chưa có")],
        )
        for one in Pointer.objects.filter(account=person).order_by("-pk")
    ]


def forget_list(person: User) -> None:
    Pointer.objects.filter(account=person).update(account=None)


def signed(person: User) -> list[Shown]:
    """By the very name: a namesake of the same commune may be among them."""
    units = around(person)
    items = Item.objects.filter(unit__in=units, signer__contains=person.full_name)
    papers = Version.objects.filter(item__unit__in=units, paper_signer__contains=person.full_name)
    lines = PlanLine.objects.filter(plan__unit__in=units, responsible__contains=person.full_name)
    counts = [
        ("Văn bản ghi người ký trùng tên bạn", items.count()),
        ("Bản giấy ghi người ký trùng tên bạn", papers.count()),
        ("Dòng kế hoạch ghi trùng tên bạn", lines.count()),
    ]
    facts = [(name, str(count)) for name, count in counts if count]
    return [Shown("Tên bạn trên văn bản", facts)] if facts else []


HOLDINGS = (
    kept_acts(
        "Công khai: việc đã làm",
        {
            "disclosure.Item.noted_by": "Văn bản đã ghi nhận",
            "disclosure.Item.closed_by": "Văn bản đã thu hồi, gỡ, trả lời",
            "disclosure.Version.drafted_by": "Bản đã soạn",
            "disclosure.Version.approved_by": "Bản đã duyệt",
            "disclosure.Pointer.answered_by": "Câu trả lời người chỉ ra",
            "disclosure.NoteChange.changed_by": "Lần sửa ghi nhận",
            "disclosure.WaitingFile.sent_by": "Bản quét đã gửi",
            "disclosure.DeclaredPublic.declared_by": "Lần khai đã công khai trên giấy",
            "disclosure.NothingArose.declared_by": "Lần ghi không phát sinh",
            "disclosure.Plan.issued_by": "Kế hoạch năm đã ban hành",
            "disclosure.QuarterlyList.posted_by": "Danh sách quý đã niêm yết",
            "disclosure.QuarterlyWords.written_by": "Lời danh sách quý đã viết",
            "disclosure.CouncilSession.entered_by": "Kỳ họp Hội đồng nhân dân đã ghi",
            "disclosure.Check.checked_by": "Lần kiểm danh sách cá nhân",
            "disclosure.Check.ticked_by": "Lần tự xem danh sách trước khi công khai",
            "disclosure.Kept.kept_by": "Chỗ đã giữ nguyên, có lý do",
            "disclosure.Original.sealed_by": "Bản trước khi che đã niêm phong",
            "disclosure.Script.issued_by": "Bài đọc loa đã ban hành",
            "disclosure.Recording.kept_by": "Bản ghi âm đã thêm",
        },
    ),
    Holding(
        "Công khai: văn bản đã chỉ ra",
        ("disclosure.Pointer.pointed_by",),
        pointed,
        "Văn phòng sửa khi bạn gửi yêu cầu sửa.",
        Fate.KEEP,
        "Việc chỉ ra và câu trả lời giữ lại; tên, điện thoại trong lời viết bị xóa.",
        rule=KEPT,
    ),
    Holding(
        "Công khai: danh sách văn bản tôi đã chỉ ra",
        ("disclosure.Pointer.account",),
        listed,
        "Chỉ bạn thấy danh sách này; không có gì để sửa.",
        Fate.DELETE,
        "Danh sách mất hẳn; văn bản đã chỉ ra vẫn được trả lời, không còn nối với bạn.",
        forget_list,
    ),
    Holding("Công khai: tên trên văn bản", (), signed, ON_PAPER, Fate.KEEP, SIGNED, rule=KEPT),
    *asking.HOLDINGS,
)

WRITTEN = (
    Written(
        "disclosure.Pointer.about",
        "Lời người chỉ ra văn bản",
        "unit",
        Fate.BLANK,
        "Lời người dân viết, không công khai: tên được xóa khỏi lời.",
    ),
    Written(
        "disclosure.Pointer.answer",
        "Câu trả lời người chỉ ra",
        "unit",
        Fate.BLANK,
        "Không công khai: tên được xóa khỏi lời.",
    ),
    Written("disclosure.Item.signer", "Người ký văn bản", "unit", Fate.KEEP, SIGNED),
    Written(
        "disclosure.Version.paper_signer", "Người ký bản giấy", "item__unit", Fate.KEEP, SIGNED
    ),
    Written(
        "disclosure.Version.body",
        "Nội dung công khai",
        "item__unit",
        Fate.KEEP,
        "Nội dung luật buộc công khai. Sai thì đính chính; lộ dữ liệu cá nhân thì gỡ khẩn.",
    ),
    Written(
        "disclosure.Version.personal_list",
        "Danh sách cá nhân công khai",
        "item__unit",
        Fate.KEEP,
        "Danh sách luật buộc công khai, tự rời trang web khi hết hạn niêm yết.",
    ),
    Written(
        "disclosure.Script.text",
        "Bài đọc loa",
        "version__item__unit",
        Fate.KEEP,
        "Lời đọc của nội dung luật buộc công khai. Lộ dữ liệu cá nhân thì gỡ khẩn, bài mất theo.",
    ),
    Written(
        "disclosure.Recording.words",
        "Lời của bản ghi âm",
        "script__version__item__unit",
        Fate.KEEP,
        "Lời đọc của nội dung luật buộc công khai. Người đọc đổi ý thì xã rút bản ghi âm.",
    ),
    Written(
        "disclosure.Recording.taken_back_why",
        "Vì sao rút bản ghi âm",
        "script__version__item__unit",
        Fate.BLANK,
        "Ghi chú nội bộ: tên được xóa khỏi lời.",
    ),
    Written(
        "disclosure.PlanLine.responsible",
        "Người chịu trách nhiệm trong kế hoạch",
        "plan__unit",
        Fate.KEEP,
        "Người chịu trách nhiệm là việc công, ghi trong kế hoạch đã ban hành.",
    ),
    *asking.WRITTEN,
)

IMPERSONAL = {
    **asking.IMPERSONAL,
    "disclosure.WaitingFile.path": "tên tệp văn phòng gửi, chờ nhập; tự bỏ sau 30 ngày",
    "disclosure.WaitingFile.name": "tên tệp văn phòng gửi, chờ nhập; tự bỏ sau 30 ngày",
    "disclosure.CouncilSession.name": "tên một kỳ họp",
    "disclosure.CouncilSession.opening": OF_OFFICE,
    "disclosure.CouncilSession.body": OF_OFFICE,
    "disclosure.CouncilSession.closing": OF_OFFICE,
    "disclosure.QuarterlyWords.opening": OF_OFFICE,
    "disclosure.QuarterlyWords.closing": OF_OFFICE,
    "disclosure.Attachment.name": "tên tệp của văn bản",
    "disclosure.Recording.name": "tên tệp ghi âm; nơi ghi, tên máy trong tệp đã bỏ",
    "disclosure.Recording.reader": "vai của người đọc, không có tên",
    "disclosure.Original.name": "tên tệp đã niêm phong",
    "disclosure.Attachment.personal": "dấu: tệp có danh sách cá nhân, ai mở được thì theo văn bản",
}
