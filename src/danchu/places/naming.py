"""How a unit is called: the word before its name, comparing names, and free addresses."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from danchu.kit.folding import fold, slug
from danchu.places.models import Kind, OldAddress, Title, Unit

LONGEST_SLUG = 150
# What stands before the name of each kind; others have no word of their own.
TITLES = {
    Kind.COMMUNITY: (Title.TO_DAN_PHO, Title.THON, Title.XOM, Title.BAN),
    Kind.COMMUNE: (Title.THI_TRAN, Title.DAC_KHU, Title.PHUONG, Title.XA),
}
SHORT = {"tdp": Title.TO_DAN_PHO}


def in_order(unit: Unit) -> tuple[str, list[str | int], int]:
    """For `sorted`: by kind, then as people count: Xóm Bản 2 before Xóm Bản 10, whatever accents.

    >>> [piece for piece in _pieces("xom ban 10")]
    ['xom ban ', 10, '']
    """
    return unit.kind, _pieces(unit.folded or fold(unit.full_name)), unit.pk


def _pieces(folded: str) -> list[str | int]:
    """Words and numbers by turns, words first, so that like is compared with like."""
    parts = re.split(r"([0-9]+)", folded)
    return [int(part) if n % 2 else part for n, part in enumerate(parts)]


class Said(NamedTuple):
    """A name taken apart."""

    title: Title
    name: str


def taken_apart(text: str, kind: Kind) -> Said | None:
    """'Xóm Đồng Tâm' as title and name; None when this kind needs a title and has none."""
    titles = TITLES.get(kind)
    if titles is None:
        return Said(Title.NONE, text)
    low = text.casefold()
    words = [(str(title.label), title) for title in titles] + list(SHORT.items())
    for word, title in words:
        if low.startswith(f"{word} "):
            return Said(title, _upper(text[len(word) :].strip()))
    return None


def same_letters(text: str) -> str:
    """For comparing names: accents count, case and spaces do not, hòa is hoà."""
    return " ".join(map(_settled, text.casefold().split()))


@lru_cache(maxsize=10_000)  # lists of a province hold the same few words over and over
def _settled(word: str) -> str:
    """The tone of a word, wherever it was put, at its end."""
    word = unicodedata.normalize("NFD", word)
    tones = "\u0300\u0301\u0303\u0309\u0323"
    return "".join(c for c in word if c not in tones) + "".join(c for c in word if c in tones)


def called(unit: Unit, title: str, name: str) -> Unit:
    """`unit` under that name, not yet written."""
    unit.title, unit.name = title, name
    unit.folded = fold(unit.full_name)[:160]
    return unit


def free_slugs(units: Iterable[Unit]) -> None:
    """Give each an address of its own: 'xom-dong-tam-xa-la-bang', '…-2' for the next of that name.

    Addresses of renamed units stay taken: they are printed on papers.
    """
    chosen = list(units)
    wanted = [_stem(unit) for unit in chosen]
    taken = _taken(wanted)
    for unit, stem in zip(chosen, wanted, strict=True):
        unit.slug = stem
        number = 2
        while unit.slug in taken:
            unit.slug = f"{stem}-{number}"
            number += 1
            if unit.slug not in taken:
                taken |= _taken([unit.slug])
        taken.add(unit.slug)


def _stem(unit: Unit) -> str:
    place = f" {unit.commune.full_name}" if unit.commune else ""
    return slug(f"{unit.full_name}{place}")[:LONGEST_SLUG].strip("-") or "don-vi"


def _taken(slugs: list[str]) -> set[str]:
    units = Unit.objects.filter(slug__in=slugs).values_list("slug", flat=True)
    old = OldAddress.objects.filter(slug__in=slugs).values_list("slug", flat=True)
    return {*units, *old}


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
