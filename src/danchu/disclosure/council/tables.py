"""Sessions of the council for which a report is due; words the office writes beside numbers."""

from django.db import models
from django.db.models import F, Q

from danchu.people.models import Term
from danchu.places.models import OfThisWorld, Unit

LONGEST = 4000  # characters of one part: a page and a half


class CouncilSession(models.Model):
    """One regular session: its day as the office entered it, the days that the report is about."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    name = models.CharField("kỳ họp", max_length=120)
    held_on = models.DateField("ngày họp")
    since = models.DateField("báo cáo từ ngày")
    until = models.DateField("đến hết ngày")  # inclusive
    entered_by = models.ForeignKey(Term, models.PROTECT, related_name="+")
    entered_on = models.DateField("ngày ghi")
    earlier = models.JSONField("ngày họp ghi trước đó", default=list)  # ["2026-12-10"]

    opening = models.TextField("lời mở đầu", max_length=LONGEST, blank=True)
    body = models.TextField("đánh giá, nguyên nhân", max_length=LONGEST, blank=True)
    closing = models.TextField("việc sẽ làm, kiến nghị", max_length=LONGEST, blank=True)

    objects = OfThisWorld["CouncilSession"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "held_on"], name="one_session_a_day"),
            models.CheckConstraint(
                condition=Q(since__lte=F("until"), until__lte=F("held_on")),
                name="a_report_is_about_days_before_the_session",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, ngày {self.held_on:%d/%m/%Y}"


class QuarterlyWords(models.Model):
    """Words of the office around the list of one quarter. The list itself is the records'."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("năm")
    quarter = models.PositiveSmallIntegerField("quý")
    opening = models.TextField("lời mở đầu", max_length=LONGEST, blank=True)
    closing = models.TextField("lời cuối", max_length=LONGEST, blank=True)
    written_by = models.ForeignKey(Term, models.PROTECT, related_name="+")
    written_on = models.DateField("ngày ghi")

    objects = OfThisWorld["QuarterlyWords"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year", "quarter"], name="one_wording_a_quarter"
            ),
        ]

    def __str__(self) -> str:
        return f"Lời của danh sách quý {self.quarter}/{self.year}"
