"""A copy of a commune to learn on: whose it is, which commune it copies, until when."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from danchu.places.models import Unit


class PracticeQuerySet(models.QuerySet["Practice"]):
    def open(self) -> Self:
        return self.filter(closed_on__isnull=True)


class Practice(models.Model):
    """One person's own copy. Nobody else enters it, so a reset takes nobody's work away."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="practices")
    home = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="xã thật")
    copy = models.OneToOneField(Unit, models.PROTECT, related_name="+", verbose_name="xã tập huấn")
    opened_on = models.DateField("mở ngày")
    closed_on = models.DateField("đóng ngày", null=True)

    objects = PracticeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(closed_on__isnull=True), name="one_practice_a_person"
            ),
        ]

    def __str__(self) -> str:
        return f"bản tập huấn của {self.person_id}, mở {self.opened_on:%d/%m/%Y}"

    def began(self, *, on: date) -> date:
        """Since when the made-up people hold their roles: since the real commune began."""
        return self.home.valid_from or on.replace(month=1, day=1)
