"""The fields a file of law/ may use, and what each must hold. A field's name is its unit."""

from __future__ import annotations

import re
from fractions import Fraction
from types import MappingProxyType

from civics.rules import TIME_UNITS

EXTENDS = ("longer", "shorter", "more", "none")
FILE_FIELDS = frozenset({"instrument", "consolidated", "confirmed_by"})
# said once for every rule of the file
HEADING_FIELDS = FILE_FIELDS | {"sphere", "confidence", "source"}

# Fields of a rule and the kind of what they hold; see `schema` for the kinds.
RULE_FIELDS = MappingProxyType(
    {
        "label": "text",
        "quote": "text",
        "who": "actor",
        "to": "actors",
        "counted_from": "event",
        "counted_before": "event",
        "matters": "matters",
        "scope": "scope",
        "sphere": "sphere",
        "ways": "ways",
        "share_of": "whole",
        "when": "text",
        "extends": "extends",
        "note": "text",
        "interpretation": "yes_no",
        "parameter": "parameter",
        "proposal": "yes_no",
        "since": "values",
    }
)

# About a value, not of it: these do not enter the payload.
VALUE_FIELDS = MappingProxyType(
    {
        "cite": "place",
        "instrument": "text",
        "until": "day",
        "consolidated": "yes_no",
        "confirmed_by": "text",
        "confidence": "confidence",
        "source": "source",
    }
)

PAYLOAD_FIELDS = MappingProxyType(
    {
        # counts: the name is the unit
        **dict.fromkeys(TIME_UNITS, "count"),
        "persons": "count",
        "persons_min": "count",
        "persons_max": "count",
        "households": "count",
        "households_min": "count",
        "communities_min": "count",
        "copies": "count",
        "months_left": "count",
        "staff_below": "count",
        "staff_min": "count",
        "staff_max": "count",
        "times_convened": "count",
        "times_per_year": "count",
        "years": "count",
        "slips_per_household": "count",
        "communities_below": "count",
        "members_min": "count",
        "days_per_week": "count",
        "days_per_month": "count",
        "age_min": "count",
        "score_min": "count",
        "score_max": "count",
        "indicators": "count",
        "times": "count",
        "hours": "count",
        # days of the calendar: "11-30" of every year, or one day once
        "before_day": "month_day",
        "on_day": "month_day",
        "before_date": "day",
        # shares
        "at_least": "share",
        "more_than": "share",
        # lists
        "groups": "numbers",
        "channels": "channels",
        "places": "places",
        "scopes": "scopes",
        "ways": "ways",
        "bars": "texts",
        "cases": "texts",
        "conditions": "texts",
        "forms": "texts",
        "members": "texts",
        "options": "texts",
        "periods": "periods",
        "points": "texts",
        "steps": "texts",
        # facts
        "allowed": "yes_no",
        "at_once": "yes_no",
        "consecutive": "yes_no",
        "one_or_more": "yes_no",
        "permanent": "yes_no",
        "personal_list": "yes_no",
        "posted_too": "yes_no",
        "promptly": "yes_no",
        "urgent": "yes_no",
        # words
        "condition": "text",
        "effective": "text",
        "head": "text",
        "name": "text",
        "number": "count",
        "or_else": "text",
        "period": "period",
        "prescribed_form": "text",
        "sector_rule": "sector_rule",
        "text": "text",
        "unknown": "text",
    }
)

_SHARE = re.compile(r"[1-9]\d*/[1-9]\d*")


def is_share(text: object) -> bool:
    """Whether this is a share written as the law writes it: "2/3", above 0 and at most 1.

    A float never is: 0.66 is not two thirds.
    """
    return isinstance(text, str) and _SHARE.fullmatch(text) is not None and Fraction(text) <= 1
