"""Pictures of data, drawn by the server: lengths are SVG attributes, words stay outside.

Each returns a picture together with the sentence that says the same; a page without pictures, or a
reader who hears it, loses nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from danchu.kit.templatetags.kit import _part, number

register = template.Library()

WIDE, TALL = 600, 16  # of the votes bar
BOX_WIDE, BOX_TALL = 120, 40  # of one small multiple


@register.simple_tag
def votes(
    whole: int, yes: int, no: int = 0, other: int = 0, needed: int | None = None
) -> SafeString:
    """All households side by side: solid agrees, hatch refuses, dots other, empty absent.

    The black mark stands where the law draws the line: `needed` of `whole`. Counts of households.
    """
    if not whole or min(yes, no, other) < 0 or yes + no + other > whole:
        return SafeString("")
    ends = [WIDE * count / whole for count in (yes, yes + no, yes + no + other)]
    hatch = "".join(f"M{x} {TALL}l7-{TALL}" for x in range(int(ends[0]) + 2, int(ends[1]) - 6, 8))
    dots = "".join(f"M{x} {TALL // 2}h0" for x in range(int(ends[1]) + 6, int(ends[2]) - 2, 9))
    line: SafeString | str = ""
    if needed:  # a template without it hands over ""
        at = f"{WIDE * needed / whole:.1f}"
        line = format_html('<path class="votes__line" d="M{0} -4V{1}"/>', at, TALL + 4)
    return format_html(
        '<svg class="votes" viewBox="0 -4 {0} {1}" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="votes__all" width="{0}" height="{2}"/>'
        '<rect class="votes__yes" width="{3}" height="{2}"/>'
        '<path class="votes__no" d="M{3} 0H{4}V{2}H{3}z{5}"/>'
        '<path class="votes__other" d="{6}"/>{7}</svg>',
        WIDE,
        TALL + 8,
        TALL,
        f"{ends[0]:.1f}",
        f"{ends[1]:.1f}",
        hatch,
        dots,
        line,
    )


@register.simple_tag
def votes_words(whole: int, yes: int, no: int = 0, other: int = 0, unit: str = "hộ") -> str:
    """134 tán thành, 40 không tán thành, 10 ý kiến khác, 16 không tham gia, trên 200 hộ"""
    said = [
        (yes, "tán thành"),
        (no, "không tán thành"),
        (other, "ý kiến khác"),
        (whole - yes - no - other, "không tham gia"),
    ]
    parts = ", ".join(f"{number(count)} {words}" for count, words in said if count > 0)
    return f"{parts or 'chưa có ý kiến nào'}, trên {number(whole)} {unit}"


@register.filter
def with_today(steps: Iterable[Any], today: date) -> list[dict[str, Any]]:
    """The steps of a walk, oldest first, and between what was and what comes the mark of today.

    A step of today itself has happened: the mark stands after it.
    """
    marked: list[dict[str, Any]] = []
    shown = False
    for step in sorted(steps, key=lambda one: _part(one, "on") or date.max):
        on = _part(step, "on")
        if not shown and (on is None or on > today):
            marked.append({"is_today": True, "on": today})
            shown = True
        marked.append({"step": step})
    return marked if shown else [*marked, {"is_today": True, "on": today}]


@register.filter
def scale_of(rows: Sequence[Any]) -> float:
    """The one scale of small multiples: the largest value of all, at least 1."""
    values: list[float] = [
        value for row in rows for value in _part(row, "values") if value is not None
    ]
    return max([*values, 1])


@register.simple_tag
def small(values: Sequence[float | None], most: float, kind: str = "bars") -> SafeString:
    """One of several small pictures on one scale. `None` is "no data": a dashed box, never 0."""
    step = BOX_WIDE / max(len(values), 1)
    drawn = _line(values, most, step) if kind == "line" else _bars(values, most, step)
    return format_html(
        '<svg class="small" viewBox="0 0 {} {}" preserveAspectRatio="none" aria-hidden="true">'
        '{}<path class="small__base" d="M0 {}H{}"/></svg>',
        BOX_WIDE,
        BOX_TALL,
        drawn,
        BOX_TALL,
        BOX_WIDE,
    )


def _bars(values: Sequence[float | None], most: float, step: float) -> SafeString:
    boxes = []
    for at, value in enumerate(values):
        tall = BOX_TALL - 2 if value is None else (BOX_TALL - 2) * value / most
        tall = max(tall, 1 if value else 0)
        name = "none" if value is None else "is"
        boxes.append(
            (
                name,
                f"{at * step + 1:.1f}",
                f"{BOX_TALL - tall:.1f}",
                f"{step - 2:.1f}",
                f"{tall:.1f}",
            )
        )
    return format_html_join(
        "", '<rect class="small__{}" x="{}" y="{}" width="{}" height="{}"/>', boxes
    )


def _line(values: Sequence[float | None], most: float, step: float) -> SafeString:
    """A line is broken where there is no data: nobody may read a value into the gap."""
    path, pen = "", "M"
    for at, value in enumerate(values):
        if value is None:
            pen = "M"
            continue
        path += f"{pen}{(at + 0.5) * step:.1f} {BOX_TALL - (BOX_TALL - 4) * value / most:.1f}"
        path += "h.01" if pen == "M" else ""
        pen = "L"
    return format_html('<path class="small__line" d="{}"/>', path)


@register.filter
def values_words(row: Any, labels: Sequence[str]) -> str:
    """T9: 12; T10: chưa có dữ liệu; T11: 9"""
    values = _part(row, "values")
    return "; ".join(
        f"{label}: {'chưa có dữ liệu' if value is None else number(value)}"
        for label, value in zip(labels, values, strict=False)
    )


@register.filter
def step_of(value: float | None, edges: Sequence[float]) -> int:
    """Which of five steps a value falls into; 0 is no data. An edge belongs to the step above."""
    if value is None:
        return 0
    return 1 + sum(value >= edge for edge in edges[:4])


@register.filter
def pair_up(labels: Sequence[str], values: Sequence[Any]) -> list[tuple[str, Any]]:
    """Labels beside their values, for a table row."""
    return list(zip(labels, values, strict=False))


@register.filter
def field_of(thing: Mapping[str, Any], name: str) -> Any:
    """A value by a name that is only known in the template."""
    return _part(thing, name)
