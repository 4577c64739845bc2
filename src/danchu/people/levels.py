"""The one table of what a session of each level may do. The gate and `/dang-nhap/muc/` read it.

A level opens no right by itself: it only lets the terms count that its person holds on the day.
"""

from collections.abc import Collection
from datetime import timedelta
from enum import StrEnum
from typing import NamedTuple


class Opens(StrEnum):
    """What may be opened, in the words of the page that shows the table."""

    CITIZEN = "Việc của mình"  # one's own account and what one sent in
    PART_TIME = "Vai ở thôn, Ban, đại biểu"  # terms that a card and a PIN are enough for
    CIVIL = "Vai cán bộ, công chức"  # terms as heavy as a signature of the office


class Level(NamedTuple):
    key: str
    name: str
    proof: str  # what the person showed
    opens: frozenset[Opens]
    idle: timedelta  # ends after this long without a request
    lasts: timedelta  # ends in any case
    more: str  # what to do to be let further

    @property
    def answers(self) -> list[tuple[str, bool]]:
        """What it opens and what not, in words."""
        return [(str(one), one in self.opens) for one in Opens]

    @property
    def ends(self) -> str:
        """When it ends by itself, in words."""
        if not self.lasts:
            return "–"
        if self.idle >= self.lasts:
            return f"sau {_said(self.lasts)}"
        return f"sau {_said(self.idle)} không dùng, lâu nhất {_said(self.lasts)}"


def _said(span: timedelta) -> str:
    minutes = int(span.total_seconds()) // 60
    return f"{minutes} phút" if minutes % 60 else f"{minutes // 60} giờ"


DAY, HOUR = timedelta(hours=12), timedelta(hours=1)
SHARED_IDLE = timedelta(minutes=15)  # on a phone or computer of several people, at every level
FRESH = timedelta(minutes=15)  # how new a sign-in must be to change the ways in
NOTHING: frozenset[Opens] = frozenset()
CITIZEN = frozenset({Opens.CITIZEN})
PART_TIME = frozenset({Opens.CITIZEN, Opens.PART_TIME})
CIVIL = frozenset(Opens)

NONE = Level(
    "none",
    "Chưa đăng nhập",
    "Không cần gì.",
    NOTHING,
    timedelta(0),
    timedelta(0),
    "Chọn một cách đăng nhập.",
)
PASSWORD = Level(
    "password",
    "Mới qua mật khẩu",
    "Tên đăng nhập và mật khẩu.",
    NOTHING,
    SHARED_IDLE,
    HOUR,
    "Nhập mã của ứng dụng xác thực.",
)
PHONE_CODE = Level(
    "phone_code",
    "Mã gửi tới điện thoại",
    "Mã dùng một lần gửi tới số điện thoại.",
    CITIZEN,
    HOUR,
    DAY,
    "Gắn định danh điện tử ở trang Tài khoản.",
)
IDENTITY = Level(
    "identity",
    "Định danh điện tử",
    "Xác nhận ở dịch vụ định danh của Nhà nước.",
    PART_TIME,
    HOUR,
    DAY,
    "Cán bộ, công chức nhập thêm mã của ứng dụng xác thực.",
)
CARD_ONCE = Level(
    "card_once",
    "Thẻ, dùng một lần",
    "Thẻ kích hoạt, trên máy dùng chung.",
    PART_TIME,
    SHARED_IDLE,
    DAY,
    "Nhờ văn phòng xã, phường in thẻ mới để gắn máy của mình.",
)
CARD_PIN = Level(
    "card_pin",
    "Máy đã kích hoạt và mã PIN",
    "Điện thoại gắn bằng thẻ, và sáu số PIN.",
    PART_TIME,
    DAY,
    DAY,
    "Giữ vai công chức thì vào bằng mật khẩu và mã, hoặc khóa truy cập.",
)
PASSWORD_CODE = Level(
    "password_code",
    "Mật khẩu và mã",
    "Mật khẩu hoặc định danh điện tử, rồi mã của ứng dụng xác thực.",
    CIVIL,
    timedelta(hours=4),
    DAY,
    "Đủ cho mọi việc của vai đang giữ.",
)
PASSKEY = Level(
    "passkey",
    "Khóa truy cập",
    "Khóa trong máy, mở bằng vân tay, khuôn mặt hoặc mã khóa màn hình.",
    CIVIL,
    timedelta(hours=4),
    DAY,
    "Đủ cho mọi việc của vai đang giữ.",
)
TABLE = (NONE, PASSWORD, PHONE_CODE, IDENTITY, CARD_ONCE, CARD_PIN, PASSWORD_CODE, PASSKEY)


def of_session(way: str | None, *, device: int | None, factors: Collection[str]) -> Level:
    """The level of a session that is somebody's.

    `way`: how a citizen came in; `device`: the phone that carries it, 0 for a card used once;
    `factors`: kinds of authenticators used in this very session.
    """
    if device is not None:
        return CARD_PIN if device else CARD_ONCE
    if "webauthn" in factors:
        return PASSKEY
    if factors:
        return PASSWORD_CODE
    return {level.key: level for level in (PHONE_CODE, IDENTITY)}.get(way or "", PASSWORD)
