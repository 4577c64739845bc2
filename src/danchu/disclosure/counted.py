"""What is counted: cells a worker fills for whole months, and taps of people who knew before.

Cells, and the rows they add up, only repeat what items and postings say; every row may be thrown
away and counted anew.
"Overdue" is nowhere in them: it comes at midnight, so a cell keeps by which day the open ones wait.
"""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q, Sum
from django.db.models.functions import Coalesce

from danchu.duties.models import Basis
from danchu.places.models import OfThisWorld


class Way(models.TextChoices):
    """Where an inspector looks; finer than `Channel`, because a board is not a culture house."""

    WEB = "web", "Trang thông tin điện tử"
    SEAT = "tru-so", "Bảng trụ sở"
    HOUSES = "nha-van-hoa", "Nhà văn hóa, điểm sinh hoạt"
    BROADCAST = "loa", "Loa truyền thanh"
    HEADS = "truong-xom", "Trưởng xóm, Tổ trưởng"
    MORE = "xa-them", "Hình thức xã thêm"


class CountedMonth(models.Model):
    """One commune and one month of signing: when its cells were last counted, and their lock."""

    unit = models.ForeignKey("places.Unit", models.PROTECT, related_name="+")
    month = models.DateField("tháng ký")  # its first day
    counted_at = models.DateTimeField("tính lúc", null=True)

    objects = OfThisWorld["CountedMonth"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "month"], name="a_month_is_counted_once"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.month:%m/%Y}"


class ChangedMonth(models.Model):
    """An act changed something that the cells of this month count. Rows are only added, so that
    two acts never wait for each other; whoever counts the month removes those it has seen."""

    unit = models.ForeignKey("places.Unit", models.PROTECT, related_name="+")
    month = models.DateField("tháng ký")

    objects = OfThisWorld["ChangedMonth"]()

    def __str__(self) -> str:
        return f"{self.unit_id} {self.month:%m/%Y}"


class CellQuerySet(models.QuerySet["Cell"]):
    def signed(self, first: date | None, last: date | None) -> Self:
        """Of papers signed in whole months from `first` to `last`; None: without an end."""
        rows = self.filter(month__gte=first) if first else self
        return rows.filter(month__lte=last) if last else rows

    def tallied(self, *by: str, on: date) -> models.QuerySet["Cell", tuple[object, ...]]:
        """One row of each `by`: on time, late, overdue on `on`, still in time, with gaps."""
        over = Q(waits_until__lt=on)
        return (
            self.order_by()
            .values_list(*by)
            .annotate(
                n_on_time=Sum("on_time"),
                n_late=Sum("late"),
                n_overdue=Coalesce(Sum("waiting", filter=over), 0),
                n_due=Coalesce(Sum("waiting", filter=Q(waits_until__gte=on)), 0),
                n_gappy=Sum("gappy"),
            )
        )


class Cell(models.Model):
    """Papers of one group signed in one month at one commune, by one way, under one kind of day."""

    unit = models.ForeignKey("places.Unit", models.PROTECT, related_name="+", db_index=False)
    month = models.DateField("tháng ký")
    group = models.PositiveSmallIntegerField("nhóm")
    way = models.CharField("cách", max_length=12, choices=Way.choices)
    basis = models.CharField("hạn của ai", max_length=10, choices=Basis.choices)
    waits_until = models.DateField("còn chờ, hạn", null=True)  # inclusive; None: all is done
    on_time = models.PositiveIntegerField("đúng hạn", default=0)
    late = models.PositiveIntegerField("trễ", default=0)
    waiting = models.PositiveIntegerField("chưa xong", default=0)
    gappy = models.PositiveIntegerField("có ngày thiếu", default=0)

    objects = OfThisWorld.from_queryset(CellQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "month", "group", "way", "basis", "waits_until"],
                name="a_cell_a_day_it_waits_for",
            ),
            models.UniqueConstraint(
                fields=["unit", "month", "group", "way", "basis"],
                condition=Q(waits_until__isnull=True),
                name="one_cell_of_what_is_done",
            ),
            models.CheckConstraint(
                condition=Q(waits_until__isnull=True, waiting=0)
                | Q(waits_until__isnull=False, on_time=0, late=0),
                name="a_cell_is_done_or_waits",
            ),
        ]
        indexes = [
            models.Index(  # the province's page reads this and no row
                fields=["way", "basis", "unit", "group", "month", "waits_until"],
                name="cell_for_the_province",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.month:%m/%Y} nhóm {self.group} {self.way}"


class PaperWay(models.Model):
    """What became of one paper by one way under one kind of day, counted with its month: the rows
    that cells add up, so that the list behind a number is found as fast as the number."""

    # No constraint: the worker would wait for acts that hold items, and they for it. Rows of an
    # item that went are masked by its mark, and lists join the items there are.
    item = models.ForeignKey(
        "disclosure.Item", models.DO_NOTHING, related_name="+", db_constraint=False
    )
    unit = models.ForeignKey("places.Unit", models.PROTECT, related_name="+", db_index=False)
    month = models.DateField("tháng ký")
    group = models.PositiveSmallIntegerField("nhóm")
    way = models.CharField("cách", max_length=12, choices=Way.choices)
    basis = models.CharField("hạn của ai", max_length=10, choices=Basis.choices)
    waits_until = models.DateField("còn chờ, hạn", null=True)  # inclusive; None: done
    late = models.PositiveSmallIntegerField("trễ")  # 0 or 1: the database adds them up
    gappy = models.PositiveSmallIntegerField("có ngày thiếu")  # 0 or 1

    objects = OfThisWorld["PaperWay"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "month", "item", "way", "basis"], name="a_way_of_a_paper_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.way} {self.basis}"


class HeardBefore(models.Model):
    """Taps at a posted QR: so many knew of it before that day, so many did not. Two numbers only:
    no account, no address, no hour. Never in a cell, never in a rating."""

    item = models.OneToOneField("disclosure.Item", models.PROTECT, related_name="heard_before")
    knew = models.PositiveIntegerField("đã biết", default=0)
    new = models.PositiveIntegerField("chưa biết", default=0)

    def __str__(self) -> str:
        return f"{self.item_id}: {self.knew} trên {self.whole}"

    @property
    def whole(self) -> int:
        return self.knew + self.new
