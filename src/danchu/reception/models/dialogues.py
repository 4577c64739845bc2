"""A dialogue of the commune with its people, and each question up to its answer."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from danchu.people.models import Term
from danchu.places.models import OfThisWorld, Unit


class Reason(models.TextChoices):
    """Why a dialogue is held."""

    YEARLY = "yearly", "Hằng năm"
    ASKED = "asked", "Cử tri yêu cầu"
    NEEDED = "needed", "Ủy ban nhân dân thấy cần"


class Way(models.TextChoices):
    """How it is held. What is not in the hall runs on a service of the state's own."""

    HALL = "hall", "Trực tiếp"
    ONLINE = "online", "Trực tuyến"
    BOTH = "both", "Trực tiếp và trực tuyến"


class DialogueState(models.TextChoices):
    PLANNED = "planned", "Đang chuẩn bị"
    ANNOUNCED = "announced", "Đã báo trước"
    HELD = "held", "Đã đối thoại, chờ thông báo kết quả"
    PUBLISHED = "published", "Đã thông báo kết quả"
    CANCELLED = "cancelled", "Không tổ chức, có lý do"


class DialogueQuerySet(models.QuerySet["PeoplesDialogue"]):
    def told(self) -> Self:
        """Those everybody may read: announced once."""
        return self.filter(announced_on__isnull=False)

    def held_in(self, year: int) -> Self:
        return self.filter(held_on__year=year)


class PeoplesDialogue(models.Model):
    """One conference of exchange and dialogue (Luật 10/2022 Điều 32, Luật 72/2025 Điều 43)."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="dialogues")
    title = models.CharField("tên", max_length=200)
    topics = models.TextField("nội dung", max_length=2000)
    reason = models.CharField("vì sao", max_length=8, choices=Reason.choices)
    voters = models.PositiveIntegerField("tổng số cử tri", null=True)
    asked_by = models.PositiveIntegerField("số cử tri yêu cầu", null=True)
    day = models.DateField("ngày đối thoại")
    begins = models.TimeField("từ giờ")
    place = models.CharField("địa điểm", max_length=200)
    way = models.CharField("phương thức", max_length=6, choices=Way.choices, default=Way.HALL)
    made_by = models.ForeignKey(Term, models.PROTECT, related_name="+")
    made_on = models.DateField("ngày lập")

    state = models.CharField(
        max_length=9, choices=DialogueState.choices, default=DialogueState.PLANNED
    )
    announced_on = models.DateField("báo trước ngày", null=True)
    held_on = models.DateField("đối thoại ngày", null=True)
    chaired_by = models.CharField("người chủ trì", max_length=200, blank=True)
    present = models.PositiveIntegerField("số người dự", null=True)
    results = models.TextField("kết quả", max_length=4000, blank=True)
    published_on = models.DateField("thông báo kết quả ngày", null=True)
    why = models.CharField("lý do không tổ chức", max_length=300, blank=True)

    objects = OfThisWorld.from_queryset(DialogueQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason="asked") | Q(voters__gt=0, asked_by__lte=models.F("voters")),
                name="asked_dialogue_fits_its_voters",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["held", "published"]) | Q(held_on__isnull=False),
                name="held_dialogue_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_on__isnull=False) & ~Q(results=""),
                name="published_dialogue_says_what",
            ),
            models.CheckConstraint(
                condition=~Q(state="cancelled") | ~Q(why=""), name="cancelled_dialogue_says_why"
            ),
        ]
        indexes = [models.Index(fields=["unit", "day"], name="dialogue_of_unit")]

    def __str__(self) -> str:
        return f"{self.title}, {self.day:%d/%m/%Y}"

    def takes_questions(self, *, on: date) -> bool:
        """From its announcement up to the day itself, that day included."""
        return self.state == DialogueState.ANNOUNCED and on <= self.day


class QuestionState(models.TextChoices):
    NEW = "new", "Đang xem câu hỏi"
    OPEN = "open", "Chờ trả lời"
    ANSWERED = "answered", "Đã trả lời"
    REFUSED = "refused", "Không đưa ra, có lý do"


class Question(models.Model):
    """One question. Its number is for the asker; names are not asked for and not kept."""

    class Source(models.TextChoices):
        WEB = "web", "Gửi trên trang này"
        PAPER = "paper", "Viết trên giấy, gửi trước"
        HALL = "hall", "Hỏi tại hội trường"

    dialogue = models.ForeignKey(PeoplesDialogue, models.PROTECT, related_name="questions")
    number = models.PositiveIntegerField("câu số")
    text = models.TextField("câu hỏi", max_length=1500)
    hamlet = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    source = models.CharField("nguồn", max_length=5, choices=Source.choices)
    once = models.CharField(max_length=64, blank=True)  # sent twice over a bad line: one question
    asked_on = models.DateField("ngày hỏi")
    entered_by = models.ForeignKey(Term, models.PROTECT, null=True, related_name="+")

    state = models.CharField(max_length=8, choices=QuestionState.choices, default=QuestionState.NEW)
    answer = models.TextField("trả lời", max_length=4000, blank=True)
    in_hall = models.BooleanField("trả lời ngay tại hội trường", default=False)
    answered_on = models.DateField("ngày trả lời", null=True)
    answered_by = models.ForeignKey(Term, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dialogue", "number"], name="one_question_a_number"),
            models.UniqueConstraint(
                fields=["dialogue", "once"], condition=~Q(once=""), name="one_question_a_sending"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["answered", "refused"])
                | ~Q(answer="") & Q(answered_on__isnull=False),
                name="ended_question_says_what",
            ),
        ]

    def __str__(self) -> str:
        return f"câu {self.number}"
