"""What one row asks for, read but not yet compared with the records."""

from datetime import date, datetime
from typing import NamedTuple

from danchu.kit.days import as_day
from danchu.kit.folding import fold
from danchu.kit.tables import Column, Row
from danchu.places.models import Kind, Title, Unit
from danchu.places.naming import same_letters, taken_apart

KINDS = {
    Kind.COMMUNITY: "Thôn, xóm, bản, tổ dân phố",
    Kind.AGENCY: "Cơ quan",
    Kind.PUBLIC_UNIT: "Đơn vị sự nghiệp công lập",
    Kind.EMPLOYER: "Tổ chức có sử dụng lao động",
}
KIND_WORDS = {
    **{fold(said): kind for kind, said in KINDS.items()},
    **dict.fromkeys(["thon", "xom", "ban", "to dan pho", "cong dong dan cu"], Kind.COMMUNITY),
    "don vi su nghiep": Kind.PUBLIC_UNIT,
    "doanh nghiep": Kind.EMPLOYER,
    "doanh nghiep nha nuoc": Kind.EMPLOYER,
}
COMMUNE = Column(
    "commune", "Xã, phường", True, ("Xã", "Cấp xã"), "Tên đầy đủ hoặc mã của xã.", "Xã La Bằng"
)
COLUMNS = (
    Column("kind", "Loại", note=f"{'; '.join(KINDS.values())}. Để trống là thôn, xóm."),
    Column("name", "Tên đơn vị", True, ("Tên", "Tên xóm", "Tên thôn", "Tên tổ dân phố"),
           "Cả danh xưng: Xóm Đồng Tâm, Tổ dân phố 3.", "Xóm Đồng Tâm"),
    Column("own_code", "Mã riêng", note="Do xã đặt; cần khi hai xóm trùng tên.", example="DT01"),
    Column("since", "Từ ngày", note="Ngày bắt đầu; để trống khi có từ lâu.", example="01/01/2026"),
    Column("document", "Văn bản", note="Số, ngày văn bản thành lập.", example="12/NQ-HĐND"),
)  # fmt: skip
NOTES = (
    "Gửi lại cùng một tệp không ghi thêm gì: đơn vị được nhận ra theo mã riêng, hoặc theo tên.",
    "Đổi tên, nhập, tách, giải thể không làm bằng tệp này: đó là việc có quyết định và có ngày.",
)
LIMITS = {"name": 120, "own_code": 30, "document": 190}


class Wanted(NamedTuple):
    """What one row asks for, read but not yet compared."""

    row: Row
    commune: Unit
    kind: Kind
    title: Title
    name: str
    own_code: str
    since: date | None
    document: str

    @property
    def full_name(self) -> str:
        said = f"{self.title.label} {self.name}" if self.title else self.name
        return said[:1].upper() + said[1:]


class Wrong(Exception):
    """Why a row is not taken; becomes the reason beside it."""


Places = dict[str, list[Unit]]  # by code, by name and by full name


def wanted(row: Row, places: Places | None, only: Unit, *, on: date) -> Wanted:
    """Read one row; Wrong when something is missing or unreadable. `places` None: all of `only`."""
    values = row.values
    commune = only if places is None else _commune(values.get("commune", ""), places)
    kind = _kind(values.get("kind", ""))
    for key, most in LIMITS.items():
        if len(values.get(key, "")) > most:
            raise Wrong(f"Cột này dài hơn {most} ký tự: {values[key][:40]}… Hãy rút gọn.")
    if not fold(values["name"]):
        raise Wrong("Chưa có tên đơn vị.")
    said = taken_apart(values["name"], kind)
    if said is None or not fold(said.name):
        raise Wrong(
            f"“{values['name']}” chưa có danh xưng. Ghi đủ, như Xóm Đồng Tâm, Tổ dân phố 3."
        )
    code, since = values.get("own_code", ""), _day(values.get("since", ""), on=on)
    return Wanted(
        row, commune, kind, said.title, said.name, code, since, values.get("document", "")
    )


def _commune(said: str, places: Places) -> Unit:
    found = places.get(said) or places.get(same_letters(said), [])
    if not said or not found:
        raise Wrong(f"Không có xã, phường nào tên “{said}”. Hãy xem lại tên hoặc ghi mã.")
    if len(found) > 1:
        raise Wrong(f"Có nhiều nơi tên “{said}”. Hãy ghi cả xã, phường hoặc ghi mã.")
    return found[0]


def _kind(said: str) -> Kind:
    kind = KIND_WORDS.get(fold(said)) if said else Kind.COMMUNITY
    if kind is None:
        raise Wrong(f"Không có loại “{said}”. Ghi một trong: {'; '.join(KINDS.values())}.")
    return kind


def _day(said: str, *, on: date) -> date | None:
    if not said:
        return None
    try:
        day = datetime.strptime(as_day(said), "%d/%m/%Y").date()  # noqa: DTZ007  a day has no zone
    except ValueError:
        raise Wrong(f"Ngày “{said}” chưa đúng. Ghi như 01/01/2026.") from None
    if day > on:
        raise Wrong(f"Ngày {day:%d/%m/%Y} chưa tới. Đơn vị sắp lập thì nhập vào từ ngày ấy.")
    if day.year < 1900:
        raise Wrong(f"Ngày {day:%d/%m/%Y} quá xa. Không biết ngày thì để trống.")
    return day
