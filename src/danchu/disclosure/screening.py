"""What the personal-list check sees of one version, and in which words it says so.

It says what was looked for, in what, what was found and what could not be read. It never says
that there is no personal data: names, addresses and illness are not sought, and readers err.
"""

import hashlib
import hmac
import json
from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.conf import settings

from civics.personal import NAMES, Kind
from danchu.disclosure.checked import Kept
from danchu.disclosure.models import Attachment, Item, Version
from danchu.disclosure.scanning import whole
from danchu.disclosure.scanning.slots import Found, Scanned
from danchu.kit import files
from danchu.rulebook.rulebook import Reading

WORDS = "chu"  # the key of the version's own words, beside its files
FIELDS = {
    "Tên": "title",
    "Nội dung": "body",
    "Danh sách": "personal_list",
    "Lý do đính chính": "reason",
}
NEVER_SOUGHT = "họ tên, địa chỉ, tình trạng bệnh, hoàn cảnh, mã bảo hiểm y tế, chữ trong ảnh"


class Subject(NamedTuple):
    """The words of the version, or one of its files, looked through."""

    key: str  # "chu", or the number of the file
    name: str
    sha256: str
    scanned: Scanned
    file: Attachment | None
    open: list[Found]  # found, and nobody decided yet
    kept: list[Found]  # found, and kept with a reason
    whys: dict[str, str]  # the reason, by `Found.key`

    @property
    def counts(self) -> dict[str, int]:
        """How many of each kind were found, masked ones no longer among them."""
        return dict(Counter(found.find.kind.value for found in self.scanned.found))


class Ask(NamedTuple):
    """One thing the signer looks at himself and ticks."""

    key: str
    about: str  # which file, or what is kept
    words: str


def needed(item: Item) -> bool:
    """Does the law know a personal list in this group? Then the check comes before publication."""
    rule = Reading(item.unit, on=item.decided_on).value(f"disclosure.group.{item.group}")
    return bool(rule.payload["personal_list"])


def look(version: Version) -> list[Subject]:
    """Read everything that would become public, from the bytes as they lie on the disk."""
    kept = dict(Kept.objects.filter(item=version.item_id).values_list("mark", "why"))
    words = words_of(version)
    said = json.dumps(words, ensure_ascii=False).encode()
    told: list[tuple[str, str, str, Scanned, Attachment | None]] = [
        (WORDS, "Chữ của bản soạn", _hash(said), whole.scan_words(words), None)
    ]
    files_of = version.files.order_by("pk")
    told += [(str(file.pk), file.name, file.sha256, _scan(file), file) for file in files_of]
    return [_subject(version.item_id, one, kept) for one in told]


def words_of(version: Version) -> dict[str, str]:
    """The public words by the name of their field; names of files are read by everybody too."""
    words = {name: getattr(version, field) for name, field in FIELDS.items()}
    names = version.files.order_by("pk").values_list("name", flat=True)
    return words | {f"Tên tệp {number}": name for number, name in enumerate(names, 1)}


def mark_of(item_id: int, name: str, found: Found) -> str:
    """A keyed hash by which the same number in the same place is known again, and nothing else."""
    said = f"{item_id}|{name}|{found.place}|{found.find.kind.value}|{found.find.text}"
    return hmac.new(settings.SECRET_KEY.encode(), said.encode(), "sha256").hexdigest()


def told(subjects: Iterable[Subject]) -> list[dict[str, Any]]:
    """What a check keeps: counts and places that cannot be read, never a number that was found."""
    return [
        {
            "name": one.name,
            "sha256": one.sha256,
            "looked": one.scanned.looked,
            "found": one.counts,
            "kept": dict(Counter(found.find.kind.value for found in one.kept)),
            "kept_why": sorted(set(one.whys.values())),
            "unread": one.scanned.unread,
        }
        for one in subjects
    ]


def asks(told: Iterable[dict[str, Any]]) -> list[Ask]:
    """What the signer ticks: each kind for each thing nobody could read, each kind kept."""
    found = []
    for one in told:
        for kind in Kind if one["unread"] else ():
            about = f"{one['name']} ({'; '.join(one['unread'])})"
            found.append(Ask(f"{kind.value}:{one['sha256']}", about, f"Đã tự xem {NAMES[kind]}"))
        for kind, count in one["kept"].items():
            words = f"Đồng ý để mọi người đọc {count} {NAMES[Kind(kind)]}"
            found.append(Ask(f"keep:{kind}:{count}:{one['sha256']}", one["name"], words))
    return found


def counted(counts: dict[str, int]) -> str:
    """ "40 số điện thoại, 3 số tài khoản ngân hàng" """
    return ", ".join(f"{counts[kind]} {NAMES[kind]}" for kind in Kind if counts.get(kind))


def _subject(
    item_id: int, one: tuple[str, str, str, Scanned, Attachment | None], kept: dict[str, str]
) -> Subject:
    key, name, sha256, scanned, file = one
    marks = {found.key: mark_of(item_id, name, found) for found in scanned.found}
    whys = {known: kept[mark] for known, mark in marks.items() if mark in kept}
    still = [found for found in scanned.found if found.key not in whys]
    decided = [found for found in scanned.found if found.key in whys]
    return Subject(key, name, sha256, scanned, file, still, decided, whys)


def _scan(file: Attachment) -> Scanned:
    """Exactly the bytes of the record: others on the disk count as unread."""
    try:
        data = files.read(file.stored_as)
    except FileNotFoundError:
        data = b""
    if _hash(data) != file.sha256:
        return Scanned("", [], ["cả tệp: không còn đúng tệp đã thêm"], maskable=False)
    return whole.scan(data, file.content_type)


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
