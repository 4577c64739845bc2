"""What the pages of the personal-list check show: subjects with their finds, the signer's ticks."""

from contextlib import suppress
from datetime import date
from typing import Any, NamedTuple

from django.http import QueryDict

from civics.errors import NotInForce
from civics.personal import NAMES
from danchu.disclosure import reading, screening
from danchu.disclosure.actions import checking
from danchu.disclosure.actions.masking import Choice
from danchu.disclosure.checked import Check
from danchu.disclosure.forms import KeepForm
from danchu.disclosure.models import Item, Version
from danchu.disclosure.scanning.slots import Found
from danchu.disclosure.screening import Ask, Subject
from danchu.rulebook import citing
from danchu.rulebook.rulebook import Reading

AT_ONCE = 200  # finds on one page: three fields each, under Django's bound of a thousand
NEED = "personal_data.only_what_is_needed"


class Row(NamedTuple):
    """One find as a line of the table."""

    key: str
    place: str
    kind: str
    before: str
    text: str
    after: str
    mask: str
    checked: bool
    why: str = ""  # kept: the reason given


class Refusal(NamedTuple):
    """What was typed for one subject and not accepted."""

    subject: str
    choice: Choice
    form: KeepForm


class Shown(NamedTuple):
    """One subject: what was looked through, what was found, what was not read."""

    subject: Subject
    rows: list[Row]
    more: int  # open finds the page has no room for
    kept: list[Row]
    found: str  # "40 số điện thoại, …"
    form: KeepForm

    @property
    def open(self) -> int:
        return len(self.rows) + self.more


class Told(NamedTuple):
    """A check as its own record tells it, without reading the files again."""

    check: Check
    lines: list[dict[str, Any]]
    asks: list[Ask]


def shown(version: Version, refused: Refusal | None = None) -> list[Shown]:
    """Every subject of the draft; `refused`: what was typed for one of them, so nothing is lost."""
    return [
        _shown(one, refused if refused and refused.subject == one.key else None)
        for one in screening.look(version)
    ]


def _shown(one: Subject, refused: Refusal | None) -> Shown:
    typed = refused.choice if refused else None
    form = refused.form if refused else KeepForm(auto_id=f"{one.key}_%s")
    rows = [_row(found, typed) for found in one.open[:AT_ONCE]]
    kept = [_row(found, None)._replace(why=one.whys[found.key]) for found in one.kept[:AT_ONCE]]
    more = max(len(one.open) - AT_ONCE, 0)
    return Shown(one, rows, more, kept, screening.counted(one.counts), form)


def _row(found: Found, typed: Choice | None) -> Row:
    find = found.find
    before = found.before.replace("\n", " ")
    chosen = typed.masks.get(found.key) if typed else find.mask
    return Row(
        found.key,
        found.place,
        NAMES[find.kind],
        before,
        find.text,
        found.after.replace("\n", " "),
        chosen or find.mask,
        checked=chosen is not None or bool(typed and found.key not in typed.shown),
    )


def chosen(data: QueryDict) -> Choice:
    """What the page sent: `hien` every find shown, `che` those to mask, `thay-…` in which words.

    `che-het`: mask everything as proposed, whatever else was typed.
    """
    if "che-het" in data:
        return Choice(data.get("read", ""), frozenset(), {}, the_rest=True)
    masks = {key: data.get(f"thay-{key}", "") for key in data.getlist("che")}
    return Choice(
        read=data.get("read", ""),
        shown=frozenset(data.getlist("hien")),
        masks=masks,
        the_rest="con-lai" in data,
        why=data.get("why", ""),
    )


def checked(version: Version | None) -> Told | None:
    """The check of exactly this draft; None when there was none or it is not asked for."""
    found = checking.of_now(version) if version else None
    if found is None:
        return None
    lines = [{**one, "found": screening.counted(one["found"])} for one in found.told]
    return Told(found, lines, screening.asks(found.told))


def choices(version: Version | None) -> list[tuple[str, str]]:
    """What the signer ticks, as the form's choices."""
    found = checked(version)
    return [(ask.key, f"{ask.words}: {ask.about}") for ask in found.asks] if found else []


def law(item: Item, *, on: date) -> dict[str, Any]:
    """What the law asks of this list, and by which article more than that stays away."""
    group = reading.group_named(item.unit, item.group, on=item.decided_on)
    applied = [group]
    with suppress(NotInForce):
        applied.append(Reading(item.unit, on=on).value(NEED))
    return {"points": group.payload["points"], "cites": citing.panel(applied)}
