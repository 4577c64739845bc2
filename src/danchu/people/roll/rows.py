"""What one line of a list of households says, and kindly why a line cannot be taken."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from civics.errors import Refused
from danchu.kit.days import as_day
from danchu.kit.folding import fold
from danchu.kit.tables import Column, Row
from danchu.people.roll.filling import folded
from danchu.places.models import Succession, Unit
from danchu.places.naming import same_letters

COMMUNE = Column(
    "commune", "Xã, phường", True, ("Xã", "Mã xã", "Cấp xã"), "Tên đầy đủ hoặc mã.", "Xã La Bằng"
)
HAMLET = Column(
    "hamlet",
    "Thôn, xóm",
    True,
    ("Thôn", "Xóm", "Bản", "Tổ dân phố", "Tên thôn", "Tên xóm", "Thôn, tổ dân phố"),
    "Tên hoặc mã riêng của thôn, xóm, tổ dân phố.",
    "Xóm Đồng Tâm",
)
COLUMNS = (
    Column("number", "Số hộ", also=("Số hộ trong sổ", "STT hộ", "Mã hộ"), example="12",
           note="Số của hộ trong sổ của thôn. Để trống thì máy đánh số tiếp."),
    Column("name", "Họ và tên người đại diện", True,
           ("Người đại diện", "Họ và tên", "Họ tên", "Chủ hộ", "Họ và tên chủ hộ"),
           "Mỗi hộ một người (Điều 18 khoản 2).", "Nguyễn Văn Hùng"),
    Column("address", "Địa chỉ thường trú", True, ("Địa chỉ", "Nơi thường trú", "Thường trú"),
           "Ghi đủ để phân biệt hai hộ trùng tên.", "Ngõ 2, xóm Đồng Tâm"),
    Column("since", "Từ ngày", also=("Có trong sổ từ ngày",), example="01/07/2025",
           note="Để trống thì tính từ ngày nhập."),
)  # fmt: skip
NOTES = (
    "Sổ hộ chỉ ghi họ tên và địa chỉ thường trú. Không gửi số định danh, điện thoại, ngày sinh.",
    "Gửi lại cùng một tệp không ghi thêm gì.",
    "Hộ không có trong tệp vẫn ở trong sổ; hộ chuyển đi thì ghi ở trang của hộ ấy, có căn cứ.",
)
UNWANTED = re.compile(
    r"\b(cccd|cmnd|cmt|can cuoc|chung minh|dinh danh|dien thoai|sdt|so dt|di dong|ngay sinh"
    r"|nam sinh|dan toc|ton giao|gioi tinh|quan he|ngheo|email)\b"
)
LONG_NUMBER = re.compile(r"\d[\d\s.\-]{7,}\d")  # nine digits and more: a person's or a telephone's
SEVERAL = re.compile(r"[,;/&+\n]|\s(?:và|hoặc|-)\s", re.IGNORECASE)
LOOKS_LIKE = str.maketrans("OoQDIlLiSsBZz", "0000111155822")
OLDEST = date(1900, 1, 1)
NAME, ADDRESS = 120, 300


Read = Callable[[str], str]


class Wrong(Exception):
    """Why a line is not taken; becomes the reason beside it."""


class Said(NamedTuple):
    """One line, read but not yet compared with the roll."""

    unit: Unit
    number: int | None
    name: str
    address: str
    since: date
    folded: str  # of name and address, as the roll keeps it
    dated: bool  # `since` was written, not taken to be today


class Places:
    """Communes and hamlets as people write them, looked up once for a whole file."""

    def __init__(self, units: Iterable[Unit], communes: Sequence[Unit], *, on: date) -> None:
        """`units`: hamlets, ended ones too; `communes`: those a line may name."""
        self.on = on
        self.communes: dict[str, list[Unit]] = defaultdict(list)
        for one in communes:
            for said in {one.code, _key(one.full_name), _key(one.name)} - {""}:
                self.communes[said].append(one)
        self.only = communes[0] if len(communes) == 1 else None
        self.told: dict[tuple[str, str], Unit] = {}  # what was asked before: lists run in hamlets
        self.exact: dict[tuple[int, str], list[Unit]] = defaultdict(list)
        self.near: dict[tuple[int, str], list[Unit]] = defaultdict(list)
        for one in units:
            place = one.commune_id or 0
            for said in {one.own_code.casefold(), _key(one.full_name), _key(one.name)} - {""}:
                self.exact[place, said].append(one)
            for said in {one.folded, fold(one.name)}:
                self.near[place, said].append(one)

    def of(self, commune: str, hamlet: str) -> Unit:
        """The hamlet that a line means; Wrong when there is none, or more than one."""
        asked = (commune, hamlet)
        if asked not in self.told:
            self.told[asked] = self.hamlet(self.commune(commune), hamlet)
        return self.told[asked]

    def commune(self, said: str) -> Unit:
        if not said and self.only:
            return self.only
        found = self.communes.get(said) or self.communes.get(_key(said), [])
        if len(found) == 1:
            return found[0]
        if not found:
            raise Wrong(f"Không có xã, phường “{said}” ở đây. Hãy xem lại tên hoặc ghi mã.")
        raise Wrong(f"Có nhiều nơi tên “{said}”. Hãy ghi cả xã, phường hoặc ghi mã.")

    def hamlet(self, commune: Unit, said: str) -> Unit:
        """The hamlet that stands on `on`; Wrong names the heir of one that ended."""
        if not said:
            raise Wrong("Chưa ghi hộ này ở thôn, xóm nào.")
        found = self.exact.get((commune.pk, _key(said))) or self.near.get(
            (commune.pk, fold(said)), []
        )
        standing = [one for one in found if one.stands(on=self.on)]
        if len(standing) == 1:
            return standing[0]
        if len(standing) > 1:
            raise Wrong(
                f"{commune.full_name} có nhiều nơi tên “{said}”. Hãy ghi cả xóm, thôn, tổ, hoặc "
                "ghi mã riêng."
            )
        if found:
            raise Wrong(_ended(found[0]))
        raise Wrong(
            f"{commune.full_name} không có “{said}”. Hãy xem lại tên, hoặc đưa thôn, xóm ấy vào "
            "sổ ở trang Đơn vị trước."
        )


def _key(text: str) -> str:
    return same_letters(text).casefold()


def _ended(unit: Unit) -> str:
    heirs = Succession.objects.filter(old=unit).select_related("new")
    into = " hoặc ".join(one.new.spoken_name for one in heirs)
    last = f" hết ngày {unit.valid_to:%d/%m/%Y}" if unit.valid_to else ""
    then = f" Hãy ghi {into}." if into else " Hãy ghi thôn, xóm hiện nay của hộ."
    return f"{unit.full_name} đã thôi tồn tại{last}.{then}"


def read(row: Row, places: Places, hamlet: Unit | None, *, on: date) -> Said:
    """Wrong when something is missing or unreadable. `hamlet`: every line is of that one."""
    values = row.values
    unit = hamlet or places.of(values.get("commune", ""), values.get("hamlet", ""))
    if hamlet and (other := values.get("hamlet")):
        names = {_key(hamlet.full_name), _key(hamlet.name), hamlet.own_code.casefold()}
        if _key(other) not in names and fold(other) not in {hamlet.folded, fold(hamlet.name)}:
            raise Wrong(f"Dòng này ghi “{other}”, mà tệp là của {hamlet.spoken_name}.")
    name = person(values.get("name", ""))
    address = place(values.get("address", ""))
    number = counted(values.get("number", ""))
    written = values.get("since", "")
    since = day(written, on=on)
    if unit.valid_from:  # a hamlet that began later: the household is of this roll since then
        since = max(since, unit.valid_from)
    return Said(unit, number, name, address, since, folded(name, address), bool(written.strip()))


def person(said: str) -> str:
    """One name of one person; Wrong otherwise."""
    name = " ".join(said.split())
    if not any(map(str.isalpha, name)):
        raise Wrong("Chưa có họ và tên người đại diện.")
    if SEVERAL.search(name):
        raise Wrong(
            f"“{name}” là hai người. Mỗi hộ có một người đại diện (Luật 10/2022 Điều 18 khoản 2): "
            "hãy ghi một người."
        )
    if any(sign.isdigit() for sign in name):
        raise Wrong(f"Họ tên “{name}” có chữ số. Hãy xem lại.")
    if len(name) > NAME:
        raise Wrong(f"Họ tên dài hơn {NAME} ký tự. Hãy xem lại.")
    return name


def place(said: str) -> str:
    """A permanent address; Wrong when it carries a number of a person."""
    address = " ".join(said.split())
    if not any(map(str.isalnum, address)):
        raise Wrong("Chưa có địa chỉ thường trú.")
    if LONG_NUMBER.search(address):
        raise Wrong(
            "Địa chỉ có một dãy số giống số định danh hoặc điện thoại. Sổ hộ chỉ ghi họ tên và "
            "địa chỉ: hãy bỏ dãy số ấy."
        )
    if len(address) > ADDRESS:
        raise Wrong(f"Địa chỉ dài hơn {ADDRESS} ký tự. Hãy rút gọn.")
    return address


def counted(said: str) -> int | None:
    """The number of a household; None when none is written; Wrong when letters stand in it."""
    text = said.strip()
    if not text:
        return None
    if text.isascii() and text.isdecimal() and 1 <= int(text) <= 99_999:
        return int(text)
    guess = text.translate(LOOKS_LIKE)
    if any(sign.isalpha() for sign in text):
        hint = f" Có phải {int(guess)} không?" if guess.isdecimal() and guess.isascii() else ""
        raise Wrong(f"Số hộ “{text}” có chữ.{hint} Chỉ ghi số, như 12.")
    raise Wrong(f"Số hộ “{text}” không đọc được. Chỉ ghi một số từ 1 đến 99999.")


def day(said: str, *, on: date) -> date:
    """Since when; `on` when nothing is written; Wrong for a day that is none or not yet."""
    if not said.strip():
        return on
    try:
        found = datetime.strptime(as_day(said), "%d/%m/%Y").date()  # noqa: DTZ007  a day only
    except ValueError:
        raise Wrong(f"“{said}” không phải một ngày có thật. Ghi như 01/07/2025.") from None
    if found > on:
        raise Wrong(f"Ngày {found:%d/%m/%Y} còn chưa đến.")
    if found < OLDEST:
        raise Wrong(f"Ngày {found:%d/%m/%Y} quá xa. Hãy xem lại năm.")
    return found


def refuse_unwanted(headings: Sequence[str]) -> None:
    """A file with more than the roll may hold is not taken in at all, so that nothing is kept."""
    for heading in headings:
        if UNWANTED.search(fold(heading)):
            raise Refused(
                f"Tệp có cột “{heading}”. Sổ hộ chỉ ghi họ tên và địa chỉ thường trú (Nghị định "
                "59/2023 Điều 5 khoản 2 điểm c). Chưa giữ gì của tệp: hãy xóa cột ấy rồi gửi lại."
            )


def before(moment: date) -> date:
    """The last day of the old state, when the new one begins on `moment`."""
    return moment - timedelta(days=1)
