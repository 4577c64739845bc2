"""What province and communes add to the law, and what a jurist has confirmed. Rows, not files."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from danchu.people.models import Term
from danchu.places.models import Unit


class LocalRuleQuerySet(models.QuerySet["LocalRule"]):
    def running(self, *, on: date) -> Self:
        """Additions that hold on `on`; both ends are inclusive."""
        return self.filter(Q(until__isnull=True) | Q(until__gte=on), since__lte=on)


class LocalRule(models.Model):
    """One value set by a province or a commune: it extends the law, it never narrows it."""

    key = models.CharField("quy tắc", max_length=80)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="local_rules")
    since = models.DateField("từ ngày")
    until = models.DateField("đến hết ngày", null=True)
    value = models.JSONField("giá trị")
    document = models.CharField("văn bản quyết định", max_length=160)
    signer = models.CharField("người ký", max_length=120)
    set_by = models.ForeignKey(Term, models.PROTECT, related_name="+")

    objects = LocalRuleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "unit", "since"], name="one_local_rule_a_day"),
        ]
        indexes = [models.Index(fields=["key", "unit"], name="local_rule_by_key")]

    def __str__(self) -> str:
        return f"{self.key} ở {self.unit} từ {self.since:%d/%m/%Y}"
