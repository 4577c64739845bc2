"""A reception day, its queue, what each person said; a denunciation has no row (ADR 29)."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Q

from danchu.people.models import Term
from danchu.places.models import OfThisWorld, Unit


class DayState(models.TextChoices):
    """How a reception day went. Each but the first is said once, with its day."""

    PLANNED = "planned", "Sắp tiếp"
    CHAIR = "chair", "Chủ tịch đã tiếp"
    DELEGATED = "delegated", "Người khác tiếp thay"
    OFFICER = "officer", "Công chức đã tiếp"
    NOT_HELD = "not_held", "Không tiếp, có lý do"


class ReceptionDayQuerySet(models.QuerySet["ReceptionDay"]):
    def coming(self, *, on: date) -> Self:
        """Still to be held, this day included."""
        return self.filter(state=DayState.PLANNED, day__gte=on)

    def of_chair(self) -> Self:
        return self.filter(by_chair=True)

    def with_taken(self) -> Self:
        """Each with `taken`: how many hold a place."""
        held = Q(bookings__isnull=False, bookings__cancelled_on=None)
        return self.annotate(taken=Count("bookings", filter=held))


class ReceptionDay(models.Model):
    """One day on which a commune receives people, as its calendar says."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="reception_days")
    day = models.DateField("ngày tiếp")
    begins = models.TimeField("từ giờ")
    ends = models.TimeField("đến giờ")
    place = models.CharField("nơi tiếp", max_length=200)
    by_chair = models.BooleanField("Chủ tịch tiếp", default=True)
    seats = models.PositiveSmallIntegerField("số lượt đặt trước nhiều nhất", default=20)
    made_by = models.ForeignKey(Term, models.PROTECT, related_name="+")
    made_on = models.DateField("ngày lập")

    state = models.CharField(max_length=10, choices=DayState.choices, default=DayState.PLANNED)
    received_by = models.CharField("người tiếp", max_length=120, blank=True)
    why = models.CharField("lý do", max_length=300, blank=True)
    closed_by = models.ForeignKey(Term, models.PROTECT, null=True, related_name="+")
    closed_on = models.DateField("ngày ghi", null=True)

    objects = OfThisWorld.from_queryset(ReceptionDayQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "day", "begins"], name="one_reception_an_hour"),
            models.CheckConstraint(
                condition=Q(ends__gt=models.F("begins")), name="reception_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(state="planned", closed_on__isnull=True)
                | ~Q(state="planned") & Q(closed_on__isnull=False),
                name="closed_reception_day_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["delegated", "not_held"]) | ~Q(why=""),
                name="reception_not_by_chair_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["chair", "delegated"]) | Q(by_chair=True),
                name="only_a_chairs_day_is_delegated",
            ),
        ]
        indexes = [models.Index(fields=["unit", "day"], name="reception_day_of_unit")]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y}, {self.begins:%H:%M}"

    @property
    def is_open(self) -> bool:
        return self.state == DayState.PLANNED


class Booking(models.Model):
    """A place in the queue. No word of what it is about; the telephone goes with the day."""

    day = models.ForeignKey(ReceptionDay, models.PROTECT, related_name="bookings")
    number = models.PositiveSmallIntegerField("số thứ tự")
    code_hash = models.CharField(max_length=64, unique=True, null=True)  # noqa: DJ001  no secret travels
    phone = models.CharField("số điện thoại", max_length=16, blank=True)
    booked_on = models.DateField("ngày đặt")
    entered_by = models.ForeignKey(Term, models.PROTECT, null=True, related_name="+")
    cancelled_on = models.DateField("ngày thôi", null=True)
    came = models.BooleanField("đã đến", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["day", "number"], name="one_number_a_reception_day"),
            models.UniqueConstraint(
                fields=["day", "phone"],
                condition=Q(cancelled_on__isnull=True) & ~Q(phone=""),
                name="one_booking_a_phone_and_day",
            ),
        ]

    def __str__(self) -> str:
        return f"số {self.number}"

    @property
    def called(self) -> str:
        """The telephone as people say it: 0912 345 678."""
        own = self.phone.replace("+84", "0", 1)
        return f"{own[:4]} {own[4:7]} {own[7:]}".strip()


class Matter(models.TextChoices):
    """What somebody came about. A denunciation is not among them: it goes into the secret book."""

    FEEDBACK = "feedback", "Phản ánh"
    PETITION = "petition", "Kiến nghị"
    COMPLAINT = "complaint", "Khiếu nại"
    QUESTION = "question", "Hỏi thủ tục, chính sách"


class Result(models.TextChoices):
    """What came of it."""

    PENDING = "pending", "Chưa trả lời, còn hạn"
    ANSWERED = "answered", "Đã trả lời"
    CASE = "case", "Đã ghi thành đơn, phản ánh"
    GUIDED = "guided", "Đã hướng dẫn đến đúng nơi"
    REFUSED = "refused", "Từ chối tiếp, có lý do"


class Reception(models.Model):
    """One line of the book of reception: who came, what was said, what came of it."""

    day = models.ForeignKey(ReceptionDay, models.PROTECT, related_name="receptions")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="receptions")
    year = models.PositiveSmallIntegerField("năm")
    number = models.PositiveIntegerField("số trong sổ")
    booking = models.OneToOneField(Booking, models.PROTECT, null=True, related_name="reception")
    name = models.CharField("họ tên người đến", max_length=120)
    address = models.CharField("địa chỉ", max_length=200, blank=True)
    contact = models.CharField("cách báo lại", max_length=60, blank=True)
    people = models.PositiveSmallIntegerField("số người cùng đến", default=1)
    matter = models.CharField("việc", max_length=10, choices=Matter.choices)
    text = models.TextField("nội dung trình bày", max_length=4000)
    papers = models.CharField("giấy tờ đã nhận", max_length=300, blank=True)
    result = models.CharField(max_length=10, choices=Result.choices, default=Result.PENDING)
    words = models.TextField("trả lời, hướng dẫn", max_length=4000, blank=True)
    case_number = models.CharField("số đơn", max_length=20, blank=True)
    made_by = models.ForeignKey(Term, models.PROTECT, related_name="+")
    received_on = models.DateField("ngày tiếp")
    ended_on = models.DateField("ngày có kết quả", null=True)

    objects = OfThisWorld["Reception"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year", "number"], name="one_reception_a_number"
            ),
            models.CheckConstraint(
                condition=Q(result="pending", ended_on__isnull=True)
                | ~Q(result="pending") & Q(ended_on__isnull=False),
                name="ended_reception_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(result__in=["answered", "guided", "refused"]) | ~Q(words=""),
                name="ended_reception_says_what",
            ),
            models.CheckConstraint(
                condition=~Q(result="case") | ~Q(case_number=""), name="reception_case_has_number"
            ),
        ]

    def __str__(self) -> str:
        return f"lượt {self.number}/{self.year}"

    @property
    def is_open(self) -> bool:
        return self.result == Result.PENDING


class Bar(models.Model):
    """Somebody a line is about: they neither open it nor answer it."""

    reception = models.ForeignKey(Reception, models.PROTECT, related_name="bars")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    by = models.ForeignKey(Term, models.PROTECT, null=True, related_name="+")  # None: named in it
    on = models.DateField("từ ngày")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["reception", "person"], name="one_bar_a_line_and_person"
            )
        ]

    def __str__(self) -> str:
        return f"{self.reception}: {self.person}"
