"""What was decided, written down, sent, recognised, carried out, changed (Điều 20 to 23)."""

from typing import Self

from django.db import models
from django.db.models import Q

from danchu.decisions.models.motions import Motion
from danchu.decisions.words import Answer, ChangeKind, Form, Ground, SentTo
from danchu.people.models import Term
from danchu.places.models import OfThisWorld, Unit


class DecisionQuerySet(models.QuerySet["Decision"]):
    def holding(self) -> Self:
        """In force and not repealed or replaced since."""
        return self.filter(effective_on__isnull=False, repealed_on__isnull=True)


class Decision(models.Model):
    """The written decision of a community, or the commune's sum of its communities'."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="community_decisions")
    motion = models.OneToOneField(Motion, models.PROTECT, related_name="decision")
    form = models.CharField("hình thức văn bản", max_length=10, choices=Form.choices)
    number = models.CharField("số", max_length=60, blank=True)
    decided_on = models.DateField("ngày quyết định")  # of the vote, or the end of collecting
    text = models.TextField("nội dung quyết định", max_length=6000)
    front_agreed = models.CharField("thống nhất hình thức văn bản", max_length=200)
    household_one = models.CharField("đại diện hộ ký thứ nhất", max_length=120)
    household_two = models.CharField("đại diện hộ ký thứ hai", max_length=120)
    executor = models.CharField("ai tổ chức thực hiện", max_length=200)
    finish_by = models.DateField("làm xong trước ngày", null=True)
    written_by = models.ForeignKey(Term, models.PROTECT, related_name="+")
    written_on = models.DateField("ghi ngày")

    send_by = models.DateField("hạn gửi")  # judged once, by the law of the vote
    sent_on = models.DateField("gửi xã và Mặt trận ngày", null=True)
    received_on = models.DateField("UBND xã nhận ngày", null=True)
    front_received_on = models.DateField("Mặt trận xã nhận ngày", null=True)

    recognised_by = models.CharField("ai công nhận", max_length=20, blank=True)  # "" nobody
    recognised_on = models.DateField("công nhận ngày", null=True)
    refused_on = models.DateField("không công nhận ngày", null=True)
    answer_number = models.CharField("số văn bản trả lời", max_length=60, blank=True)
    refused_why = models.TextField("lý do không công nhận", max_length=2000, blank=True)
    effective_on = models.DateField("có hiệu lực từ ngày", null=True)
    effect_key = models.CharField(max_length=80)
    repealed_on = models.DateField("hết hiệu lực từ ngày", null=True)
    finished_on = models.DateField("thực hiện xong ngày", null=True)
    new_election_on = models.DateField("quyết định bầu người mới ngày", null=True)

    objects = OfThisWorld.from_queryset(DecisionQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(household_one="") & ~Q(household_two="") & ~Q(front_agreed=""),
                name="a_decision_is_signed_by_two_households",
            ),
            models.CheckConstraint(
                condition=Q(recognised_on__isnull=True) | Q(refused_on__isnull=True),
                name="recognised_or_refused_never_both",
            ),
            models.CheckConstraint(
                condition=Q(refused_on__isnull=True) | ~Q(refused_why=""),
                name="a_refusal_gives_its_reason",
            ),
            models.CheckConstraint(
                condition=Q(recognised_by="")
                | Q(effective_on__isnull=True)
                | Q(recognised_on__isnull=False),
                name="it_holds_only_once_recognised",
            ),
            models.CheckConstraint(
                condition=~Q(recognised_by="")
                | Q(recognised_on__isnull=True, refused_on__isnull=True),
                name="nobody_recognises_what_needs_no_recognition",
            ),
        ]
        indexes = [models.Index(fields=["unit", "-decided_on"], name="decision_of_unit")]

    def __str__(self) -> str:
        said = self.get_form_display()
        return f"{said} {self.number}" if self.number else said

    @property
    def waits_for_answer(self) -> bool:
        """Received by whoever recognises it, and not answered."""
        unanswered = self.recognised_on is None and self.refused_on is None
        return bool(self.recognised_by) and unanswered


class Change(models.Model):
    """Repealed, asked to be mended, replaced, ended by its own community (Điều 22)."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=10, choices=ChangeKind.choices)
    ground = models.CharField("trường hợp", max_length=1, choices=Ground.choices)
    why = models.TextField("lý do", max_length=2000)
    number = models.CharField("số văn bản", max_length=60, blank=True)
    on = models.DateField("ngày")
    by = models.ForeignKey(Term, models.PROTECT, related_name="+")
    motion = models.ForeignKey(Motion, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(why=""), name="a_change_says_why"),
            models.CheckConstraint(
                condition=~Q(kind=ChangeKind.REPEALED) | Q(ground__in=["a", "b"]),
                name="a_committee_repeals_on_two_grounds",
            ),
            models.CheckConstraint(
                condition=~Q(kind=ChangeKind.ASKED) | Q(ground="b"),
                name="a_committee_asks_on_one_ground",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class Progress(models.Model):
    """How a decision is carried out, told to the people and to the commune (Điều 23 khoản 2)."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="progress")
    on = models.DateField("ngày")
    text = models.TextField("đã làm được gì", max_length=2000)
    ends = models.BooleanField("đã thực hiện xong", default=False)
    by = models.ForeignKey(Term, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="progress_says_something"),
            models.UniqueConstraint(
                fields=["decision"], condition=Q(ends=True), name="a_decision_ends_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on:%d/%m/%Y}"


class Objection(models.Model):
    """A citizen holds a decision unlawful and says so (Điều 24 khoản 4). Nobody's name stands here:
    who wrote stays on the paper. The law sets no day for the answer.
    """

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="objections")
    received_on = models.DateField("nhận ngày")
    sent_to = models.CharField("gửi đến", max_length=10, choices=SentTo.choices)
    ground = models.CharField("vì", max_length=1, choices=Ground.choices)
    paper = models.CharField("đơn, phiếu", max_length=120)
    text = models.TextField("nêu điều gì", max_length=2000)
    entered_by = models.ForeignKey(Term, models.PROTECT, related_name="+")
    entered_on = models.DateField("ghi ngày")
    outcome = models.CharField("kết quả", max_length=8, choices=Answer.choices, blank=True)
    answer = models.TextField("trả lời", max_length=2000, blank=True)
    answer_number = models.CharField("số văn bản trả lời", max_length=60, blank=True)
    answered_on = models.DateField("trả lời ngày", null=True)
    answered_by = models.ForeignKey(Term, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ground__in=["a", "b"]) & ~Q(paper="") & ~Q(text=""),
                name="an_objection_says_why",
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True, outcome="")
                | Q(answered_on__isnull=False, answered_by__isnull=False)
                & ~Q(outcome="")
                & ~Q(answer=""),
                name="an_answered_objection_has_its_answer",
            ),
        ]

    def __str__(self) -> str:
        return f"Kiến nghị ngày {self.received_on:%d/%m/%Y}"
