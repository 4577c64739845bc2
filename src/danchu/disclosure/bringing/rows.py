"""What one row of the list says, read but not yet compared with the records."""

from datetime import date, datetime
from typing import NamedTuple

from civics.errors import NotInForce
from danchu.disclosure.models import GROUPS, Channel
from danchu.kit.days import as_day
from danchu.kit.folding import fold
from danchu.kit.law import book
from danchu.kit.tables import Column, Row

COLUMNS = (
    Column("group", "Nhóm", True, ("Nhóm nội dung", "Nội dung công khai"),
           "Số từ 1 đến 14 theo Điều 11, hoặc tên nhóm.", "12"),
    Column("title", "Trích yếu", True, ("Trích yếu nội dung", "Tên nội dung", "Về việc"),
           "Viết cho dân dễ hiểu; nhiều nhất 300 ký tự.", "Mức thu phí chợ xã năm 2026"),
    Column("number", "Số, ký hiệu", True, ("Số ký hiệu", "Số văn bản", "Số và ký hiệu", "Số hiệu"),
           "Như trên văn bản.", "12/QĐ-UBND"),
    Column("decided_on", "Ngày ký", True, ("Ngày ban hành", "Ngày văn bản", "Ngày tháng"),
           "Như 07/12/2026. Hạn công khai đếm từ sau ngày này.", "03/03/2026"),
    Column("signer", "Người ký", True, ("Cơ quan ban hành", "Người ký/cơ quan"),
           "Họ tên và chức vụ, hoặc cơ quan ban hành.", "Nông Văn Bình, Chủ tịch UBND xã"),
    Column("body", "Nội dung", also=("Tóm tắt", "Nội dung tóm tắt"),
           note="2 đến 4 câu. Để trống mà có tệp thì trang ghi “Toàn văn ở tệp kèm theo”."),
    Column("files", "Tệp", also=("Tên tệp", "Tệp đính kèm", "File", "Tên file"),
           note="Tên tệp trong zip; nhiều tệp thì cách nhau bằng dấu chấm phẩy. Không cần đúng "
           "dấu, hoa thường. Để trống thì tìm tệp trùng tên với số, ký hiệu.",
           example="12_QD-UBND.pdf"),
    Column("public_since", "Đã công khai từ ngày", also=("Ngày đã công khai", "Ngày công khai"),
           note="Nếu trước đây đã công khai trên giấy. Ghi là theo khai báo của cơ quan.",
           example="05/03/2026"),
    Column("public_ways", "Cách đã công khai", also=("Hình thức đã công khai", "Cách công khai"),
           note="Niêm yết; loa truyền thanh… cách nhau bằng dấu chấm phẩy.", example="Niêm yết"),
)  # fmt: skip
NOTES = (
    "Gửi lại cùng một danh sách không ghi thêm gì: văn bản được nhận ra theo số và ngày ký.",
    "Văn bản vào sổ ở dạng bản soạn; người duyệt đọc và duyệt từng bản như thường lệ.",
    "Hạn đếm từ ngày ký theo luật: văn bản cũ chưa lên trang thì hiện đúng là trễ hạn.",
    "Văn bản ký trước ngày xã thành lập là của xã cũ, không ghi ở đây.",
)
LIMITS = {"title": 300, "number": 60, "signer": 120, "body": 1000}
ATTACHED = "Toàn văn ở tệp kèm theo."
SAYS = {
    "Niêm yết": Channel.POSTING,
    "Niêm yết tại trụ sở": Channel.POSTING,
    "Niêm yết thường xuyên": Channel.POSTING_PERMANENT,
    "Trang web": Channel.WEB,
    "Trang thông tin": Channel.WEB,
    "Cổng thông tin điện tử": Channel.WEB,
    "Loa": Channel.BROADCAST,
    "Phát loa": Channel.BROADCAST,
    "Truyền thanh": Channel.BROADCAST,
    "Trưởng xóm": Channel.COMMUNITY_HEAD,
    "Trưởng thôn": Channel.COMMUNITY_HEAD,
    "Tổ trưởng": Channel.COMMUNITY_HEAD,
    "Gửi văn bản": Channel.LETTER,
    "Hội nghị": Channel.DIALOGUE,
    "Họp dân": Channel.DIALOGUE,
    "Tiếp công dân": Channel.RECEPTION,
    "Tiếp xúc cử tri": Channel.RECEPTION,
    "Zalo": Channel.NETWORKS,
    "Mạng xã hội": Channel.NETWORKS,
    "Facebook": Channel.NETWORKS,
    "Khác": Channel.OTHER,
}
WAYS = {fold(str(one.label)): one for one in Channel} | {
    fold(says): one for says, one in SAYS.items()
}


class Wanted(NamedTuple):
    """What one row asks for."""

    row: Row
    group: int
    title: str
    number: str
    decided_on: date
    signer: str
    body: str
    files: list[str]
    public_since: date | None
    public_ways: list[str]

    @property
    def named(self) -> str:
        return f"{self.number} ngày {self.decided_on:%d/%m/%Y}"


class Wrong(Exception):
    """Why a row is not taken; becomes the reason beside it."""


def wanted(row: Row, *, on: date) -> Wanted:
    """Read one row; Wrong when something is missing or cannot be read."""
    values = row.values
    for column in COLUMNS:
        said = values.get(column.key, "")
        if column.needed and not said:
            raise Wrong(f"Chưa có “{column.heading}”. {column.note}")
        most = LIMITS.get(column.key)
        if most and len(said) > most:
            raise Wrong(f"“{column.heading}” dài {len(said)} ký tự, nhiều hơn {most}. Hãy rút gọn.")
    decided_on = _day(values["decided_on"], "Ngày ký")
    if decided_on is None or decided_on > on:
        raise Wrong(f"Ngày ký {values['decided_on']} còn chưa đến. Hãy xem lại.")
    since = _day(values.get("public_since", ""), "Đã công khai từ ngày")
    ways = _ways(values.get("public_ways", ""))
    if ways and since is None:
        raise Wrong("Có cách đã công khai mà chưa có ngày. Hãy ghi ngày, hoặc để trống cả hai.")
    if why := declaring_is_wrong(since, decided_on, on=on):
        raise Wrong(why)
    return Wanted(
        row=row,
        group=_group(values["group"], on=decided_on),
        title=values["title"],
        number=values["number"],
        decided_on=decided_on,
        signer=values["signer"],
        body=values.get("body", ""),
        files=[name for one in values.get("files", "").split(";") if (name := one.strip())],
        public_since=since,
        public_ways=ways,
    )


def declaring_is_wrong(since: date | None, decided_on: date, *, on: date) -> str:
    """Why this day cannot be the day a paper became public on paper; "" when it can."""
    if since is None or decided_on <= since <= on:
        return ""
    if since > on:
        return f"Ngày đã công khai {since:%d/%m/%Y} còn chưa đến. Hãy xem lại."
    return (
        f"Ngày đã công khai {since:%d/%m/%Y} trước ngày ký {decided_on:%d/%m/%Y}. Hãy xem lại "
        "hai ngày này."
    )


def _day(said: str, heading: str) -> date | None:
    if not said:
        return None
    try:
        return datetime.strptime(as_day(said), "%d/%m/%Y").date()  # noqa: DTZ007  a day has no zone
    except ValueError:
        raise Wrong(f"“{heading}” ghi {said} chưa đúng. Ghi như 07/12/2026.") from None


def _group(said: str, *, on: date) -> int:
    """'12', 'nhóm 12', '12. Mức thu', or the very name of the group by the law of `on`."""
    words = fold(said).removeprefix("nhom ").split()
    if words and words[0].isdecimal() and int(words[0]) in GROUPS:
        return int(words[0])
    names = _names(on)
    if (number := names.get(fold(said))) is not None:
        return number
    raise Wrong(f"Không có nhóm “{said[:60]}”. Ghi số từ {GROUPS[0]} đến {GROUPS[-1]}.")


def _names(on: date) -> dict[str, int]:
    """Groups by the name the law of `on` gives them; none before the law."""
    law = book()
    try:
        said = {n: law.value(f"disclosure.group.{n}", on=on).payload["name"] for n in GROUPS}
    except NotInForce:
        return {}
    return {fold(str(name)): number for number, name in said.items()}


def _ways(said: str) -> list[str]:
    found: list[str] = []
    for part in filter(None, map(str.strip, said.split(";"))):
        way = WAYS.get(fold(part))
        if way is None:
            raise Wrong(
                f"Không rõ cách công khai “{part[:40]}”. Ghi như: Niêm yết; Loa truyền thanh; "
                "Hội nghị; Khác."
            )
        if way.value not in found:
            found.append(way.value)
    return found
