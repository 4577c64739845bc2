"""Which way of deciding the law allows, for which matter and scope, and under which condition."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from civics.cite import Cite
from civics.errors import NotInForce, Refused
from civics.rulebook import Rulebook

WAYS = ("meeting", "slips", "online")
MATTERS = (
    "contribution",
    "community_fund",
    "village_code",
    "community_head",
    "boards",
    "self_managed",
)
SCOPES = ("community", "commune")


class Method(NamedTuple):
    """One cell of matter × scope × way.

    `allowed` false is never; true with a `condition` is only when the condition holds; true
    without one is always.
    """

    allowed: bool
    condition: str | None
    cite: Cite
    key: str


class ShortMeeting(NamedTuple):
    """Whether a meeting gathered too few households for the matter to be able to pass.

    `opens` slips when `present` < `needed` of `whole`. A meeting that gathered enough and
    voted no opens nothing.
    """

    opens: bool
    present: int
    needed: int
    whole: int
    cite: Cite


def method(book: Rulebook, matter: str, way: str, *, scope: str = "community", on: date) -> Method:
    """The cell of the matrix that is in force on `on`."""
    book.check_matter(matter, scope)
    if way not in WAYS:
        raise Refused(f"Không có cách quyết định '{way}'; hãy chọn một trong: {', '.join(WAYS)}.")
    for key, rule in book.rules.items():
        if (
            rule.room == "methods"
            and rule.scope == scope
            and matter in rule.matters
            and way in rule.ways
        ):
            value = rule.value(on=on)
            condition = value.get("condition")
            text = " ".join(condition.split()) if isinstance(condition, str) else None
            return Method(value.get("allowed") is True, text, value.cite, key)
    raise NotInForce(f"methods {matter} {scope} {way}", on, since=on)


def methods(
    book: Rulebook, matter: str, *, scope: str = "community", on: date
) -> dict[str, Method]:
    """All three ways for one matter, in the order of Điều 17 khoản 1."""
    return {way: method(book, matter, way, scope=scope, on=on) for way in WAYS}


def short_meeting(
    book: Rulebook, matter: str, *, households: int, present: int, on: date
) -> ShortMeeting:
    """Whether slips may follow a community meeting where `present` of `households` came.

    `households` is every household of the community, `present` those represented. For a
    village code the measure is the attendance itself, since NĐ 61 (16/8/2023): more than
    half. Source: Luật Điều 19 khoản 1 điểm b; NĐ 59 Điều 4 khoản 1 điểm b; NĐ 61 Điều 10.
    """
    slips = method(book, matter, "slips", on=on)
    needed = book.threshold_for(matter, on=on).needed(households)
    if matter == "village_code" and on >= book.rule("codes.attendance").values[0].since:
        needed = book.threshold("codes.attendance", on=on).needed(households)
    if not 0 <= present <= households:
        raise Refused(
            f"Số hộ có mặt là {present}, phải từ 0 đến {households} là tổng số hộ.", slips.cite
        )
    return ShortMeeting(present < needed, present, needed, households, slips.cite)
