"""The only place that asks what time it is. Everything else is given the day."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.utils import timezone

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def now() -> datetime:
    """This moment, aware, UTC inside."""
    return timezone.now()


def today() -> date:
    """The calendar day in Việt Nam, where the law counts its days."""
    return timezone.localdate(timezone=VIETNAM)


def day_of(moment: datetime) -> date:
    """The Vietnamese calendar day on which `moment` falls."""
    return timezone.localdate(moment, timezone=VIETNAM)


def moment_on(day: date) -> datetime:
    """The moment of an act done on `day`: now when that is today, else noon of that day."""
    return now() if day == today() else datetime.combine(day, time(12), tzinfo=VIETNAM)
