"""The law put into plain words for its pages."""

from datetime import date
from typing import Any, NamedTuple

from civics.rulebook import Rule, Value
from danchu.kit.folding import fold
from danchu.kit.law import book
from danchu.rulebook.models import LocalRule
from danchu.rulebook.rulebook import Applied, value
from danchu.rulebook.uses import USED_BY, Use

HIDDEN = {"number", "urgent", "personal_list"}
FIELDS = {
    "working_days": "Số ngày làm việc",
    "days": "Số ngày",
    "months": "Số tháng",
    "at_least": "Ít nhất",
    "more_than": "Trên (không gồm đúng mức này)",
    "share_of": "Tính trên",
    "name": "Tên gọi ngắn",
    "channels": "Phải công khai bằng",
    "sector_rule": "Thời điểm công khai theo",
    "places": "Ở nơi",
    "groups": "Cho các nhóm",
    "consecutive": "Liên tục",
    "permanent": "Thường xuyên",
    "forms": "Các hình thức",
    "cases": "Các trường hợp",
    "text": "Nội dung",
}


class Section(NamedTuple):
    """Rules of one file, in the order of the articles."""

    title: str
    rules: list[Rule]


TITLES = {
    "disclosure": "Công khai thông tin (Điều 11 đến 14)",
    "decisions": "Nhân dân bàn và quyết định (Điều 15 đến 24)",
    "methods": "Nội dung nào, bằng cách nào (Điều 17, 19)",
    "meetings": "Họp cộng đồng dân cư (Nghị định 59)",
    "slips": "Phát phiếu lấy ý kiến hộ gia đình (Nghị định 59)",
    "online": "Biểu quyết trực tuyến (Nghị định 59)",
    "codes": "Hương ước, quy ước (Nghị định 61)",
    "regulation": "Quy chế thực hiện dân chủ của xã",
}


def sections(query: str) -> list[Section]:
    """Every rule, by file; `query` narrows by words with or without accents."""
    wanted = fold(query).split()
    found: dict[str, list[Rule]] = {}
    for key in book().rules:
        rule = book().rule(key)
        words = fold(f"{rule.label} {rule.quote or ''} {key} {rule.values[0].cite}")
        if all(word in words for word in wanted):
            found.setdefault(rule.room, []).append(rule)
    order = [*TITLES, *(room for room in found if room not in TITLES)]
    return [Section(TITLES.get(room, room), found[room]) for room in order if room in found]


class Line(NamedTuple):
    """One field of a value, in words."""

    name: str
    text: str


class Span(NamedTuple):
    """A value for as long as it holds; both ends are inclusive."""

    since: date
    until: date | None
    cite: str
    lines: list[Line]


class Page(NamedTuple):
    """One rule as its page shows it."""

    rule: Rule
    applied: Applied | None  # None: not in force today
    spans: list[Span]
    who: str
    counted_from: str
    uses: tuple[Use, ...]
    local: list[LocalRule]


def rule_page(key: str, *, on: date) -> Page:
    """Raises UnknownRule."""
    rule = book().rule(key)
    running = any(v.since <= on and (v.until is None or on <= v.until) for v in rule.values)
    local = LocalRule.objects.filter(key=key).select_related("unit").order_by("unit__name", "since")
    return Page(
        rule=rule,
        applied=value(key, unit=None, on=on) if running else None,
        spans=[Span(v.since, v.until, str(v.cite), lines(v)) for v in reversed(rule.values)],
        who=_word("actors", rule.who),
        counted_from=_word("events", rule.counted_from),
        uses=USED_BY.get(key, ()),
        local=list(local),
    )


def lines(of: Value) -> list[Line]:
    """A value as name and text, without what only the machine reads."""
    return [
        Line(FIELDS.get(name, name), _said(name, content))
        for name, content in of.payload.items()
        if name not in HIDDEN and name != "cite"
    ]


def _said(name: str, content: Any) -> str:
    if isinstance(content, bool):
        return "có" if content else "không"
    if isinstance(content, list | tuple):
        return "; ".join(_said(name, one) for one in content)
    if isinstance(content, dict):
        if "unknown" in content:
            return f"{content['unknown']}, chưa đọc được"
        return "; ".join(_said(name, one) for one in content.values())
    sections_of_words = book().words.values()
    return next((w[content] for w in sections_of_words if content in w), str(content))


def _word(section: str, code: str | None) -> str:
    return book().words.get(section, {}).get(code, code) if code else ""
