"""Official papers about what is put up: the notice itself, minutes of putting up and taking down,
what a hamlet is given to do. Written from the rows of `postings`; a missing day is never left out.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from danchu.disclosure import papers
from danchu.disclosure.models import Item, Version
from danchu.documents.paper import Block, Lines, Paper, Signer, Table, Text
from danchu.people.models import Term
from danchu.places.models import Title, Unit
from danchu.postings.day import Screen
from danchu.postings.models import ON_BOARDS, Posting, State
from danchu.postings.models import Paper as Board
from danchu.postings.reading import Row
from danchu.rulebook.rulebook import Reading

NO_BOARD = "Văn bản này không phải niêm yết tại nơi nào."


class Place(NamedTuple):
    """Where minutes are about: the whole commune, or one hamlet with its head's name."""

    commune: Unit
    hamlet: Unit | None = None
    head: str = ""

    @property
    def spoken(self) -> str:
        return f" tại {self.hamlet.full_name}" if self.hamlet else ""


def notice(item: Item, version: Version, board: Board | None, *, on: date) -> Paper:
    """To post: what was decided, in the words that are public, and until when it hangs."""
    ask = next((ask for ask in board.asks if ask["channel"] in ON_BOARDS), None) if board else None
    rules = [f"disclosure.group.{item.group}"] + ([ask["rule"]] if ask else [])
    blocks: list[Block] = [
        Text(
            f"Ủy ban nhân dân {item.unit.spoken_name} công khai nội dung của văn bản "
            f"{item.number} ngày {item.decided_on:%d/%m/%Y}, {item.signer} ký:"
        ),
        Text(version.title, strong=True),
        *papers.paragraphs(version.body),
    ]
    if version.personal_list:
        blocks.append(Text("Danh sách kèm theo dán cùng tờ này, in từ trang của nội dung."))
    blocks.append(Text(_how_long(ask)))
    return papers.of_the_committee(
        item.unit,
        name="THÔNG BÁO",
        about=f"Niêm yết công khai: {version.title}"[:300],
        symbol="TB-UBND",
        basis=papers.basis(_applied(item.unit, rules, on=item.decided_on)),
        blocks=tuple(blocks),
        to=(f"Các {papers.communities(item.unit)} (để niêm yết)",),
        on=on,
    )


def posted(board: Board, rows: Sequence[Row], place: Place, *, by: Term, on: date) -> Paper:
    """Minutes of putting up: each place with its day, who wrote it down, what is missing."""
    up = [row for row in rows if row.posting.first_on]
    late = [r for r in up if r.posting.first_on and r.posting.first_on > r.posting.due_on]
    said = f"Đã niêm yết tại {len(up)} trên {len(rows)} nơi, hạn {board.due_on:%d/%m/%Y}."
    if late:
        said += f" {len(late)} nơi dán sau hạn."
    if len(up) < len(rows):
        said += f" Còn {len(rows) - len(up)} nơi chưa dán."
    head = ("STT", "Nơi niêm yết", "Dán ngày", "Giữ đến hết ngày", "Người ghi", "Ghi chú")
    cells = tuple(
        (
            str(at),
            row.where,
            _day(row.posting.first_on) or "chưa dán",
            _until(row.posting),
            row.role + (", có ảnh" if row.photo else ""),
            " ".join(row.gaps),
        )
        for at, row in enumerate(rows, start=1)
    )
    return _minutes(
        board,
        f"Niêm yết công khai{place.spoken}: {board.title}",
        (Text(said), Table(head, cells, (5, 17, 11, 11, 12, 14), (0,)), Text(_missed(rows))),
        place,
        by=by,
        on=on,
    )


def taken_down(board: Board, rows: Sequence[Row], place: Place, *, by: Term, on: date) -> Paper:
    """Minutes of the end: from which day to which, taken down when, how many days were missing."""
    down = [row for row in rows if row.posting.taken_down_on]
    said = f"Đã gỡ tại {len(down)} trên {len(rows)} nơi."
    if board.closed_on:
        said += f" Thôi niêm yết từ ngày {board.closed_on:%d/%m/%Y}: {_why(board)}."
    days = next((row.posting.days for row in rows if row.posting.days), None)
    if days:
        said += f" Phải niêm yết ít nhất {days} ngày liên tục, không tính ngày dán."
    head = (
        "STT",
        "Nơi niêm yết",
        "Từ ngày",
        "Phải giữ đến hết",
        "Gỡ ngày",
        "Thiếu, ngày",
        "Ghi chú",
    )
    cells = tuple(
        (
            str(at),
            row.where,
            _day(row.posting.first_on) or "chưa dán",
            _until(row.posting),
            _day(row.posting.taken_down_on) or "chưa gỡ",
            str(row.missed),
            " ".join(row.gaps),
        )
        for at, row in enumerate(rows, start=1)
    )
    return _minutes(
        board,
        f"Kết thúc niêm yết{place.spoken}: {board.title}",
        (Text(said), Table(head, cells, (5, 13, 11, 11, 11, 6, 13), (0, 5)), Text(_missed(rows))),
        place,
        by=by,
        on=on,
    )


def sheet(commune: Unit, hamlet: Unit, head: str, screens: Sequence[Screen], *, on: date) -> Paper:
    """What a hamlet is given to pin, tell, read out and take down; its head signs for it."""
    rows = tuple(
        ("", screen.verb, f"{task.title}\n{task.posting.paper.number}", f"{task.where}. {task.why}")
        for screen in screens
        for task in screen.tasks
    )
    given = f"Ủy ban nhân dân {commune.spoken_name} giao {hamlet.full_name}, {head or 'người nhận'}"
    return papers.of_the_committee(
        commune,
        name="PHIẾU GỬI",
        about=f"Giấy niêm yết, báo, đọc loa, gỡ của {hamlet.full_name}, ngày {on:%d/%m/%Y}",
        symbol="PG-UBND",
        basis=(),
        blocks=(
            Text(f"{given}, {len(rows)} việc:"),
            Table(("Xong", "Việc", "Giấy", "Nơi, hạn"), rows, (6, 9, 25, 23)),
            Text("Làm xong thì đánh dấu, ghi ngày, rồi chụp ảnh bảng gửi xã hoặc gửi lại tờ này."),
            Lines("Người nhận ký, ghi ngày:", 1),
        ),
        to=(hamlet.full_name,),
        on=on,
    )


def together(commune: Unit, hamlet: Unit, postings: Sequence[Posting], *, on: date) -> Paper:
    """One notice for all that hangs, or is to hang, on the boards of one hamlet."""
    rules = {
        ask["rule"] for one in postings for ask in one.paper.asks if ask["channel"] in ON_BOARDS
    }
    rows = tuple(
        (
            str(at),
            one.paper.title,
            one.paper.number,
            one.place.name if one.place else "",
            _until(one),
        )
        for at, one in enumerate(postings, start=1)
    )
    return papers.of_the_committee(
        commune,
        name="THÔNG BÁO",
        about=f"Niêm yết công khai các văn bản tại {hamlet.full_name}",
        symbol="TB-UBND",
        basis=papers.basis(_applied(commune, sorted(rules), on=on)),
        blocks=(
            Text(f"Ủy ban nhân dân {commune.spoken_name} niêm yết các văn bản sau để bà con đọc:"),
            Table(
                ("STT", "Nội dung", "Văn bản", "Nơi", "Đến hết ngày"),
                rows,
                (5, 20, 15, 15, 12),
                (0,),
            ),
            Text("Thấy tờ nào không còn trên bảng, xin báo Trưởng xóm hoặc văn phòng xã."),
        ),
        to=(f"{hamlet.full_name} (để niêm yết)",),
        on=on,
    )


# ── parts ─────────────────────────────────────────────────────────────────────────────────────


def _minutes(
    board: Board, about: str, blocks: tuple[Block, ...], place: Place, *, by: Term, on: date
) -> Paper:
    unit = place.commune
    rules = [ask["rule"] for ask in board.asks if ask["channel"] in ON_BOARDS]
    return Paper(
        name="BIÊN BẢN",
        about=about[:300],
        above=papers.OFFICE,
        org=unit.full_name.upper(),
        place=unit.name,
        symbol="BB-UBND",
        basis=papers.basis(_applied(unit, rules, on=board.handed_on)),
        blocks=(
            Text(f"Văn bản: {board.number}. Số liệu theo sổ đến hết ngày {on:%d/%m/%Y}."),
            *blocks,
            Lines("Người chứng kiến (họ tên, chức vụ):", 2),
            Lines("Ý kiến khác:", 1),
        ),
        signers=(
            Signer(_for_hamlets(place), _head_title(place), place.head),
            Signer("ĐẠI DIỆN MẶT TRẬN", "NGƯỜI CHỨNG KIẾN"),
            Signer(f"ĐẠI DIỆN UBND {_level(unit)}", "NGƯỜI LẬP", str(by.person)),
        ),
        recipients=("Các bên ký", "Lưu: VT"),
    )


def _applied(unit: Unit, keys: Sequence[str], *, on: date) -> list:  # type: ignore[type-arg]
    reading = Reading(unit, on=on)
    return [reading.value(key) for key in dict.fromkeys(keys)]


def _for_hamlets(place: Place) -> str:
    if place.hamlet:
        return place.hamlet.full_name.upper()
    return papers.communities(place.commune).upper()


def _head_title(place: Place) -> str:
    group = place.hamlet is not None and place.hamlet.title == Title.TO_DAN_PHO
    return "TỔ TRƯỞNG" if group else "TRƯỞNG XÓM" if place.hamlet else "ĐẠI DIỆN"


def _level(unit: Unit) -> str:
    return "PHƯỜNG" if unit.title == Title.PHUONG else "XÃ"


def _missed(rows: Sequence[Row]) -> str:
    gappy = [row for row in rows if row.missed]
    if not gappy:
        return "Không nơi nào thiếu ngày niêm yết."
    return f"Niêm yết thiếu {sum(row.missed for row in gappy)} ngày, tại {len(gappy)} nơi."


def _how_long(ask: dict[str, object] | None) -> str:
    if ask is None:
        return NO_BOARD
    if ask["days"]:
        return f"Niêm yết ít nhất {ask['days']} ngày liên tục, không tính ngày dán."
    return "Niêm yết thường xuyên, thay tờ khác khi nội dung thay đổi."


def _until(one: Posting) -> str:
    if one.kept_until:
        return f"{one.kept_until:%d/%m/%Y}"
    if one.state == State.WAITING:
        return f"{one.days} ngày từ ngày dán" if one.days else "thường xuyên"
    return "" if one.days else "thường xuyên"


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def _why(board: Board) -> str:
    return str(board.get_closed_why_display())
