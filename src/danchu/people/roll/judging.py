"""Each line of a list against the roll and against the lines before it: new, changed, same, or why
it is not taken. What is kept in mind of a household is small, so that a province fits in memory.
"""

from collections.abc import Iterable
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

from danchu.kit.folding import fold
from danchu.people.roll.models import Household
from danchu.people.roll.rows import Said, Wrong
from danchu.places.models import Unit
from danchu.places.naming import same_letters

ALIKE = 0.85  # how near two names at one address are, before somebody is asked to look


class Known(NamedTuple):
    """One household, standing in the roll or told by an earlier line of the file."""

    pk: int  # 0: of this file
    line: int  # 0: of the roll
    number: int
    name: int  # hashes: two texts are compared, never shown from here
    address: int

    @property
    def where(self) -> str:
        return f"số {self.number} trong sổ" if self.pk else f"dòng {self.line} của tệp"


class Judged(NamedTuple):
    """What a line means. `pk`: the household it changes, 0 for a new one."""

    state: str  # "new" · "changed" · "same"
    said: Said
    number: int
    pk: int
    near: str  # what it looks like without being it; "" for nothing


class _Hamlet:
    """What the roll of one community holds, by number, by the very words, by the bare name."""

    def __init__(self) -> None:
        self.numbers: dict[int, Known] = {}
        self.same: dict[int, Known] = {}
        self.names: dict[int, Known] = {}
        self.next = 1

    def add(self, one: Known, bare: int) -> None:
        self.numbers[one.number] = one
        self.same[hash((one.name, one.address))] = one
        self.names.setdefault(bare, one)
        self.next = max(self.next, one.number + 1)


class Judge:
    """Asked line by line; `load` fetches the hamlets of the lines to come in one query."""

    def __init__(self) -> None:
        self.hamlets: dict[int, _Hamlet] = {}

    def load(self, units: Iterable[Unit]) -> None:
        """The standing rolls of these communities, once each."""
        new = {one.pk for one in units} - self.hamlets.keys()
        self.hamlets |= {pk: _Hamlet() for pk in new}
        rows = Household.objects.filter(unit__in=new, until=None, struck_on=None)
        told = rows.values_list("pk", "unit_id", "number", "name", "address", "folded")
        for pk, unit, number, name, address, folded in told.iterator(chunk_size=5000):
            one = Known(pk, 0, number, _same(name), _same(address))
            self.hamlets[unit].add(one, hash(folded.partition("|")[0]))

    def judge(self, line: int, said: Said) -> Judged:
        """Wrong when the line doubles another or cannot be told apart from it."""
        here = self.hamlets[said.unit.pk]
        name, address = _same(said.name), _same(said.address)
        bare = hash(said.folded.partition("|")[0])
        double = here.same.get(hash((name, address)))
        held = here.numbers.get(said.number) if said.number else None
        if double and (held is double or not said.number) and double.pk:
            here.add(double._replace(pk=0, line=line), bare)
            return Judged("same", said, double.number, double.pk, "")
        if double:
            raise Wrong(_doubled(said, double))
        if held and not held.pk:
            raise Wrong(
                f"Số hộ {said.number} đã có ở dòng {held.line} của tệp. Mỗi hộ một số, và một "
                "người đại diện (Điều 18 khoản 2)."
            )
        if held and name != held.name and address != held.address:
            raise Wrong(
                f"Số {held.number} trong sổ đang là một hộ khác, ở địa chỉ khác. Nếu hộ ấy đã "
                "chuyển đi thì ghi chuyển đi trước; nếu không thì ghi số khác."
            )
        number = said.number or here.next
        if number > MOST:
            raise Wrong("Sổ đã dùng hết số. Hãy ghi số hộ vào cột Số hộ.")
        near = here.names.get(bare)
        other = near and near.number != (held.number if held else 0)
        near_words = f"trùng tên với {near.where}" if near and other else ""
        one = Known(held.pk if held else 0, line, number, name, address)
        if held:
            here.same.pop(hash((held.name, held.address)), None)
            here.add(one._replace(line=line, pk=0), bare)
            return Judged("changed", said, number, held.pk, near_words)
        here.add(one, bare)
        return Judged("new", said, number, 0, near_words)


MOST = 99_999


def _same(text: str) -> int:
    """A hash that does not mind case, spaces, nor where a tone is put."""
    return hash(same_letters(text))


def _doubled(said: Said, double: Known) -> str:
    return (
        f"Hộ này đã có: {double.where} cũng ghi tên và địa chỉ ấy. Một hộ ghi một lần; nếu là hai "
        "hộ trùng tên thì thêm vào địa chỉ điều phân biệt (số nhà, ngõ, cạnh nhà ai)."
    )


def exact_double(unit: Unit, name: str, address: str, *, but: int = 0) -> Household | None:
    """The standing household of this community with the very name and address."""
    rows = Household.objects.filter(unit=unit, until=None, struck_on=None).exclude(pk=but)
    asked = (same_letters(name), same_letters(address))
    bare = fold(name)
    alike = rows.filter(folded__startswith=f"{bare}|")
    return next(
        (one for one in alike if (same_letters(one.name), same_letters(one.address)) == asked), None
    )


def near_doubles(households: Iterable[Household]) -> list[tuple[Household, Household]]:
    """Pairs that may be one household written twice: the same bare name, or nearly the same name
    at the very same address that holds a number. For somebody to look at, never refused."""
    by_name: dict[str, list[Household]] = {}
    by_address: dict[str, list[Household]] = {}
    for one in households:
        bare, _, address = one.folded.partition("|")
        by_name.setdefault(bare, []).append(one)
        if any(sign.isdigit() for sign in address):
            by_address.setdefault(address, []).append(one)
    pairs = [(a, b) for group in by_name.values() for a, b in _pairs(group)]
    for group in by_address.values():
        pairs += [(a, b) for a, b in _pairs(group) if _nearly(a, b)]
    return pairs


def _pairs(group: list[Household]) -> Iterable[tuple[Household, Household]]:
    return pairwise(group)


def _nearly(one: Household, other: Household) -> bool:
    a, b = one.folded.partition("|")[0], other.folded.partition("|")[0]
    return a != b and SequenceMatcher(None, a, b).ratio() >= ALIKE
