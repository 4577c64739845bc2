"""An initiative of citizens, and the households that agree to it (Điều 16 khoản 3)."""

from typing import Self

from django.db import models
from django.db.models import Q

from danchu.decisions.models.motions import Motion
from danchu.decisions.words import Given, Matter
from danchu.people.models import Household, Representative, Term, User
from danchu.places.models import OfThisWorld, Unit


class InitiativeQuerySet(models.QuerySet["Initiative"]):
    def open(self) -> Self:
        """Being collected, or waiting for the head."""
        return self.filter(motion__isnull=True, declined_on__isnull=True)


class Initiative(models.Model):
    """What a citizen of the community proposes. Their name is for the hamlet's office alone."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="initiatives")
    person = models.ForeignKey(User, models.PROTECT, null=True, related_name="initiatives")
    name = models.CharField("người có sáng kiến", max_length=120)
    matter = models.CharField("nội dung", max_length=20, choices=Matter.choices)
    title = models.CharField("tên việc", max_length=200)
    text = models.TextField("đề xuất gì, vì sao", max_length=4000)
    started_on = models.DateField("bắt đầu lấy ý kiến ngày")
    entered_by = models.ForeignKey(Term, models.PROTECT, null=True, related_name="+")

    sent_on = models.DateField("gửi đề xuất ngày", null=True)
    households = models.PositiveIntegerField("tổng số hộ khi gửi", null=True)
    endorsed = models.PositiveIntegerField("số hộ đồng thuận khi gửi", null=True)
    consent_on = models.DateField("Mặt trận tán thành ngày", null=True)
    consent_by = models.ForeignKey(Term, models.PROTECT, null=True, related_name="+")
    consent_ground = models.CharField("giấy tán thành", max_length=200, blank=True)
    declined_on = models.DateField("trả lại ngày", null=True)
    declined_why = models.CharField("lý do trả lại", max_length=300, blank=True)
    motion = models.OneToOneField(Motion, models.PROTECT, null=True, related_name="initiative")

    objects = OfThisWorld.from_queryset(InitiativeQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_on__isnull=True)
                | Q(households__gte=models.F("endorsed"), endorsed__isnull=False),
                name="a_sent_initiative_has_its_count",
            ),
            models.CheckConstraint(
                condition=Q(declined_on__isnull=True) | ~Q(declined_why=""),
                name="a_declined_initiative_says_why",
            ),
        ]
        indexes = [models.Index(fields=["unit", "-id"], name="initiative_of_unit")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.motion_id is None and self.declined_on is None


class Endorsement(models.Model):
    """One household agrees, from a day on. When it stops counting is reckoned, never stored."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="endorsements")
    household = models.ForeignKey(Household, models.PROTECT, related_name="+")
    given_on = models.DateField("đồng ý ngày")
    way = models.CharField("bằng cách", max_length=8, choices=Given.choices)
    representative = models.ForeignKey(Representative, models.PROTECT, null=True, related_name="+")
    entered_by = models.ForeignKey(Term, models.PROTECT, null=True, related_name="+")
    entered_on = models.DateField("ghi ngày")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "household", "given_on"],
                name="a_household_agrees_once_a_day",
            ),
            models.CheckConstraint(
                condition=Q(way=Given.ONLINE, representative__isnull=False)
                | ~Q(way=Given.ONLINE) & Q(entered_by__isnull=False),
                name="an_endorsement_says_who_gave_or_wrote_it",
            ),
        ]

    def __str__(self) -> str:
        return f"hộ {self.household_id}, {self.given_on:%d/%m/%Y}"
