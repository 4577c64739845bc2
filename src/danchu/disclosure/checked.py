"""The personal-list check of groups 7, 8, 9: what was looked through, kept, masked and sealed.

No number that was found stands in these tables: finds are read again from the bytes when needed.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from danchu.people.models import Term


class Check(models.Model):
    """One version, exactly these words and files, was looked through for personal numbers."""

    version = models.ForeignKey("disclosure.Version", models.CASCADE, related_name="checks")
    digest = models.CharField("mã băm của chữ và tệp", max_length=64)
    undecided = models.PositiveIntegerField("số chỗ chưa quyết che hay giữ")
    told = models.JSONField("đã tìm ở đâu, thấy mấy chỗ, gì không đọc được", default=list)
    checked_by = models.ForeignKey(Term, models.PROTECT, related_name="+")
    checked_on = models.DateField("ngày kiểm")
    # What whoever signed looked at himself, and answers for.
    ticks = models.JSONField("người ký tự xem và chịu trách nhiệm", default=list)
    ticked_by = models.ForeignKey(Term, models.PROTECT, null=True, related_name="+")
    ticked_on = models.DateField("ngày người ký xem", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "digest"], name="one_check_of_these_bytes"),
            models.CheckConstraint(
                condition=Q(ticked_by__isnull=True) | Q(ticked_on__isnull=False, undecided=0),
                name="ticked_check_has_nothing_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.digest[:8]}"


class Kept(models.Model):
    """Somebody decided that one find stays readable, and why. `mark`: a keyed hash of it."""

    item = models.ForeignKey("disclosure.Item", models.PROTECT, related_name="kept_numbers")
    kind = models.CharField("loại", max_length=12)
    mark = models.CharField("dấu", max_length=64)
    place = models.CharField("chỗ", max_length=300)
    why = models.CharField("vì sao giữ", max_length=300)
    kept_by = models.ForeignKey(Term, models.PROTECT, related_name="+")
    kept_on = models.DateField("ngày")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "mark"], name="a_number_is_kept_once"),
            models.CheckConstraint(condition=~Q(why=""), name="a_kept_number_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.kind}"


class Original(models.Model):
    """What stood there before it was masked. The bytes lie sealed; an inspector may open them."""

    item = models.ForeignKey("disclosure.Item", models.PROTECT, related_name="originals")
    version_number = models.PositiveSmallIntegerField("của bản lần")
    name = models.CharField("tên tệp", max_length=160)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField("số byte")
    sha256 = models.CharField(max_length=64)
    stored_as = models.CharField(max_length=80)
    masked = models.PositiveIntegerField("số chỗ đã che")
    sealed_by = models.ForeignKey(Term, models.PROTECT, related_name="+")
    sealed_on = models.DateField("ngày niêm phong")

    sealed: ClassVar[bool] = True  # always: where its bytes lie, for whoever moves a commune

    def __str__(self) -> str:
        return f"{self.item_id} {self.sha256[:8]}"
