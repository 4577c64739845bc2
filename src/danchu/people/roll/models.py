"""Households of a community and who speaks for them. Name and permanent address, nothing more.

Luật 10/2022/QH15 Điều 18 khoản 2, 21 khoản 1; NĐ 59/2023/NĐ-CP Điều 5 khoản 2 điểm c. No number of
a person stands here. A row of `Household` is one household in one community, from–until (both days
inclusive): when its hamlet is merged, it ends here and goes on there (`Continuation`), so that
every past day can still be counted.
"""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from danchu.people.models import Term
from danchu.places.models import OfThisWorld, Unit


class HouseholdQuerySet(models.QuerySet["Household"]):
    def standing(self, *, on: date) -> Self:
        """Households of the roll on `on`; both ends are inclusive, struck-out ones never were."""
        return self.filter(
            Q(until__isnull=True) | Q(until__gte=on), since__lte=on, struck_on__isnull=True
        )


class Household(models.Model):
    """One household in one community. `name` is its representative's, or the last one's."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="households")
    number = models.PositiveIntegerField("số hộ trong sổ")  # chosen by the community, from 1
    name = models.CharField("họ và tên người đại diện", max_length=120)
    address = models.CharField("địa chỉ thường trú", max_length=300)
    folded = models.CharField(max_length=430)  # fold(name) + "|" + fold(address): search, doubles
    since = models.DateField("từ ngày")
    until = models.DateField("đến hết ngày", null=True)
    struck_on = models.DateField("gạch vì ghi nhầm ngày", null=True)  # never was a household
    batch_id = models.BigIntegerField("lần nhập", null=True)  # the `kit.Batch` that brought it
    erased_on = models.DateField("xóa theo yêu cầu ngày", null=True)

    objects = OfThisWorld.from_queryset(HouseholdQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "number"],
                condition=Q(until__isnull=True, struck_on__isnull=True),
                name="one_standing_household_a_number",
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="household_number_from_one"),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(address=""), name="household_has_name_and_address"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="household_ends_after_it_began",
            ),
        ]
        indexes = [
            models.Index(fields=["batch_id"], condition=~Q(batch_id=None), name="household_batch"),
        ]

    def __str__(self) -> str:
        return f"hộ số {self.number}, {self.name}"


class Continuation(models.Model):
    """The same household, in the community that its own was merged into."""

    old = models.OneToOneField(Household, models.PROTECT, related_name="goes_on")
    new = models.OneToOneField(Household, models.PROTECT, related_name="came_from")

    def __str__(self) -> str:
        return f"{self.old} → {self.new}"


class RepresentativeQuerySet(models.QuerySet["Representative"]):
    def speaking(self, *, on: date) -> Self:
        """Who speaks for their household on `on`; both ends are inclusive."""
        return self.filter(Q(until__isnull=True) | Q(until__gte=on), since__lte=on)


class Representative(models.Model):
    """Who speaks for a household, from–until (both inclusive): one at a time (Điều 18 khoản 2).

    The days never overlap: a trigger on both engines refuses it (`roll.triggers`).
    """

    household = models.ForeignKey(Household, models.PROTECT, related_name="representatives")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="represents"
    )  # when they have an account
    name = models.CharField("họ và tên", max_length=120)
    since = models.DateField("từ ngày")
    until = models.DateField("đến hết ngày", null=True)

    objects = RepresentativeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["household"],
                condition=Q(until__isnull=True),
                name="one_representative_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="representative_ends_after_beginning",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="representative_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class RollAct(models.Model):
    """One dated change of the roll, with its ground. Kept for good."""

    class Kind(models.TextChoices):
        ADDED = "added", "Ghi thêm hộ còn thiếu"
        MOVED_IN = "moved_in", "Hộ chuyển đến"
        MOVED_AWAY = "moved_away", "Hộ chuyển đi"
        SPLIT = "split", "Tách hộ"
        MERGED = "merged", "Nhập vào hộ khác"
        REPRESENTATIVE = "representative", "Đổi người đại diện"
        DIED = "died", "Người đại diện qua đời"
        CORRECTED = "corrected", "Sửa chỗ ghi sai"
        STRUCK = "struck", "Gạch hộ ghi nhầm"
        BATCH = "batch", "Sửa theo tệp nhập"

    household = models.ForeignKey(Household, models.PROTECT, related_name="acts")
    kind = models.CharField("việc", max_length=14, choices=Kind.choices)
    other = models.ForeignKey(Household, models.PROTECT, null=True, related_name="+")
    on = models.DateField("từ ngày")  # the first day of the new state
    ground = models.CharField("căn cứ", max_length=300)
    name_was = models.CharField("tên trước đó", max_length=120, blank=True)
    address_was = models.CharField("địa chỉ trước đó", max_length=300, blank=True)
    batch_id = models.BigIntegerField("lần nhập", null=True)
    entered_by = models.ForeignKey(Term, models.PROTECT, null=True, related_name="+")
    entered_on = models.DateField("ghi ngày")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(ground=""), name="roll_act_names_its_ground"),
        ]
        indexes = [
            models.Index(fields=["batch_id"], condition=~Q(batch_id=None), name="roll_act_batch"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: hộ {self.household_id}, {self.on:%d/%m/%Y}"


class RollConfirmation(models.Model):
    """ "Sổ hộ đúng đến ngày …": the community's head looked through the whole roll."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="roll_confirmations")
    upto = models.DateField("đúng đến ngày")
    whole = models.PositiveIntegerField("số hộ")
    confirmed_by = models.ForeignKey(Term, models.PROTECT, related_name="+")
    confirmed_on = models.DateField("xác nhận ngày")

    objects = OfThisWorld.from_queryset(models.QuerySet)()

    class Meta:
        indexes = [models.Index(fields=["unit", "-upto"], name="confirmation_of_roll")]

    def __str__(self) -> str:
        return f"sổ hộ đúng đến {self.upto:%d/%m/%Y}"


class ProxyQuerySet(models.QuerySet["Proxy"]):
    def holding(self, *, on: date) -> Self:
        """Proxies in force on `on`; both ends are inclusive, a withdrawal ends them that day."""
        return self.filter(
            Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=on), since__lte=on, until__gte=on
        )


class Proxy(models.Model):
    """In writing: somebody else speaks for a household, for one matter or until a day."""

    household = models.ForeignKey(Household, models.PROTECT, related_name="proxies")
    carrier = models.CharField("người được ủy quyền", max_length=120)
    carrier_household = models.ForeignKey(  # None: of the same household, or of no community here
        Household, models.PROTECT, null=True, related_name="carries"
    )
    for_what = models.CharField("để làm gì", max_length=200)
    since = models.DateField("từ ngày")
    until = models.DateField("đến hết ngày")
    kept_at = models.CharField("nơi giữ bản giấy", max_length=200, blank=True)
    withdrawn_on = models.DateField("thôi ủy quyền từ ngày", null=True)
    entered_by = models.ForeignKey(Term, models.PROTECT, related_name="+")
    entered_on = models.DateField("ghi ngày")

    objects = ProxyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gte=F("since")), name="proxy_ends_after_start"
            ),
            models.CheckConstraint(
                condition=~Q(carrier="") & ~Q(for_what=""), name="proxy_says_who_and_what_for"
            ),
            models.CheckConstraint(
                condition=Q(carrier_household__isnull=True) | ~Q(carrier_household=F("household")),
                name="proxy_goes_to_another_household_or_none",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.carrier} thay hộ {self.household_id}"


class ProxyPaper(models.Model):
    """The picture or scan of a proxy: kept sealed, opened by whoever keeps the roll."""

    proxy = models.OneToOneField(Proxy, models.PROTECT, related_name="paper")
    name = models.CharField("tên tệp", max_length=160)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField("số byte")
    sha256 = models.CharField(max_length=64)
    stored_as = models.CharField(max_length=80)

    sealed = True  # always: backups and moves look for the bytes where they are

    def __str__(self) -> str:
        return self.name


class FrozenRoll(models.Model):
    """The whole as it stood when voting opened: never changed (triggers, `roll.triggers`).

    Every share is measured against `whole` (Điều 21 khoản 1: of ALL households). It stays with the
    unit it was made in, whatever becomes of that unit.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="frozen_rolls")
    on = models.DateField("chốt ngày")
    for_what = models.CharField("để làm gì", max_length=200)
    kind = models.CharField(max_length=40, blank=True)  # what it was frozen for, in another room
    key = models.CharField(max_length=60, blank=True)
    whole = models.PositiveIntegerField("tổng số hộ")
    confirmed_upto = models.DateField("sổ được xác nhận đến ngày", null=True)
    frozen_at = models.DateTimeField("chốt lúc")
    frozen_by = models.ForeignKey(Term, models.PROTECT, null=True, related_name="+")

    objects = OfThisWorld.from_queryset(models.QuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "kind", "key"],
                condition=~Q(key=""),
                name="one_frozen_roll_a_matter",
            ),
        ]
        indexes = [models.Index(fields=["unit", "-on"], name="frozen_roll_of_unit")]

    def __str__(self) -> str:
        return f"{self.whole} hộ chốt ngày {self.on:%d/%m/%Y}"


class FrozenLine(models.Model):
    """One household of a frozen list, as it stood. Only an erasure may take name and address."""

    roll = models.ForeignKey(FrozenRoll, models.PROTECT, related_name="lines")
    line = models.PositiveIntegerField("số thứ tự")
    household = models.ForeignKey(Household, models.PROTECT, related_name="frozen_lines")
    number = models.PositiveIntegerField("số hộ trong sổ")
    name = models.CharField("họ và tên người đại diện", max_length=120)
    address = models.CharField("địa chỉ thường trú", max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["roll", "line"], name="one_household_a_frozen_line"),
            models.UniqueConstraint(fields=["roll", "household"], name="a_household_frozen_once"),
        ]

    def __str__(self) -> str:
        return f"{self.line}. {self.name}"
