"""What people in office may do in this room. A line a right; see `people/may.py`."""

from danchu.meetings.access import DECIDES, RECORDS
from danchu.people.may import Right

RIGHTS = [
    Right(
        "Triệu tập, báo họp, ghi hộ có mặt, đếm, viết biên bản các cuộc họp của thôn, xóm mình "
        "hay của xã mình; nhập biên bản giấy",
        RECORDS,
        "meetings:index",
        also=(
            "meetings:call",
            "meetings:meeting",
            "meetings:step",
            "meetings:drop_item",
            "meetings:hall",
            "meetings:count",
            "meetings:correct",
            "meetings:invitations",
            "meetings:minutes",
            "meetings:file",
            "meetings:scan",
        ),
    ),
    Right(
        "Ghi quyết định của xã về phương án họp theo cụm",
        DECIDES,
        "meetings:index",
        also=("meetings:decide",),
    ),
]
