"""What people in office may do in this room. A line a right; see `people/may.py`."""

from danchu.front.audit import READERS
from danchu.people.actions.practice import played
from danchu.people.may import Right
from danchu.people.models import Role

RIGHTS = [
    Right(
        "Đọc nhật ký: ai làm việc gì, ngày nào; in, trích thành tệp",
        READERS,
        "front:trail",
        also=(
            "front:trail_sheet",
            "front:extracts",
            "front:extract",
            "front:extract_file",
            "front:extract_sheet",
        ),
    ),
    Right("Đọc nhật ký những việc mình đã làm", tuple(Role), "front:own_trail"),
    Right(
        "Tập làm mọi vai trong xã tập huấn của riêng mình",
        tuple(played()),
        "front:practice",
        also=("front:practice_enter", "front:practice_afresh"),
    ),
]
