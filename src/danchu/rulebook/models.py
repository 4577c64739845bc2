"""What province and communes add to the law, and what a jurist has confirmed. Rows, not files."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from danchu.people.models import Term, User
from danchu.places.models import OfThisWorld, Unit


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

    objects = OfThisWorld.from_queryset(LocalRuleQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "unit", "since"], name="one_local_rule_a_day"),
        ]
        indexes = [models.Index(fields=["key", "unit"], name="local_rule_by_key")]

    def __str__(self) -> str:
        return f"{self.key} ở {self.unit} từ {self.since:%d/%m/%Y}"

    def runs(self, *, on: date) -> bool:
        """Whether it holds on `on`, as `LocalRuleQuerySet.running` says it."""
        return self.since <= on and (self.until is None or on <= self.until)


class Confirmation(models.Model):
    """A jurist answers for one value. `digest` is of what was read: an edit loses it."""

    key = models.CharField("quy tắc", max_length=80)
    since = models.DateField("giá trị từ ngày")
    digest = models.CharField("mã băm của giá trị", max_length=64)
    confirmed_by = models.ForeignKey(Term, models.PROTECT, related_name="+")
    on = models.DateField("xác nhận ngày")
    document = models.CharField("văn bản đã đối chiếu", max_length=200)
    note = models.CharField("ghi chú", max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key", "since", "digest"], name="a_value_is_confirmed_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} từ {self.since:%d/%m/%Y}, xác nhận {self.on:%d/%m/%Y}"

    @property
    def words(self) -> str:
        """Who answers for it, as every page says it."""
        return f"{self.confirmed_by.person}, {self.confirmed_by.spoken_role}, {self.on:%d/%m/%Y}"


class ObjectionQuerySet(models.QuerySet["Objection"]):
    def open(self) -> Self:
        """Objections that nobody has answered yet."""
        return self.filter(settled_on__isnull=True)


class Objection(models.Model):
    """A jurist says why a value may be wrong; every page that uses the value repeats it."""

    key = models.CharField("quy tắc", max_length=80)
    since = models.DateField("giá trị từ ngày")
    reason = models.CharField("lý do", max_length=300)
    raised_by = models.ForeignKey(Term, models.PROTECT, related_name="+")
    on = models.DateField("nêu ngày")
    settled_on = models.DateField("giải quyết ngày", null=True)
    settlement = models.CharField("giải quyết thế nào", max_length=300, blank=True)
    settled_by = models.ForeignKey(Term, models.PROTECT, related_name="+", null=True)

    objects = ObjectionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_on__isnull=True, settled_by__isnull=True, settlement="")
                | Q(settled_on__gte=models.F("on"), settled_by__isnull=False) & ~Q(settlement=""),
                name="objection_is_settled_with_an_answer",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="objection_says_why"),
        ]
        indexes = [models.Index(fields=["key", "since"], name="objection_by_value")]

    def __str__(self) -> str:
        return f"{self.key}: {self.reason}"


class LocalDraft(models.Model):
    """What somebody wrote to add, or to end, before another account approved it. Not law yet."""

    key = models.CharField("quy tắc", max_length=80)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    since = models.DateField("từ ngày")  # of an ending: the first day without the addition
    value = models.JSONField("giá trị", default=dict)
    ends = models.ForeignKey(LocalRule, models.PROTECT, related_name="ends_with", null=True)
    document = models.CharField("văn bản quyết định", max_length=160)
    signer = models.CharField("người ký", max_length=120)
    drafted_by = models.ForeignKey(Term, models.PROTECT, related_name="+")
    drafter = models.ForeignKey(User, models.PROTECT, related_name="+")
    drafted_on = models.DateField("soạn ngày")
    approved_by = models.ForeignKey(Term, models.PROTECT, related_name="+", null=True)
    approver = models.ForeignKey(User, models.PROTECT, related_name="+", null=True)
    closed_on = models.DateField("duyệt hoặc bỏ ngày", null=True)

    objects = OfThisWorld["LocalDraft"]()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(approver__isnull=True) | ~Q(approver=models.F("drafter")),
                name="local_draft_is_approved_by_another_account",
            ),
            models.CheckConstraint(
                condition=Q(approver__isnull=True, approved_by__isnull=True)
                | Q(approver__isnull=False, approved_by__isnull=False, closed_on__isnull=False),
                name="local_draft_is_approved_by_a_term_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} ở {self.unit}, dự thảo từ {self.since:%d/%m/%Y}"
