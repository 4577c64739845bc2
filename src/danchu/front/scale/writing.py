"""Made-up papers and names out of `words`, and their words as the search index holds them."""

from bisect import bisect
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate
from random import Random
from typing import NamedTuple

from danchu.front.scale import words
from danchu.kit.folding import fold, joined

STEEP = 1.7  # how much more seldom the next word is
UNITS = ("triệu đồng", "triệu đồng", "nghìn đồng")


class Words(NamedTuple):
    """What one paper says."""

    title: str
    body: str
    personal_list: str


def name(rng: Random) -> str:
    """A made-up name, of a man or a woman."""
    woman = rng.random() < 0.5
    middle, last = (words.DEM_NU, words.TEN_NU) if woman else (words.DEM_NAM, words.TEN_NAM)
    return f"{rng.choice(words.HO)} {rng.choice(middle)} {rng.choice(last)}"


def paper(group: int, hamlets: list[str], *, on: date, lists: bool, rng: Random) -> Words:
    """A paper of one group, signed on `on`; `lists`: with a list of people."""
    about = words.GROUPS[group]
    said = _said(hamlets, on, rng)
    title = rng.choice(about.titles).format_map(said)
    sentences = rng.sample(about.sentences, rng.randint(2, len(about.sentences)))
    parts = [one.format_map(said | _more(rng)) for one in sentences]
    closing = rng.choice(words.CLOSING).format_map(said)
    people = _people(hamlets, rng) if lists else ""
    return Words(title, f"{' '.join(parts)}\n\n{closing}", people)


def _said(hamlets: list[str], on: date, rng: Random) -> dict[str, str]:
    return {
        "xom": rng.choice(hamlets),
        "xom2": rng.choice(hamlets),
        "doan": rng.choice(words.DOAN),
        "quy": f"quý {(on.month + 2) // 3}/{on.year}",
        "nam": str(on.year + (on.month > 10)),
        "ngay": f"{on + timedelta(days=rng.randint(5, 40)):%d/%m/%Y}",
        **_more(rng),
    }


def _more(rng: Random) -> dict[str, str]:
    """New numbers for each sentence."""
    return {
        "vat": _seldom(words.VAT, rng),
        "mon": _seldom(words.MON, rng),
        "n": str(rng.randint(2, 40)),
        "m": str(rng.randint(3, 90)),
        "ho": str(rng.randint(20, 1400)),
        "tien": f"{rng.randint(3, 990)} {rng.choice(UNITS)}",
        "gia": f"{rng.randint(1, 60) * 5}.000 đồng",
        "ha": str(rng.randint(1, 90)),
        "km": f"{rng.randint(1, 9)},{rng.randint(0, 9)}",
    }


def _seldom(found: tuple[str, ...], rng: Random) -> str:
    """One of them, the first ones most of the time."""
    chances = _chances(len(found))
    return found[bisect(chances, rng.random() * chances[-1])]


@lru_cache
def _chances(count: int) -> list[float]:
    return list(accumulate((rank + 1) ** -STEEP for rank in range(count)))


def _people(hamlets: list[str], rng: Random) -> str:
    return "\n".join(
        f"{name(rng)} (minh họa), {rng.choice(hamlets)}: {rng.randint(2, 60)} triệu đồng"
        for _ in range(rng.randint(2, 8))
    )


def indexed(plain: str) -> str:
    """What `kit.search.indexed` makes of it, a word at a time: the same words come again."""
    chunks = plain.split()
    numbers = dict.fromkeys(word for chunk in chunks if (word := _joined(chunk)))
    return " ".join([folded(plain), *numbers])


def folded(text: str) -> str:
    """What `kit.folding.fold` makes of it, a word at a time."""
    return " ".join(bare for chunk in text.split() if (bare := _fold(chunk)))


_fold = lru_cache(maxsize=50_000)(fold)
_joined = lru_cache(maxsize=50_000)(joined)
