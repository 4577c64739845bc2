"""Quarters of a year."""

from datetime import date, timedelta
from typing import NamedTuple, Self


class Quarter(NamedTuple):
    """One quarter; first and last day are inclusive."""

    year: int
    number: int  # 1–4

    @classmethod
    def of(cls, day: date) -> Self:
        return cls(day.year, (day.month + 2) // 3)

    @classmethod
    def named(cls, year: int, number: int) -> Self | None:
        """The quarter of an address somebody typed; None when there is no such quarter."""
        return cls(year, number) if 2000 <= year < 3000 and 1 <= number <= 4 else None

    @classmethod
    def before(cls, day: date) -> Self:
        """The last quarter that is over on `day`."""
        return cls.of(cls.of(day).first_day - timedelta(days=1))

    @property
    def first_day(self) -> date:
        return date(self.year, self.number * 3 - 2, 1)

    @property
    def last_day(self) -> date:
        following = date(self.year + self.number // 4, self.number % 4 * 3 + 1, 1)
        return following - timedelta(days=1)

    def __str__(self) -> str:
        return f"quý {self.number}/{self.year}"
