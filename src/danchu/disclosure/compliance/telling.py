"""The papers of a list put into words: by each way which days, whose hand, which proof."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple, Self

from danchu.disclosure.compliance.counting import Records, State, as_day
from danchu.disclosure.compliance.owing import Owes
from danchu.disclosure.counted import Way
from danchu.disclosure.models import State as Stands
from danchu.duties.models import Basis
from danchu.people.models import Role

ICONS = {Way.WEB: "web", Way.SEAT: "board", Way.HOUSES: "board", Way.BROADCAST: "horn"}
ICONS |= {Way.HEADS: "person", Way.MORE: "info"}
BOARDS = (Way.SEAT, Way.HOUSES)
PLACES = {Way.HEADS: "xóm, tổ", Way.BROADCAST: "cụm loa"}
STATUS = {State.ON_TIME: "ok", State.LATE: "late_done", State.OVERDUE: "late", State.DUE: "soon"}
BY_PAPER = "theo bản giấy đã ký"


class WayRow(NamedTuple):
    """One paper by one way: facts for a file, words for a page."""

    way: Way
    basis: Basis
    edition: int  # 1 but for a correction
    state: State
    places: int
    done: int
    photos: int
    first: date | None
    last: date | None
    until: date | None  # kept to the end of this day, the latest of all places
    gap_days: int
    gone: int
    by: tuple[str, ...]  # roles, never names
    due_on: date
    board: int | None  # the paper whose places `/niem-yet/bang/<n>/` shows
    said: str
    later: int = 0  # places whose day was typed in afterwards

    @property
    def status(self) -> str:
        return STATUS[self.state]

    @property
    def icon(self) -> str:
        return ICONS[self.way]

    @property
    def notes(self) -> list[str]:
        """Days, whose hand, which proof, and every missing day."""
        notes = []
        if self.edition > 1:
            notes.append(
                f"Bản đính chính, lần {self.edition}. Mốc của tỉnh {self.due_on:%d/%m/%Y}."
            )
        if self.first and self.way != Way.WEB:
            span = f"{self.first:%d/%m/%Y}"
            span += f" đến {self.last:%d/%m/%Y}" if self.last and self.last != self.first else ""
            photos = f" Có ảnh {self.photos} trên {self.places}." if self.photos else ""
            done = "Dán" if self.way in BOARDS else "Ghi"
            notes.append(f"{done} ngày {span}.{photos}")
        elif self.first:
            notes.append(f"Ngày {self.first:%d/%m/%Y}.")
        if self.later:
            notes.append(f"{self.later} nơi nhập sau.")
        if self.by:
            notes.append(f"Người ghi: {', '.join(self.by)}.")
        if self.until and self.way in BOARDS:
            notes.append(f"Giữ đến hết ngày {self.until:%d/%m/%Y}.")
        return notes + self.missed

    @property
    def missed(self) -> list[str]:
        if self.way == Way.BROADCAST:
            return [f"Phát ngắt quãng {self.gap_days} ngày."] if self.gap_days else []
        said = [f"Thiếu {self.gap_days} ngày, cộng các nơi."] if self.gap_days else []
        return said + ([f"{self.gone} nơi đang không còn giấy."] if self.gone else [])


class ItemRow(NamedTuple):
    """One paper of the list."""

    pk: int
    group: int
    number: str
    decided_on: date
    due_on: date
    basis: Basis
    published_on: date | None
    stands: Stands
    noted_on: date
    title: str
    ways: list[WayRow]

    @property
    def address(self) -> str:
        """Where anybody may read it; "" while it waits."""
        return f"/cong-khai/{self.pk}/" if self.published_on else ""

    @property
    def board(self) -> int | None:
        """The newest paper of it that hung somewhere."""
        return max((one.board for one in self.ways if one.board), default=None)

    @property
    def closed(self) -> str:
        """ "đã thu hồi", "đã gỡ khẩn"."""
        gone = self.stands in (Stands.WITHDRAWN, Stands.REMOVED)
        return str(self.stands.label).lower() if gone else ""

    @property
    def basis_note(self) -> str:
        return "hạn dự phòng" if self.basis == Basis.FALLBACK else ""


class Told:
    """Rows of one commune's records, with what waiting papers still owe."""

    def __init__(self, records: Records, owes: Iterable[Owes]) -> None:
        self.records = records
        self._owes: dict[int, list[Owes]] = defaultdict(list)
        for one in owes:
            self._owes[one.item].append(one)

    def rows(self, found: Sequence[tuple[Any, ...]]) -> list[ItemRow]:
        """`found` is of `Records.page`. One query for all their ways."""
        ways = self.records.ways_of([row[0] for row in found])
        return [self._row(row, ways.get(row[0], [])) for row in found]

    def _row(self, row: tuple[Any, ...], ways: list[tuple[Any, ...]]) -> ItemRow:
        pk, group, number, *days, basis, published_on, state, noted_on, title, role = row
        decided_on, due_on = (_known(day) for day in days)
        published = as_day(published_on)
        shown = title if state in (Stands.PUBLISHED, Stands.WITHDRAWN) else None
        item = ItemRow(
            pk, group, number, decided_on, due_on, Basis(basis), published, Stands(state),
            _known(noted_on), _title(Stands(state), shown, number, decided_on), [],
        )  # fmt: skip
        on = self.records.on
        item.ways.append(_web(item, role, on=on))
        item.ways.extend(_owed(item, one, on=on) for one in self._owes.get(pk, ()))
        grouped: dict[tuple[str, str, int], list[tuple[Any, ...]]] = defaultdict(list)
        for way, of, paper, *rest in ways:
            grouped[way, of, paper].append((way, of, paper, *rest))
        item.ways.extend(_Places.of(some).row(on=on) for some in grouped.values())
        order = list(Way)
        item.ways.sort(key=lambda one: (one.edition, order.index(one.way)))
        return item


def _known(day: date | str) -> date:
    known = as_day(day)
    assert known is not None
    return known


def _title(state: Stands, title: str | None, number: str, decided_on: date) -> str:
    """As `reading.title_of` says it: what waits has no title for a stranger."""
    if state == Stands.REMOVED:
        return "Nội dung đã gỡ khẩn"
    return title or f"Văn bản {number} ký ngày {decided_on:%d/%m/%Y}"


def _state(late: bool, waits_until: date | None, *, on: date) -> State:
    if waits_until is None:
        return State.LATE if late else State.ON_TIME
    return State.OVERDUE if waits_until < on else State.DUE


def _web(item: ItemRow, role: str | None, *, on: date) -> WayRow:
    day = item.published_on
    state = _state(bool(day and day > item.due_on), None if day else item.due_on, on=on)
    by = (_said_role(role),) if day and role else ()
    return WayRow(
        Way.WEB, item.basis, 1, state, 1, int(bool(day)), 0, day, day, None, 0, 0, by,
        item.due_on, None, str(state.label),
    )  # fmt: skip


def _owed(item: ItemRow, owes: Owes, *, on: date) -> WayRow:
    state = _state(False, owes.until, on=on)
    return WayRow(
        owes.way, item.basis, 1, state, 0, 0, 0, None, None, None, 0, 0, (),
        owes.until, None, str(state.label),
    )  # fmt: skip


def _said_role(role: str) -> str:
    return BY_PAPER if role == "paper" else _small(Role(role))


def _small(role: Role) -> str:
    said = str(role.label)
    return said[:1].lower() + said[1:]


class _Places(NamedTuple):
    """The rows of one way of one paper, one for each role that proved something."""

    way: Way
    basis: Basis
    paper: int
    edition: int
    days: int | None
    rows: list[tuple[Any, ...]]

    @classmethod
    def of(cls, rows: list[tuple[Any, ...]]) -> Self:
        way, basis, paper, edition, _, days, *_rest = rows[0]
        return cls(Way(way), Basis(basis), paper, edition, days, [row[6:] for row in rows])

    def total(self, at: int) -> int:
        return sum(int(row[at] or 0) for row in self.rows)

    def day(self, at: int, pick: Callable[[list[date]], date]) -> date | None:
        days = [day for row in self.rows if (day := as_day(row[at]))]
        return pick(days) if days else None

    def row(self, *, on: date) -> WayRow:
        whole, done = self.total(1), self.total(2)
        state = _state(bool(self.total(11)), self.day(12, min), on=on)
        roles = sorted({_small(Role(row[0])) for row in self.rows if row[0]})
        due_on = self.day(13, min)
        assert due_on is not None
        return WayRow(
            way=self.way,
            basis=self.basis,
            edition=self.edition,
            state=state,
            places=whole,
            done=done,
            photos=self.total(3),
            first=self.day(4, min),
            last=self.day(5, max),
            until=self.day(6, max),
            gap_days=self.total(7),
            gone=self.total(9),
            by=tuple(roles),
            due_on=due_on,
            board=self.paper,
            said=f"{self._count(whole, done)}, {state.label}",
            later=self.total(15),
        )

    def _count(self, whole: int, done: int) -> str:
        if self.way == Way.BROADCAST and done < whole:
            aired = min(int(row[14]) for row in self.rows if row[14] is not None)
            need = self.days or 1
            if aired >= need:  # so many days, and not running
                return f"đã đọc {aired} ngày, chưa đủ {need} ngày liền"
            return f"{aired} trên {need} ngày"
        if self.way == Way.BROADCAST:
            return f"đủ {self.days or 1} ngày liền, {whole} cụm loa"
        return f"{done} trên {whole} {PLACES.get(self.way, 'nơi')}"
