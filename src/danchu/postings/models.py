"""Papers put up: at which place, by which day, proven how, gone on which days, taken down when.

Nobody here knows what a paper says. Rows are many (about 25 of `Posting` for each paper), so what
belongs to the paper stands on the paper, and the indexes hold only what somebody asks for.
"""

from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q

from danchu.people.models import Term
from danchu.places.models import OfThisWorld, Unit


class Channel(models.TextChoices):
    """Ways of making public: Luật 10/2022/QH15 Điều 12 khoản 1; which are owed is in `law/`."""

    WEB = "web", "Trang thông tin điện tử"  # điểm b
    POSTING = "posting", "Niêm yết"  # điểm a
    POSTING_PERMANENT = "posting_permanent", "Niêm yết thường xuyên tại trụ sở"
    BROADCAST = "broadcast", "Loa truyền thanh"  # điểm c
    COMMUNITY_HEAD = "community_head", "Qua Trưởng xóm, Tổ trưởng"  # điểm d
    LETTER = "letter", "Gửi văn bản đến công dân"  # điểm đ
    DIALOGUE = "dialogue", "Hội nghị trao đổi, đối thoại"  # điểm e
    RECEPTION = "reception", "Tiếp công dân, tiếp xúc cử tri, họp báo"  # điểm g
    ORGANISATIONS = "organisations", "Qua tổ chức, đoàn thể"  # điểm h
    NETWORKS = "networks", "Mạng viễn thông, mạng xã hội"  # điểm i
    OTHER = "other", "Hình thức khác"  # điểm k


ON_BOARDS = (Channel.POSTING, Channel.POSTING_PERMANENT)  # what hangs somewhere


class PlaceKind(models.TextChoices):
    """Where Điều 13 wants papers and voices. The same codes as `places` in law/."""

    COMMUNE_SEAT = "commune_seat", "Trụ sở HĐND, UBND xã"
    CULTURE_HOUSE = "culture_house", "Nhà văn hóa"
    COMMUNITY_PLACE = "community_place", "Điểm sinh hoạt cộng đồng"
    LOUDSPEAKER = "loudspeaker", "Cụm loa truyền thanh"


class PlaceQuerySet(models.QuerySet["Place"]):
    def standing(self, *, on: date) -> Self:
        """Places in use on `on`; both ends inclusive."""
        return self.filter(Q(until__isnull=True) | Q(until__gte=on), since__lte=on)


class Place(models.Model):
    """One board, culture house, community point or loudspeaker cluster of a unit."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")  # the hamlet, or the commune
    kind = models.CharField("loại", max_length=16, choices=PlaceKind.choices)
    name = models.CharField("tên", max_length=120)
    since = models.DateField("từ ngày")
    until = models.DateField("đến hết ngày", null=True)  # inclusive

    objects = OfThisWorld.from_queryset(PlaceQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "name"],
                condition=Q(until__isnull=True),
                name="one_standing_place_a_name",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="place_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Closed(models.TextChoices):
    """Why a paper comes down before its time."""

    WITHDRAWN = "withdrawn", "nội dung đã thu hồi"
    REMOVED = "removed", "nội dung phải gỡ khẩn"
    REPLACED = "replaced", "đã có bản đính chính thay thế"


class Paper(models.Model):
    """What is put up, handed in by a room: its words stay there, here stand title and address."""

    unit = models.ForeignKey(  # the commune that answers
        Unit, models.PROTECT, related_name="+", db_index=False
    )
    room = models.CharField(max_length=20)  # "disclosure"
    kind = models.CharField(max_length=40)  # "item"
    key = models.CharField(max_length=60)
    edition = models.PositiveSmallIntegerField("lần", default=1)  # a correction is the next one
    title = models.CharField("tên giấy", max_length=300)
    number = models.CharField("số, ký hiệu", max_length=80)
    address = models.CharField("trang đọc", max_length=200)
    counted_from = models.DateField("tính từ ngày")  # not itself counted
    due_on = models.DateField("hạn")  # inclusive, of every channel
    asks = models.JSONField("cách phải làm", default=list)  # [{channel, rule, days, basis}]
    handed_on = models.DateField("ngày nhận")
    urgent = models.BooleanField("việc khẩn", default=False)  # said by its room: first in lists
    closed_on = models.DateField("thôi từ ngày", null=True)
    closed_why = models.CharField(max_length=10, choices=Closed.choices, blank=True)

    objects = OfThisWorld["Paper"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["room", "kind", "key", "edition"], name="one_paper_an_edition"
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True, closed_why="")
                | Q(closed_on__isnull=False) & ~Q(closed_why=""),
                name="closed_paper_says_why",
            ),
        ]
        indexes = [models.Index(fields=["unit", "-handed_on"], name="paper_of_unit")]

    def __str__(self) -> str:
        return f"{self.number}, lần {self.edition}"

    @property
    def there_from(self) -> date:
        """The first day on which it can have hung. A correction is there once it was handed in."""
        return min(self.counted_from, self.handed_on) if self.edition == 1 else self.handed_on


class Proof(models.Model):
    """One tap of one person: a photo or a word, for one or many postings. Photos stay sealed."""

    client_id = models.UUIDField(unique=True)  # made on the device: the same tap sent twice is one
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    by = models.ForeignKey(Term, models.PROTECT, related_name="+")
    on = models.DateField("ngày")  # the day it speaks of
    server_at = models.DateTimeField("lúc máy chủ nhận")
    phone_at = models.DateTimeField("lúc theo điện thoại", null=True)
    phone_off = models.BooleanField("giờ điện thoại lệch", default=False)
    later = models.BooleanField("nhập sau ngày làm", default=False)  # `on` was said, not measured
    note = models.CharField("ghi chú", max_length=200, blank=True)
    name = models.CharField("tên ảnh", max_length=160, blank=True)
    content_type = models.CharField(max_length=40, blank=True)
    size = models.PositiveIntegerField("số byte", null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    stored_as = models.CharField(max_length=80, blank=True)  # "": a word without a photo

    sealed = True  # always: backups and moves look for the bytes where they are

    objects = OfThisWorld["Proof"]()

    class Meta:
        indexes = [models.Index(fields=["unit", "-on"], name="proof_of_unit")]

    def __str__(self) -> str:
        return f"{self.get_kind()} ngày {self.on:%d/%m/%Y}"

    def get_kind(self) -> str:
        return "ảnh" if self.stored_as else "lời báo"


class State(models.TextChoices):
    """Where one posting stands. Moves are made by `actions` only."""

    WAITING = "waiting", "chưa làm"
    UP = "up", "đang dán"  # on loudspeakers: the days are running
    GONE = "gone", "không còn trên bảng"
    DONE = "done", "đã xong"  # taken down, told, or broadcast long enough
    OFF = "off", "thôi, không phải làm"


OPEN = (State.WAITING, State.UP, State.GONE)


class PostingQuerySet(models.QuerySet["Posting"]):
    def open(self) -> Self:
        return self.filter(state__in=OPEN)

    def owed(self) -> Self:
        """What counts in "39 trên 39": everything that was not called off."""
        return self.exclude(state=State.OFF)

    def to_do(self, *, on: date) -> Self:
        """Put up, put back, or take down: what waits for a hand on `on`."""
        over = Q(state=State.UP, kept_until__lt=on) | Q(
            state__in=[State.UP, State.GONE], paper__closed_on__lte=on
        )
        return self.filter(Q(state__in=[State.WAITING, State.GONE]) | over)

    def late(self, *, on: date) -> Self:
        """Not put up, and the day is over."""
        return self.filter(state=State.WAITING, due_on__lt=on)


class Posting(models.Model):
    """One paper at one place (or by one mouth): the task, and what came of it."""

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="postings", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)  # who does it
    place = models.ForeignKey(Place, models.PROTECT, null=True, related_name="+", db_index=False)
    channel = models.CharField("cách", max_length=18, choices=Channel.choices)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    due_on = models.DateField("hạn")  # inclusive
    days = models.PositiveSmallIntegerField("ít nhất mấy ngày", null=True)  # None: no number, or
    first_on = models.DateField("ngày đầu", null=True)  # permanent. Very first day, of any run
    kept_until = models.DateField("giữ đến hết ngày", null=True)  # inclusive; moves with a gap
    taken_down_on = models.DateField("ngày gỡ", null=True)
    gap_days = models.PositiveSmallIntegerField("số ngày thiếu", default=0)  # of closed gaps
    put_up = models.ForeignKey(
        Proof, models.PROTECT, null=True, related_name="put_up", db_index=False
    )
    taken_down = models.ForeignKey(
        Proof, models.PROTECT, null=True, related_name="taken_down", db_index=False
    )

    objects = OfThisWorld.from_queryset(PostingQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(  # serves everything asked by paper, so no index of its own
                fields=["paper", "channel", "unit", "place"], name="a_paper_once_a_place"
            ),
            models.UniqueConstraint(
                fields=["paper", "channel", "unit"],
                condition=Q(place__isnull=True),
                name="a_paper_once_a_mouth",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["up", "gone"])
                | Q(first_on__isnull=False, put_up__isnull=False),
                name="what_hangs_has_a_day_and_a_proof",
            ),
            models.CheckConstraint(
                condition=Q(taken_down_on__isnull=True) | Q(state="done", first_on__isnull=False),
                name="taken_down_was_up",
            ),
        ]
        indexes = [
            # today's list of a hamlet; what is open at a commune
            models.Index(
                fields=["unit", "state", "due_on"],
                condition=Q(state__in=["waiting", "up", "gone"]),
                name="posting_open_of_unit",
            ),
            # late, over a whole province
            models.Index(
                fields=["due_on", "unit"], condition=Q(state="waiting"), name="posting_waiting"
            ),
            models.Index(
                fields=["put_up"], condition=Q(put_up__isnull=False), name="posting_put_up"
            ),
            models.Index(
                fields=["taken_down"],
                condition=Q(taken_down__isnull=False),
                name="posting_taken_down",
            ),
            # what a unit that ended, or its heir's page, tells of it
            models.Index(fields=["unit"], condition=Q(state="done"), name="posting_done_of_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.paper_id} {self.channel} {self.unit_id}"

    @property
    def first_free_day(self) -> date | None:
        """The first day on which it may be taken down; None: not yet known, or permanent."""
        return self.kept_until and self.kept_until + timedelta(days=1)


class Gap(models.Model):
    """Days on which a paper should have hung and did not. Never deleted."""

    posting = models.ForeignKey(Posting, models.PROTECT, related_name="gaps")
    since = models.DateField("không còn từ ngày")  # the first day without the paper
    until = models.DateField("đến hết ngày", null=True)  # inclusive; None: still gone
    told_by = models.ForeignKey(Term, models.PROTECT, null=True, related_name="+")  # None: anybody
    told_on = models.DateField("ngày báo")
    note = models.CharField("lời báo", max_length=200, blank=True)
    back = models.ForeignKey(Proof, models.PROTECT, null=True, related_name="put_back")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["posting"], condition=Q(until__isnull=True), name="one_open_gap"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.posting_id}: từ {self.since:%d/%m/%Y}"


class Broadcast(models.Model):
    """One entry of the log: a paper was read over the loudspeakers, or could not be.

    A day counts once anything was read on it; what could not be read stays in the log for good.
    """

    posting = models.ForeignKey(Posting, models.PROTECT, related_name="broadcasts", db_index=False)
    on = models.DateField("ngày phát")
    at = models.TimeField("giờ phát", null=True)  # None: nobody said when
    edition = models.PositiveSmallIntegerField("bài đọc lần", null=True)  # None: no issued text
    missed = models.CharField("không đọc được vì", max_length=200, blank=True)  # "": was read
    proof = models.ForeignKey(Proof, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["posting", "on", "at"], name="one_broadcast_an_hour"),
            models.UniqueConstraint(
                fields=["posting", "on"],
                condition=Q(at__isnull=True),
                name="one_broadcast_a_day_without_hour",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.posting_id} {self.on:%d/%m/%Y}"


class ScheduleQuerySet(models.QuerySet["Schedule"]):
    def standing(self, *, on: date) -> Self:
        """Schedules that hold on `on`; both ends inclusive."""
        return self.filter(Q(until__isnull=True) | Q(until__gte=on), since__lte=on)


class Schedule(models.Model):
    """On which days of the week, at which hours a commune's loudspeakers speak.

    A change is a new row; what held before stays.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    weekdays = models.JSONField("thứ", default=list)  # 0 is Monday, ascending
    times = models.JSONField("giờ", default=list)  # ["05:30", "17:00"], ascending
    since = models.DateField("từ ngày")
    until = models.DateField("đến hết ngày", null=True)  # inclusive
    set_by = models.ForeignKey(Term, models.PROTECT, related_name="+")

    objects = OfThisWorld.from_queryset(ScheduleQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit"], condition=Q(until__isnull=True), name="one_standing_schedule"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id}: {', '.join(self.times)}"


class SheetPrinted(models.Model):
    """The bundle sheet of a hamlet was printed on a day; twice a week it should be."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    on = models.DateField("ngày in")
    by = models.ForeignKey(Term, models.PROTECT, related_name="+")
    lines = models.PositiveSmallIntegerField("số dòng")

    objects = OfThisWorld["SheetPrinted"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "on"], name="one_sheet_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.on:%d/%m/%Y}"
