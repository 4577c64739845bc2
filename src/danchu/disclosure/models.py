"""What a commune owes the public: decisions noted, published, mended; the plan; "nothing arose"."""

import json
from datetime import date
from hashlib import sha256
from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from danchu.disclosure import brought, indexes  # noqa: F401  its tables are this room's too
from danchu.duties.models import Basis
from danchu.people.models import Role, Term, User
from danchu.places.models import OfThisWorld, Unit
from danchu.postings.models import Channel as Channel  # noqa: PLC0414  re-exported

GROUPS = range(1, 15)  # Điều 11 khoản 1 to 14


class State(models.TextChoices):
    """Where an item stands. Moves are made by `actions` only."""

    NOTED = "noted", "Đã ghi nhận, chưa công khai"
    SUBMITTED = "submitted", "Chờ duyệt"
    PUBLISHED = "published", "Đã công khai"
    NOT_PUBLIC = "not_public", "Đã trả lời vì sao không công khai"
    WITHDRAWN = "withdrawn", "Đã thu hồi"
    REMOVED = "removed", "Đã gỡ khẩn"


WAITING = (State.NOTED, State.SUBMITTED)
CLOSED = frozenset({State.NOT_PUBLIC, State.WITHDRAWN, State.REMOVED})


class ItemQuerySet(models.QuerySet["Item"]):
    def of_units(self, units: models.QuerySet[Unit]) -> Self:
        return self.filter(unit__in=units)

    def published(self) -> Self:
        return self.filter(state=State.PUBLISHED)

    def on_record(self) -> Self:
        """What a stranger may open: published, withdrawn (title stays) or a tombstone."""
        return self.filter(state__in=[State.PUBLISHED, State.WITHDRAWN, State.REMOVED])

    def waiting(self) -> Self:
        """Noted and not yet public, nor answered."""
        return self.filter(state__in=[State.NOTED, State.SUBMITTED])

    def settled(self) -> Self:
        """Public, or closed with a reason."""
        return self.exclude(state__in=[State.NOTED, State.SUBMITTED])

    def overdue(self, *, on: date) -> Self:
        """Items that should be public by `on` and are not."""
        return self.waiting().filter(due_on__lt=on)

    def published_late(self) -> Self:
        """Items made public after the day, and public still."""
        return self.published().filter(published_on__gt=F("due_on"))

    def late(self, *, on: date) -> Self:
        """Items that should be public by `on` and are not, or were made public late."""
        return self.filter(
            Q(state__in=[State.NOTED, State.SUBMITTED], due_on__lt=on)
            | Q(published_on__gt=F("due_on"))
        )


class Item(models.Model):
    """One decision or paper of a commune that the law wants to be public."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="items", verbose_name="đơn vị")
    group = models.PositiveSmallIntegerField(
        "nhóm", validators=[MinValueValidator(1), MaxValueValidator(14)]
    )
    number = models.CharField("số, ký hiệu", max_length=60)
    decided_on = models.DateField("ngày ký")
    signer = models.CharField("người ký", max_length=120)
    noted_by = models.ForeignKey(Term, models.PROTECT, related_name="+")
    noted_on = models.DateField("ngày ghi nhận")
    state = models.CharField(max_length=12, choices=State.choices, default=State.NOTED)

    # Judged once by the law of the signing day, then kept: later amendments do not move it.
    due_on = models.DateField("hạn công khai")  # inclusive
    due_rule = models.CharField("quy tắc đặt hạn", max_length=80)
    due_basis = models.CharField(max_length=10, choices=Basis.choices)

    published_on = models.DateField("ngày công khai", null=True)  # of the first version
    channels = models.JSONField("cách công khai phải làm", default=list)
    posting_days = models.PositiveSmallIntegerField("số ngày niêm yết", null=True)
    broadcast_days = models.PositiveSmallIntegerField("số ngày phát loa", null=True)
    posted_until = models.DateField("niêm yết đến hết ngày", null=True)  # None: permanent

    closed_on = models.DateField("ngày thu hồi, gỡ hoặc trả lời", null=True)
    closed_by = models.ForeignKey(Term, models.PROTECT, null=True, related_name="+")
    closed_why = models.TextField("lý do", blank=True)

    objects = OfThisWorld.from_queryset(ItemQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(group__gte=1, group__lte=14), name="item_group_is_one_of_fourteen"
            ),
            models.CheckConstraint(
                condition=Q(published_on__isnull=False) | ~Q(state=State.PUBLISHED),
                name="published_item_has_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.NOT_PUBLIC, State.WITHDRAWN, State.REMOVED])
                | Q(closed_on__isnull=False, closed_by__isnull=False) & ~Q(closed_why=""),
                name="closed_item_says_who_when_why",
            ),
            models.UniqueConstraint(
                fields=["unit", "number", "decided_on", "group"], name="a_decision_is_noted_once"
            ),
        ]
        indexes = indexes.ITEM

    def __str__(self) -> str:
        return f"{self.number} ngày {self.decided_on:%d/%m/%Y}"

    def late(self, *, on: date) -> bool:
        """Overdue on `on`, or made public after the day."""
        if self.published_on:
            return self.published_on > self.due_on
        return self.state in {State.NOTED, State.SUBMITTED} and self.due_on < on

    def list_is_over(self, *, on: date) -> bool:
        """Personal lists leave the web after the last posting day."""
        return self.posted_until is not None and on > self.posted_until


class VersionQuerySet(models.QuerySet["Version"]):
    def public(self) -> Self:
        return self.filter(published_at__isnull=False, sealed=False, item__state=State.PUBLISHED)


class Version(models.Model):
    """The words of an item as they stood. A correction is a new version; the old stays readable."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField("lần")  # 1 is the first
    title = models.CharField("tên nội dung", max_length=300)
    body = models.TextField("nội dung")
    personal_list = models.TextField("danh sách cá nhân", blank=True)  # groups 7, 8, 9
    reason = models.TextField("lý do đính chính", blank=True)

    drafted_by = models.ForeignKey(Term, models.PROTECT, related_name="+")
    drafted_on = models.DateField("ngày soạn")
    submitted_on = models.DateField("ngày trình", null=True)
    returned_why = models.TextField("lý do trả lại", blank=True)

    # One of the two: another account approved, or a signed paper is attached.
    approved_by = models.ForeignKey(Term, models.PROTECT, null=True, related_name="+")
    paper_signer = models.CharField("người ký giấy", max_length=120, blank=True)
    paper_signed_on = models.DateField("ngày ký giấy", null=True)
    no_secret_declared = models.BooleanField("không chứa bí mật nhà nước", default=False)
    published_at = models.DateTimeField("lúc công khai", null=True)
    sealed = models.BooleanField("đã niêm phong", default=False)

    objects = VersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="versions_are_numbered_once"),
            models.UniqueConstraint(
                fields=["item"],
                condition=Q(published_at__isnull=True),
                name="one_draft_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True)
                | Q(no_secret_declared=True)
                & (
                    Q(approved_by__isnull=False)
                    | ~Q(paper_signer="") & Q(paper_signed_on__isnull=False)
                ),
                name="public_version_was_approved_or_signed",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("drafted_by")),
                name="nobody_approves_their_own_draft",
            ),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(reason=""), name="a_correction_says_why"
            ),
        ]
        indexes = indexes.VERSION

    def __str__(self) -> str:
        return self.title

    @property
    def digest(self) -> str:
        """sha256 over everything that would become public: words and files."""
        files = sorted(f"{f.sha256} {f.personal} {f.name}" for f in self.files.all())
        words = [self.title, self.body, self.personal_list, self.reason, *files]
        return sha256(json.dumps(words).encode()).hexdigest()


class Attachment(models.Model):
    """A file of one version. The bytes lie outside the web root and are served through access."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="files")
    name = models.CharField("tên tệp", max_length=160)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField("số byte")
    sha256 = models.CharField(max_length=64)
    stored_as = models.CharField(max_length=80)
    personal = models.BooleanField("có danh sách cá nhân", default=False)
    signed_paper = models.BooleanField("bản giấy đã ký", default=False)
    sealed = models.BooleanField("đã niêm phong", default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "sha256"], name="a_file_is_attached_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Pointer(models.Model):
    """Somebody points to a decision that is not public yet: publish it, or answer why not."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="pointers")
    code = models.CharField("mã theo dõi", max_length=12, unique=True)
    number = models.CharField("số, ký hiệu nếu biết", max_length=60, blank=True)
    decided_on = models.DateField("ngày ký nếu biết", null=True)
    about = models.TextField("văn bản nói về việc gì", max_length=1000)
    pointed_by = models.ForeignKey(Term, models.PROTECT, null=True, related_name="+")
    pointed_on = models.DateField("ngày chỉ")
    account = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")  # own list only
    item = models.ForeignKey(Item, models.PROTECT, null=True, related_name="pointers")
    answer = models.TextField("trả lời", blank=True)
    answered_on = models.DateField("ngày trả lời", null=True)
    answered_by = models.ForeignKey(Term, models.PROTECT, null=True, related_name="+")

    objects = OfThisWorld["Pointer"]()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | ~Q(answer="") | Q(item__isnull=False),
                name="an_answer_says_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.number or self.about[:40]}"


class NoteChange(models.Model):
    """A note was mistyped and mended: what stood there before, by whom, why. Never hidden."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="note_changes")
    was = models.CharField("trước đó ghi", max_length=300)
    why = models.CharField("lý do", max_length=300)
    changed_by = models.ForeignKey(Term, models.PROTECT, related_name="+")
    changed_on = models.DateField("ngày sửa")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(why=""), name="a_changed_note_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.item}: {self.was}"


class NothingArose(models.Model):
    """ "Không phát sinh trong kỳ": an act with a name and a day, not an empty cell."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    group = models.PositiveSmallIntegerField("nhóm")
    year = models.PositiveSmallIntegerField("năm")
    quarter = models.PositiveSmallIntegerField("quý")
    declared_by = models.ForeignKey(Term, models.PROTECT, related_name="+")
    declared_on = models.DateField("ngày")

    objects = OfThisWorld["NothingArose"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "group", "year", "quarter"], name="nothing_arose_once_a_quarter"
            ),
            models.CheckConstraint(
                condition=Q(group__gte=1, group__lte=14, quarter__gte=1, quarter__lte=4),
                name="nothing_arose_in_a_real_group_and_quarter",
            ),
        ]

    def __str__(self) -> str:
        return f"Nhóm {self.group}, quý {self.quarter}/{self.year}: không phát sinh"


class Plan(models.Model):
    """The commune's plan of one year (Điều 14 khoản 1). The law is its floor, lines only add."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="plans")
    year = models.PositiveSmallIntegerField("năm")
    has_loudspeaker = models.BooleanField("xã có hệ thống truyền thanh", default=True)
    document = models.CharField("số văn bản ban hành", max_length=60, blank=True)
    issued_on = models.DateField("ngày ban hành", null=True)
    issued_by = models.ForeignKey(Term, models.PROTECT, null=True, related_name="+")

    objects = OfThisWorld["Plan"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "year"], name="one_plan_a_year"),
            models.CheckConstraint(
                condition=Q(issued_on__isnull=True) | Q(issued_by__isnull=False) & ~Q(document=""),
                name="issued_plan_has_a_document",
            ),
        ]

    def __str__(self) -> str:
        return f"Kế hoạch công khai năm {self.year} của {self.unit.spoken_name}"


class PlanLine(models.Model):
    """What the commune adds for one group: more channels, longer days, more places, who answers."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="lines")
    group = models.PositiveSmallIntegerField("nhóm")
    more_channels = models.JSONField("thêm hình thức", default=list)
    posting_days = models.PositiveSmallIntegerField("niêm yết lâu hơn (ngày)", null=True)
    broadcast_days = models.PositiveSmallIntegerField("phát loa nhiều hơn (ngày)", null=True)
    more_places = models.CharField("thêm nơi niêm yết", max_length=300, blank=True)
    when = models.CharField("dự kiến khi nào", max_length=120, blank=True)
    responsible = models.CharField("người chịu trách nhiệm", max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "group"], name="one_line_a_group"),
        ]

    def __str__(self) -> str:
        return f"{self.plan}, nhóm {self.group}"


class QuarterlyList(models.Model):
    """The list of what was made public in a quarter was drawn up and posted (Điều 13 khoản 2)."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("năm")
    quarter = models.PositiveSmallIntegerField("quý")
    posted_on = models.DateField("ngày niêm yết")
    posted_by = models.ForeignKey(Term, models.PROTECT, related_name="+")

    objects = OfThisWorld["QuarterlyList"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year", "quarter"], name="one_quarterly_list_a_quarter"
            ),
        ]

    def __str__(self) -> str:
        return f"Danh sách quý {self.quarter}/{self.year} của {self.unit.spoken_name}"


# Who points: shown to the office so that it knows whom it answers.
POINTING_ROLES = (Role.COUNCIL_DELEGATE, Role.FRONT, Role.FRONT_HEAD, Role.BOARD_MEMBER)

import danchu.disclosure.asking.models  # noqa: E402  their tables hang on the above
import danchu.disclosure.checked  # noqa: E402
import danchu.disclosure.council.tables  # noqa: E402
import danchu.disclosure.counted  # noqa: E402
import danchu.disclosure.spoken  # noqa: E402, F401
