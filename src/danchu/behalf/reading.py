"""The mark "nhập thay": in full for officials, without names of citizens for everybody."""

from collections.abc import Iterable
from typing import NamedTuple

from danchu.behalf import allowed
from danchu.behalf.models import EnteredFor, Source

STATES = {
    "waiting": ("soon", "chờ người ấy xác nhận"),
    "confirmed": ("ok", "người ấy đã xác nhận đúng"),
    "disputed": ("late", "người ấy nói không đúng, xã phải sửa"),
    "mended": ("ok", "đã sửa sau khi người ấy nói không đúng"),
}


class Mark(NamedTuple):
    """One entry in words. `who` is for officials only."""

    entry: EnteredFor
    words: str  # "nhập thay bởi Ma Thị Lan, theo cuộc gọi ngày 07/12/2026"
    public: str  # the same without a name: "văn phòng xã La Bằng nhập thay, theo cuộc gọi ngày …"
    kind: str
    state: str
    who: str
    what: str


def mark(entry: EnteredFor) -> Mark:
    """`entry` must carry `unit`, `account` and `entered_by__person`."""
    told = f"{Source(entry.source).by_way} ngày {entry.told_on:%d/%m/%Y}"
    kind, state = STATES[entry.state]
    return Mark(
        entry=entry,
        words=f"nhập thay bởi {entry.entered_by.person.full_name}, {told}",
        public=f"văn phòng {entry.unit.spoken_name} nhập thay, {told}",
        kind=kind,
        state=state,
        who=who(entry),
        what=allowed.words_of(entry.act),
    )


def who(entry: EnteredFor) -> str:
    """For whom, as the office knows them."""
    if entry.account is not None:
        return str(entry.account)
    return f"{entry.name} (số cuối {entry.phone_end})" if entry.phone_end else entry.name


def marks(kind: str, keys: Iterable[object]) -> dict[str, Mark]:
    """Marks of many things of one kind, by their key. One query."""
    found = EnteredFor.objects.filter(kind=kind, key__in=[str(key) for key in keys])
    whole = found.select_related("unit", "account", "entered_by__person").order_by("pk")
    return {entry.key: mark(entry) for entry in whole}


def mark_of(kind: str, key: object) -> Mark | None:
    return marks(kind, [key]).get(str(key))
