"""The spine of every track that is kept here: a case, and its steps, added to and never rewritten.

A denunciation is no case: see `register`.
"""

import re
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from danchu.people.models import Term
from danchu.places.models import OfThisWorld, Unit


class Track(models.TextChoices):
    """What the law calls it. Feedback and petitions share one way; a complaint has its own law."""

    FEEDBACK = "feedback", "Phản ánh"
    PETITION = "petition", "Kiến nghị"
    COMPLAINT = "complaint", "Khiếu nại"

    @property
    def letters(self) -> str:
        return {Track.FEEDBACK: "PA", Track.PETITION: "KN", Track.COMPLAINT: "KNai"}[self]


PREFIXES = "|".join(Track(one).letters for one in Track.values)


class Topic(models.TextChoices):
    """Lĩnh vực. No law lists them: words of ours, to count by."""

    ROADS = "roads", "Đường, cầu, cống"
    WATER = "water", "Nước, thoát nước"
    WASTE = "waste", "Rác, môi trường"
    LIGHT = "light", "Điện, đèn đường"
    LAND = "land", "Đất đai, xây dựng"
    ORDER = "order", "An ninh, trật tự"
    PROCEDURES = "procedures", "Thủ tục, thái độ phục vụ"
    WELFARE = "welfare", "Chế độ, chính sách"
    SCHOOLS = "schools", "Trường học, y tế, văn hóa"
    OTHER = "other", "Việc khác"


class Source(models.TextChoices):
    """How it came."""

    WEB = "web", "Gửi trên trang này"
    HOTLINE = "hotline", "Gọi đường dây nóng"
    MAILBOX = "mailbox", "Thư ở hòm thư góp ý, bưu điện"
    RECEPTION = "reception", "Nói ở buổi tiếp công dân"
    COUNTER = "counter", "Nộp đơn ở trụ sở"


class State(models.TextChoices):
    NEW = "new", "Mới gửi, chưa có người phụ trách"
    WORKING = "working", "Đang xử lý"
    ASKED = "asked", "Chờ người gửi nói thêm"
    SUSPENDED = "suspended", "Tạm đình chỉ"
    DECIDED = "decided", "Đã có quyết định, chờ gửi"
    ANSWERED = "answered", "Đã trả lời"
    REFERRED = "referred", "Đã chuyển cơ quan có thẩm quyền"
    GUIDED = "guided", "Đã hướng dẫn sang đúng đường"
    REFUSED = "refused", "Không thụ lý, có lý do"
    WITHDRAWN = "withdrawn", "Người gửi rút"


OPEN = (State.NEW, State.WORKING, State.ASKED, State.SUSPENDED, State.DECIDED)


class CaseQuerySet(models.QuerySet["Case"]):
    def open(self) -> Self:
        return self.filter(state__in=OPEN)

    def unfinished(self) -> Self:
        """Open ones, and closed ones of which something is still to be sent."""
        return self.filter(Q(state__in=OPEN) | Q(next_due_on__isnull=False))

    def saying(self, words: str) -> Self:
        """Whose number holds these words; the office's own search. No words: everything.

        By number alone: what people wrote is in no index, so that it can leave as a whole.
        """
        bare = re.sub(rf"^\s*(?:{PREFIXES})[\W_]+", "", words, flags=re.IGNORECASE)
        typed = "".join(filter(str.isalnum, bare.upper()))[-8:]
        return self.filter(code__startswith=typed) if typed else self

    def nearest_first(self) -> Self:
        """By the nearest open day; what has none comes last."""
        return self.order_by(F("next_due_on").asc(nulls_last=True), "pk")

    def closed(self) -> Self:
        return self.filter(closed_on__isnull=False)

    def latest_first(self) -> Self:
        """Closed ones, the last closed first."""
        return self.order_by("-closed_on", "-pk")


class Case(models.Model):
    """One matter of one sender. Its words are for the sender and the office, for nobody else."""

    code = models.CharField("số theo dõi", max_length=12, unique=True)
    # Of the secret on the ticket; None in a house the case was moved to: no secret travels.
    secret_hash = models.CharField(max_length=64, unique=True, null=True)  # noqa: DJ001
    track = models.CharField("loại", max_length=10, choices=Track.choices)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="cases")
    source = models.CharField("nguồn", max_length=10, choices=Source.choices, default=Source.WEB)

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="cases"
    )
    name = models.CharField("tên người gửi", max_length=120, blank=True)
    contact = models.CharField("cách báo lại", max_length=120, blank=True)

    text = models.TextField("chuyện kể", max_length=4000)
    hamlet = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    place = models.CharField("ở chỗ nào", max_length=200, blank=True)
    latitude = models.DecimalField("vĩ độ", max_digits=8, decimal_places=5, null=True)
    longitude = models.DecimalField("kinh độ", max_digits=8, decimal_places=5, null=True)
    topic = models.CharField("lĩnh vực", max_length=10, choices=Topic.choices, blank=True)
    about_rules = models.BooleanField("về quy định hành chính", default=False)

    received_on = models.DateField("ngày nhận")
    entered_by = models.ForeignKey(Term, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.NEW)
    handler = models.ForeignKey(Term, models.PROTECT, null=True, related_name="+")
    closed_on = models.DateField("ngày khép lại", null=True)
    extended = models.BooleanField("đã gia hạn", default=False)
    # As its duties say, kept here to sort and count by (`clocks.mark`); both inclusive.
    due_on = models.DateField("hạn trả lời, giải quyết", null=True)
    next_due_on = models.DateField("hạn gần nhất còn mở", null=True)

    objects = OfThisWorld.from_queryset(CaseQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=OPEN, closed_on__isnull=True)
                | ~Q(state__in=OPEN) & Q(closed_on__isnull=False),
                name="closed_case_says_when",
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "state", "received_on"], name="case_of_unit"),
            models.Index(fields=["unit", "state", "next_due_on"], name="case_by_next_day"),
            models.Index(fields=["unit", "-closed_on", "-id"], name="case_closed_last"),
            models.Index(fields=["unit", "topic", "state"], name="case_by_topic"),
            models.Index(  # figures read this and no row
                fields=[
                    *("unit", "received_on", "track", "topic", "state", "closed_on", "due_on"),
                    "id",
                ],
                name="case_for_figures_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """'PA-7K3M9Q2X'"""
        return f"{Track(self.track).letters}-{self.code}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_complaint(self) -> bool:
        return self.track == Track.COMPLAINT


class StepKind(models.TextChoices):
    """What was done. The words are what the sender reads."""

    SENT = "sent", "Đã nhận"
    SAID = "said", "Người gửi nói thêm"
    ASSIGNED = "assigned", "Đã giao người phụ trách"
    NOTE = "note", "Ghi chú nội bộ"
    ASKED = "asked", "Hỏi lại người gửi"
    ANSWERED = "answered", "Trả lời"
    EXTENDED = "extended", "Gia hạn, có lý do"
    REFERRED = "referred", "Chuyển cơ quan có thẩm quyền"
    CLASSIFIED = "classified", "Đổi loại, hạn giữ nguyên"
    GUIDED = "guided", "Hướng dẫn sang đúng đường"
    TOPIC = "topic", "Xếp lĩnh vực"
    REOPENED = "reopened", "Người gửi nói chưa được, mở lại"
    WITHDRAWN = "withdrawn", "Người gửi rút"
    BARRED = "barred", "Đổi người được xem"
    DUPLICATE = "duplicate", "Ghi là trùng"
    APART = "apart", "Thôi ghi là trùng"
    MENDED = "mended", "Đính chính: trả lời nhầm việc, xử lý tiếp"
    ACCEPTED = "accepted", "Thụ lý"
    REFUSED = "refused", "Không thụ lý, có lý do"
    COMPLEX = "complex", "Xác định là vụ việc phức tạp"
    REMOTE = "remote", "Có văn bản: vùng sâu, vùng xa đi lại khó khăn"
    PLAIN = "plain", "Đính chính: trở lại hạn thường"
    INVITED = "invited", "Mời đối thoại"
    MET = "met", "Đã đối thoại"
    SUSPENDED = "suspended", "Tạm đình chỉ, có lý do"
    RESUMED = "resumed", "Tiếp tục giải quyết"
    DECIDED = "decided", "Có quyết định giải quyết"
    DECISION_SENT = "decision_sent", "Đã gửi quyết định"
    DECISION_PUBLISHED = "published", "Đã công khai quyết định"


INSIDE = (
    StepKind.NOTE,
    StepKind.BARRED,
    StepKind.DUPLICATE,
    StepKind.APART,
    StepKind.TOPIC,
)  # never shown to the sender


class Step(models.Model):
    """One thing that happened to a case. Added, never changed."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=14, choices=StepKind.choices)
    at = models.DateTimeField("lúc")
    on = models.DateField("ngày")
    by = models.ForeignKey(Term, models.PROTECT, null=True, related_name="+")  # None: the sender
    words = models.TextField("lời", max_length=4000, blank=True)
    cite = models.CharField("căn cứ", max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["case", "id"], name="step_of_case")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.on:%d/%m/%Y}"

    @property
    def shown(self) -> bool:
        """Whether the sender reads it."""
        return self.kind not in INSIDE


class Attachment(models.Model):
    """A photo or a voice note: cleaned, sealed at once, opened by sender and office alone."""

    step = models.ForeignKey(Step, models.PROTECT, related_name="files")
    name = models.CharField("tên tệp", max_length=160)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField("số byte")
    sha256 = models.CharField(max_length=64)
    stored_as = models.CharField(max_length=80)

    sealed = True  # always: backups and moves look for the bytes where they are

    def __str__(self) -> str:
        return self.name


class Bar(models.Model):
    """Somebody a matter is about, who may neither open it nor be given it."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="bars")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    by = models.ForeignKey(Term, models.PROTECT, null=True, related_name="+")  # None: named in it
    # Brought along by this marking as a duplicate, and by nothing else: gone when it is taken back.
    through = models.ForeignKey(Step, models.PROTECT, null=True, related_name="+")
    on = models.DateField("từ ngày")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "person"], name="one_bar_a_case_and_person")
        ]

    def __str__(self) -> str:
        return f"{self.case}: {self.person}"


class AnswerTemplate(models.Model):
    """Words an office often answers with."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="answer_templates")
    title = models.CharField("tên mẫu", max_length=80)
    words = models.TextField("lời mẫu", max_length=2000)
    cite = models.CharField("căn cứ", max_length=300, blank=True)
    made_by = models.ForeignKey(Term, models.PROTECT, related_name="+")
    made_on = models.DateField("ngày lập")

    objects = OfThisWorld["AnswerTemplate"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "title"], name="one_template_a_unit_and_title")
        ]

    def __str__(self) -> str:
        return self.title


class Rating(models.Model):
    """What the sender thinks of an answer. No page of the office reads one by itself."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="rating")
    good = models.BooleanField("được việc")
    on = models.DateField("ngày chấm")

    def __str__(self) -> str:
        return "được việc" if self.good else "chưa được"
