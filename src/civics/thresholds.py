"""Shares of a whole that must agree, without floats and with their reason."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

from civics.cite import Cite
from civics.errors import Refused


class Verdict(NamedTuple):
    """What the law says about a count: `yes` of `whole`, where `needed` had to agree."""

    passed: bool
    yes: int
    needed: int
    whole: int
    cite: Cite


class Threshold(NamedTuple):
    """A share of a whole that must agree.

    `strict` is "trên …" (more than); otherwise "từ … trở lên", "ít nhất" (at least). The two
    differ exactly at the edge: of 200 households 100 are half, and half is not more than half.
    `key` names the rule in law/.
    """

    share: Fraction
    strict: bool
    cite: Cite
    key: str = ""

    def needed(self, whole: int) -> int:
        """Smallest number out of `whole` (at least 1) that reaches the share."""
        if whole < 1:
            raise Refused(f"Tổng số phải từ 1 trở lên, không thể là {whole}.", self.cite)
        exact = self.share * whole
        return floor(exact) + 1 if self.strict else ceil(exact)

    def judge(self, yes: int, *, whole: int) -> Verdict:
        """Measure `yes` against the frozen `whole` (all households, never those present)."""
        needed = self.needed(whole)
        if not 0 <= yes <= whole:
            raise Refused(f"Số tán thành là {yes}, phải từ 0 đến {whole}.", self.cite)
        return Verdict(yes >= needed, yes, needed, whole, self.cite)
