"""What the house holds about one person, room by room: what is shown, corrected, erased.

Each room answers for its own tables in a module `holdings`:

- HOLDINGS: what hangs on an account (a foreign key to it or to a term, its name, its phone);
- WRITTEN: texts in which somebody, with an account or without, may be named;
- SEALED: tables that hold seals of telephones, so that a leaked key is retired there too;
- IMPERSONAL: fields that only look personal, each with the reason.

`unanswered` lists every field that is in none of these; a test fails while there is one.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any, NamedTuple

from django.apps import apps
from django.conf import settings
from django.db.models import Model, QuerySet

from danchu.people.models import Term, User
from danchu.places.models import Kind, Unit

ERASED_NAME = "Người dùng đã xóa theo yêu cầu"
ERASED_WORDS = "(đã xóa theo yêu cầu)"
KEPT = "personal_data.erase.kept"  # the rule that says what stays


class Fate(StrEnum):
    """What a granted request to erase does to a holding."""

    DELETE = "xóa hẳn"
    BLANK = "làm trống"
    KEEP = "giữ lại"


class Shown(NamedTuple):
    """One thing held, in plain words: a title, and facts as (name, value)."""

    title: str
    facts: list[tuple[str, str]]


def nothing(person: User) -> None:
    """Erasure leaves this holding as it is."""


@dataclass(frozen=True)
class Holding:
    """One kind of thing that a room holds about somebody with an account."""

    heading: str
    fields: tuple[str, ...]  # "people.Device.name": everything this entry answers for
    shown: Callable[[User], list[Shown]]
    correct: str  # who corrects it, and how
    fate: Fate
    why: str  # why it goes, or stays
    erase: Callable[[User], None] = nothing
    rule: str = ""  # key of the rule of law that lets it stay


def kept_acts(heading: str, counted: Mapping[str, str]) -> Holding:
    """What somebody did in office, as counts: `counted` names each field and what it counts.

    The field is a foreign key to `Term` or to `User`. The acts stay; the name at them goes.
    """

    def shown(person: User) -> list[Shown]:
        facts = [
            (words, str(count))
            for name, words in counted.items()
            if (count := _rows_by(name, person).count())
        ]
        return [Shown(heading, facts)] if facts else []

    return Holding(
        heading,
        tuple(counted),
        shown,
        "Không ai sửa được: đây là việc đã diễn ra.",
        Fate.KEEP,
        f"Việc làm khi giữ vai. Tên ở đó đổi thành “{ERASED_NAME}”.",
        rule=KEPT,
    )


def _rows_by(name: str, person: User) -> QuerySet[Any]:
    label, _, one = name.rpartition(".")
    model = apps.get_model(label)
    to_term = model._meta.get_field(one).related_model is Term
    rows: QuerySet[Any] = model._default_manager.all()
    return rows.filter(**{f"{one}__person" if to_term else one: person})


@dataclass(frozen=True)
class Written:
    """One text field in which somebody may be named."""

    field: str  # "disclosure.Pointer.about"
    heading: str
    unit: str  # the path from the row to the unit it belongs to
    fate: Fate  # BLANK: the name is taken out of the text; KEEP: it stays, `why` says why
    why: str
    also: tuple[str, ...] = ()  # further fields answered for by this entry

    @property
    def model(self) -> type[Model]:
        return apps.get_model(self.field.rpartition(".")[0])

    @property
    def name(self) -> str:
        return self.field.rpartition(".")[2]

    def rows(self, units: QuerySet[Unit]) -> QuerySet[Any]:
        """Every row of these units."""
        return self.model._default_manager.filter(**{f"{self.unit}__in": units})

    def naming(self, name: str, units: QuerySet[Unit]) -> QuerySet[Any]:
        """Rows of these units whose text holds exactly this name."""
        return self.rows(units).filter(**{f"{self.name}__contains": name}).order_by("pk")


# ── the rooms' answers ────────────────────────────────────────────────────────────────────────


@cache
def _modules() -> tuple[ModuleType, ...]:
    names = [f"danchu.{room}.holdings" for room in settings.ROOMS]
    return tuple(import_module(name) for name in names if find_spec(name))


def holdings() -> Iterator[Holding]:
    """Every room's holdings, the ground first."""
    for module in _modules():
        yield from getattr(module, "HOLDINGS", ())


def written() -> Iterator[Written]:
    """Every text in which somebody may be named."""
    for module in _modules():
        yield from getattr(module, "WRITTEN", ())


def impersonal() -> dict[str, str]:
    """Fields that only look personal, and why they are not."""
    found: dict[str, str] = {}
    for module in _modules():
        found |= getattr(module, "IMPERSONAL", {})
    return found


def sealed() -> list[type[Model]]:
    """Tables of the rooms above that hold seals of telephones (`key_id`, `seal`)."""
    labels = [label for module in _modules() for label in getattr(module, "SEALED", ())]
    return [apps.get_model(label) for label in labels]


# ── the acts, in words ────────────────────────────────────────────────────────────────────────

_words: dict[str, str] = {}


def say_acts_with(words: Mapping[str, str]) -> None:
    """The highest floor knows what every act is called; it hands the words down once."""
    _words.update(words)


def said(act: str) -> str:
    """An act as a person reads it; its code while nobody has handed words down."""
    return _words.get(act, act)


# ── whose, and where ──────────────────────────────────────────────────────────────────────────


def home_of(unit: Unit) -> Unit:
    """The commune a unit belongs to, else its province, else itself."""
    if unit.kind == Kind.COMMUNE:
        return unit
    return unit.commune or unit.province or unit


def around(person: User) -> QuerySet[Unit]:
    """Units in which somebody may be written about: the communes of all their terms, or bodies."""
    terms = Term.objects.filter(person=person).select_related("unit__commune", "unit__province")
    found = Unit.objects.none()
    for home in {home_of(term.unit) for term in terms}:
        found |= (
            Unit.objects.within(home)
            if home.kind == Kind.COMMUNE
            else Unit.objects.filter(pk=home.pk)
        )
    return found.distinct()


# ── nothing is forgotten ──────────────────────────────────────────────────────────────────────

PERSONAL = re.compile(
    r"name|phone|mobile|mail|address|signer|birth|identity|passport|contact|account_id|term_id"
    r"|agent|(^|_)ip(_|$)|responsible|about|personal|citizen|household"
)


def unanswered() -> list[str]:
    """Fields that look personal and that no room has answered for: write them into `holdings`."""
    answered = set(impersonal())
    for holding in holdings():
        answered |= set(holding.fields)
    for text in written():
        answered |= {text.field, *text.also}
    return sorted(set(_personal_fields()) - answered)


def forgotten_answers() -> list[str]:
    """Fields that a room answers for and that do not exist (any more)."""
    standing = {
        f"{model._meta.label}.{one.name}"
        for model in apps.get_models(include_auto_created=True)
        for one in model._meta.get_fields()
    }
    answered = {name for holding in holdings() for name in holding.fields}
    answered |= {text.field for text in written()} | set(impersonal())
    return sorted(answered - standing)


def _personal_fields() -> Iterator[str]:
    for model in apps.get_models(include_auto_created=True):
        if model._meta.proxy:
            continue
        for one in [*model._meta.concrete_fields, *model._meta.many_to_many]:
            if one.related_model in {User, Term} or PERSONAL.search(one.name):
                yield f"{model._meta.label}.{one.name}"
