"""The phone by which a sender comes back to a case: a keyed seal, never the number."""

from collections.abc import Iterable
from typing import Self

from django.db import models
from django.db.models import Q

from danchu.people.seals import Seal
from danchu.petitions.models.cases import Case


class CasePhoneQuerySet(models.QuerySet["CasePhone"]):
    def sealed_as(self, seals: Iterable[Seal]) -> Self:
        """Of one number, under whichever key it was sealed."""
        told = [Q(key_id=one.key_id, seal=one.seal) for one in seals]
        return self.filter(Q(*told, _connector=Q.OR)) if told else self.none()


class CasePhone(models.Model):
    """A code sent to this phone opens the case as its ticket does. Proven once, by such a code."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="phone")
    key_id = models.CharField(max_length=20)  # which key made the seal
    seal = models.CharField(max_length=64)
    last_three = models.CharField("ba số cuối", max_length=3)
    tied_on = models.DateField("ngày gắn")

    objects = CasePhoneQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["key_id", "seal"], name="case_phone_by_seal")]

    def __str__(self) -> str:
        return f"số …{self.last_three}"
