"""One line of a list of people, read as the office meant it: role, place, days, phone.

What cannot be read is said in words with the nearest thing it may have meant; nothing is guessed.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from difflib import get_close_matches
from typing import NamedTuple, TypeVar

from civics.errors import Refused
from danchu.kit.days import as_day
from danchu.kit.folding import fold
from danchu.kit.tables import Column, Row
from danchu.people.models import Role
from danchu.people.roles import SEATS, why_not_there
from danchu.places.models import Unit

T = TypeVar("T")
ANOTHER = "mới"  # in the column of the username: a namesake, yet another person
COLUMNS = (
    Column("full_name", "Họ và tên", True, ("Họ tên", "Tên"), "Đủ dấu.", "Nông Thị Tâm"),
    Column("role", "Vai", True, ("Vai trò", "Nhiệm vụ"), "Như “Trưởng xóm”.", "Trưởng xóm"),
    Column(
        "unit",
        "Đơn vị",
        also=("Xóm", "Thôn", "Tổ dân phố", "Cơ quan", "Đơn vị (xóm, cơ quan)", "Nơi giữ vai"),
        note="Xóm, tổ dân phố hoặc xã, phường. Để trống: vai của xã, phường.",
        example="Xóm Nà Mòn",
    ),
    Column(
        "phone",
        "Điện thoại",
        also=("Số điện thoại", "SĐT", "Di động"),
        note="Phân biệt người trùng tên.",
        example="0912 345 678",
    ),
    Column("since", "Từ ngày", True, note="Như 01/07/2026.", example="01/07/2026"),
    Column("until", "Đến ngày", also=("Đến hết ngày",), note="Trống: chưa định.", example=""),
    Column(
        "document",
        "Văn bản",
        True,
        ("Quyết định", "Số quyết định"),
        "Số, ngày của quyết định công nhận.",
        "12/QĐ-UBND ngày 30/6/2026",
    ),
    Column("position", "Chức danh", note="Ghi trên giấy tờ.", example="Trưởng xóm"),
    Column(
        "username",
        "Tên đăng nhập",
        note="Chỉ khi trùng tên: tên đăng nhập của người đã có, hoặc “mới” nếu là người khác.",
    ),
)

SAID = {
    Role.CHAIR: ("Chủ tịch UBND", "Chủ tịch UBND xã", "Chủ tịch UBND phường", "Chủ tịch xã"),
    Role.APPROVER: ("Người duyệt", "Phó Chủ tịch UBND", "Phó Chủ tịch UBND xã", "Phó Chủ tịch"),
    Role.CLERK: ("Văn phòng", "Công chức Văn phòng - Thống kê", "Công chức VP"),
    Role.JUSTICE_OFFICER: ("Tư pháp", "Tư pháp - Hộ tịch", "Công chức Tư pháp"),
    Role.ONE_STOP_OFFICER: ("Một cửa", "Công chức Một cửa", "Trung tâm Phục vụ hành chính công"),
    Role.FRONT: ("UBMTTQ Việt Nam", "Chủ tịch UBMTTQ Việt Nam xã", "Chủ tịch UBMTTQ xã"),
    Role.COMMUNITY_HEAD: ("Trưởng xóm", "Trưởng thôn", "Trưởng bản", "Tổ trưởng tổ dân phố"),
    Role.FRONT_HEAD: ("Trưởng ban Mặt trận", "Trưởng ban CTMT"),
    Role.BOARD_MEMBER: (
        "Ban Thanh tra nhân dân",
        "Thành viên Ban Thanh tra nhân dân",
        "Thành viên Ban Giám sát đầu tư của cộng đồng",
        "Ban Giám sát đầu tư của cộng đồng",
    ),
    Role.COUNCIL_DELEGATE: ("Đại biểu HĐND", "Đại biểu HĐND xã", "Đại biểu HĐND phường"),
    Role.DIGITAL_HELPER: ("Tổ công nghệ số", "Tổ công nghệ số cộng đồng"),
    Role.PROVINCE: ("Cán bộ tỉnh",),
    Role.INSPECTOR: ("Thanh tra tỉnh", "Thanh tra viên"),
    Role.JURIST: ("Pháp chế",),
}
ROLE_OF = {fold(said): role for role in Role for said in (role.label, role.value, *SAID[role])}
SPOKEN = {fold(said): said for role in Role for said in (role.label, *SAID[role])}
LONGEST = 120
NAME = re.compile(r"[^\W\d_]+(?:[ '\-.][^\W\d_]+)+\.?")


class Wanted(NamedTuple):
    """A line that can be read: who would hold which role where, from when to when."""

    full_name: str
    role: Role
    unit: Unit
    phone: str
    since: date
    until: date | None
    document: str
    position: str
    username: str


class Places:
    """The units somebody may write for, found by the name people write."""

    def __init__(self, units: Iterable[Unit], home: Unit) -> None:
        self.units = list(units)
        self.home = home  # where a role is held when the line names no place

    def find(self, said: str, role: Role) -> Unit:
        """Refused when no place, or more than one, is called so."""
        if not said:
            if self.home.kind in SEATS[role]:
                return self.home
            raise Refused(f"chưa ghi đơn vị của vai “{role.label}”.")
        wanted = fold(said)
        seated = [one for one in self.units if one.kind in SEATS[role]]
        found = [one for one in seated if fold(one.full_name) == wanted]
        found = found or [one for one in seated if fold(one.name) == wanted]
        if not found:
            found = [one for one in self.units if fold(one.full_name) == wanted]
        if len(found) > 1:
            names = ", ".join(f"{one.full_name} ({one.commune or one.province})" for one in found)
            raise Refused(f"có {len(found)} nơi tên “{said}”: {names}. Hãy ghi từ trang từng nơi.")
        if not found:
            raise Refused(self._unknown(said, seated))
        if reason := why_not_there(role, found[0].kind):
            raise Refused(reason)
        return found[0]

    def _unknown(self, said: str, seated: list[Unit]) -> str:
        names = {fold(one.full_name): one.full_name for one in seated}
        bare = {fold(one.name): one.full_name for one in seated}
        near = get_close_matches(fold(said), [*names, *bare], n=1, cutoff=0.6)
        hint = f" Có phải “{(names | bare)[near[0]]}” không?" if near else ""
        return f"không có “{said}” trong {self.home.spoken_name}.{hint}"


class Tries:
    """Reads one value after the other and keeps what was wrong with each."""

    def __init__(self) -> None:
        self.wrong: list[str] = []

    def __call__(self, read_one: Callable[..., T], *given: object, **more: object) -> T | None:
        try:
            return read_one(*given, **more)
        except Refused as refused:
            self.wrong.append(refused.message[:1].upper() + refused.message[1:])
            return None


def read(row: Row, places: Places) -> Wanted:
    """Refused with everything that is wrong with the line, each with the next step."""
    said = {one.key: row.values.get(one.key, "") for one in COLUMNS}
    tried = Tries()
    role = tried(role_said, said["role"])
    unit = tried(places.find, said["unit"], role) if role else None
    name = tried(name_said, said["full_name"])
    phone = tried(phone_said, said["phone"])
    since = tried(day_said, said["since"], "Từ ngày")
    until = tried(day_said, said["until"], "Đến ngày") if said["until"] else None
    document = tried(text_said, said["document"], "Văn bản", needed=True)
    position = tried(text_said, said["position"], "Chức danh")
    if since and until and until < since:
        tried.wrong.append("“Đến ngày” đứng trước “Từ ngày”. Hãy xem lại văn bản.")
    if tried.wrong or not (role and unit and name and since and document):
        raise Refused(" ".join(tried.wrong))
    title = position or _as_typed(said["role"], role)
    username = said["username"].strip()
    return Wanted(name, role, unit, phone or "", since, until, document, title, username)


def role_said(text: str) -> Role:
    """'Trưởng xóm' → community head. Refused with the nearest role."""
    if not text:
        raise Refused("chưa ghi vai.")
    role = ROLE_OF.get(fold(text))
    if role is not None:
        return role
    near = get_close_matches(fold(text), SPOKEN, n=1, cutoff=0.6)
    hint = f" Có phải “{SPOKEN[near[0]]}” không?" if near else ""
    known = ", ".join(SAID[one][0] for one in (Role.COMMUNITY_HEAD, Role.FRONT_HEAD))
    raise Refused(f"không có vai “{text}”.{hint or f' Hãy ghi như: {known}, {Role.CLERK.label}.'}")


def name_said(text: str) -> str:
    """A person's full name: two words or more, letters only."""
    if not text:
        raise Refused("chưa ghi họ và tên.")
    if len(text) > LONGEST or not NAME.fullmatch(text):
        raise Refused(f"“{text[:40]}” không giống họ và tên. Hãy ghi đủ họ và tên, không ghi số.")
    return text


def phone_said(text: str) -> str:
    """Ten or eleven digits with the leading nought that a spreadsheet drops.

    >>> phone_said("+84 912.345.678"), phone_said("912345678"), phone_said("")
    ('0912345678', '0912345678', '')
    """
    digits = re.sub(r"[\s.()\-]", "", text)
    digits = re.sub(r"^\+?84(?=\d{9,10}$)", "0", digits)
    if re.fullmatch(r"[235789]\d{8,9}", digits):
        digits = f"0{digits}"
    if digits and not re.fullmatch(r"0[235789]\d{8,9}", digits):
        raise Refused(f"“{text}” không phải số điện thoại. Hãy ghi đủ 10 số, ví dụ 0912 345 678.")
    return digits


def day_said(text: str, column: str) -> date:
    if not text:
        raise Refused(f"chưa ghi “{column}”.")
    try:
        day = datetime.strptime(as_day(text), "%d/%m/%Y").date()  # noqa: DTZ007  a day, no hour
    except ValueError:
        raise Refused(f"“{column}” ghi “{text}”. Hãy ghi như 01/07/2026.") from None
    if not 1990 <= day.year <= 2100:
        raise Refused(f"“{column}” ghi năm {day.year}. Hãy xem lại văn bản.")
    return day


def text_said(text: str, column: str, *, needed: bool = False) -> str:
    if needed and not text:
        raise Refused(f"chưa ghi “{column}”: số, ngày của quyết định công nhận.")
    if len(text) > LONGEST:
        raise Refused(f"“{column}” dài quá {LONGEST} chữ. Hãy rút gọn.")
    return text


def _as_typed(text: str, role: Role) -> str:
    """“Trưởng xóm” is the title they use; the name of the role itself says nothing more."""
    return "" if fold(text) in {fold(role.label), role.value} else text
