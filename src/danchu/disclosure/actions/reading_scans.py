"""Words of public scans enter the search index, and leave it the moment the paper does.

Only what everybody may open today is read: never a draft, a sealed file, a personal list. The words
are nowhere but in the index, under the item's own address, said to be a machine's.
"""

import time
from collections import Counter
from datetime import date

from django.db import transaction

from danchu.disclosure import recognising
from danchu.disclosure.brought import ScanReading
from danchu.disclosure.models import Attachment, Item, State, Version
from danchu.kit import files, search, versions
from danchu.rulebook.rulebook import Reading

KIND = "file"
ABOUT = "Chữ trong bản quét, máy nhận dạng, có thể sai"
NIGHT_SECONDS = 1800  # what is left waits for the next night


def read_scans(*, on: date, seconds: int = NIGHT_SECONDS) -> Counter[str]:
    """Read what was not read yet, newest first, for at most `seconds`; outcomes by number.

    Without tesseract nothing is read and nothing is lost. Safe to run again.
    """
    told: Counter[str] = Counter()
    if not recognising.able():
        return told
    ends_at = time.monotonic() + seconds
    for file in _unread(on=on):
        if time.monotonic() >= ends_at:
            break
        told[_read(file, on=on)] += 1
    return told


def _unread(*, on: date) -> list[Attachment]:
    public = Attachment.objects.filter(
        sealed=False,
        personal=False,
        reading=None,
        content_type__in=recognising.READABLE,
        version__in=Version.objects.public().filter(personal_list=""),
        version__item__in=Item.objects.published(),
    )
    found = public.select_related("version__item__unit").order_by("-pk")
    return [file for file in found if _is_newest(file) and not _lists_people(file.version.item)]


def _lists_people(item: Item) -> bool:
    """Whether the law of the signing day knows personal lists in this item's group."""
    rule = Reading(None, on=item.decided_on).value(f"disclosure.group.{item.group}")
    return bool(rule.payload["personal_list"])


def _is_newest(file: Attachment) -> bool:
    newest = file.version.item.versions.public().order_by("-number").first()
    return newest is not None and newest.pk == file.version_id


def _read(file: Attachment, *, on: date) -> str:
    outcome, words = ScanReading.Outcome.EMPTY, ""
    try:
        words = recognising.words(files.read(file.stored_as), file.content_type)
    except (recognising.Unreadable, FileNotFoundError):
        outcome = ScanReading.Outcome.FAILED
    if words:
        outcome = ScanReading.Outcome.FOUND
    return _keep(file, outcome, words, on=on)


@transaction.atomic
def _keep(file: Attachment, outcome: ScanReading.Outcome, words: str, *, on: date) -> str:
    """Judged again under the lock of the item: it may have been removed while it was read."""
    item = Item.objects.select_for_update().select_related("unit").get(pk=file.version.item_id)
    file = Attachment.objects.select_related("version").get(pk=file.pk)
    file.version.item = item
    if item.state != State.PUBLISHED or file.sealed or file.version.sealed:
        return "left"
    if not _is_newest(file):
        return "left"
    _, first = ScanReading.objects.get_or_create(
        attachment=file, defaults={"outcome": outcome, "read_on": on}
    )
    if first and words:
        _index(item, file, words)
        versions.acted("disclosure.read_scan", item.unit_id)  # kept answers of the search are old
    return str(outcome.value)


def _index(item: Item, file: Attachment, words: str) -> None:
    public_on = item.published_on or item.noted_on
    search.put(
        "disclosure",
        KIND,
        file.pk,
        title=file.version.title,
        text=words,
        about=f"{ABOUT} · {item.unit.full_name} · {item.number}",
        address=f"/cong-khai/{item.pk}/",
        on=public_on,
        unit_id=item.unit_id,
        topic=str(item.group),
        late=public_on > item.due_on,
    )


def forget_words(item: Item) -> None:
    """The machine's words of every file of `item` leave the index in the caller's own act."""
    for key in Attachment.objects.filter(version__item=item).values_list("pk", flat=True):
        search.drop("disclosure", KIND, key)
