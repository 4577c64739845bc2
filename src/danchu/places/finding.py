"""Finding units: by name of any time, by day, upward and along what became of them."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db.models import F, Q

from danchu.kit.folding import fold
from danchu.places.findable import became
from danchu.places.models import (
    Belonging,
    FormerName,
    Kind,
    LoadedFiles,
    Reorganisation,
    Succession,
    Title,
    Unit,
)
from danchu.places.models.units import named
from danchu.places.naming import in_order

FIRST = 20
MOST_WORDS = 12  # no name of any time has more; each word costs the database two comparisons


class Found(NamedTuple):
    """A commune, and the former unit by whose name it was found (None: by its own)."""

    unit: Unit
    via_old: Unit | None

    @property
    def said(self) -> str:
        """'Xã Hoàng Nông nhập vào xã La Bằng từ 01/07/2025'; empty when found by its own name."""
        return f"{self.via_old} {became(self.via_old)}" if self.via_old else ""


def find_communes(query: str, on: date) -> list[Found]:
    """At most FIRST communes standing on `on` whose name, or a former name, holds every word.

    With or without accents; the last letters of a word may be missing. Same spelling as typed
    first, then own names before former ones. A plain scan: some thousand rows of one kind.
    """
    words = fold(query).split()[:MOST_WORDS]
    if not words:
        return []
    named = Unit.objects.communes().filter(*map(_has_word, words))
    found = [Found(unit, None) for unit in named.standing(on=on)]
    known = {hit.unit.pk for hit in found}
    former = named.filter(valid_to__lt=on).prefetch_related("successors__new")
    for old in former:
        for unit in heirs(old, on=on):
            if unit.pk not in known:
                known.add(unit.pk)
                found.append(Found(unit, old))
    return sorted(found, key=lambda hit: _rank(hit, query))[:FIRST]


class Named(NamedTuple):
    """A former unit named inside a query, what stands there now, and the words beside the name."""

    old: Unit
    now: list[Unit]
    rest: str


def former_in(query: str, on: date) -> Named | None:
    """The former unit that some words of `query` name whole: the longest name, if any.

    A name of one syllable counts only with its title: "an" is too common a word.
    """
    words = fold(query).split()[:MOST_WORDS]
    spans = {
        " ".join(words[start:end]): (start, end)
        for start in range(len(words))
        for end in range(start + 1, len(words) + 1)
    }
    titles = [fold(title.label) for title in Title if title]
    names = [*spans, *(f"{t} {name}" for name in spans if " " in name for t in titles)]
    former = Unit.objects.filter(folded__in=names, valid_to__lt=on).prefetch_related(
        "successors__new"
    )
    for old in sorted(former, key=lambda unit: (-len(unit.folded), -unit.pk)):
        said = next(name for name in (old.folded, fold(old.name)) if name in spans)
        if now := heirs(old, on=on):
            start, end = spans[said]
            return Named(old, now, " ".join([*words[:start], *words[end:]]))
    return None


def heirs(unit: Unit, *, on: date) -> list[Unit]:
    """The units standing on `on` that `unit` went into, through as many mergers as it took."""
    if unit.stands(on=on):
        return [unit]
    after = [row.new for row in unit.successors.all() if row.on <= on]
    return list(dict.fromkeys(heir for new in after for heir in heirs(new, on=on)))


def origins(unit: Unit, *, on: date) -> list[Unit]:
    """The units standing on `on` that later went into `unit`."""
    if unit.stands(on=on):
        return [unit]
    before = [row.old for row in predecessors(unit) if row.on > on]
    return list(dict.fromkeys(origin for old in before for origin in origins(old, on=on)))


def on_day(unit: Unit, *, on: date) -> list[Unit]:
    """Which unit, or which units, this was on `on`: itself, what it came from, what it became."""
    return origins(unit, on=on) or heirs(unit, on=on)


def successors(unit: Unit) -> list[Succession]:
    """What became of it, by name."""
    return list(unit.successors.select_related("new").order_by("new__folded"))


def former_names(unit: Unit) -> list[FormerName]:
    """What it was called before, the last name first."""
    rows = unit.former_names.select_related("reorganisation")
    return list(rows.order_by("-until", "-pk"))


# A unit once for each name it ever bore, beside that name: for `named_before`.
NAMED_BEFORE = {
    "was_title": F("former_names__title"),
    "was_name": F("former_names__name"),
    "was_until": F("former_names__until"),
    "was_document": F("former_names__reorganisation__document"),
    "was_signed_on": F("former_names__reorganisation__signed_on"),
    "was_on": F("former_names__reorganisation__on"),
}


def named_before(rows: Iterable[Any]) -> list[FormerName]:
    """`former_names` of one unit from its rows of a query with NAMED_BEFORE. No query."""
    names = [
        FormerName(
            title=row.was_title,
            name=row.was_name,
            until=row.was_until,
            reorganisation=Reorganisation(
                document=row.was_document, signed_on=row.was_signed_on, on=row.was_on
            ),
        )
        for row in rows
        if row.was_name
    ]
    return sorted(names, key=lambda was: was.until, reverse=True)


def ended_by(unit: Unit) -> Reorganisation | None:
    """The act that ended it, when it was done in this house."""
    acts = Reorganisation.objects.standing().filter(moves__old=unit)
    return acts.select_related("above").first() if unit.valid_to else None


def called_on(unit: Unit, *, on: date, names: list[FormerName]) -> str:
    """The full name it bore on `on`; `names` as `former_names` gives them."""
    before = [was for was in names if was.until >= on]
    return before[-1].full_name if before else unit.full_name


def around(unit: Unit) -> tuple[list[Succession], list[Succession]]:
    """What became of it, and what it was made of, by name. One query."""
    rows = Succession.objects.filter(Q(old=unit) | Q(new=unit)).select_related("old", "new")
    found = list(rows.order_by("pk"))
    after = sorted((r for r in found if r.old_id == unit.pk), key=lambda row: row.new.folded)
    before = sorted((r for r in found if r.new_id == unit.pk), key=lambda row: row.old.folded)
    return after, before


def predecessors(unit: Unit) -> list[Succession]:
    """What it was made of, by name."""
    return list(unit.predecessors.select_related("old").order_by("old__folded"))


def ancestors(unit: Unit, on: date) -> list[Unit]:
    """The units above it on `on`, nearest first."""
    return ancestors_of([unit], on=on)[unit.pk]


def ancestors_of(units: Iterable[Unit], *, on: date) -> dict[int, list[Unit]]:
    """The same of several, by id: a query for each level below the province."""
    above: dict[int, list[Unit]] = {unit.pk: [] for unit in units}
    highest = {unit.pk: unit for unit in units}
    while asked := {pk: top for pk, top in highest.items() if top.kind != Kind.PROVINCE}:
        parents = parents_of(asked.values(), on=on)
        highest = {pk: parents[top.pk] for pk, top in asked.items() if top.pk in parents}
        for pk, parent in highest.items():
            above[pk].append(parent)
    return above


def parents_of(units: Iterable[Unit], *, on: date) -> dict[int, Unit]:
    """The unit directly above each on `on`, by the id of the lower one. One query."""
    rows = Belonging.objects.on(on).filter(unit__in=[unit.pk for unit in units])
    return {row.unit_id: row.parent for row in rows.select_related("parent")}


def districts_of(units: Iterable[Unit], *, on: date) -> dict[int, Unit]:
    """Of `parents_of`, only the districts: since 01/7/2025 there are none."""
    rows = Belonging.objects.on(on).filter(
        unit__in=[unit.pk for unit in units], parent__kind=Kind.DISTRICT
    )
    return {row.unit_id: row.parent for row in rows.select_related("parent")}


def members(unit: Unit, *, on: date) -> list[Unit]:
    """The units directly under it on `on`, by name."""
    rows = Belonging.objects.on(on).filter(parent=unit)
    found = Unit.objects.standing(on=on).filter(pk__in=rows.values("unit"))
    return sorted(found, key=in_order)


def communes(*, on: date, province: bool = False) -> list[Unit]:
    """Every commune standing on `on`, by name; with `province`, each read together with its own."""
    units = Unit.objects.communes().standing(on=on)
    units = units.select_related("province") if province else units
    return sorted(units, key=lambda unit: (fold(unit.name), unit.folded, unit.pk))


def commune_choices(*, on: date) -> list[tuple[str, str]]:
    """Address and full name of each, by name: for a list to choose from. No row becomes a Unit."""
    rows = Unit.objects.communes().standing(on=on).values_list("slug", "title", "name", "folded")
    found = sorted(rows, key=lambda row: (fold(row[2]), row[3], row[0]))
    return [(slug, named(title, name)) for slug, title, name, _ in found]


def by_code(code: str, *, on: date) -> Unit | None:
    """The unit that carries `code` on `on`. Codes were used again on 01/7/2025: the day decides."""
    return Unit.objects.standing(on=on).exclude(code="").filter(code=code).first()


def by_slug(slug: str) -> Unit | None:
    return Unit.objects.filter(slug=slug).first()


def last_with_code(code: str, *, before: date) -> Unit | None:
    """The unit that carried `code` and ended before `before`."""
    ended = Unit.objects.exclude(code="").filter(code=code, valid_to__lt=before)
    return ended.order_by("-valid_to").first()


def loaded(digest: str) -> bool:
    """The tables already hold the files with this digest."""
    return LoadedFiles.objects.filter(name="units", digest=digest).exists()


def counts() -> str:
    """'3 province, 17 district, 372 commune'."""
    kinds = [Kind.PROVINCE, Kind.DISTRICT, Kind.COMMUNE]
    found = Counter(Unit.objects.filter(kind__in=kinds).values_list("kind", flat=True))
    return ", ".join(f"{found[kind]} {kind.value}" for kind in kinds)


def _has_word(word: str) -> Q:
    former = FormerName.objects.filter(
        Q(folded__startswith=word) | Q(folded__contains=f" {word}")
    ).values("unit")
    return Q(folded__startswith=word) | Q(folded__contains=f" {word}") | Q(pk__in=former)


def _rank(hit: Found, query: str) -> tuple[bool, bool, bool, str]:
    said = (hit.via_old or hit.unit).full_name.lower()
    typed = " ".join(query.lower().split())
    return typed not in said, hit.via_old is not None, not fold(said).endswith(fold(query)), said
