"""What `civics` says when it cannot answer. Messages are for the person reading, in Vietnamese."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches

from civics.cite import Cite


class CivicsError(Exception):
    """Base of everything this package raises on purpose; `message` is one clear sentence."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class Refused(CivicsError):
    """The law does not allow what was asked; `cite` says where, if anywhere."""

    def __init__(self, message: str, cite: Cite | None = None) -> None:
        super().__init__(message)
        self.cite = cite


class UnknownRule(CivicsError):
    """No rule has this key."""

    def __init__(self, key: str, known: Iterable[str] = ()) -> None:
        near = get_close_matches(key, list(known), n=1)
        hint = f" (gần giống: '{near[0]}')" if near else ""
        super().__init__(f"Không có quy tắc '{key}' trong thư mục law/{hint}.")
        self.key = key


class NotInForce(CivicsError):
    """The rule exists, but not on the day asked about."""

    def __init__(
        self, key: str, on: date, *, since: date, until: date | None = None, label: str = ""
    ) -> None:
        if until is not None and on > until:
            span = f"đã hết hiệu lực sau ngày {until:%d/%m/%Y}"
        else:
            span = f"chưa có hiệu lực, chỉ áp dụng từ ngày {since:%d/%m/%Y}"
        super().__init__(f"Vào ngày {on:%d/%m/%Y}, quy định “{label or key}” {span}.")
        self.key = key
        self.on = on


class NoCalendar(CivicsError):
    """A day falls in a year whose days off are not in law/holidays/."""

    def __init__(self, year: int) -> None:
        super().__init__(
            f"Chưa có lịch nghỉ lễ, tết năm {year} trong law/holidays/ nên chưa tính được hạn."
        )
        self.year = year


class LawFileError(CivicsError):
    """A file of law/ cannot be read as law: which file, which rule, why."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"{where}: {reason}.")
        self.where = where
        self.reason = reason
