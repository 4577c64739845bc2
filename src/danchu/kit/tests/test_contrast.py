"""Every text and every edge of a control can be seen, by day and by night (WCAG 2.2 AA)."""

import re
from pathlib import Path

import pytest

import danchu

CSS = (Path(danchu.__file__).parent / "kit/static/kit/tokens.css").read_text(encoding="utf-8")
DECLARED = re.compile(r"--([\w-]+):\s*([^;]+);")
GROUNDS = ["page", "surface", "sunken"]
TEXT = [
    *((ink, ground) for ink in ("ink", "ink-2", "ink-3", "link") for ground in GROUNDS),
    *((ink, ground) for ink in ("ok", "soon", "late", "none") for ground in GROUNDS),
    *((tone, f"{tone}-bg") for tone in ("ok", "soon", "late", "none")),
    *((ink, f"{tone}-bg") for ink in ("ink", "ink-3", "link") for tone in ("ok", "soon", "late")),
    *(("on-action", ground) for ground in ("action", "action-hover")),
    *((ink, ground) for ink in ("on-tint", "ink-2", "link") for ground in ("tint", "tint-2")),
    *((ink, ground) for ink in ("on-cloth", "on-cloth-2") for ground in ("cloth", "cloth-2")),
]
SHAPES = [
    *(("line-strong", ground) for ground in GROUNDS),
    *(("focus", ground) for ground in GROUNDS),
    *((fill, "surface") for fill in ("ok-fill", "late-fill", "action", "ink-2")),
    ("on-ok", "ok-fill"),
]


def blocks() -> list[tuple[str, dict[str, str]]]:
    bare = re.sub(r"/\*.*?\*/", "", CSS, flags=re.DOTALL)
    return [
        (name.strip(), dict(DECLARED.findall(body)))
        for name, body in re.findall(r"([^{}]+)\{([^{}]*)\}", bare)
    ]


def theme(name: str) -> dict[str, str]:
    told = blocks()
    day = next(said for where, said in told if '[data-theme="light"],' in where)
    shelf = next(said for _, said in told if "indigo-950" in said)
    night = next(said for where, said in told if where == '[data-theme="dark"]')
    return {**shelf, **day, **(night if name == "dark" else {})}


def light(colour: str) -> float:
    whole = colour if len(colour) == 7 else "#" + "".join(one * 2 for one in colour[1:])
    parts = [int(whole[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(colours: dict[str, str], one: str, other: str) -> float:
    def worked_out(name: str) -> str:
        value = colours[name]
        return worked_out(value[6:-1]) if value.startswith("var(") else value

    low, high = sorted(light(worked_out(name)) for name in (one, other))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", ["light", "dark"])
def test_every_word_and_every_edge_can_be_seen(name):
    colours = theme(name)
    faint = [
        f"{one} on {other}: {ratio(colours, one, other):.2f}"
        for pairs, least in ((TEXT, 4.5), (SHAPES, 3))
        for one, other in pairs
        if ratio(colours, one, other) < least
    ]

    assert faint == []
