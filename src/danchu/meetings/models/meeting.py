"""A meeting of a community: when, where, who called it, what is on the agenda, how it was told.

Luật 10/2022/QH15 Điều 18; NĐ 59/2023/NĐ-CP Điều 3. What a matter means belongs to the room that
asked (`kind`, `key` of an agenda item, see `handling`).
"""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from danchu.people.models import FrozenRoll, Term
from danchu.places.models import OfThisWorld, Unit


class State(models.TextChoices):
    """Where a meeting stands. Moves are made by `actions` only."""

    DRAFT = "draft", "Đang chuẩn bị"
    NOTIFIED = "notified", "Đã báo họp"
    OPEN = "open", "Đang họp"
    CLOSED = "closed", "Đã kết thúc"
    CANCELLED = "cancelled", "Đã hủy"
    MOVED = "moved", "Đã dời ngày"
    NO_VOTE = "no_vote", "Kết thúc không biểu quyết"


COMING = (State.DRAFT, State.NOTIFIED)
OVER = (State.CLOSED, State.NO_VOTE)
SAID = (State.NOTIFIED, State.OPEN, *OVER, State.CANCELLED, State.MOVED)


class Convenor(models.TextChoices):
    """Who calls the meeting: NĐ 59 Điều 3 khoản 1. The rule of each is `RULES`."""

    HEAD = "head", "Trưởng thôn, Tổ trưởng"  # điểm a
    ELECTION_TEAM = "election_team", "Tổ bầu cử"  # điểm b
    FRONT_HEAD = "front_head", "Trưởng ban công tác Mặt trận"  # điểm c
    CHAIR = "chair", "Chủ tịch Ủy ban nhân dân cấp xã"  # điểm c
    NAMED = "named", "Người được Chủ tịch xã chỉ định"  # điểm d

    @property
    def rule(self) -> str:
        return {
            Convenor.HEAD: "meetings.convene.head",
            Convenor.ELECTION_TEAM: "meetings.convene.election",
            Convenor.FRONT_HEAD: "meetings.convene.removal",
            Convenor.CHAIR: "meetings.convene.removal",
            Convenor.NAMED: "meetings.convene.vacancy",
        }[self]


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def coming(self) -> Self:
        return self.filter(state__in=COMING)

    def running(self) -> Self:
        return self.filter(state=State.OPEN)

    def over(self) -> Self:
        """Held and ended, with or without a vote."""
        return self.filter(state__in=OVER)

    def with_present(self) -> Self:
        """Each with `present`: households represented, all sittings summed."""
        there = Q(sittings__attendances__taken_back_at__isnull=True)
        return self.annotate(present=models.Count("sittings__attendances", filter=there))

    def said(self) -> Self:
        """What everybody may know of: told to the community, whatever became of it."""
        return self.filter(state__in=SAID, notified_on__isnull=False)


class Meeting(models.Model):
    """One gathering. With clusters it has several sittings, one roll and one result."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="meetings")
    kind = models.CharField("loại", max_length=20, default="community")
    title = models.CharField("tên cuộc họp", max_length=200)
    planned_on = models.DateField("ngày họp")
    planned_at = models.TimeField("giờ họp")
    place = models.CharField("nơi họp", max_length=200)
    convened_by = models.ForeignKey(Term, models.PROTECT, related_name="+")  # who wrote it down
    convened_as = models.CharField("người triệu tập", max_length=14, choices=Convenor.choices)
    convenor = models.CharField("họ tên người triệu tập", max_length=120)
    ground = models.CharField("căn cứ triệu tập", max_length=200, blank=True)  # a decision, a vote
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    made_on = models.DateField("ghi ngày")
    notified_on = models.DateField("báo họp ngày", null=True)
    roll = models.OneToOneField(
        FrozenRoll, models.PROTECT, null=True, related_name="meeting"
    )  # the whole, frozen when it opened
    opened_on = models.DateField("mở ngày", null=True)
    opened_at = models.DateTimeField("mở lúc", null=True)
    short_notice_why = models.CharField("vì sao họp khi báo chưa đủ", max_length=300, blank=True)
    ended_on = models.DateField("kết thúc ngày", null=True)
    ended_at = models.DateTimeField("kết thúc lúc", null=True)
    ended_why = models.CharField("lý do hủy, dời, không biểu quyết", max_length=300, blank=True)
    conclusion = models.TextField("kết luận", blank=True)
    moved_from = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="moved_to"
    )  # the meeting it takes the place of
    on_paper = models.BooleanField("nhập từ biên bản giấy", default=False)

    objects = OfThisWorld.from_queryset(MeetingQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["open", "closed", "no_vote"])
                | Q(roll__isnull=False, opened_on__isnull=False),
                name="open_meeting_has_its_frozen_roll",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["cancelled", "moved", "no_vote"]) | ~Q(ended_why=""),
                name="meeting_that_did_not_decide_says_why",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(state__in=[*OVER, "cancelled", "moved"]),
                name="ended_meeting_is_over",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="meeting_has_a_title"),
        ]
        indexes = [models.Index(fields=["unit", "-planned_on"], name="meeting_of_unit")]

    def __str__(self) -> str:
        return f"{self.title}, {self.planned_on:%d/%m/%Y}"

    def law_day(self, on: date) -> date:
        """The day whose law judges an act done on `on`: a paper meeting's is its own day."""
        return self.planned_on if self.on_paper else on


class ChairAs(models.TextChoices):
    """Who may lead a cluster's sitting: Luật Điều 18 khoản 3; NĐ 59 Điều 3 khoản 1 điểm đ."""

    CONVENOR = "convenor", "Người triệu tập chủ trì"
    FRONT_MEMBER = "front_member", "Thành viên Ban công tác Mặt trận, được ủy quyền"
    CITIZEN = "citizen", "Công dân có uy tín ở cụm, được ủy quyền"


class Sitting(models.Model):
    """The hall: the whole meeting, or one of its clusters with the chair delegated to it."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="sittings")
    number = models.PositiveSmallIntegerField("cụm số", default=1)
    name = models.CharField("tên cụm", max_length=120, blank=True)  # "": the whole community
    planned_on = models.DateField("ngày họp")
    planned_at = models.TimeField("giờ họp")
    place = models.CharField("nơi họp", max_length=200)
    chair = models.CharField("người chủ trì", max_length=120)
    chair_as = models.CharField(max_length=12, choices=ChairAs.choices, default=ChairAs.CONVENOR)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="one_sitting_a_number"),
        ]

    def __str__(self) -> str:
        return self.name or "Toàn thôn, xóm"


class PlanGround(models.TextChoices):
    """Why clusters: Luật Điều 18 khoản 3."""

    MANY = "many", "Có từ 200 hộ trở lên"  # the number is asked of the law, never of this word
    SCATTERED = "scattered", "Địa bàn dân cư sinh sống không tập trung"


class ClusterPlan(models.Model):
    """The plan of meeting by clusters, which the commune decides: NĐ 59 Điều 3 khoản 6."""

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="plan")
    ground = models.CharField("vì sao họp cụm", max_length=10, choices=PlanGround.choices)
    tasks = models.TextField("phân công thực hiện, báo cáo kết quả")
    agreed_on = models.DateField("thống nhất với Ban công tác Mặt trận ngày")
    sent_by = models.ForeignKey(Term, models.PROTECT, related_name="+")
    sent_on = models.DateField("báo cáo xã ngày")
    decided_by = models.ForeignKey(Term, models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField("xã quyết định ngày", null=True)
    document = models.CharField("số văn bản của xã", max_length=120, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_on__isnull=True)
                | Q(decided_by__isnull=False) & ~Q(document=""),
                name="decided_plan_names_its_document",
            ),
            models.CheckConstraint(
                condition=Q(agreed_on__lte=F("sent_on")), name="plan_is_agreed_before_it_is_sent"
            ),
        ]

    def __str__(self) -> str:
        return f"phương án họp cụm của {self.meeting}"


class AgendaItem(models.Model):
    """One line of the agenda. `kind`, `key`: a matter of the room that asked; "" for plain talk."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items")
    order = models.PositiveSmallIntegerField("thứ tự")
    title = models.CharField("nội dung", max_length=300)
    kind = models.CharField(max_length=40, blank=True)
    key = models.CharField(max_length=60, blank=True)
    votes = models.BooleanField("có biểu quyết", default=True)

    class Meta:
        ordering = ("order", "pk")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "order"], name="one_item_a_place"),
            models.UniqueConstraint(
                fields=["meeting", "kind", "key"],
                condition=~Q(kind=""),
                name="a_matter_once_on_an_agenda",
            ),
            models.CheckConstraint(
                condition=Q(kind="", key="") | ~Q(kind="") & ~Q(key=""),
                name="item_of_a_room_has_its_key",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order}. {self.title}"


class Handout(models.Model):
    """A paper for the meeting, given to every household and open to everybody."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="handouts")
    name = models.CharField("tên tệp", max_length=160)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField("số byte")
    sha256 = models.CharField(max_length=64)
    stored_as = models.CharField(max_length=80)

    def __str__(self) -> str:
        return self.name


class NoticeWay(models.TextChoices):
    """How people were told: the five ways of NĐ 59 Điều 3 khoản 3; papers by two (khoản 4)."""

    INVITATION = "invitation", "Giấy mời"
    DIRECT = "direct", "Thông báo trực tiếp đến từng hộ"
    LOUDSPEAKER = "loudspeaker", "Loa truyền thanh của xóm"
    PHONE = "phone", "Điện thoại"
    NETWORK = "network", "Ứng dụng mạng xã hội do xóm thống nhất lập"


PAPERS_BY = (NoticeWay.DIRECT, NoticeWay.NETWORK)


class Notice(models.Model):
    """One way by which the notice, or the papers, went out; on which day, written by whom."""

    class What(models.TextChoices):
        NOTICE = "notice", "Tin về cuộc họp"
        PAPERS = "papers", "Tài liệu họp"

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="notices")
    what = models.CharField(max_length=8, choices=What.choices)
    way = models.CharField("cách báo", max_length=12, choices=NoticeWay.choices)
    on = models.DateField("ngày báo")
    by = models.ForeignKey(Term, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "what", "way"], name="told_once_a_way"),
        ]

    def __str__(self) -> str:
        return f"{self.get_what_display()}: {self.get_way_display()}, {self.on:%d/%m/%Y}"
