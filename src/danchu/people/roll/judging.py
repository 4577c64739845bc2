"""Each line of a list against the roll and against the lines before it: new, changed, same, or why
it is not taken. What is kept in mind of a household is small, so that a province fits in memory.
"""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

from danchu.kit.folding import fold
from danchu.people.roll.models import Household
from danchu.people.roll.rows import Said, Wrong
from danchu.places.models import Unit
from danchu.places.naming import same_letters

NOT_LETTERS = re.compile(r"[\W_]+")
ALIKE = 0.85  # how near two names at one address are, before somebody is asked to look


class Known(NamedTuple):
    """One household, standing in the roll or told by an earlier line of the file."""

    pk: int  # 0: of this file
    line: int  # 0: of the roll
    number: int
    name: int  # hashes: two texts are compared, never shown from here
    address: int
    whole: int  # of name and address without accents
    plain: bool  # its name is written without any accent

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
    """What the roll of one community holds, by number, by the very words, by the bare name; and
    the households that left it, by the very words."""

    def __init__(self) -> None:
        self.numbers: dict[int, Known] = {}
        self.same: dict[int, Known] = {}
        self.alike: dict[int, Known] = {}
        self.names: dict[int, Known] = {}
        self.houses: dict[int, Known] = {}
        self.gone: dict[int, date] = {}  # the last day in this roll; of one struck out, `NEVER`
        self.next = 1

    def add(self, one: Known, bare: int, house: str) -> None:
        self.numbers[one.number] = one
        self.same[hash((one.name, one.address))] = one
        self.alike[one.whole] = one
        self.names.setdefault(bare, one)
        if has_number(house):
            self.houses.setdefault(one.address, one)
        self.next = max(self.next, one.number + 1)

    def drop(self, one: Known) -> None:
        """It bears other words from now on."""
        self.same.pop(hash((one.name, one.address)), None)
        self.alike.pop(one.whole, None)

    def leave(self, key: int, until: date | None) -> None:
        """It is gone: the latest day stands. One struck out (None) says nothing beside a day."""
        known = self.gone.get(key, NEVER)
        if until is None:
            self.gone.setdefault(key, NEVER)
        elif known == NEVER or known < until:
            self.gone[key] = until

    def looks_like(self, one: Known, bare: int) -> str:
        """For somebody to look at: a namesake, or somebody else in the very same house."""
        if (other := self.names.get(bare)) and other.number != one.number:
            return f"trùng tên với {other.where}"
        if (other := self.houses.get(one.address)) and other.number != one.number:
            return f"cùng địa chỉ với {other.where}; chỉ đổi người đại diện thì ghi số hộ ấy"
        return ""

    def spelt_otherwise(self, said: Said, one: Known) -> Known | None:
        """The household that `said` is in another spelling. Hùng and Hưng may be two: only where
        one of the two has no accents at all, or at an address with a number."""
        found = self.alike.get(one.whole)
        if found is None or found.number == one.number:
            return None
        return found if found.plain or one.plain or has_number(said.address) else None


class Judge:
    """Asked line by line; `load` fetches the hamlets of the lines to come in one query."""

    def __init__(self) -> None:
        self.hamlets: dict[int, _Hamlet] = {}

    def load(self, units: Iterable[Unit]) -> None:
        """The standing rolls of these communities, once each."""
        new = {one.pk for one in units} - self.hamlets.keys()
        self.hamlets |= {pk: _Hamlet() for pk in new}
        rows = Household.objects.filter(unit__in=new)
        told = rows.values_list(
            "pk", "unit_id", "number", "name", "address", "folded", "until", "struck_on"
        )
        for pk, unit, number, name, address, folded, until, struck in told.iterator(
            chunk_size=5000
        ):
            here, key = self.hamlets[unit], (_same(name), _same(address))
            if until or struck:
                here.leave(hash(key), None if struck else until)
                continue
            one = Known(pk, 0, number, *key, hash(folded), name.isascii())
            here.add(one, hash(folded.partition("|")[0]), address)

    def judge(self, line: int, said: Said) -> Judged:
        """Wrong when the line doubles another or cannot be told apart from it."""
        here = self.hamlets[said.unit.pk]
        name, address = _same(said.name), _same(said.address)
        bare = hash(said.folded.partition("|")[0])
        plain = said.name.isascii()
        double = here.same.get(hash((name, address)))
        held = here.numbers.get(said.number) if said.number else None
        if double and (held is double or not said.number) and double.pk:
            here.add(double._replace(pk=0, line=line), bare, said.address)
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
        one = Known(0, line, number, name, address, hash(said.folded), plain)
        if (other := here.spelt_otherwise(said, one)) is not None:
            raise Wrong(_doubled(said, other))
        near_words = here.looks_like(one, bare)
        if held:
            here.drop(held)
            here.add(one, bare, said.address)
            return Judged("changed", said, number, held.pk, near_words)
        _refuse_gone(said, here.gone.get(hash((name, address))))
        here.add(one, bare, said.address)
        return Judged("new", said, number, 0, near_words)


MOST = 99_999
NEVER = date.max


def has_number(address: str) -> bool:
    return any(map(str.isdigit, address))


def _refuse_gone(said: Said, until: date | None) -> None:
    """An old list does not bring back who left: coming back is written with its day."""
    if until is None or (said.dated and until < said.since):
        return
    if until == NEVER:
        raise Wrong("Hộ này đã gạch vì ghi nhầm. Nếu hộ có thật thì thêm hộ ở trang của sổ.")
    raise Wrong(
        f"Hộ này đã rời sổ sau ngày {until:%d/%m/%Y}. Nếu hộ trở lại thì ghi ngày trở lại ở cột "
        "Từ ngày, hoặc thêm hộ ở trang của sổ."
    )


def _same(text: str) -> int:
    """A hash that does not mind case, spaces, commas, nor where a tone is put."""
    return hash(spelt(text))


def spelt(text: str) -> str:
    return same_letters(NOT_LETTERS.sub(" ", unicodedata.normalize("NFC", text)))


def _doubled(said: Said, double: Known) -> str:
    return (
        f"Hộ này đã có: {double.where} cũng ghi tên và địa chỉ ấy, có khi viết không dấu. Một hộ "
        "ghi một lần; nếu là hai hộ trùng tên thì thêm vào địa chỉ điều phân biệt (số nhà, ngõ, "
        "cạnh nhà ai)."
    )


def exact_double(unit: Unit, name: str, address: str, *, but: int = 0) -> Household | None:
    """The standing household of this community with the very name and address."""
    rows = Household.objects.filter(unit=unit, until=None, struck_on=None).exclude(pk=but)
    asked = (spelt(name), spelt(address))
    bare = fold(name)
    alike = rows.filter(folded__startswith=f"{bare}|")
    return next((one for one in alike if (spelt(one.name), spelt(one.address)) == asked), None)


def near_doubles(households: Iterable[Household]) -> list[tuple[Household, Household]]:
    """Pairs that may be one household written twice: the same bare name, or nearly the same name
    at the very same address that holds a number. For somebody to look at, never refused."""
    by_name: dict[str, list[Household]] = {}
    by_address: dict[str, list[Household]] = {}
    for one in households:
        bare, _, address = one.folded.partition("|")
        by_name.setdefault(bare, []).append(one)
        if has_number(address):
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
