"""What somebody asks about their own data, and what happened to data that should not have."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from danchu.people.models import Term, User
from danchu.places.models import OfThisWorld, Unit


class Kind(models.TextChoices):
    """What may be asked: Luật 91/2025/QH15 Điều 4 khoản 1; each has its clock in `law/`."""

    SEE = "see", "Xem, nhận bản sao dữ liệu"
    CORRECT = "correct", "Sửa dữ liệu sai"
    ERASE = "erase", "Xóa dữ liệu"
    LIMIT = "limit", "Hạn chế xử lý"
    OBJECT = "object", "Phản đối xử lý"
    WITHDRAW = "withdraw", "Rút lại sự đồng ý"


class State(models.TextChoices):
    WAITING = "waiting", "Chờ phản hồi"
    WORKING = "working", "Đã phản hồi, đang làm"
    DONE = "done", "Đã làm xong"
    REFUSED = "refused", "Từ chối, có lý do"
    DROPPED = "dropped", "Người yêu cầu thôi"


OPEN = (State.WAITING, State.WORKING)


class What(models.TextChoices):
    """What a request to correct is about."""

    FULL_NAME = "full_name", "Họ và tên"
    POSITION = "position", "Chức danh ghi trong nhiệm kỳ"
    DOCUMENT = "document", "Số văn bản ghi trong nhiệm kỳ"
    OTHER = "other", "Điều khác"


class Identity(models.TextChoices):
    """How the office made sure who asks. No number of any paper is kept."""

    CARD = "card", "Đã xem thẻ căn cước, đúng người"
    VNEID = "vneid", "Đã xem tài khoản định danh trên điện thoại, đúng người"
    KNOWN = "known", "Cán bộ biết mặt, có người thứ hai xác nhận"
    PROXY = "proxy", "Người đại diện, đã xem giấy tờ đại diện"


class RequestQuerySet(models.QuerySet["DataRequest"]):
    def open(self) -> Self:
        return self.filter(state__in=OPEN)

    def closed(self) -> Self:
        return self.exclude(state__in=OPEN)


class DataRequest(models.Model):
    """One request about one's own data. Its words are for the office and the asker alone."""

    code = models.CharField("mã theo dõi", max_length=12, unique=True)
    kind = models.CharField("yêu cầu", max_length=10, choices=Kind.choices)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="data_requests")
    person = models.ForeignKey(User, models.PROTECT, null=True, related_name="data_requests")

    # On paper: the office writes it down after making sure who asks.
    entered_by = models.ForeignKey(Term, models.PROTECT, null=True, related_name="+")
    name = models.CharField("họ và tên", max_length=120, blank=True)  # of somebody without account
    contact = models.CharField("cách báo lại", max_length=120, blank=True)
    identity = models.CharField("đã đối chiếu", max_length=10, choices=Identity.choices, blank=True)

    text = models.TextField("lời yêu cầu", max_length=2000, blank=True)
    what = models.CharField("sửa điều gì", max_length=12, choices=What.choices, blank=True)
    term = models.ForeignKey(Term, models.PROTECT, null=True, related_name="+")
    wish = models.CharField("xin ghi là", max_length=200, blank=True)
    was = models.CharField("trước đó ghi", max_length=200, blank=True)

    # Judged once by the law of the day it came, then kept.
    asked_on = models.DateField("nhận ngày")
    due_on = models.DateField("hạn làm xong")  # inclusive; moves once, by an extension
    extended_on = models.DateField("gia hạn ngày", null=True)
    extended_why = models.CharField("lý do gia hạn", max_length=300, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    responded_on = models.DateField("phản hồi ngày", null=True)
    responded_by = models.ForeignKey(Term, models.PROTECT, null=True, related_name="+")
    answer = models.TextField("trả lời", blank=True)
    ground = models.CharField("căn cứ từ chối", max_length=12, blank=True)
    decided_on = models.DateField("trả lời ngày", null=True)
    decided_by = models.ForeignKey(Term, models.PROTECT, null=True, related_name="+")

    objects = OfThisWorld.from_queryset(RequestQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind"],
                condition=Q(person__isnull=False, state__in=OPEN),
                name="one_open_data_request_a_person_and_kind",
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False) | Q(entered_by__isnull=False) & ~Q(identity=""),
                name="data_request_says_who_asks",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.DONE, State.REFUSED])
                | Q(decided_on__isnull=False, decided_by__isnull=False),
                name="decided_data_request_says_who_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.REFUSED) | ~Q(ground=""),
                name="refused_data_request_says_on_what_ground",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True)
                | Q(entered_by__isnull=True)
                | ~Q(kind=Kind.ERASE)
                | ~Q(state=State.DONE)
                | ~Q(decided_by=F("entered_by")),
                name="nobody_erases_what_they_entered",
            ),
        ]
        indexes = [models.Index(fields=["unit", "state", "due_on"], name="data_request_of_unit")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, mã {self.code}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def asker(self) -> str:
        """Who asks, for the office; empty once erased."""
        return self.person.full_name if self.person else self.name

    def late(self, *, on: date) -> bool:
        return self.is_open and self.due_on < on


class Nature(models.TextChoices):
    """What happened to the data."""

    LEAKED = "leaked", "Lộ ra ngoài"
    LOST = "lost", "Mất, hỏng, không mở được"
    INTRUDED = "intruded", "Người không có quyền đã xem"
    MISUSED = "misused", "Dùng sai mục đích"
    DENIED = "denied", "Quyền của người có dữ liệu không được bảo đảm"


class Incident(models.Model):
    """Data was leaked, lost or misused. Hours count from the moment it was found."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="data_incidents")
    nature = models.CharField("việc gì", max_length=10, choices=Nature.choices)
    found_at = models.DateTimeField("phát hiện lúc")
    due_at = models.DateTimeField("báo chậm nhất lúc")
    happened = models.TextField("lúc nào, ở đâu, ai liên quan", max_length=2000)
    data_kind = models.CharField("loại dữ liệu", max_length=300)
    persons = models.PositiveIntegerField("số người có dữ liệu, nếu biết", null=True)
    harm = models.TextField("hậu quả có thể xảy ra", max_length=2000)
    measures = models.TextField("đã làm gì", max_length=2000)
    noted_by = models.ForeignKey(Term, models.PROTECT, related_name="+")
    noted_on = models.DateField("ghi nhận ngày")
    told_at = models.DateTimeField("đã báo lúc", null=True)
    told_how = models.CharField("báo bằng cách nào, số văn bản", max_length=200, blank=True)
    told_by = models.ForeignKey(Term, models.PROTECT, null=True, related_name="+")

    objects = OfThisWorld["Incident"]()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(due_at__gt=F("found_at")), name="incident_is_told_after_it_is_found"
            ),
            models.CheckConstraint(
                condition=Q(told_at__isnull=True)
                | Q(told_by__isnull=False, told_at__gte=F("found_at")) & ~Q(told_how=""),
                name="told_incident_says_how_and_by_whom",
            ),
        ]
        indexes = [models.Index(fields=["unit", "-found_at"], name="incident_of_unit")]

    def __str__(self) -> str:
        return f"{self.get_nature_display()}, {self.found_at:%d/%m/%Y}"
