"""What the door shows: the newest of the province or one commune, and what a search found."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from django.apps import apps
from django.db.models import Exists, F, OuterRef, QuerySet, Subquery

from civics.rulebook import Rule, Rulebook
from danchu.disclosure.actions.reading_scans import KIND as SCAN
from danchu.disclosure.models import GROUPS, Item, State, Version
from danchu.disclosure.reading import with_titles
from danchu.front import hinting
from danchu.kit import search
from danchu.kit.folding import fold
from danchu.kit.law import book, once_a_book
from danchu.kit.models import SearchEntry
from danchu.places import finding
from danchu.places.findable import became
from danchu.places.models import Unit
from danchu.rulebook.rulebook import Reading

FEED_LENGTH = 50
SITEMAP_LENGTH = 45_000  # one file of the protocol takes 50 000 addresses
HITS_A_PAGE = 20
LONGEST_QUERY = 200
COMMUNES_FIRST = RULES_FIRST = 5


# ── newest ────────────────────────────────────────────────────────────────────────────────────


def published(unit: Unit | None = None) -> QuerySet[Item]:
    """Public items, last changed first, with `public_title`, `first_at` and `changed_at`.

    Joined to the newest public version of each, so that the database walks the versions from the
    newest back and stops where the reader does.
    """
    if unit is not None:
        items = Item.objects.published().of_units(Unit.objects.within(unit))
    else:  # said by what it is not: SQLite would start from the index of states and sort them all
        items = Item.objects.exclude(
            state__in=[state for state in State if state != State.PUBLISHED]
        )
    items = items.filter(versions__published_at__isnull=False, versions__sealed=False)
    versions = Version.objects.filter(item=OuterRef("pk"), published_at__isnull=False, sealed=False)
    dated = items.annotate(
        changed_at=F("versions__published_at"),
        changed_number=F("versions__number"),
        first_at=Subquery(versions.order_by("number").values("published_at")[:1]),
    )
    newest = dated.filter(~Exists(versions.filter(number__gt=OuterRef("changed_number"))))
    return with_titles(newest.order_by("-changed_at", "-versions__item_id"))


def for_feed(unit: Unit | None = None) -> list[Item]:
    return list(published(unit).select_related("unit")[:FEED_LENGTH])


def for_sitemap(*, on: date) -> list[tuple[str, datetime | None]]:
    """Address and last change of every page that a search engine may keep."""
    pages = ["/", "/don-vi/", "/luat/", *(u.get_absolute_url() for u in finding.communes(on=on))]
    annotated: Any = published()
    items = annotated.values_list("pk", "changed_at")[:SITEMAP_LENGTH]
    return [(page, None) for page in pages] + [(f"/cong-khai/{pk}/", at) for pk, at in items]


# ── search ────────────────────────────────────────────────────────────────────────────────────

Piece = tuple[str, bool]  # some letters, and whether they are what was looked for


class Hit(NamedTuple):
    title: list[Piece]
    about: list[Piece]
    address: str
    room: str  # "Công khai"
    on: date


class Asked(NamedTuple):
    """What somebody looks for, and where: `unit`, `group` (1 to 14), `year`, only what was late."""

    query: str
    unit: Unit | None = None
    group: int | None = None
    year: int | None = None
    late: bool = False

    @property
    def narrow(self) -> bool:
        """Whether more than the words was asked."""
        return bool(self.unit or self.group or self.year or self.late)

    def narrowed(self, units: Iterable[Unit] = ()) -> search.Narrowed:
        inside = [pk for unit in units or filter(None, [self.unit]) for pk in ids_within(unit)]
        topic = str(self.group) if self.group else ""
        return search.Narrowed((), inside, topic, self.year, self.late)


class Results(NamedTuple):
    """One page of what was found; `whole` counts all pages, at most search.FIRST_HITS."""

    hits: list[Hit]
    whole: int
    page: int
    last_page: int
    communes: list[finding.Found]
    rules: list[Rule]
    named: finding.Named | None  # a former unit in the query: its heirs were searched too
    hints: list[hinting.Hint]

    @property
    def words(self) -> str:
        """'21 đến 40 trên 66'"""
        first = (self.page - 1) * HITS_A_PAGE + 1
        return f"{first} đến {first + len(self.hits) - 1} trên {self.whole}"

    @property
    def named_words(self) -> str:
        """'Xã Hoàng Nông nhập vào xã La Bằng từ 01/07/2025.'; "" when no former unit was named."""
        return f"{self.named.old.full_name} {became(self.named.old)}." if self.named else ""


def look_up(asked: Asked, page: int, *, on: date) -> Results:
    """Pages holding every word of the query; communes of that name first, when nothing narrows it.

    A former unit named beside other words is searched where it went: "quỹ Hoàng Nông" finds the
    funds of Xã La Bằng.
    """
    query = asked.query
    communes = [] if asked.narrow else finding.find_communes(query, on)[:COMMUNES_FIRST]
    shown = {hit.unit.get_absolute_url() for hit in communes}
    found, named = _found(asked, shown, on=on)
    last_page = max(1, -(-len(found) // HITS_A_PAGE))
    page = min(max(page, 1), last_page)
    part = found[(page - 1) * HITS_A_PAGE : page * HITS_A_PAGE]
    first = page == 1
    rules = _rules(query) if first and not asked.narrow else []
    return Results(
        hits=_hits(part, fold(query).split()),
        whole=len(found),
        page=page,
        last_page=last_page,
        communes=communes if first else [],
        rules=rules,
        named=named if named and named.rest else None,
        hints=[] if found or communes or rules else hinting.hints(query, asked.narrowed(), on=on),
    )


def _found(
    asked: Asked, shown: set[str], *, on: date
) -> tuple[list[SearchEntry], finding.Named | None]:
    """Without the addresses `shown` already; and the former unit whose heirs were searched too."""
    found = [one for one in search.find(asked.query, asked.narrowed()) if one.address not in shown]
    named = None if asked.unit else finding.former_in(asked.query, on)
    if named and named.rest:
        known = {entry.pk for entry in found}
        more = search.find(named.rest, asked.narrowed(named.now))
        found += [entry for entry in more if entry.pk not in known]
    return once_an_item(found[: search.FIRST_HITS]), named


def once_an_item(found: list[SearchEntry]) -> list[SearchEntry]:
    """An item found by its own words is not told again by those of its scans, nor by two scans."""
    shown = {entry.address for entry in found if entry.kind != SCAN}
    kept = []
    for entry in found:
        if entry.kind == SCAN:
            if entry.address in shown:
                continue
            shown.add(entry.address)
        kept.append(entry)
    return kept


class Line(NamedTuple):
    """One page found, as plain text."""

    title: str
    about: str
    room: str
    on: date
    address: str


def all_hits(asked: Asked, *, on: date) -> list[Line]:
    """Everything `look_up` finds, over all its pages; nothing for an empty query."""
    found, _ = _found(asked, set(), on=on) if asked.query else ([], None)
    rooms = {one.room: str(apps.get_app_config(one.room).verbose_name) for one in found}
    return [Line(one.title, one.about, rooms[one.room], one.on, one.address) for one in found]


def ids_within(unit: Unit) -> list[int]:
    """The unit and everything that hangs under it today."""
    return list(Unit.objects.within(unit).values_list("pk", flat=True))


def _rules(query: str) -> list[Rule]:
    """Rules of the law whose name holds every word of `query`."""
    words = fold(query).split()
    found = [
        key for key, name in _rule_names().items() if all(f" {word}" in name for word in words)
    ]
    return [book().rule(key) for key in found[:RULES_FIRST]]


@once_a_book
def _rule_names(law: Rulebook) -> dict[str, str]:
    """Folded names by key."""
    rules = map(law.rule, law.keys())
    return {rule.key: f" {fold(rule.label)}" for rule in rules}


def marks(text: str, words: list[str]) -> list[Piece]:
    """`text` in pieces, those marked that are a folded word of the query; the last may go on.

    >>> marks("Thu, chi quỹ", ["quy"])
    [('Thu, chi ', False), ('quỹ', True)]
    >>> marks("hộ, hội", ["ho", "ngh"])
    [('hộ', True), (', hội', False)]
    """
    whole, unfinished = set(words[:-1]), tuple(words[-1:])
    pieces: list[Piece] = []
    for part in re.split(r"(\W+)", unicodedata.normalize("NFC", text)):
        plain = fold(part)
        hit = bool(plain) and (plain in whole or plain.startswith(unfinished))
        if pieces and pieces[-1][1] == hit:
            pieces[-1] = (pieces[-1][0] + part, hit)
        else:
            pieces.append((part, hit))
    return [piece for piece in pieces if piece[0]]


def _hits(entries: Iterable[SearchEntry], words: list[str]) -> list[Hit]:
    return [
        Hit(
            title=marks(entry.title, words),
            about=marks(entry.about, words),
            address=entry.address,
            room=str(apps.get_app_config(entry.room).verbose_name),
            on=entry.on,
        )
        for entry in entries
    ]


def group_choices(*, on: date) -> list[tuple[int, str]]:
    """The fourteen groups by number and name."""
    reading = Reading(None, on=on)
    return [(n, str(reading.value(f"disclosure.group.{n}").payload["name"])) for n in GROUPS]
