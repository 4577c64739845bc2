"""What this room holds about a person: what they pinned, took down, told; notes that may name."""

from danchu.people.own_data import Fate, Written, kept_acts

TAKEN_OUT = "Ghi chú nội bộ: tên được xóa khỏi lời."

HOLDINGS = (
    kept_acts(
        "Niêm yết",
        {
            "postings.Proof.by": "Lần ghi đã dán, gỡ, báo, đọc loa",
            "postings.Gap.told_by": "Lần báo giấy không còn trên bảng",
            "postings.Schedule.set_by": "Lịch phát loa đã ghi",
            "postings.SheetPrinted.by": "Tờ gộp đã in",
        },
    ),
)

WRITTEN = (
    Written(
        "postings.Paper.title",
        "Tên giấy niêm yết",
        "unit",
        Fate.KEEP,
        "Tên nội dung luật buộc công khai. Lộ dữ liệu cá nhân thì gỡ khẩn, tên giấy mất theo.",
    ),
    Written("postings.Proof.note", "Ghi chú khi dán giấy", "unit", Fate.BLANK, TAKEN_OUT),
    Written(
        "postings.Broadcast.missed",
        "Vì sao không đọc loa được",
        "posting__unit",
        Fate.BLANK,
        "Lời ghi trong sổ phát loa: tên được xóa khỏi lời.",
    ),
    Written("postings.Gap.note", "Lời báo giấy không còn", "posting__unit", Fate.BLANK, TAKEN_OUT),
)

IMPERSONAL = {
    "postings.Place.name": "tên nơi niêm yết, cụm loa",
    "postings.Proof.name": "tên tệp ảnh; ảnh được niêm phong, công chúng không mở được",
    "postings.Proof.phone_at": "giờ theo điện thoại, không chỉ ra ai",
    "postings.Proof.phone_off": "dấu: giờ điện thoại lệch",
    "postings.Paper.address": "địa chỉ trang đọc nội dung",
}
