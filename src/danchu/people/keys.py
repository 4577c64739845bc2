"""What people come in with, beside cards and passwords: passkeys, the state's identity, a phone.

Numbers of persons never stand here: only their keyed seals (`people.seals`) and the last digits,
so that somebody recognises their own.
"""

from typing import Self

from django.db import models
from django.db.models import Q

from danchu.kit import clock


class Passkey(models.Model):
    """One WebAuthn credential. The secret half never leaves the person's phone or computer."""

    person = models.ForeignKey("people.User", models.PROTECT, related_name="passkeys")
    name = models.CharField("tên gọi", max_length=60)
    credential_hash = models.CharField(max_length=64, unique=True)  # sha256 of the credential's id
    credential = models.BinaryField()  # AAGUID, id and public key, as WebAuthn writes them
    sign_count = models.PositiveBigIntegerField(default=0)
    added_on = models.DateField("thêm ngày")
    used_on = models.DateField("dùng gần nhất", null=True)

    def __str__(self) -> str:
        return self.name


class Identity(models.Model):
    """A person as the state's identity service knows them."""

    person = models.ForeignKey("people.User", models.PROTECT, related_name="identities")
    issuer = models.CharField(max_length=200)
    key_id = models.CharField(max_length=20)  # which key made the seals
    subject_seal = models.CharField(max_length=64)  # a service may use the national id as subject
    national_id_seal = models.CharField(max_length=64, blank=True)
    last_four = models.CharField("bốn số cuối", max_length=4, blank=True)
    first_on = models.DateField("dùng lần đầu")
    used_on = models.DateField("dùng gần nhất")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key_id", "subject_seal"], name="one_subject_once"),
            models.UniqueConstraint(
                fields=["key_id", "national_id_seal"],
                condition=~Q(national_id_seal=""),
                name="one_national_id_one_person",
            ),
        ]

    def __str__(self) -> str:
        return f"định danh …{self.last_four}"


class Number(models.Model):
    """The phone by which a citizen comes in."""

    person = models.OneToOneField("people.User", models.PROTECT, related_name="number")
    seal = models.CharField(max_length=64)
    key_id = models.CharField(max_length=20)
    last_three = models.CharField("ba số cuối", max_length=3)
    first_on = models.DateField("dùng lần đầu")
    used_on = models.DateField("dùng gần nhất")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key_id", "seal"], name="one_number_one_person"),
        ]

    def __str__(self) -> str:
        return f"số …{self.last_three}"


CODE_TRIES = 5


class SentCodeQuerySet(models.QuerySet["SentCode"]):
    def open(self) -> Self:
        """Codes that may still be typed."""
        return self.filter(used_at=None, tries__lt=CODE_TRIES, ends_at__gt=clock.now())


class SentCode(models.Model):
    """One code sent to a phone. Goes when the next is sent after its end."""

    seal = models.CharField(max_length=64)
    key_id = models.CharField(max_length=20)
    last_three = models.CharField(max_length=3)
    known = models.ForeignKey(Number, models.CASCADE, null=True, related_name="+")
    code_hash = models.CharField(max_length=64)
    ends_at = models.DateTimeField("hết hạn lúc", db_index=True)
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField("dùng lúc", null=True)

    objects = SentCodeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(tries__lte=CODE_TRIES), name="a_code_bears_5_tries"),
        ]

    def __str__(self) -> str:
        return f"mã gửi tới số …{self.last_three}"
