"""What was entered for somebody without a device: by whom, from which source, and their word."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from danchu.people.models import Term
from danchu.places.models import OfThisWorld, Unit


class Source(models.TextChoices):
    """How the person told the office. The words stand in the mark."""

    CALL = "call", "Gọi điện"
    PAPER = "paper", "Giấy"
    ZALO = "zalo", "Ảnh Zalo"
    MET = "met", "Gặp trực tiếp"

    @property
    def by_way(self) -> str:
        """'theo cuộc gọi'"""
        return {
            Source.CALL: "theo cuộc gọi",
            Source.PAPER: "theo giấy",
            Source.ZALO: "theo ảnh Zalo",
            Source.MET: "khi gặp trực tiếp",
        }[self]


class EnteredForQuerySet(models.QuerySet["EnteredFor"]):
    def waiting(self) -> Self:
        """The person has not said yet whether it is right."""
        return self.filter(confirmed_at__isnull=True, denied_at__isnull=True)

    def disputed(self) -> Self:
        """The person said it is not right, and the office has not mended it."""
        return self.filter(denied_at__isnull=False, mended_on__isnull=True)

    def settled(self) -> Self:
        return self.filter(Q(confirmed_at__isnull=False) | Q(mended_on__isnull=False))


class EnteredFor(models.Model):
    """One act that an official did for somebody else. Nobody's vote is ever among them."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    code = models.CharField("mã xác nhận", max_length=12, unique=True)

    # For whom: an account; or a name and the last digits of a telephone, no more than is needed.
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True)
    name = models.CharField("tên người được nhập thay", max_length=120, blank=True)
    phone_end = models.CharField("số cuối điện thoại", max_length=4, blank=True)

    source = models.CharField("nguồn", max_length=8, choices=Source.choices)
    told_on = models.DateField("ngày nói với xã")
    note = models.CharField("ghi chú", max_length=300, blank=True)
    entered_by = models.ForeignKey(Term, models.PROTECT, related_name="+")
    entered_on = models.DateField("ngày nhập")

    act = models.CharField("việc", max_length=60)  # "disclosure.point"
    kind = models.CharField("loại", max_length=40)
    key = models.CharField("mã của việc", max_length=60)
    said = models.CharField("điều đã ghi", max_length=1200)  # as the person will read it
    address = models.CharField("nơi xem", max_length=200, blank=True)

    confirmed_at = models.DateTimeField("xác nhận đúng lúc", null=True)
    denied_at = models.DateTimeField("nói không đúng lúc", null=True)
    denied_why = models.CharField("không đúng ở chỗ nào", max_length=500, blank=True)
    mended_on = models.DateField("ngày sửa xong", null=True)
    mended_by = models.ForeignKey(Term, models.PROTECT, null=True, related_name="+")
    mended_how = models.CharField("đã sửa thế nào", max_length=500, blank=True)

    objects = OfThisWorld.from_queryset(EnteredForQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(account__isnull=False, name="", phone_end="")
                | Q(account__isnull=True) & ~Q(name=""),
                name="entered_for_an_account_or_a_name",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | Q(denied_at__isnull=True),
                name="entered_for_right_or_wrong_not_both",
            ),
            models.CheckConstraint(
                condition=Q(mended_on__isnull=True)
                | Q(denied_at__isnull=False, mended_by__isnull=False) & ~Q(mended_how=""),
                name="mended_entry_was_denied_and_says_how",
            ),
            models.UniqueConstraint(fields=["act", "kind", "key"], name="entered_for_once_a_thing"),
        ]
        indexes = [
            models.Index(fields=["unit", "-id"], name="entered_for_of_unit"),
            models.Index(fields=["kind", "key"], name="entered_for_of_thing"),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.act}"

    @property
    def state(self) -> str:
        """waiting, confirmed, disputed or mended."""
        if self.confirmed_at:
            return "confirmed"
        if self.denied_at is None:
            return "waiting"
        return "mended" if self.mended_on else "disputed"


class Proof(models.Model):
    """The photo or scan it was entered from: kept sealed, opened by the office that entered it."""

    entry = models.OneToOneField(EnteredFor, models.PROTECT, related_name="proof")
    name = models.CharField("tên tệp", max_length=160)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField("số byte")
    sha256 = models.CharField(max_length=64)
    stored_as = models.CharField(max_length=80)

    sealed = True  # always: backups and moves look for the bytes where they are

    def __str__(self) -> str:
        return self.name
