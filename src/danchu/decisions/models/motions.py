"""One question put to households: proposed, voted on in each community, counted."""

from typing import Self

from django.db import models
from django.db.models import F, Q

from danchu.decisions.words import (
    ENDED,
    MONEY,
    RUNNING,
    Matter,
    Origin,
    RemovalGround,
    Result,
    Scope,
    State,
    Way,
)
from danchu.people.models import FrozenRoll, Term
from danchu.places.models import OfThisWorld, Unit

PUBLIC = (*RUNNING, *ENDED)


class MotionQuerySet(models.QuerySet["Motion"]):
    def public(self) -> Self:
        """What anybody may read: put forward, being voted on, decided; withdrawn ones too once
        they were put forward."""
        put_forward = Q(state=State.WITHDRAWN, put_forward_on__isnull=False)
        return self.filter(Q(state__in=PUBLIC) | put_forward)

    def running(self) -> Self:
        return self.filter(state__in=RUNNING)

    def ended(self) -> Self:
        return self.filter(state__in=ENDED)

    def in_units(self, units: models.QuerySet[Unit]) -> Self:
        """Put to any of these units: their own, and a commune's put to its communities."""
        return self.filter(Q(unit__in=units) | Q(parts__unit__in=units)).distinct()


class Motion(models.Model):
    """One question put to every household of a community, or of a commune's communities."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="motions")
    scope = models.CharField("phạm vi", max_length=10, choices=Scope.choices)
    matter = models.CharField("nội dung", max_length=20, choices=Matter.choices)
    way = models.CharField("hình thức", max_length=8, choices=Way.choices)
    origin = models.CharField("ai đưa ra", max_length=10, choices=Origin.choices)
    title = models.CharField("tên việc", max_length=200)
    text = models.TextField("nội dung đưa ra bàn", max_length=4000)
    estimate = models.TextField("dự toán, mức đóng góp", max_length=1000, blank=True)
    replaces = models.ForeignKey(  # an earlier decision of the same community: Điều 22 khoản 3
        "self", models.PROTECT, null=True, related_name="replaced_by"
    )
    ends_it = models.BooleanField("bãi bỏ quyết định cũ", default=False)
    removal = models.BooleanField("cho thôi, không phải bầu", default=False)
    removal_ground = models.CharField(
        "trường hợp cho thôi", max_length=8, choices=RemovalGround.choices, blank=True
    )
    removal_paper = models.CharField("đơn, văn bản đề nghị", max_length=200, blank=True)
    petitioners = models.PositiveIntegerField("số hộ kiến nghị", null=True)

    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    proposed_by = models.ForeignKey(Term, models.PROTECT, related_name="+")
    proposed_on = models.DateField("đề xuất ngày")
    agreed_by = models.ForeignKey(Term, models.PROTECT, null=True, related_name="+")
    agreed_ground = models.CharField("giấy thống nhất", max_length=200, blank=True)
    put_forward_on = models.DateField("đưa ra bàn ngày", null=True)
    ended_on = models.DateField("có kết quả ngày", null=True)
    withdrawn_on = models.DateField("rút ngày", null=True)
    withdrawn_why = models.CharField("lý do rút", max_length=300, blank=True)

    # Of a commune's motion, kept when it ends: communities that agreed, of how many, by which rule.
    communities = models.PositiveIntegerField("tổng số thôn", null=True)
    agreed = models.PositiveIntegerField("số thôn tán thành", null=True)
    needed = models.PositiveIntegerField("số thôn phải tán thành", null=True)
    rule_key = models.CharField(max_length=80, blank=True)
    # The chair tells the council of it at its next regular session (Điều 23 khoản 1 đoạn 2).
    council_on = models.DateField("kỳ họp Hội đồng nhân dân gần nhất", null=True)
    council_number = models.CharField("số báo cáo Hội đồng", max_length=60, blank=True)
    council_told_on = models.DateField("báo cáo Hội đồng ngày", null=True)

    from_paper = models.JSONField(  # [[step, "2026-12-02"], …]: done on paper, entered later
        "bước nhập từ giấy", default=list
    )

    objects = OfThisWorld.from_queryset(MotionQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(way=Way.ONLINE) | Q(matter=Matter.SELF_MANAGED, scope="community"),
                name="only_self_managed_matters_go_online",
            ),
            models.CheckConstraint(
                condition=~Q(scope=Scope.COMMUNE) | Q(matter__in=MONEY),
                name="a_commune_decides_money_only",
            ),
            models.CheckConstraint(
                condition=~Q(way=Way.SLIPS)
                | Q(scope=Scope.COMMUNE)
                | Q(matter=Matter.SELF_MANAGED),
                name="slips_come_first_for_few_matters",
            ),
            models.CheckConstraint(
                condition=Q(removal=False) | Q(matter__in=[Matter.COMMUNITY_HEAD, Matter.BOARDS]),
                name="only_who_was_elected_is_removed",
            ),
            models.CheckConstraint(
                condition=~Q(matter=Matter.COMMUNITY_HEAD, removal=True)
                | ~Q(removal_ground="") & ~Q(removal_paper=""),
                name="a_head_is_removed_on_a_ground",
            ),
            models.CheckConstraint(
                condition=~Q(removal_ground=RemovalGround.PETITION) | Q(petitioners__isnull=False),
                name="a_petition_has_its_households",
            ),
            models.CheckConstraint(
                condition=Q(council_told_on__isnull=True)
                | Q(council_on__isnull=False) & ~Q(council_number=""),
                name="the_council_was_told_by_a_paper",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=PUBLIC) | Q(put_forward_on__isnull=False),
                name="what_is_voted_on_was_put_forward",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=ENDED) | Q(ended_on__isnull=False),
                name="an_ended_motion_has_its_day",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.WITHDRAWN)
                | Q(withdrawn_on__isnull=False) & ~Q(withdrawn_why=""),
                name="a_withdrawn_motion_says_why",
            ),
            models.CheckConstraint(
                condition=Q(agreed__isnull=True)
                | Q(communities__gte=F("agreed"), needed__gte=1, needed__lte=F("communities"))
                & ~Q(rule_key="")
                & (
                    Q(state=State.PASSED, agreed__gte=F("needed"))
                    | Q(state=State.LOST, agreed__lt=F("needed"))
                ),
                name="the_sum_of_a_commune_fits_its_communities",
            ),
        ]
        indexes = [models.Index(fields=["unit", "state"], name="motion_of_unit")]

    def __str__(self) -> str:
        return self.title

    @property
    def removes_head(self) -> bool:
        """NĐ 59 Điều 9: proposed by the Front, considered by the chair, never by the head."""
        return self.removal and self.matter == Matter.COMMUNITY_HEAD

    @property
    def asked_by_chair(self) -> bool:
        """The head who is to go heads the Front too: NĐ 59 Điều 3 khoản 1 điểm c."""
        return self.removes_head and self.origin == Origin.CHAIR

    @property
    def of_commune(self) -> bool:
        return self.scope == Scope.COMMUNE


class Part(models.Model):
    """One community in which a motion is voted on: the only one, or one of a commune's."""

    motion = models.ForeignKey(Motion, models.CASCADE, related_name="parts")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="motion_parts")
    roll = models.ForeignKey(FrozenRoll, models.PROTECT, null=True, related_name="+")
    meeting = models.CharField("cuộc họp", max_length=60, blank=True)  # where it is on the agenda
    result = models.CharField(max_length=8, choices=Result.choices, blank=True)  # the last count's
    result_on = models.DateField("ngày có kết quả", null=True)
    sent_on = models.DateField("gửi xã và Mặt trận ngày", null=True)  # of a commune's motion

    objects = OfThisWorld.from_queryset(models.QuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["motion", "unit"], name="one_part_a_community"),
            models.CheckConstraint(
                condition=Q(result="", result_on__isnull=True)
                | ~Q(result="") & Q(result_on__isnull=False),
                name="a_result_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.motion}: {self.unit}"

    @property
    def voted(self) -> bool:
        """Whether this community has decided, either way."""
        return self.result in {Result.PASSED, Result.LOST}


class Count(models.Model):
    """One count, as it was and as the law of its day judged it. Never changed (`triggers`).

    `present`: households that came, or gave a slip back. A correction is a count of its own.
    """

    part = models.ForeignKey(Part, models.PROTECT, related_name="counts")
    way = models.CharField("hình thức", max_length=8, choices=Way.choices)
    held_on = models.DateField("ngày biểu quyết")  # for slips: the last day of collecting
    roll = models.ForeignKey(FrozenRoll, models.PROTECT, related_name="+")
    households = models.PositiveIntegerField("tổng số hộ gia đình")
    present = models.PositiveIntegerField("số hộ tham gia")
    yes = models.PositiveIntegerField("số hộ tán thành")
    no = models.PositiveIntegerField("số hộ không tán thành")
    other = models.PositiveIntegerField("ý kiến khác, phiếu trắng, phiếu không hợp lệ")
    secret = models.BooleanField("bỏ phiếu kín", default=False)
    meeting = models.CharField("cuộc họp", max_length=60, blank=True)
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="corrected_by")
    why = models.CharField("vì sao đính chính", max_length=300, blank=True)

    result = models.CharField(max_length=8, choices=Result.choices)
    needed = models.PositiveIntegerField("số hộ phải tán thành")
    rule_key = models.CharField(max_length=80)  # judged by this rule, of `held_on`
    written_by = models.ForeignKey(Term, models.PROTECT, related_name="+")
    written_on = models.DateField("ghi ngày")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(households__gte=F("present")) & Q(households__gte=1),
                name="no_more_came_than_there_are",
            ),
            models.CheckConstraint(
                condition=Q(present__gte=F("yes") + F("no") + F("other")),
                name="no_more_votes_than_came",
            ),
            models.CheckConstraint(
                condition=~Q(way=Way.SLIPS) | Q(present=F("yes") + F("no") + F("other")),
                name="every_slip_is_counted_once",
            ),
            models.CheckConstraint(
                condition=Q(needed__gte=1, needed__lte=F("households"))
                & (
                    Q(result=Result.PASSED, yes__gte=F("needed"))
                    | Q(result=Result.LOST, yes__lt=F("needed"))
                    | Q(result=Result.SHORT, present__lt=F("needed"), way=Way.MEETING)
                ),
                name="the_result_follows_from_the_count",
            ),
            models.CheckConstraint(
                condition=Q(corrects__isnull=True) | ~Q(why=""),
                name="a_corrected_count_says_why",
            ),
        ]
        indexes = [models.Index(fields=["part", "-id"], name="count_of_part")]

    def __str__(self) -> str:
        return f"{self.yes} trên {self.households} hộ"

    @property
    def silent(self) -> int:
        """Households that came and said nothing."""
        return self.present - self.yes - self.no - self.other
