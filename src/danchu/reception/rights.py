"""What people in office may do in this room. A line a right; see `people/may.py`."""

from danchu.people.may import Right
from danchu.reception.access import OFFICE

RIGHTS = [
    Right(
        "Xếp lịch tiếp công dân, giữ chỗ giúp người gọi, ghi ai đã tiếp, lập biên bản",
        OFFICE,
        "reception:index",
        also=(
            "reception:day",
            "reception:close",
            "reception:book_for",
            "reception:minutes",
        ),
    ),
    Right(
        "Ghi sổ tiếp công dân, trả lời, ghi thành đơn, in giấy cho người đến; xuất sổ",
        OFFICE,
        "reception:book_of",
        also=(
            "reception:line",
            "reception:make_case",
            "reception:slip",
            "reception:involved",
            "reception:export",
            "reception:book_paper",
        ),
    ),
    Right(
        "Lập, báo, ghi hội nghị đối thoại; đưa ra, trả lời câu hỏi; thông báo kết quả",
        OFFICE,
        "reception:talks",
        also=(
            "reception:talk",
            "reception:step",
            "reception:add_question",
            "reception:question",
            "reception:talk_paper",
        ),
    ),
]
