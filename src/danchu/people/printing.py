"""Ways in on paper: eight to an A4 sheet, to be cut and handed over in person.

The codes exist only in the file made here; nothing of it is kept.
"""

import io
from collections.abc import Callable, Sequence
from pathlib import Path

import segno

from danchu.kit import typeset
from danchu.people.actions.printing import WayIn

SHEET = Path(__file__).parent / "papers" / "ways_in.typ"
EIGHT = 8  # on a sheet

PHONE_STEPS = (
    "Mở máy ảnh điện thoại, quét mã bên cạnh.",
    "Bấm địa chỉ hiện ra, chọn mã PIN sáu số của riêng mình.",
    "Không quét được: mở địa chỉ dưới mã, gõ mã thẻ.",
)
DESK_STEPS = (
    "Quét mã hoặc mở địa chỉ bên cạnh.",
    "Nhập tên đăng nhập và mật khẩu một lần.",
    "Gắn ứng dụng xác thực, chọn mật khẩu của riêng mình.",
)


def pdf(
    ways: Sequence[WayIn],
    *,
    issuer: str,
    address: Callable[[WayIn], tuple[str, str]],
    mark: str = "",
) -> bytes:
    """`address(way)`: what the QR opens, and the short address to type. `mark`: "Minh họa"."""
    cards = [_card(way, issuer, *address(way)) | {"mark": mark} for way in ways]
    return typeset.paper(SHEET, {"cards": cards})


def _card(way: WayIn, issuer: str, opens: str, shown: str) -> dict[str, object]:
    term = way.term
    return {
        "title": "Thẻ kích hoạt" if way.by_card else "Phiếu đăng nhập lần đầu",
        "name": way.person.full_name,
        "role": term.spoken_role,
        "unit": term.unit.spoken_name,
        "steps": PHONE_STEPS if way.by_card else DESK_STEPS,
        "codes": [["Mã thẻ:", way.code]]
        if way.by_card
        else [["Tên đăng nhập:", way.person.username], ["Mật khẩu một lần:", way.code]],
        "until": f"Dùng một lần, hạn đến hết ngày {way.until:%d/%m/%Y}."
        if way.until
        else "Dùng một lần, đổi ngay khi đăng nhập.",
        "issuer": f"Không chụp, không gửi qua mạng. Mất thì báo ngay {issuer}.",
        "shown": shown,
        "qr": _qr(opens),
    }


def _qr(address: str) -> str:
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", border=2, xmldecl=False)
    return out.getvalue().decode()
