"""What waits for a jurist, in the order of the ten points, and the state of it all on paper."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from civics.rulebook import Rule, Value
from danchu.kit.law import book
from danchu.people.models import Term
from danchu.rulebook.points import POINTS, Point, point_of
from danchu.rulebook.standing import Said, Standing
from danchu.rulebook.words import lines, short


class Waiting(NamedTuple):
    """One value, and what jurists said about it."""

    rule: Rule
    value: Value
    said: Said

    @property
    def address(self) -> str:
        return f"/luat/{self.rule.key}/"

    @property
    def confirm_address(self) -> str:
        return f"/luat/{self.rule.key}/xac-nhan/?tu={self.value.since.isoformat()}"

    @property
    def short(self) -> str:
        return short(self.value)

    @property
    def whole(self) -> str:
        """All of it: what is signed on paper must stand on the paper."""
        return "; ".join(f"{line.name}: {line.text}" for line in lines(self.value))

    @property
    def confirmed(self) -> bool:
        return self.said.confirmation is not None or self.value.confirmed_by is not None

    @property
    def state(self) -> tuple[str, str]:
        """Kind and words of its mark."""
        if self.said.objections:
            return "late", f"có ý kiến phản đối: {self.said.objections[0].reason}"
        if self.said.lost:
            return "soon", "đã sửa sau khi xác nhận"
        if self.confirmed:
            return "ok", "đã xác nhận"
        return "none", "chưa có người xác nhận"


class Chapter(NamedTuple):
    """One point with its values; the last chapter has no point: the rest of the law."""

    point: Point | None
    waiting: list[Waiting]  # not confirmed, or edited, or objected to
    whole: int

    @property
    def done(self) -> int:
        return self.whole - len(self.waiting)


def values() -> list[Waiting]:
    """Every value of the book with what was said about it: two queries."""
    standing = Standing(book().rules)
    return [
        Waiting(rule, value, standing.said(rule, value))
        for rule in book().rules.values()
        for value in rule.values
    ]


def chapters() -> list[Chapter]:
    """The ten points in their order, then the rest."""
    by_point: dict[int, list[Waiting]] = {}
    for one in values():
        point = point_of(one.rule, one.value)
        by_point.setdefault(point.number if point else 0, []).append(one)
    found = []
    for each in (*POINTS, None):
        whole = by_point.get(each.number if each else 0, [])
        waiting = [one for one in whole if not one.confirmed or one.said.objections]
        found.append(Chapter(each, waiting, len(whole)))
    return found


# ── on paper ──────────────────────────────────────────────────────────────────────────────────


class Article(NamedTuple):
    """The values of one article of one instrument, for the sheet."""

    instrument: str
    article: int | None
    lines: list[Waiting]


def sheet() -> list[Article]:
    """Every value, grouped by instrument and article, in the order of the law."""
    groups: dict[tuple[str, int], list[Waiting]] = {}
    for one in values():
        place = one.value.instrument, one.value.cite.article or 0
        groups.setdefault(place, []).append(one)
    order = {one.name: n for n, one in enumerate(book().instruments)}
    ordered = sorted(groups, key=lambda place: (order.get(place[0], len(order)), place[1]))
    return [Article(name, article or None, groups[name, article]) for name, article in ordered]


def counts(articles: Iterable[Article]) -> dict[str, int]:
    """How many values there are, answered for, objected to."""
    all_lines = [one for article in articles for one in article.lines]
    return {
        "whole": len(all_lines),
        "confirmed": sum(one.confirmed for one in all_lines),
        "objected": sum(bool(one.said.objections) for one in all_lines),
    }


def signers(articles: Iterable[Article]) -> list[Term]:
    """Everybody who answers for a value on the sheet: each signs under it once."""
    found: dict[int, Term] = {}
    for article in articles:
        for one in article.lines:
            if one.said.confirmation:
                term = one.said.confirmation.confirmed_by
                found.setdefault(term.person_id, term)
    return list(found.values())


def paper(*, on: date) -> dict[str, Any]:
    """The head of the sheet. No form is prescribed for it."""
    return {
        "org_upper": "ỦY BAN NHÂN DÂN TỈNH THÁI NGUYÊN",
        "org": "SỞ TƯ PHÁP",
        "place": "Thái Nguyên",
        "day": on,
        "proposed": True,
    }
