"""The register of secret matters: a number and days. There is no column for a name or a word.

What a denunciation says, and who wrote it, stays on paper in the safe (Luật Tố cáo Điều 8, 56).
"""

from typing import Self

from django.db import models
from django.db.models import Q

from danchu.people.models import Term
from danchu.places.models import OfThisWorld, Unit


class DenunciationState(models.TextChoices):
    RECEIVED = "received", "Đã nhận, đang kiểm tra"
    ACCEPTED = "accepted", "Đã thụ lý"
    REFUSED = "refused", "Không thụ lý"
    REFERRED = "referred", "Đã chuyển"
    SETTLED = "settled", "Đã giải quyết"
    STOPPED = "stopped", "Người tố cáo rút, đã đình chỉ"


class DenunciationQuerySet(models.QuerySet["Denunciation"]):
    def open(self) -> Self:
        return self.filter(state__in=[DenunciationState.RECEIVED, DenunciationState.ACCEPTED])


class Denunciation(models.Model):
    """Việc mật số N: no name, no matter, no note."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("năm")
    number = models.PositiveIntegerField("số")
    received_on = models.DateField("nhận ngày")
    many_places = models.BooleanField("phải xác minh nhiều địa điểm", default=False)
    state = models.CharField(
        max_length=8, choices=DenunciationState.choices, default=DenunciationState.RECEIVED
    )
    accepted_on = models.DateField("thụ lý ngày", null=True)
    due_on = models.DateField("hạn", null=True)  # of settling, inclusive; moves by extensions
    extensions = models.PositiveSmallIntegerField("số lần gia hạn", default=0)
    closed_on = models.DateField("khép lại ngày", null=True)
    published_on = models.DateField("công khai kết luận ngày", null=True)

    objects = OfThisWorld.from_queryset(DenunciationQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year", "number"], name="one_secret_matter_a_number"
            ),
            models.CheckConstraint(
                condition=~Q(state="accepted") | Q(accepted_on__isnull=False, due_on__isnull=False),
                name="accepted_secret_matter_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return self.spoken

    @property
    def spoken(self) -> str:
        return f"Việc mật số {self.number}"


class InCharge(models.Model):
    """Who may know that the matter is there, besides the head who settles it."""

    denunciation = models.ForeignKey(Denunciation, models.PROTECT, related_name="in_charge")
    term = models.ForeignKey(Term, models.PROTECT, related_name="+")
    since = models.DateField("từ ngày")
    until = models.DateField("đến hết ngày", null=True)  # inclusive

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["denunciation", "term"],
                condition=Q(until__isnull=True),
                name="in_charge_of_a_secret_matter_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.denunciation}: {self.term_id}"
