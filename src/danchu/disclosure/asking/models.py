"""One information request, its answer with files, and what was made public of it."""

from datetime import date
from hashlib import sha256
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce, Least

from danchu.people.models import Term, User
from danchu.places.models import OfThisWorld, Unit


class Came(models.TextChoices):
    """How the request came. The law's clocks go by it (Điều 29, 30, 31)."""

    NETWORK = "network", "Gửi qua mạng"
    OFFICE = "office", "Trực tiếp tại trụ sở"
    POST = "post", "Qua bưu chính, fax"


class Wanted(models.TextChoices):
    """How whoever asks wants to have it (Điều 24 khoản 2 điểm c)."""

    HERE = "here", "Đọc trên trang này"
    OFFICE = "office", "Nhận bản giấy tại trụ sở xã"
    POST = "post", "Gửi bản giấy qua bưu điện"
    MAIL = "mail", "Gửi qua thư điện tử"


class Stage(models.TextChoices):
    """Where a request stands. Moves are made by the acts only."""

    RECEIVED = "received", "Xã đã nhận, chưa xem"
    INCOMPLETE = "incomplete", "Chờ người hỏi bổ sung"
    ACCEPTED = "accepted", "Xã đang chuẩn bị"
    SUPPLIED = "supplied", "Đã cung cấp"
    REFUSED = "refused", "Đã từ chối"
    REDIRECTED = "redirected", "Đã chỉ nơi khác"
    WITHDRAWN = "withdrawn", "Người hỏi đã rút"


AT_THE_OFFICE = (Stage.RECEIVED, Stage.ACCEPTED)
OPEN = (*AT_THE_OFFICE, Stage.INCOMPLETE)


class InformationRequestQuerySet(models.QuerySet["InformationRequest"]):
    def of_units(self, units: models.QuerySet[Unit]) -> Self:
        return self.filter(unit__in=units)

    def open(self) -> Self:
        return self.filter(stage__in=OPEN)

    def closed(self) -> Self:
        return self.exclude(stage__in=OPEN)

    def due_first(self) -> Self:
        """The nearest day first; those that wait for the asker have none and stand last."""
        near = Least(Coalesce("notice_due_on", "due_on"), F("due_on"))
        return self.order_by(near.asc(nulls_last=True), "pk")


class InformationRequest(models.Model):
    """Somebody asks a commune for information it holds. Who and why is never public."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    code = models.CharField("mã phiếu", max_length=12, unique=True)
    secret_hash = models.CharField("dấu của mã bí mật", max_length=64)
    account = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")  # own list
    item = models.ForeignKey("disclosure.Item", models.PROTECT, null=True, related_name="+")

    # What the law asks a request to hold (Điều 24 khoản 2), less the number of an identity paper.
    about = models.TextField("cần thông tin gì", max_length=4000)
    purpose = models.CharField("để làm gì", max_length=300)
    wanted = models.CharField("muốn nhận", max_length=8, choices=Wanted.choices)
    name = models.CharField("họ và tên người hỏi", max_length=120)
    address = models.CharField("nơi ở", max_length=200)
    contact = models.CharField("điện thoại, thư điện tử", max_length=120, blank=True)

    came = models.CharField("đến bằng cách", max_length=8, choices=Came.choices)
    entered_by = models.ForeignKey(Term, models.PROTECT, null=True, related_name="+")
    asked_on = models.DateField("ngày hỏi")
    stage = models.CharField(max_length=12, choices=Stage.choices, default=Stage.RECEIVED)

    # The clock: from the day a valid request was there. None while it waits for the asker.
    counted_from = models.DateField("tính từ ngày", null=True)
    due_on = models.DateField("hạn trả lời", null=True)  # inclusive
    due_rule = models.CharField("quy tắc đặt hạn", max_length=80, blank=True)
    notice_due_on = models.DateField("hạn báo thời hạn", null=True)  # until it was told
    ready = models.BooleanField("thông tin có sẵn", null=True)
    accepted_on = models.DateField("ngày nhận giải quyết", null=True)

    missing = models.TextField("còn thiếu gì", blank=True)
    missing_on = models.DateField("ngày hướng dẫn bổ sung", null=True)
    notice = models.TextField("báo khi nào, ở đâu, chi phí", blank=True)
    noticed_on = models.DateField("ngày báo", null=True)
    fee_vnd = models.PositiveIntegerField("chi phí thực tế (đồng)", null=True)
    extended_why = models.CharField("vì sao gia hạn", max_length=500, blank=True)
    extended_on = models.DateField("ngày báo gia hạn", null=True)

    # The words of whatever closed it: the answer, the reason, where to go instead.
    answer = models.TextField("lời trả lời", blank=True)
    ground = models.CharField("lý do theo luật", max_length=300, blank=True)
    ground_cite = models.CharField("căn cứ từ chối", max_length=200, blank=True)
    sent_to = models.CharField("nơi có trách nhiệm", max_length=200, blank=True)
    looked = models.JSONField("đã tìm số của từng người ở đâu, thấy gì", default=dict)
    closed_on = models.DateField("ngày khép", null=True)
    closed_by = models.ForeignKey(Term, models.PROTECT, null=True, related_name="+")
    forgotten_on = models.DateField("ngày xóa tên và lời người hỏi", null=True)

    objects = OfThisWorld.from_queryset(InformationRequestQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(stage__in=OPEN, closed_on__isnull=True)
                | ~Q(stage__in=OPEN) & Q(closed_on__isnull=False),
                name="a_closed_request_has_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(stage=Stage.REFUSED) | ~Q(ground="") & ~Q(answer=""),
                name="a_refusal_has_ground_and_words",
            ),
            models.CheckConstraint(
                condition=~Q(stage__in=AT_THE_OFFICE)
                | Q(due_on__isnull=False, counted_from__isnull=False),
                name="a_request_at_the_office_has_a_clock",
            ),
            models.CheckConstraint(
                condition=Q(extended_on__isnull=True) | ~Q(extended_why=""),
                name="an_extension_says_why",
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "stage", "due_on"], name="request_of_unit"),
            models.Index(fields=["account"], name="request_of_account"),
            models.Index(fields=["unit", "asked_on"], name="request_by_day"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def is_open(self) -> bool:
        return self.stage in OPEN

    @property
    def at_the_office(self) -> bool:
        return self.stage in AT_THE_OFFICE

    def late(self, *, on: date) -> bool:
        """Closed after the day, or still open when the day is over."""
        return self.due_on is not None and (self.closed_on or on) > self.due_on

    def digest(self) -> str:
        """sha256 over the words and files of the answer."""
        held = [f"{one.sha256} {one.name}" for one in self.files.order_by("pk")]
        return sha256("\n".join([self.answer, *held]).encode()).hexdigest()


class AnswerFile(models.Model):
    """A file of the answer: for whoever asked, and public only when it was published."""

    request = models.ForeignKey(InformationRequest, models.PROTECT, related_name="files")
    name = models.CharField("tên tệp", max_length=160)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField("số byte")
    sha256 = models.CharField(max_length=64)
    stored_as = models.CharField(max_length=80)
    public = models.BooleanField("công khai cùng hỏi đáp", default=False)
    sealed = models.BooleanField("đã niêm phong", default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["request", "sha256"], name="an_answer_holds_a_file_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class PublishedAnswerQuerySet(models.QuerySet["PublishedAnswer"]):
    def standing(self) -> Self:
        return self.filter(removed_on__isnull=True)


class PublishedAnswer(models.Model):
    """Question and answer written anew for everybody. Whoever asked stands nowhere in it."""

    request = models.OneToOneField(InformationRequest, models.PROTECT, related_name="published")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    question = models.CharField("câu hỏi, viết lại", max_length=500)
    answer = models.TextField("câu trả lời", max_length=20_000)
    published_on = models.DateField("ngày công khai")
    published_by = models.ForeignKey(Term, models.PROTECT, related_name="+")
    no_secret_declared = models.BooleanField("không chứa bí mật nhà nước", default=False)
    looked = models.JSONField("đã tìm số của từng người ở đâu", default=dict)
    removed_on = models.DateField("ngày gỡ khẩn", null=True)
    removed_by = models.ForeignKey(Term, models.PROTECT, null=True, related_name="+")
    removed_why = models.CharField("lý do gỡ", max_length=200, blank=True)

    objects = OfThisWorld.from_queryset(PublishedAnswerQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(no_secret_declared=True), name="a_published_answer_holds_no_secret"
            ),
            models.CheckConstraint(
                condition=Q(removed_on__isnull=True, removed_by__isnull=True, removed_why="")
                | Q(removed_on__isnull=False, removed_by__isnull=False) & ~Q(removed_why=""),
                name="a_removed_answer_says_who_when_why",
            ),
        ]
        indexes = [models.Index(fields=["unit", "-published_on"], name="answer_of_unit")]

    def __str__(self) -> str:
        return f"Hỏi đáp số {self.pk}"
