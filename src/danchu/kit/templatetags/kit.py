"""The words and marks every page shares: icons, Vietnamese days, figures with their whole."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django import template
from django.template import Context
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from danchu.kit import codes, downloads
from danchu.kit.clock import VIETNAM

register = template.Library()

# kind → (icon, tone). Filled icons are kept for the two facts that matter most: ok and late.
KINDS: dict[str, tuple[str, str]] = {
    "ok": ("ok", "ok"),
    "late": ("late", "late"),
    "late_done": ("lateok", "late"),
    "done_late": ("lateok", "late"),
    "soon": ("soon", "soon"),
    "today": ("soon", "soon"),
    "half": ("half", "soon"),
    "done": ("ok", "ok"),
    "now": ("half", "soon"),
    "next": ("calendar", "none"),
    "none": ("none", "none"),
    "far": ("soon", "none"),
    "paused": ("pause", "none"),
    "sealed": ("lock", "none"),
    "no": ("x", "late"),
    "info": ("info", "none"),
}
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
STATE_WORDS = {"ok": "đã xong", "now": "đang làm", "late": "trễ", "next": "chưa đến lượt"}
BAR_WIDTH = 600


# ── marks ─────────────────────────────────────────────────────────────────────────────────────


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """One small picture of `icons.svg`; silent beside a word, spoken when it has a `label`."""
    if not label:
        return _silent(name)
    return format_html(
        '<svg class="icon" role="img" aria-label="{}"><use href="{}#i-{}"/></svg>',
        label,
        static("kit/icons.svg"),
        name,
    )


@lru_cache(maxsize=256)
def _silent(name: str) -> SafeString:
    """A list of fifty rows asks for the same few a hundred times."""
    use = format_html('<use href="{}#i-{}"/>', static("kit/icons.svg"), name)
    return format_html('<svg class="icon" aria-hidden="true">{}</svg>', use)


@register.simple_tag
def status(kind: str, words: Any, chip: bool = False) -> SafeString:
    """One state in a word with its mark: `_status.html` for lists, where a hundred stand."""
    icon_name, colour = KINDS.get(kind, KINDS["none"])
    return format_html(
        '<span class="status status--{}{}">{}<span>{}</span></span>',
        colour,
        " status--chip" if chip else "",
        _silent(icon_name),
        words,
    )


@register.simple_tag
def clock_line(face: Any) -> SafeString:
    """A clock (`duties.faces.Face`) in one line; made of spans, so it fits in a paragraph."""
    icon_name, colour = KINDS.get(_part(face, "state"), KINDS["none"])
    due, whose = _part(face, "due") or "", _part(face, "whose") or ""
    if whose:
        due = format_html('{}<span class="whose">{}</span>', f"{due}, " if due else "", whose)
    return format_html(
        '<span class="clock clock--line clock--{}">{}<span class="clock__left">{}</span>{}{}{}'
        "</span>",
        colour,
        _silent(icon_name),
        _part(face, "words"),
        *((_DUE, due, _END) if due else ("", "", "")),
    )


_DUE, _END = SafeString('<span class="clock__due">'), SafeString("</span>")


@register.simple_tag(takes_context=True)
def as_csv(context: Context) -> str:
    """The address of this page's list as a file (`kit.downloads`)."""
    return downloads.address(context["request"])


@register.filter
def mark(kind: str) -> str:
    """The icon of a status kind; an unknown kind shows as "no data", never as done."""
    return KINDS.get(kind, KINDS["none"])[0]


@register.filter
def tone(kind: str) -> str:
    """The colour family of a status kind: ok, soon, late or none."""
    return KINDS.get(kind, KINDS["none"])[1]


@register.simple_tag
def qr(address: str, label: str = "Mã QR tới trang này") -> SafeString:
    """A QR code as plain SVG, black on white, sized by CSS. Level M survives a photocopier."""
    code = codes.qr(address, error="m")
    size = code.symbol_size(border=0)[0]
    path = "".join(
        f"M{column} {row}h1v1h-1z"
        for row, line in enumerate(code.matrix)
        for column, dark in enumerate(line)
        if dark
    )
    return format_html(
        '<svg class="qr" role="img" aria-label="{}" viewBox="-2 -2 {} {}" '
        'shape-rendering="crispEdges"><rect class="qr__paper" x="-2" y="-2" width="100%" '
        'height="100%"/><path d="{}"/></svg>',
        label,
        size + 4,
        size + 4,
        path,
    )


# ── days and moments ──────────────────────────────────────────────────────────────────────────


def _vietnamese_day(value: date | datetime) -> date:
    if isinstance(value, datetime):
        return value.astimezone(VIETNAM).date() if value.tzinfo else value.date()
    return value


@register.filter
def day(value: date | datetime | None) -> str:
    """07/12/2026"""
    return f"{_vietnamese_day(value):%d/%m/%Y}" if value else ""


@register.filter
def weekday_day(value: date | datetime | None) -> str:
    """thứ Hai, 07/12/2026"""
    return f"{WEEKDAYS[_vietnamese_day(value).weekday()]}, {day(value)}" if value else ""


@register.filter
def long_day(value: date | datetime | None) -> str:
    """ngày 07 tháng 12 năm 2026, as official papers write it: 0 before days < 10, months 1, 2."""
    if not value:
        return ""
    its = _vietnamese_day(value)
    month = f"{its.month:02d}" if its.month < 3 else str(its.month)
    return f"ngày {its.day:02d} tháng {month} năm {its.year}"


@register.filter
def moment(value: datetime | None) -> str:
    """09:12 ngày 18/11/2026, in Vietnamese time"""
    if not value:
        return ""
    local = value.astimezone(VIETNAM) if value.tzinfo else value
    return f"{local:%H:%M} ngày {local:%d/%m/%Y}"


# ── numbers ───────────────────────────────────────────────────────────────────────────────────


@register.filter
def number(value: float | None) -> str:
    """4.615; 1,5"""
    if value is None:
        return ""
    shown = f"{value:,d}" if isinstance(value, int) else f"{value:,.1f}"
    return shown.translate(str.maketrans(",.", ".,"))


@register.filter
def size(count: int | None) -> str:
    """410 KB; 1,2 MB. Thousands of bytes, as people's phones count them."""
    if count is None:
        return ""
    if count < 1_000_000:
        return f"{number(max(1, round(count / 1000)))} KB"
    return f"{number(round(count / 1_000_000, 1))} MB"


@register.simple_tag
def share(part: int | None, whole: int | None, unit: str = "") -> str:
    """61 trên 64 việc. Without a whole there is no data, and that is said."""
    if part is None or not whole:
        return "chưa có dữ liệu"
    return f"{number(part)} trên {number(whole)} {unit}".rstrip()


@register.simple_tag
def bar(whole: int, **parts: int) -> SafeString:
    """Kinds of a whole side by side; lengths are SVG attributes, so no inline style is needed.

    The words beside it say the same, so it is hidden from screen readers.
    """
    pieces: list[tuple[str, str, str]] = []
    start = 0.0
    for kind, count in parts.items():
        if count and whole:
            width = BAR_WIDTH * count / whole
            pieces.append((kind, f"{start:.1f}", f"{max(width - 2, 3):.1f}"))
            start += width
    return format_html(
        '<svg class="bar" viewBox="0 0 {0} 12" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="track" width="{0}" height="12" rx="3"/>{1}</svg>',
        BAR_WIDTH,
        format_html_join("", '<rect class="{}" x="{}" width="{}" height="12" rx="2"/>', pieces),
    )


# ── words read aloud for pictures ─────────────────────────────────────────────────────────────


def _part(thing: Any, name: str) -> Any:
    return thing.get(name) if isinstance(thing, Mapping) else getattr(thing, name, None)


@register.filter
def pips_words(pips: Sequence[str]) -> str:
    """Đã qua 2 trên 5 ngày làm việc, 2 ngày nghỉ không tính"""
    done, rest = pips.count("done"), pips.count("rest")
    words = f"Đã qua {done} trên {len(pips) - rest} ngày làm việc"
    return f"{words}, {rest} ngày nghỉ không tính" if rest else words


@register.filter
def days_words(days: Sequence[str]) -> str:
    """14 trên 30 ngày, đứt 2 ngày"""
    held, gaps = days.count("on") + days.count("now"), days.count("gap")
    words = f"{held} trên {len(days)} ngày"
    return f"{words}, đứt {gaps} ngày" if gaps else words


@register.filter
def channel_words(channels: Iterable[Any]) -> str:
    """trang điện tử: đã xong; niêm yết: đang làm"""
    return "; ".join(
        f"{_part(one, 'name')}: {STATE_WORDS.get(str(_part(one, 'state')), 'chưa')}"
        for one in channels
    )


@register.filter
def shared_notes(cites: Sequence[Any]) -> list[str]:
    """Notes that every one of several cites carries: said once, under all of them."""
    lists = [list(_part(cite, "notes") or []) for cite in cites]
    if len(lists) < 2:
        return []
    return [note for note in lists[0] if all(note in others for others in lists[1:])]


@register.filter
def without(notes: Iterable[str] | None, others: Sequence[str]) -> list[str]:
    """`notes` that are not among `others`."""
    return [note for note in notes or [] if note not in others]


@register.filter
def marked(quote: str, words: str) -> SafeString:
    """The law's sentence with its decisive words underlined; the rest is escaped."""
    before, found, after = quote.partition(words) if words else (quote, "", "")
    if not found:
        return format_html("{}", quote)
    return format_html("{}<mark>{}</mark>{}", before, found, after)
