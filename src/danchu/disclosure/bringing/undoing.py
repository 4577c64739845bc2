"""Taking back what a list brought in, while every paper still stands as the list left it."""

from datetime import date
from typing import Any

from django.db.models import ProtectedError

from civics.errors import Refused
from danchu.disclosure.actions.drafting import draft_of, forget
from danchu.disclosure.brought import DeclaredPublic
from danchu.disclosure.compliance.marks import mark_item
from danchu.disclosure.models import (
    Attachment,
    Item,
    NoteChange,
    Pointer,
    State,
    Version,
)
from danchu.duties import actions as duties
from danchu.people.models import Term

Made = dict[str, Any]


def standing(item: Item) -> list[Any]:
    """What tells whether anybody acted on `item` since: compared, never shown."""
    version = draft_of(item)
    words = [version.pk, version.digest, version.drafted_by_id] if version else []
    declared = DeclaredPublic.objects.filter(item=item).first()
    said = [declared.since.isoformat(), declared.ways] if declared else []
    return [item.number, item.signer, item.group, words, said]


def remembered(item: Item) -> Made:
    """What a changed draft was before: enough to put it back."""
    version = draft_of(item)
    declared = DeclaredPublic.objects.filter(item=item).first()
    return {
        "version": version
        and {
            "title": version.title,
            "body": version.body,
            "drafted_by": version.drafted_by_id,
            "drafted_on": version.drafted_on.isoformat(),
        },
        "declared": declared
        and {
            "since": declared.since.isoformat(),
            "ways": declared.ways,
            "declared_by": declared.declared_by_id,
            "declared_on": declared.declared_on.isoformat(),
        },
    }


def take_back(made: list[Made], *, on: date) -> None:
    """All of it or nothing; Refused, naming the papers somebody worked on."""
    keys = [one["item"] for one in made]
    items = Item.objects.select_for_update().in_bulk(keys)
    new = [one["item"] for one in made if "new" in one]
    _refuse_what_was_acted_on(made, items, new)
    files = Attachment.objects.filter(pk__in=[pk for one in made for pk in one["files"]])
    stored = list(files.values_list("stored_as", flat=True))
    files.delete()
    for one in made:
        if "new" not in one:
            _put_back(items[one["item"]], one["was"])
    _unnote(new, on=on)
    forget(stored)


def _refuse_what_was_acted_on(made: list[Made], items: dict[int, Item], new: list[int]) -> None:
    changed = NoteChange.objects.filter(item__in=new).values_list("item", flat=True)
    pointed = Pointer.objects.filter(item__in=new).values_list("item", flat=True)
    touched = {*changed, *pointed}
    acted_on = [items.get(one["item"]) for one in made if not _as_left(items, one, touched)]
    if acted_on:
        names = "; ".join(str(item) for item in acted_on[:3] if item) or "một văn bản"
        more = f" và {len(acted_on) - 3} văn bản nữa" if len(acted_on) > 3 else ""
        raise Refused(
            f"Chưa hoàn tác được: đã có người làm tiếp với {names}{more}. Hãy sửa hoặc trả lời "
            "từng văn bản ấy."
        )


def _as_left(items: dict[int, Item], one: Made, touched: set[int]) -> bool:
    """Noted, not handed over, not given back, not renoted, not pointed to, the same words."""
    item = items.get(one["item"])
    if item is None or item.pk in touched:
        return False
    if "new" in one and item.state != State.NOTED:
        return False
    version = draft_of(item)
    if version and (version.submitted_on or version.returned_why):
        return False
    return bool(standing(item) == one["stands"])


def _unnote(keys: list[int], *, on: date) -> None:
    """Notes and their drafts go; the duties that rested on them never stood."""
    for key in keys:
        duties.annul("item", key, on=on, why="đã hoàn tác lần nhập danh sách")
    for item in Item.objects.filter(pk__in=keys):
        mark_item(item)
    try:
        DeclaredPublic.objects.filter(item__in=keys).delete()
        Version.objects.filter(item__in=keys).delete()
        Item.objects.filter(pk__in=keys).delete()
    except ProtectedError as held:
        raise Refused(
            "Chưa hoàn tác được: đã có việc gắn vào văn bản vừa nhập. Hãy giải quyết việc ấy trước."
        ) from held


def _put_back(item: Item, was: Made) -> None:
    version, old = draft_of(item), was["version"]
    if version and old is None:
        version.delete()
    elif version and old:
        version.title, version.body = old["title"], old["body"]
        version.drafted_by = Term.objects.get(pk=old["drafted_by"])
        version.drafted_on = date.fromisoformat(old["drafted_on"])
        version.save(update_fields=["title", "body", "drafted_by", "drafted_on"])
    declared = was["declared"]
    if declared is None:
        DeclaredPublic.objects.filter(item=item).delete()
        return
    DeclaredPublic.objects.filter(item=item).update(
        since=date.fromisoformat(declared["since"]),
        ways=declared["ways"],
        declared_by=declared["declared_by"],
        declared_on=date.fromisoformat(declared["declared_on"]),
    )
