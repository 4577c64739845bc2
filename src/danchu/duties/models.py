"""A duty: opened by an act or the calendar, closed by an act, judged by its day."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple, Self

from django.db import models
from django.db.models import Count, F, Q, Value

from danchu.people.models import Role, User
from danchu.places.models import OfThisWorld, Unit


class Basis(models.TextChoices):
    """Whose day it is. Figures of the three are never added up."""

    LAW = "law", "hạn do luật đặt"
    PARAMETER = "parameter", "mốc của tỉnh"  # the law names no day
    FALLBACK = "fallback", "hạn dự phòng"  # another law sets the day and it has not been read


class Summary(NamedTuple):
    """Counts of duties of one basis. `whole` = on_time + late + overdue_open."""

    due: int  # open, the day not yet over
    on_time: int
    late: int  # closed after the day
    overdue_open: int
    whole: int

    @classmethod
    def of(cls, rows: Iterable[tuple[Any, ...]]) -> "dict[Basis, Summary]":
        """By basis, 0 where there is no row; rows as `open_counted` and `done_counted` tell."""
        found = dict.fromkeys(Basis, cls(0, 0, 0, 0, 0))
        for basis, due, overdue, done, late in rows:
            one = cls(due, done - late, late, overdue, done + overdue)
            found[Basis(basis)] = cls(*map(sum, zip(found[Basis(basis)], one, strict=True)))
        return found


class DutyQuerySet(models.QuerySet["Duty"]):
    def live(self) -> Self:
        """Duties that were not called off."""
        return self.filter(called_off_on__isnull=True)

    def open(self) -> Self:
        return self.live().filter(done_on__isnull=True)

    def overdue(self, *, on: date) -> Self:
        """Open, and the last day is over on `on`."""
        return self.open().filter(due_on__lt=on)

    def done_late(self) -> Self:
        return self.live().filter(done_on__gt=F("due_on"))

    def late(self, *, on: date) -> Self:
        """Overdue and open, or done after the day."""
        return self.live().filter(
            Q(done_on__isnull=True, due_on__lt=on) | Q(done_on__gt=F("due_on"))
        )

    def of_units(self, units: models.QuerySet[Unit]) -> Self:
        return self.filter(unit__in=units)

    def summary(self, *, on: date) -> Summary:
        """Shares count open overdue duties, so whoever does nothing does not look punctual."""
        return Summary(*map(sum, zip(*self.summaries(on=on).values(), strict=True)))

    def summaries(self, *, on: date) -> dict[Basis, Summary]:
        """One for each basis, never added up. A basis without duties is all 0.

        One query of two halves, each out of an index that knows all it asks: the rows stay shut.
        """
        return Summary.of(self.open_counted(on=on).union(self.done_counted(), all=True))

    def open_counted(self, *, on: date) -> models.QuerySet["Duty", tuple[Any, ...]]:
        """By basis: not yet over, overdue, and zeros where `done_counted` has numbers."""
        due, overdue = (
            Count("basis", filter=Q(**{f"due_on__{past}": on})) for past in ("gte", "lt")
        )
        rows = self.open().order_by().values("basis")
        return rows.annotate(due=due, past=overdue).values_list(
            "basis", "due", "past", Value(0), Value(0)
        )

    def done_counted(self) -> models.QuerySet["Duty", tuple[Any, ...]]:
        """By basis: two zeros, done at all, and of these done late."""
        done, late = Count("basis"), Count("basis", filter=Q(done_on__gt=F("due_on")))
        rows = self.live().filter(done_on__isnull=False).order_by().values("basis")
        return rows.annotate(done=done, late=late).values_list(
            "basis", Value(0), Value(0), "done", "late"
        )


class Duty(models.Model):
    """One thing that somebody owes by one day. It knows its subject only by kind, key, address."""

    rule_key = models.CharField("quy tắc", max_length=80)
    basis = models.CharField("hạn của ai", max_length=10, choices=Basis.choices, default=Basis.LAW)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="duties", verbose_name="đơn vị")
    role = models.CharField("người làm", max_length=20, choices=Role.choices)
    what = models.CharField("việc phải làm", max_length=200)  # public: no names, no titles
    kind = models.CharField(max_length=40)  # "item", "pointer"
    key = models.CharField(max_length=60)
    address = models.CharField("nơi làm", max_length=200)
    urgent = models.BooleanField("việc khẩn", default=False)  # said by its room: first in lists

    counted_from = models.DateField("tính từ ngày")  # this day itself is not counted
    due_on = models.DateField("hạn")  # inclusive
    done_on = models.DateField("ngày làm xong", null=True)
    called_off_on = models.DateField("ngày thôi", null=True)
    called_off_why = models.CharField("lý do thôi", max_length=200, blank=True)

    objects = OfThisWorld.from_queryset(DutyQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["rule_key", "kind", "key"],
                condition=Q(done_on__isnull=True, called_off_on__isnull=True),
                name="one_open_duty_a_thing_and_rule",
            ),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | Q(called_off_on__isnull=True),
                name="duty_is_done_or_called_off_not_both",
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "due_on"], name="duty_of_unit_by_day"),
            models.Index(
                fields=["due_on"],
                condition=Q(done_on__isnull=True, called_off_on__isnull=True),
                name="duty_open_by_day",
            ),
            models.Index(  # open ones in figures: the rows stay shut
                fields=["unit", "kind", "basis", "rule_key", "due_on"],
                condition=Q(done_on__isnull=True, called_off_on__isnull=True),
                name="duty_open_counted",
            ),
            models.Index(fields=["kind", "key", "rule_key"], name="duty_of_thing"),
            models.Index(  # all that figures ask, of everybody or of some units: the rows stay shut
                fields=[
                    "kind",
                    "unit",
                    "basis",
                    "rule_key",
                    "due_on",
                    "done_on",
                    "called_off_on",
                ],
                name="duty_counted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} (hạn {self.due_on:%d/%m/%Y})"

    def overdue(self, *, on: date) -> bool:
        return self.done_on is None and self.called_off_on is None and self.due_on < on

    @property
    def was_late(self) -> bool:
        """Done, but after the day: another fact than being overdue."""
        return self.done_on is not None and self.done_on > self.due_on


class CalendarAddressQuerySet(models.QuerySet["CalendarAddress"]):
    def live(self) -> Self:
        """Addresses that were not replaced or turned off."""
        return self.filter(closed_at__isnull=True)


class CalendarAddress(models.Model):
    """A secret address under which a calendar program reads duties. It stands here only as a hash.

    Without a unit: the duties of the person's own roles. With one: of the unit and all below it.
    """

    person = models.ForeignKey(User, models.PROTECT, related_name="calendar_addresses")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    made_on = models.DateField("lập ngày")
    closed_at = models.DateTimeField("thôi dùng lúc", null=True)
    read_on = models.DateField("đọc gần nhất", null=True)
    digest = models.CharField(max_length=64, blank=True)  # of what was last read
    changed_at = models.DateTimeField("nội dung đổi lúc", null=True)

    objects = OfThisWorld.from_queryset(CalendarAddressQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(closed_at__isnull=True, unit__isnull=True),
                name="one_own_calendar_a_person",
            ),
            models.UniqueConstraint(
                fields=["person", "unit"],
                condition=Q(closed_at__isnull=True, unit__isnull=False),
                name="one_unit_calendar_a_person",
            ),
        ]

    def __str__(self) -> str:
        return f"lịch của {self.person}" + (f", {self.unit}" if self.unit else "")


import danchu.duties.summed  # noqa: E402, F401  its tables are this room's
