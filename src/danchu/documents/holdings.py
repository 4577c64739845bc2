"""What this room holds about a person: who drew up, issued, cancelled; names inside a paper."""

from danchu.people.own_data import Fate, Written, kept_acts

HOLDINGS = (
    kept_acts(
        "Văn bản",
        {
            "documents.Document.made_by": "Văn bản bạn đã lập",
            "documents.Document.issued_by": "Văn bản bạn đã ban hành",
            "documents.Document.void_by": "Văn bản bạn đã hủy",
            "documents.SignedFile.sent_by": "Bản ký số bạn đã gửi lên",
            "documents.SignedFile.dropped_by": "Bản ký số bạn đã gỡ",
        },
    ),
)
WRITTEN = (
    Written(
        "documents.Document.void_why",
        "Lý do hủy văn bản",
        "unit",
        Fate.BLANK,
        "Lời ghi thêm: tên được xóa khỏi lời.",
    ),
    Written(
        "documents.SignedFile.dropped_why",
        "Lý do gỡ bản ký số",
        "document__unit",
        Fate.BLANK,
        "Lời ghi thêm: tên được xóa khỏi lời.",
    ),
)
IMPERSONAL = {
    "documents.Document.name": "tên loại văn bản",
    "documents.Document.about": "trích yếu của văn bản",
    "documents.Document.source": "lời của văn bản hành chính đã ban hành, gồm tên người ký",
    "documents.Document.address": "địa chỉ của một trang",
    "documents.SignedFile.name": "tên tệp văn phòng gửi",
    "documents.SignedFile.found": "điều chữ ký số tự ghi, gồm tên người ký văn bản",
}
