"""The hall: who was invited, who came, who holds an office of the meeting, what was asked.

A household speaks once over all sittings: the database refuses it a second time.
"""

from typing import Self

from django.db import models
from django.db.models import F, Q

from danchu.meetings.models.counting import Way
from danchu.meetings.models.meeting import AgendaItem, Meeting, Sitting
from danchu.people.models import FrozenLine, Household, Proxy, Term


class Invitation(models.Model):
    """The slip of one household. `code` is in its QR and says nothing of who lives there."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="invitations")
    household = models.ForeignKey(Household, models.PROTECT, related_name="+")
    code = models.CharField("mã giấy mời", max_length=16, unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "household"], name="one_invitation_a_household"
            ),
        ]

    def __str__(self) -> str:
        return f"giấy mời {self.pk}"


class AttendanceQuerySet(models.QuerySet["Attendance"]):
    def standing(self) -> Self:
        """Households that are there: not ticked by mistake."""
        return self.filter(taken_back_at__isnull=True)


class Attendance(models.Model):
    """One household is represented, by its representative or by the holder of its proxy."""

    sitting = models.ForeignKey(Sitting, models.PROTECT, related_name="attendances")
    line = models.ForeignKey(FrozenLine, models.PROTECT, related_name="+")
    proxy = models.ForeignKey(
        Proxy, models.PROTECT, null=True, related_name="+"
    )  # None: themselves
    by = models.ForeignKey(Term, models.PROTECT, related_name="+")
    at = models.DateTimeField("ghi lúc")
    taken_back_at = models.DateTimeField("bỏ vì ghi nhầm lúc", null=True)
    taken_back_by = models.ForeignKey(Term, models.PROTECT, null=True, related_name="+")

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["line"],
                condition=Q(taken_back_at__isnull=True),
                name="a_household_is_present_once",
            ),
            models.UniqueConstraint(
                fields=["sitting", "proxy"],
                condition=Q(taken_back_at__isnull=True, proxy__isnull=False),
                name="a_proxy_is_used_once_a_sitting",
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at__isnull=True) | Q(taken_back_by__isnull=False),
                name="who_takes_back_is_known",
            ),
        ]
        indexes = [
            models.Index(
                fields=["sitting"],
                condition=Q(taken_back_at__isnull=True),
                name="present_in_sitting",
            ),
        ]

    def __str__(self) -> str:
        return f"có mặt {self.line_id}"


class Office(models.TextChoices):
    """Offices of the meeting."""

    SECRETARY = "secretary", "Thư ký"
    TELLER_HEAD = "teller_head", "Trưởng ban kiểm phiếu"
    TELLER = "teller", "Thành viên Ban kiểm phiếu"
    WITNESS = "witness", "Hộ chứng kiến kiểm phiếu"


class OfficerQuerySet(models.QuerySet["Officer"]):
    def serving(self) -> Self:
        """Officers that were not replaced."""
        return self.filter(replaced_at__isnull=True)


class Officer(models.Model):
    """Secretary and tellers, confirmed by those present; two households that watch the count."""

    sitting = models.ForeignKey(Sitting, models.PROTECT, related_name="officers")
    office = models.CharField("việc", max_length=12, choices=Office.choices)
    name = models.CharField("họ và tên", max_length=120)
    line = models.ForeignKey(FrozenLine, models.PROTECT, null=True, related_name="+")
    yes = models.PositiveIntegerField("số giơ tay đồng ý", null=True)  # None: witnesses, invited
    present = models.PositiveIntegerField("số hộ có mặt lúc ấy")
    by = models.ForeignKey(Term, models.PROTECT, related_name="+")
    at = models.DateTimeField("ghi lúc")
    replaced_at = models.DateTimeField("thay người khác lúc", null=True)

    objects = OfficerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sitting", "office"],
                condition=Q(replaced_at__isnull=True, office__in=["secretary", "teller_head"]),
                name="one_secretary_one_head_of_tellers",
            ),
            models.CheckConstraint(
                condition=Q(office="witness", yes__isnull=True)
                | Q(yes__isnull=False, present__gte=F("yes")) & ~Q(office="witness"),
                name="officer_votes_fit_those_present",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_office_display()}: {self.name}"


class WayChosen(models.Model):
    """How one item is voted on in one sitting, chosen by more than half of those present."""

    sitting = models.ForeignKey(Sitting, models.PROTECT, related_name="ways")
    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="ways")
    way = models.CharField("cách biểu quyết", max_length=8, choices=Way.choices)
    yes = models.PositiveIntegerField("số giơ tay chọn cách này")
    present = models.PositiveIntegerField("số hộ có mặt lúc ấy")
    by = models.ForeignKey(Term, models.PROTECT, related_name="+")
    at = models.DateTimeField("ghi lúc")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sitting", "item"], name="one_way_an_item"),
            models.CheckConstraint(
                condition=Q(present__gte=F("yes")), name="way_votes_fit_those_present"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_way_display()}: {self.yes} trên {self.present}"


class Question(models.Model):
    """A question from the hall and the answer. Who asked is not written down."""

    sitting = models.ForeignKey(Sitting, models.PROTECT, related_name="questions")
    item = models.ForeignKey(AgendaItem, models.PROTECT, null=True, related_name="questions")
    asked = models.CharField("câu hỏi, ý kiến", max_length=500)
    answer = models.CharField("trả lời", max_length=1000, blank=True)
    by = models.ForeignKey(Term, models.PROTECT, related_name="+")
    at = models.DateTimeField("ghi lúc")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(asked=""), name="question_says_what")]

    def __str__(self) -> str:
        return f"câu hỏi {self.pk}"
