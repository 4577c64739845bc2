"""What a decision made of units: merged, split, dissolved, renamed. Kept for good."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from danchu.places.models.units import Title, Unit


class ReorganisationQuerySet(models.QuerySet["Reorganisation"]):
    def standing(self) -> Self:
        """Acts that were not taken back."""
        return self.filter(undone_on__isnull=True)

    def due(self, *, on: date) -> Self:
        """Acts whose day has come and whose open work was not passed on yet."""
        return self.standing().filter(on__lte=on, carried_on__isnull=True)


class Reorganisation(models.Model):
    """One act by one decision, with the day it takes effect. Taking it back is noted on it."""

    class Act(models.TextChoices):
        MERGE = "merge", "Nhập"
        SPLIT = "split", "Tách"
        DISSOLVE = "dissolve", "Giải thể"
        RENAME = "rename", "Đổi tên"

    act = models.CharField("việc", max_length=8, choices=Act.choices)
    above = models.ForeignKey(Unit, models.PROTECT, related_name="reorganisations")  # whose units
    document = models.CharField("số văn bản", max_length=80)
    signed_on = models.DateField("ngày ký")
    on = models.DateField("có hiệu lực từ ngày")  # the first day of the new order
    reason = models.CharField("lý do", max_length=300, blank=True)
    words = models.CharField("nội dung", max_length=400)  # "Xóm A, Xóm B nhập thành Xóm C"
    account_id = models.BigIntegerField("tài khoản", null=True)
    term_id = models.BigIntegerField("nhiệm kỳ", null=True)
    entered_on = models.DateField("ngày ghi")
    hanging = models.JSONField("những gì gắn vào", default=list)  # as the page showed it
    born = models.JSONField(default=list)  # ids of units that began by this act
    naming = models.JSONField(default=dict)  # of a renaming: unit, title, name
    placing = models.JSONField(default=dict)  # of a split commune: id of a hamlet → of its new one
    carried_on = models.DateField("đã chuyển việc ngày", null=True)
    undone_on = models.DateField("hủy ngày", null=True)
    undone_why = models.CharField("lý do hủy", max_length=300, blank=True)
    undone_term_id = models.BigIntegerField(null=True)

    objects = ReorganisationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(on__gte=F("signed_on")), name="reorganisation_follows_its_decision"
            ),
            models.CheckConstraint(
                condition=~Q(document=""), name="reorganisation_names_its_decision"
            ),
            models.CheckConstraint(
                condition=Q(undone_on__isnull=True) | ~Q(undone_why=""),
                name="undone_reorganisation_says_why",
            ),
        ]
        indexes = [models.Index(fields=["above", "-on"], name="reorganisation_of_unit")]

    def __str__(self) -> str:
        return f"{self.words} từ {self.on:%d/%m/%Y}"

    @property
    def decision(self) -> str:
        """'12/NQ-HĐND ngày 20/11/2026', as it is cited."""
        return f"{self.document} ngày {self.signed_on:%d/%m/%Y}"


class Move(models.Model):
    """One unit that ended, and the unit that takes over what is open there."""

    reorganisation = models.ForeignKey(Reorganisation, models.CASCADE, related_name="moves")
    old = models.ForeignKey(Unit, models.PROTECT, related_name="moves_out")
    heir = models.ForeignKey(Unit, models.PROTECT, related_name="moves_in")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(old=F("heir")), name="nothing_moves_to_itself"),
            models.UniqueConstraint(
                fields=["reorganisation", "old"], name="one_heir_of_a_unit_in_an_act"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.old} → {self.heir}"


class Passing(models.Model):
    """One thing of one room that an act moved or ended: how to find it, and what stood before."""

    reorganisation = models.ForeignKey(Reorganisation, models.PROTECT, related_name="passings")
    room = models.CharField(max_length=20)
    kind = models.CharField(max_length=20)
    key = models.BigIntegerField()
    old = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    heir = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    was = models.JSONField(default=dict)
    on = models.DateField("ngày chuyển")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["reorganisation", "room", "kind", "key"], name="a_thing_passes_once_an_act"
            ),
        ]
        indexes = [models.Index(fields=["room", "kind", "key"], name="passing_of_thing")]

    def __str__(self) -> str:
        return f"{self.room}.{self.kind} {self.key}: {self.old} → {self.heir}"


class FormerName(models.Model):
    """What a unit was called, to the last day inclusive. Papers of those days keep that name."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="former_names")
    title = models.CharField("danh xưng", max_length=12, choices=Title.choices, blank=True)
    name = models.CharField("tên", max_length=120)
    folded = models.CharField(max_length=160, db_index=True)
    until = models.DateField("đến hết ngày")
    reorganisation = models.ForeignKey(Reorganisation, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.full_name}, đến {self.until:%d/%m/%Y}"

    @property
    def full_name(self) -> str:
        said = f"{self.get_title_display()} {self.name}" if self.title else self.name
        return said[:1].upper() + said[1:]


class OldAddress(models.Model):
    """An address that was printed and must lead on, whatever the unit is called by now."""

    slug = models.SlugField("địa chỉ", max_length=160, unique=True)
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="old_addresses")

    def __str__(self) -> str:
        return self.slug
