"""What people in office may do in this room. A line a right; see `people/may.py`."""

from danchu.behalf.access import OFFICE, PHONES
from danchu.people.may import Right
from danchu.people.models import Role

RIGHTS = [
    Right(
        "Xem việc đã nhập thay, in phiếu có mã, sửa điều người ấy nói không đúng",
        OFFICE,
        "behalf:index",
        also=("behalf:entry", "behalf:slip", "behalf:proof"),
    ),
    Right("Ghi số điện thoại mới theo lời người giữ vai gọi đến", PHONES, "behalf:phone"),
    Right(
        "Trả lời đúng hay không đúng việc người khác nhập thay cho mình",
        tuple(Role),
        "behalf:mine",
        also=("behalf:answer",),
    ),
]
