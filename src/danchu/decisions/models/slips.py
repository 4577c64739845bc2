"""Slips of one round: the plan, the team, one slip a household. Never what a slip says."""

from typing import Self

from django.db import models
from django.db.models import F, Q

from danchu.decisions.models.motions import Count, Part
from danchu.decisions.words import Whose
from danchu.people.models import FrozenLine, FrozenRoll, Term


class RoundQuerySet(models.QuerySet["SlipRound"]):
    def running(self) -> Self:
        """Planned or being collected: not counted, not called off."""
        return self.filter(count__isnull=True, called_off_on__isnull=True)


class SlipRound(models.Model):
    """One round of slips in one community (NĐ 59/2023/NĐ-CP Điều 4)."""

    part = models.ForeignKey(Part, models.PROTECT, related_name="rounds")
    number = models.CharField("số kế hoạch", max_length=60, blank=True)
    issued_on = models.DateField("ban hành kế hoạch ngày")
    issued_by = models.ForeignKey(Term, models.PROTECT, related_name="+")
    announced_on = models.DateField("báo cho dân ngày")
    announced_how = models.CharField("báo bằng cách", max_length=120)
    hand_out_on = models.DateField("phát phiếu ngày")
    collect_until = models.DateField("thu phiếu đến hết ngày")
    work = models.TextField("phân công, điều kiện bảo đảm", max_length=2000, blank=True)

    sent_on = models.DateField("gửi kế hoạch lên xã ngày", null=True)
    roll = models.ForeignKey(FrozenRoll, models.PROTECT, null=True, related_name="+")
    prepared_on = models.DateField("lập phiếu ngày", null=True)
    witness_one = models.CharField("hộ chứng kiến thứ nhất", max_length=120, blank=True)
    witness_two = models.CharField("hộ chứng kiến thứ hai", max_length=120, blank=True)
    count = models.OneToOneField(Count, models.PROTECT, null=True, related_name="round")
    on_paper = models.BooleanField("nhập từ giấy", default=False)
    called_off_on = models.DateField("dừng ngày", null=True)
    called_off_why = models.CharField("lý do dừng", max_length=300, blank=True)

    objects = RoundQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["part"],
                condition=Q(count__isnull=True, called_off_on__isnull=True),
                name="one_open_round_a_community",
            ),
            models.CheckConstraint(
                condition=Q(announced_on__lte=F("hand_out_on"))
                & Q(collect_until__gte=F("hand_out_on")),
                name="slips_are_announced_handed_out_then_collected",
            ),
            models.CheckConstraint(
                condition=Q(prepared_on__isnull=True) | Q(roll__isnull=False),
                name="slips_are_made_from_a_frozen_roll",
            ),
            models.CheckConstraint(
                condition=Q(count__isnull=True) | ~Q(witness_one="") & ~Q(witness_two=""),
                name="two_households_see_the_count",
            ),
            models.CheckConstraint(
                condition=Q(called_off_on__isnull=True) | ~Q(called_off_why=""),
                name="a_called_off_round_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part}, phát ngày {self.hand_out_on:%d/%m/%Y}"

    @property
    def is_open(self) -> bool:
        return self.count_id is None and self.called_off_on is None


class TeamMember(models.Model):
    """Who hands out and collects; one leads, of the Front committee."""

    round = models.ForeignKey(SlipRound, models.CASCADE, related_name="team")
    name = models.CharField("họ và tên", max_length=120)
    whose = models.CharField("thành phần", max_length=12, choices=Whose.choices)
    leads = models.BooleanField("Tổ trưởng", default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round"], condition=Q(leads=True), name="one_leads_a_team"
            ),
            models.CheckConstraint(
                condition=Q(leads=False) | Q(whose=Whose.FRONT), name="the_front_leads_the_team"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Slip(models.Model):
    """The stub of one household's slip: whether it came back. What it says is nowhere."""

    round = models.ForeignKey(SlipRound, models.PROTECT, related_name="slips")
    line = models.ForeignKey(FrozenLine, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField("số phiếu")
    code = models.CharField("mã trên cuống", max_length=12, unique=True)
    collected_on = models.DateField("thu ngày", null=True)
    collected_by = models.ForeignKey(Term, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "line"], name="one_slip_a_household"),
            models.UniqueConstraint(fields=["round", "number"], name="one_slip_a_number"),
        ]

    def __str__(self) -> str:
        return f"phiếu số {self.number}"
