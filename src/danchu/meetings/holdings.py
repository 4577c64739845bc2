"""What this room holds about a person: who acted, officers and signers by name, words that may."""

from danchu.people.own_data import Fate, Written, kept_acts

TAKEN_OUT = "Tên được xóa khỏi chỗ ghi này."
OFFICE = (
    "Người của cuộc họp (thư ký, kiểm phiếu, chủ trì) và người ký: biên bản của cộng đồng phải ghi "
    "(Luật 10/2022 Điều 20 khoản 2). Yêu cầu xóa thì tên được xóa khỏi chỗ ghi này."
)

HOLDINGS = (
    kept_acts(
        "Cuộc họp",
        {
            "meetings.Meeting.convened_by": "Cuộc họp bạn đã triệu tập, ghi vào sổ",
            "meetings.ClusterPlan.sent_by": "Phương án họp cụm bạn đã gửi",
            "meetings.ClusterPlan.decided_by": "Phương án họp cụm bạn đã ghi quyết định",
            "meetings.Notice.by": "Lần báo họp, gửi tài liệu bạn đã ghi",
            "meetings.Attendance.by": "Hộ có mặt bạn đã ghi",
            "meetings.Attendance.taken_back_by": "Hộ có mặt bạn đã bỏ vì ghi nhầm",
            "meetings.Officer.by": "Người của cuộc họp bạn đã ghi",
            "meetings.WayChosen.by": "Cách biểu quyết bạn đã ghi",
            "meetings.Question.by": "Câu hỏi bạn đã ghi lại",
            "meetings.Tally.by": "Lần đếm bạn đã nhập",
            "meetings.Count.by": "Kết quả bạn đã ghi",
            "meetings.Minutes.made_by": "Biên bản bạn đã lập",
            "meetings.Minutes.signed_by": "Biên bản đã ký bạn đã ghi",
        },
    ),
)

_WRITTEN = tuple(
    Written(field, heading, unit, Fate.BLANK, why)
    for field, heading, unit, why in [
        ("meetings.Meeting.title", "Tên cuộc họp", "unit", TAKEN_OUT),
        ("meetings.Meeting.convenor", "Tên người triệu tập", "unit", OFFICE),
        ("meetings.Meeting.ground", "Căn cứ triệu tập", "unit", TAKEN_OUT),
        ("meetings.Meeting.short_notice_why", "Vì sao họp khi báo chưa đủ", "unit", TAKEN_OUT),
        ("meetings.Meeting.ended_why", "Lý do hủy, dời cuộc họp", "unit", TAKEN_OUT),
        ("meetings.Meeting.conclusion", "Kết luận cuộc họp", "unit", TAKEN_OUT),
        ("meetings.Sitting.chair", "Tên người chủ trì cụm", "meeting__unit", OFFICE),
        ("meetings.ClusterPlan.tasks", "Phân công họp cụm", "meeting__unit", TAKEN_OUT),
        ("meetings.AgendaItem.title", "Nội dung chương trình", "meeting__unit", TAKEN_OUT),
        ("meetings.Officer.name", "Tên người của cuộc họp", "sitting__meeting__unit", OFFICE),
        ("meetings.Question.asked", "Câu hỏi trong cuộc họp", "sitting__meeting__unit", TAKEN_OUT),
        ("meetings.Question.answer", "Trả lời trong cuộc họp", "sitting__meeting__unit", TAKEN_OUT),
        ("meetings.Tally.no_photo_why", "Vì sao không có ảnh", "sitting__meeting__unit", TAKEN_OUT),
        ("meetings.Minutes.head", "Tên người chủ trì đã ký", "meeting__unit", OFFICE),
        ("meetings.Minutes.front", "Tên Trưởng ban Mặt trận đã ký", "meeting__unit", OFFICE),
        ("meetings.Minutes.first", "Tên đại diện hộ thứ nhất đã ký", "meeting__unit", OFFICE),
        ("meetings.Minutes.second", "Tên đại diện hộ thứ hai đã ký", "meeting__unit", OFFICE),
    ]
)
WRITTEN = (
    *_WRITTEN,
    Written(
        "meetings.Count.reason",
        "Lý do đính chính kết quả",
        "sitting__meeting__unit",
        Fate.KEEP,
        "Kết quả kiểm phiếu chỉ được thêm, không được sửa; biểu mẫu nhắc không ghi tên người.",
    ),
)

_WHICH = "hộ nào, không phải tên ai"
IMPERSONAL = {
    "meetings.Invitation.household": _WHICH,
    "meetings.Attendance.line": _WHICH,
    "meetings.Attendance.proxy": "giấy ủy quyền nào, không phải tên ai",
    "meetings.Officer.line": _WHICH,
    "meetings.Sitting.name": "tên cụm dân cư",
    "meetings.Handout.name": "tên tệp tài liệu họp, ai cũng đọc",
    "meetings.Scan.name": "tên tệp; ảnh được niêm phong, chỉ người ghi cuộc họp mở",
    "meetings.Outcome.words": "câu kết luận do phần mềm viết, chỉ có số hộ",
    "meetings.Outcome.address": "địa chỉ trang của nội dung",
    "meetings.Minutes.source": "lời biên bản đã lập, như văn bản đã ban hành, gồm tên người ký",
}
