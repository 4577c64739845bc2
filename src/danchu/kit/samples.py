"""Made-up people and places for the newer parts of `/kit/`. Story day: Wednesday 02/12/2026."""

from datetime import date
from typing import Any

from django.http import QueryDict

from danchu.kit import narrowing

TODAY = date(2026, 12, 2)
WALK: list[dict[str, Any]] = [
    {
        "on": date(2026, 11, 1),
        "title": "Đề nghị bàn việc làm đường",
        "who": "Bà Lý Thị Hoa",
        "role": "đại diện hộ, xóm Bản Luông",
        "state": "done",
    },
    {
        "on": date(2026, 11, 14),
        "title": "Họp xóm, 158 trên 200 hộ dự",
        "who": "Ông Triệu Văn Nam",
        "role": "Trưởng xóm",
        "state": "done",
        "proofs": [{"label": "Biên bản, 3 trang", "address": "#duong-di"}],
    },
    {
        "on": date(2026, 11, 23),
        "title": "Công khai quyết định",
        "who": "Ma Thị Lan",
        "role": "công chức văn phòng",
        "state": "late_done",
        "text": "Trễ 2 ngày làm việc.",
    },
    {
        "on": date(2026, 11, 24),
        "title": "Đang niêm yết tại nhà văn hóa",
        "state": "now",
        "text": "Ngày thứ 9 trên 30.",
    },
    {
        "on": date(2026, 12, 24),
        "title": "Được gỡ khỏi bảng",
        "state": "next",
        "cite": {"place": "Điều 13 khoản 2", "address": "#can-cu"},
    },
    {
        "title": "Nghiệm thu đường",
        "state": "next",
        "face": {"state": "none", "words": "luật không đặt hạn"},
    },
]
PROOF: list[dict[str, Any]] = [
    {
        "icon": "board",
        "name": "Từ trang điện tử đến bảng",
        "state": "ok",
        "words": "đủ",
        "held": 39,
        "of": 39,
        "unit": "bảng",
        "people": [
            {"on": date(2026, 11, 18 + day), "who": who, "role": "Trưởng xóm", "where": where}
            for day, who, where in [
                (0, "Triệu Văn Nam", "Bản Luông"),
                (0, "Hoàng Thị Sen", "Nà Mòn"),
                (1, "Lý Văn Thắng", "Khuổi Lầy"),
                (1, "Ma Thị Dung", "Khuổi Tát"),
                (2, "Bàn Văn Phú", "Nà Hin"),
            ]
        ],
    },
    {
        "icon": "camera",
        "name": "Ảnh chụp bảng",
        "state": "late",
        "words": "thiếu ảnh",
        "held": 35,
        "of": 39,
        "unit": "bảng có ảnh",
        "gap": "niêm yết thiếu 4 ngày ở Khuổi Tát",
    },
    {
        "icon": "horn",
        "name": "Loa truyền thanh",
        "state": "ok",
        "words": "đủ",
        "held": 3,
        "of": 3,
        "unit": "ngày liên tục",
        "people": [
            {
                "on": date(2026, 11, 19),
                "who": "Nông Văn Bảo",
                "role": "người phát loa",
                "where": "cụm Na Phặc",
            }
        ],
    },
    {
        "icon": "person",
        "name": "Qua trưởng xóm",
        "state": "next",
        "words": "chưa đến lượt",
        "held": 0,
        "of": 39,
        "unit": "xóm",
    },
]
TASKS: list[dict[str, Any]] = [
    {"title": "In tờ niêm yết", "state": "done"},
    {
        "title": "Dán lên bảng, chụp một ảnh",
        "text": "Dán ngang tầm mắt, chụp thấy cả bảng.",
        "state": "now",
        "address": "#buoc",
        "link": "Chụp ảnh",
        "face": {"state": "today", "words": "phải xong hôm nay", "due": "hạn 02/12/2026"},
    },
    {"title": "Đọc loa ba ngày liền", "state": "next"},
    {
        "title": "Gỡ xuống",
        "text": "Từ 24/12/2026.",
        "state": "next",
        "address": "#buoc",
        "link": "Xem trước",
    },
]
VOTES: list[dict[str, Any]] = [
    {
        "kind": "ok",
        "word": "Được thông qua",
        "sum": "134 trên 200 hộ, cần 134",
        "why": "Luật ghi: từ hai phần ba tổng số hộ trở lên.",
        "votes": {"whole": 200, "yes": 134, "no": 40, "other": 10, "needed": 134},
    },
    {
        "kind": "no",
        "word": "Không được thông qua",
        "sum": "100 trên 200 hộ, cần 101",
        "why": "Luật ghi: trên 50%. Đúng một nửa chưa phải trên một nửa.",
        "votes": {"whole": 200, "yes": 100, "no": 80, "needed": 101},
        "next": {"label": "Đưa ra bàn lại", "address": "#ket-luan"},
    },
    {
        "kind": "half",
        "word": "Chưa quyết định được",
        "sum": "96 trên 200 hộ dự, cần 101 hộ mới họp được",
        "why": "Ít người đến quá.",
        "next": {"label": "Phát phiếu lấy ý kiến từng hộ", "address": "#ket-luan"},
    },
    {
        "kind": "soon",
        "word": "Đang lấy phiếu",
        "sum": "88 trên 200 hộ đã gửi, đến hết 09/12/2026",
        "why": "Chưa đếm khi chưa hết hạn.",
    },
]
FILES: list[dict[str, Any]] = [
    {
        "name": "Quyết định 412/QĐ-UBND ngày 16/11/2026",
        "address": "#tep",
        "kind": "PDF",
        "size": 410_000,
        "pages": 3,
        "language": "tiếng Việt",
        "sha256": "9f2c1c0b7b8e0d7d3a5e1f4b6c8a9d0e1f2a3b4c5d6e7f8091a2b3c4d5e6f708",
    },
    {
        "name": "Biên bản họp xóm Bản Luông",
        "address": "#tep",
        "kind": "PDF",
        "size": 2_300_000,
        "pages": 4,
        "scan": True,
    },
    {
        "name": "Thông báo bằng tiếng Tày",
        "address": "#tep",
        "kind": "DOCX",
        "size": 64_000,
        "language": "tiếng Tày",
    },
]
LABELS = ["T6", "T7", "T8", "T9", "T10", "T11"]
ROWS: list[dict[str, Any]] = [
    {"name": "Xã Nà Chè", "values": [12, 9, 14, 11, 8, 16], "address": "#nhieu-hinh"},
    {"name": "Xã Khe Vải", "values": [3, 4, None, None, 6, 5]},
    {"name": "Phường Bến Than", "values": [0, 0, 2, 1, 0, 0], "note": "lập từ 01/7"},
    {"name": "Xã Đèo Gió", "values": [None] * 6},
]
TILES: list[dict[str, Any]] = [
    {"name": name, "value": value, "address": "#ban-do", "here": name == "Nà Chè"}
    for name, value in [
        ("Bến Than", 0),
        ("Bình Sơn", 3),
        ("Đèo Gió", None),
        ("Đồng Mây", 7),
        ("Khe Vải", 12),
        ("Khuổi Sao", 1),
        ("Nà Chè", 16),
        ("Nà Hin", 22),
        ("Suối Bạc", 5),
        ("Thung Xanh", 9),
    ]
]
EDGES = [2, 6, 10, 20]
GROUPS = [("7", "7. Chính sách, an sinh"), ("9", "9. Nghĩa vụ quân sự"), ("12", "12. Phí, lệ phí")]


def filters() -> narrowing.Bar:
    """A bar on which two things are chosen."""
    asked = QueryDict("loc-nhom=7&loc-tre=1")
    return narrowing.bar(
        asked,
        "/kit/",
        narrowing.Choice("loc-nhom", "Nhóm", GROUPS, "Cả 14 nhóm"),
        narrowing.Choice("loc-nam", "Năm", [("2026", "2026"), ("2025", "2025")], "Mọi năm"),
        narrowing.Choice("loc-tre", "Chỉ việc trễ hạn"),
    )


def unfiltered() -> narrowing.Bar:
    """The same with nothing chosen: closed."""
    choices = [narrowing.Choice("mo-nhom", "Nhóm", GROUPS, "Cả 14 nhóm")]
    return narrowing.bar(QueryDict(""), "/kit/", *choices)


def pages() -> narrowing.Pages:
    """The fourth of ten pages."""
    return narrowing.pages(QueryDict("trang=4"), range(392))


GROUNDS = [("light", "ban ngày"), ("dark", "ban đêm"), ("print", "trên giấy")]


def shown() -> dict[str, Any]:
    """Everything here, by the name the guide's templates know it by."""
    return {
        "sample_files": FILES,
        "votes": VOTES,
        "proof_line": PROOF,
        "walk": WALK,
        "tasks": TASKS,
        "today_shown": TODAY,
        "filters": filters(),
        "unfiltered": unfiltered(),
        "numbered": pages(),
        "multiples": ROWS,
        "labels": LABELS,
        "tiles": TILES,
        "edges": EDGES,
        "grounds": GROUNDS,
    }
