"""Accounts and terms. What somebody may do follows from the terms they hold today, nothing else."""

from datetime import date
from typing import Any, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from danchu.kit import worlds
from danchu.people.keys import Identity, Number, Passkey, SentCode
from danchu.places.models import OfThisWorld, Unit

__all__ = ["Identity", "Number", "Passkey", "SentCode"]  # Django finds a room's tables here


class UserManager(BaseUserManager["User"]):
    """Accounts of this world: people, or the made-up people of practice communes."""

    def get_queryset(self) -> models.QuerySet["User"]:
        return super().get_queryset().filter(practice=worlds.copy_here() is not None)

    def create_user(self, username: str, password: str | None = None, **fields: Any) -> "User":
        """An account without any right: rights come with a `Term`."""
        user = self.model(username=username.strip().lower(), **fields)
        user.set_password(password)  # None: nobody signs in here with a password
        user.save()
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(username=(username or "").strip().lower())


class User(AbstractBaseUser):
    """One person with an account. No rights of its own: default deny."""

    username = models.CharField("tên đăng nhập", max_length=60, unique=True)
    full_name = models.CharField("họ và tên", max_length=120)
    phone = models.CharField("điện thoại công vụ", max_length=20, blank=True)
    email = models.EmailField("thư điện tử", blank=True)
    is_active = models.BooleanField("còn dùng", default=True)
    demo = models.BooleanField("minh họa", default=False)
    erased_on = models.DateField("xóa theo yêu cầu ngày", null=True)  # see `Erasure`
    practice = models.BooleanField("tập huấn", default=False)  # played by somebody; signs in never

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]

    objects = UserManager()

    def __str__(self) -> str:
        return self.full_name or self.username


class Role(models.TextChoices):
    """Roles that the law or the house knows. What each may do is in the rooms' `access.py`."""

    CHAIR = "chair", "Chủ tịch Ủy ban nhân dân"
    APPROVER = "approver", "Người duyệt nội dung công khai"
    CLERK = "clerk", "Công chức Văn phòng"
    JUSTICE_OFFICER = "justice_officer", "Công chức Tư pháp - Hộ tịch"
    ONE_STOP_OFFICER = "one_stop_officer", "Công chức Trung tâm Phục vụ hành chính công"
    COMMUNITY_HEAD = "community_head", "Trưởng thôn, Tổ trưởng tổ dân phố"
    FRONT_HEAD = "front_head", "Trưởng ban công tác Mặt trận"
    FRONT = "front", "Ủy ban Mặt trận Tổ quốc Việt Nam"
    BOARD_MEMBER = "board_member", "Thành viên Ban Thanh tra nhân dân, Ban Giám sát đầu tư"
    COUNCIL_DELEGATE = "council_delegate", "Đại biểu Hội đồng nhân dân"
    DIGITAL_HELPER = "digital_helper", "Thành viên Tổ công nghệ số cộng đồng"
    PROVINCE = "province", "Cán bộ cấp tỉnh"
    INSPECTOR = "inspector", "Thanh tra"
    JURIST = "jurist", "Người xác nhận pháp luật"


# Civil servants sign in with a password and a code; part-time people with a card and a PIN.
CIVIL_SERVANTS = frozenset(
    {
        Role.CHAIR,
        Role.APPROVER,
        Role.CLERK,
        Role.JUSTICE_OFFICER,
        Role.ONE_STOP_OFFICER,
        Role.FRONT,
        Role.PROVINCE,
        Role.INSPECTOR,
        Role.JURIST,
    }
)


class TermQuerySet(models.QuerySet["Term"]):
    def in_office(self, *, on: date) -> Self:
        """Terms running on `on`; both ends are inclusive, and the account is still in use.

        An account erased later was in use then: who held office on a day gone by does not change.
        """
        in_use = Q(person__is_active=True) | Q(person__erased_on__gt=on)
        return self.filter(in_use, Q(until__isnull=True) | Q(until__gte=on), since__lte=on)


class Term(models.Model):
    """Who holds which role in which unit, from–until (both days inclusive)."""

    person = models.ForeignKey(User, models.PROTECT, related_name="terms")
    role = models.CharField("vai", max_length=20, choices=Role.choices)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="terms")
    position = models.CharField("chức danh ghi trên giấy", max_length=120, blank=True)
    since = models.DateField("từ ngày")
    until = models.DateField("đến hết ngày", null=True)
    document = models.CharField("văn bản", max_length=120, blank=True)

    objects = OfThisWorld.from_queryset(TermQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="term_ends_after_it_began",
            ),
            models.UniqueConstraint(
                fields=["person", "role", "unit"],
                condition=Q(until__isnull=True),
                name="one_open_term_a_role_and_unit",
            ),
        ]
        indexes = [models.Index(fields=["unit", "role"], name="term_by_unit_and_role")]

    def __str__(self) -> str:
        return f"{self.person}, {self.spoken_role}"

    @property
    def spoken_role(self) -> str:
        """The title as printed on papers, else the role's name."""
        return self.position or self.get_role_display()


# ── what lets people in: secrets stand here only as hashes ─────────────────────────────────────

WRONG_PINS = 10  # then the device is locked, never the person


class CardQuerySet(models.QuerySet["Card"]):
    def usable(self, *, on: date) -> Self:
        """Cards that may still bind a phone on `on` (the last day is inclusive)."""
        return self.filter(used_at__isnull=True, revoked_at__isnull=True, expires_on__gte=on)


class Card(models.Model):
    """A printed activation card: binds one phone, once."""

    person = models.ForeignKey(User, models.PROTECT, related_name="cards")
    commune = models.ForeignKey(Unit, models.PROTECT, related_name="+")  # whose office printed it
    code_hash = models.CharField(max_length=64, unique=True)
    issued_on = models.DateField("cấp ngày")
    expires_on = models.DateField("dùng đến hết ngày")
    used_at = models.DateTimeField("đã dùng lúc", null=True)
    revoked_at = models.DateTimeField("bị thay lúc", null=True)

    objects = CardQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(used_at__isnull=True, revoked_at__isnull=True),
                name="one_open_card_a_person",
            ),
        ]

    def __str__(self) -> str:
        return f"thẻ của {self.person}, cấp {self.issued_on:%d/%m/%Y}"


class DeviceQuerySet(models.QuerySet["Device"]):
    def live(self) -> Self:
        """Devices that may still let their person in."""
        return self.filter(revoked_at__isnull=True, locked_at__isnull=True, person__is_active=True)


class Device(models.Model):
    """One phone bound to one person. Its secret stands only in the phone's cookie."""

    person = models.ForeignKey(User, models.PROTECT, related_name="devices")
    commune = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    card = models.OneToOneField(Card, models.PROTECT, related_name="device")
    name = models.CharField("máy", max_length=60)
    secret_hash = models.CharField(max_length=64, unique=True)
    pin = models.CharField(max_length=128)  # password hash of secret and PIN together
    bound_at = models.DateTimeField("kích hoạt lúc")
    used_at = models.DateTimeField("dùng gần nhất", null=True)
    wrong_pins = models.PositiveSmallIntegerField(default=0)
    locked_at = models.DateTimeField("tự khóa lúc", null=True)  # too many wrong PINs
    revoked_at = models.DateTimeField("bị khóa lúc", null=True)  # by the person or the commune

    objects = DeviceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(wrong_pins__lte=WRONG_PINS), name="no_more_wrong_pins_than_allowed"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def live(self) -> bool:
        return self.revoked_at is None and self.locked_at is None


class OneTimePassword(models.Model):
    """This account's password was set by the office; its owner changes it at the next sign-in."""

    person = models.OneToOneField(User, models.CASCADE, related_name="one_time_password")
    set_at = models.DateTimeField("đặt lúc")

    def __str__(self) -> str:
        return f"mật khẩu một lần của {self.person}"


class Erasure(models.Model):
    """What was erased, by id only: a restored backup is erased again (`apply_erasures`)."""

    table = models.CharField("bảng", max_length=60)  # "people.User", "disclosure.Pointer"
    key = models.BigIntegerField("mã")
    on = models.DateField("ngày")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["table", "key"], name="one_erasure_a_row"),
        ]

    def __str__(self) -> str:
        return f"{self.table} {self.key}, {self.on:%d/%m/%Y}"


class HandOver(models.Model):
    """What somebody left at the end of a term went to whoever holds the role next, once."""

    term = models.OneToOneField(Term, models.PROTECT, related_name="handed_over")
    to = models.ForeignKey(Term, models.PROTECT, related_name="taken_over")
    by = models.ForeignKey(Term, models.PROTECT, related_name="+", null=True)
    handed_on = models.DateField("bàn giao ngày")
    # As it stood that day: the printed record must not change with what is done later.
    left = models.JSONField("việc, bản nháp, giấy tờ bàn giao", default=list)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(term=F("to")), name="nobody_hands_over_to_the_same_term"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.term} bàn giao cho {self.to}"


from danchu.people.helping import Helper  # noqa: E402  models of this room, told apart
from danchu.people.practising import Practice  # noqa: E402
from danchu.people.roll.models import (  # noqa: E402
    Continuation,
    FrozenLine,
    FrozenRoll,
    Household,
    Proxy,
    ProxyPaper,
    Representative,
    RollAct,
    RollConfirmation,
)

__all__ = [
    "CIVIL_SERVANTS",
    "Card",
    "Continuation",
    "Device",
    "Erasure",
    "FrozenLine",
    "FrozenRoll",
    "HandOver",
    "Helper",
    "Household",
    "OneTimePassword",
    "Practice",
    "Proxy",
    "ProxyPaper",
    "Representative",
    "Role",
    "RollAct",
    "RollConfirmation",
    "Term",
    "User",
]
