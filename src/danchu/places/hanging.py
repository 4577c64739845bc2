"""The door for rooms whose things hang on a unit: what there is, and what an act makes of it.

A room above registers one `Hanging` in its `AppConfig.ready`. When units are merged, split or
dissolved, each is asked in turn, inside the transaction of the act:

- `lines` says, before anything is done, what hangs there and what will become of it;
- `forbids` names what must be settled first;
- `settle` does at once what is dated anyway (a term's last day), also when the act lies ahead;
- `carry` passes on the rest, on the day the act takes effect;
- `give_back` undoes both, from the rows of `Passing` that the room wrote with `note`;
- `new_on` says what has come to hang on units since, so that an undo may be refused.

A VOTE OPEN THAT DAY: its whole was frozen when it opened (Điều 21 counts all households). A room of
votes answers `lines` with "1 cuộc biểu quyết đang mở: tiếp tục với N hộ đã chốt" and moves neither
the vote nor its whole: the result stays with the old unit, and its duties go to the heir.
Households move on the day itself; subscriptions follow their household; what was decided and
counted never moves, and is reached from the new unit through `records`.
"""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db.models import QuerySet, Value

from danchu.places.models import Passing, Reorganisation, Unit


class Line(NamedTuple):
    """One sort of thing that hangs on a unit."""

    there: str  # "3 việc đang mở"
    becomes: str  # "chuyển sang xóm B, giữ nguyên hạn"
    names: tuple[str, ...] = ()  # shown before the act, never kept


class Record(NamedTuple):
    """What stays with a former unit and where it is read."""

    label: str
    address: str


Counts = QuerySet[Any, Any]  # values of unit and n; more


class Hanging:
    """What one room answers. Every answer is optional."""

    room = ""

    def lines(self, old: Unit, heir: Unit | None, *, day: date) -> list[Line]:
        """What hangs on `old` and becomes of it on `day`. `heir` None: not named yet."""
        return []

    def forbids(self, olds: Collection[Unit], heir: Unit | None, *, day: date) -> list[str]:
        """Sentences that say what must be settled before this act."""
        return []

    def settle(self, act: Reorganisation, old: Unit, heir: Unit, *, on: date) -> None:
        """Date what is dated: last days are the day before `act.on`."""

    def carry(self, act: Reorganisation, old: Unit, heir: Unit, *, on: date) -> None:
        """Pass on what is open. Called once, on `act.on` or the next day the house is awake."""

    def give_back(self, passings: Iterable[Passing], *, on: date) -> None:
        """Put back what these rows moved or ended."""

    def new_on(self, units: Collection[Unit], *, besides: Reorganisation | None) -> list[str]:
        """What hangs on any of `units`, apart from what the act `besides` brought unchanged."""
        return []

    def counted(self, units: Collection[Unit]) -> Counts | None:
        """What stays with former units: by `unit` how many (`n`), and in a second number (`more`,
        if the room has one) how many of these are worth a word. Rooms are asked in one query."""
        return None

    def record(self, unit: Unit, n: int, more: int) -> Record:
        """These numbers in words; `more` 0 where the room has none."""
        raise NotImplementedError


_REGISTERED: dict[str, Hanging] = {}


def register(hanging: Hanging) -> None:
    """From a room's `AppConfig.ready`. The same room again replaces its answer."""
    _REGISTERED[hanging.room] = hanging


def forget(room: str) -> None:
    """For a test that registered a room of its own."""
    _REGISTERED.pop(room, None)


def rooms() -> list[Hanging]:
    return list(_REGISTERED.values())


def note(
    act: Reorganisation, room: str, kind: str, key: int, move: tuple[Unit, Unit], **more: Any
) -> None:
    """Write down that this thing passed from old to heir. `more`: `on`, and `was` for the undo."""
    old, heir = move
    Passing.objects.get_or_create(
        reorganisation=act,
        room=room,
        kind=kind,
        key=key,
        defaults={"old": old, "heir": heir, **more},
    )


def passed(act: Reorganisation | None, room: str, kind: str) -> dict[int, dict[str, Any]]:
    """What an act moved of one sort: by key, what stood before."""
    rows = Passing.objects.filter(reorganisation=act, room=room, kind=kind) if act else []
    return {row.key: row.was for row in rows}


def lines(old: Unit, heir: Unit | None, *, day: date) -> list[Line]:
    return [line for room in rooms() for line in room.lines(old, heir, day=day)]


def records(unit: Unit) -> list[Record]:
    return records_of([unit])[unit.pk]


def records_of(units: Collection[Unit]) -> dict[int, list[Record]]:
    """What stays with each former unit, by its id, in the order of the rooms. One query."""
    found: dict[int, list[Record]] = {unit.pk: [] for unit in units}
    of, order = {unit.pk: unit for unit in units}, list(_REGISTERED)
    for room, pk, n, more in sorted(_counted(units), key=lambda row: order.index(row[0])):
        found[pk].append(_REGISTERED[room].record(of[pk], n, more))
    return found


def _counted(units: Collection[Unit]) -> Iterable[tuple[str, int, int, int]]:
    asked = [(room.room, room.counted(units)) for room in rooms() if units]
    parts: list[QuerySet[Any, Any]] = [
        rows.values_list(
            Value(name), "unit", "n", "more" if "more" in rows.query.annotations else Value(0)
        )
        for name, rows in asked
        if rows is not None
    ]
    return parts[0].union(*parts[1:], all=True) if parts else []


def new_on(units: Collection[Unit], *, besides: Reorganisation | None = None) -> list[str]:
    return [said for room in rooms() for said in room.new_on(units, besides=besides)]
