"""What people in office may do in this room. A line a right; see `people/may.py`."""

from danchu.people.may import Right
from danchu.people.models import Role
from danchu.postings.access import HEADS, OFFICE

RIGHTS = [
    Right(
        "Xem việc hôm nay của xóm; ghi đã dán, gỡ, báo, đọc loa bằng một ảnh",
        HEADS,
        "postings:today",
        also=("postings:screen", "postings:token", "postings:photo"),
    ),
    Right(
        "Xem giấy nào dán ở đâu, quá hạn; tự ghi việc văn phòng làm; trả lời lời báo giấy mất",
        OFFICE,
        "postings:index",
        also=("postings:paper", "postings:still", "postings:photo"),
    ),
    Right(
        "Ghi nơi niêm yết, cụm loa của xã và các xóm",
        OFFICE,
        "postings:places",
        also=("postings:end_place",),
    ),
    Right(
        "Xem bài phải đọc loa hôm nay, ghi sổ phát loa, ghi lịch phát",
        OFFICE,
        "postings:aloud",
        also=("postings:schedule",),
    ),
    Right("Nhập thay việc trưởng xóm đã dán, báo, gỡ", OFFICE, "postings:enter"),
    Right("In tờ gộp việc niêm yết của một xóm", (*OFFICE, *HEADS), "postings:sheet"),
    Right(
        "Mở ảnh chứng bảng niêm yết khi thanh tra; mỗi lần mở đều được ghi",
        (Role.INSPECTOR,),
        "front:trail",
        also=("postings:photo",),
    ),
]
