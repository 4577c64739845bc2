"""How a person leaves the tables. Called by the acts in `actions.erase`, inside their transaction.

What goes: names, ways to reach somebody, secrets. What stays: ids, roles, units, days, so that
every act, count and late list is the same the day after.
"""

import json
import os
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db.models import QuerySet

from danchu.people import own_data
from danchu.people.models import Erasure, User
from danchu.people.own_data import ERASED_WORDS, Fate
from danchu.places.models import Unit

ACCOUNTS, HOUSEHOLDS = "people.User", "people.Household"


def empty(person: User, *, on: date) -> list[Erasure]:
    """Every room lets go of what it holds about `person`, each in its own way."""
    words = [word for word in (person.full_name, person.phone, person.email) if word]
    done = take_out(words, own_data.around(person), on=on)
    for holding in own_data.holdings():
        holding.erase(person)
    User.objects.filter(pk=person.pk).update(erased_on=on)
    row, _ = Erasure.objects.get_or_create(table=ACCOUNTS, key=person.pk, defaults={"on": on})
    return [row, *done]


def take_out(words: list[str], units: QuerySet[Unit], *, on: date) -> list[Erasure]:
    """Take names and numbers out of the texts of `units` that may lose them; the rest stands."""
    if not words:
        return []
    whole = "|".join(map(re.escape, words))
    pattern = re.compile(rf"(?<!\w)(?:{whole})(?!\w)", re.IGNORECASE)
    done = []
    for text in own_data.written():
        if text.fate != Fate.BLANK:
            continue
        for row in text.rows(units).select_for_update(of=("self",)):
            was = getattr(row, text.name)
            now = pattern.sub(ERASED_WORDS, was)
            if now != was:
                text.rows(units).filter(pk=row.pk).update(**{text.name: now})
                done.append(_erasure(text.model._meta.label, row.pk, on=on))
    return done


def _erasure(table: str, key: int, *, on: date) -> Erasure:
    return Erasure.objects.get_or_create(table=table, key=key, defaults={"on": on})[0]


def blank_texts(table: str, key: int) -> bool:
    """After a restore nobody knows any more which words went: the whole texts of the row go."""
    found = False
    for text in own_data.written():
        if text.fate == Fate.BLANK and text.model._meta.label == table:
            rows = text.model._default_manager.filter(pk=key).exclude(**{text.name: ""})
            found |= bool(
                rows.exclude(**{text.name: ERASED_WORDS}).update(**{text.name: ERASED_WORDS})
            )
    return found


# ── the list that outlives the database ───────────────────────────────────────────────────────


def remember(erasures: Iterable[Erasure]) -> None:
    """Append to `settings.ERASURES_FILE`, ids and days only, readable by the service alone."""
    file = Path(settings.ERASURES_FILE)
    file.parent.mkdir(parents=True, exist_ok=True)
    lines = [
        json.dumps({"table": one.table, "key": one.key, "on": f"{one.on:%Y-%m-%d}"}) + "\n"
        for one in erasures
    ]
    descriptor = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(descriptor, "".join(lines).encode())
    finally:
        os.close(descriptor)


def remembered(file: Path) -> dict[tuple[str, int], date]:
    """What stands in such a file; a line cut short by a crash is left out."""
    found: dict[tuple[str, int], date] = {}
    if not file.is_file():
        return found
    for line in file.read_text().splitlines():
        try:
            one = json.loads(line)
            found[str(one["table"]), int(one["key"])] = date.fromisoformat(one["on"])
        except (ValueError, KeyError, TypeError):
            continue
    return found
