"""Counts: entered twice, compared, written once; the minutes that repeat them.

An impossible count is refused by the database. `Count` and `Outcome` are only ever added to
(`triggers`): a correction is the next edition of the count, and says why.
"""

from typing import Self

from django.db import models
from django.db.models import F, Q

from danchu.meetings.models.meeting import AgendaItem, Meeting, Sitting
from danchu.people.models import Term

FITS = Q(present__gte=F("yes") + F("no") + F("other"))


class Way(models.TextChoices):
    """How those present vote: Luật Điều 18 khoản 4 điểm d."""

    HANDS = "hands", "Giơ tay"
    SECRET = "secret", "Bỏ phiếu kín"


class Entry(models.TextChoices):
    FIRST = "A", "Lần đếm thứ nhất"
    SECOND = "B", "Lần đếm thứ hai"


class Tally(models.Model):
    """What one person counted. Two of them make a count; a mended one stands beside the old."""

    sitting = models.ForeignKey(Sitting, models.PROTECT, related_name="tallies")
    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="tallies")
    entry = models.CharField(max_length=1, choices=Entry.choices)
    counter = models.ForeignKey(  # whose sheet it is, when not the signed-in person's own count
        "meetings.Officer", models.PROTECT, null=True, related_name="+"
    )
    yes = models.PositiveIntegerField("tán thành")
    no = models.PositiveIntegerField("không tán thành")
    other = models.PositiveIntegerField("ý kiến khác, phiếu trắng, phiếu hỏng")
    present = models.PositiveIntegerField("số hộ có mặt")
    no_photo_why = models.CharField("vì sao không có ảnh", max_length=200, blank=True)
    by = models.ForeignKey(Term, models.PROTECT, related_name="+")
    at = models.DateTimeField("ghi lúc")
    replaced_at = models.DateTimeField("đếm lại lúc", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sitting", "item", "entry"],
                condition=Q(replaced_at__isnull=True),
                name="one_standing_tally_an_entry",
            ),
            models.CheckConstraint(condition=FITS, name="tally_fits_those_present"),
        ]

    def __str__(self) -> str:
        return f"{self.get_entry_display()}: {self.numbers}"

    @property
    def numbers(self) -> tuple[int, int, int]:
        return self.yes, self.no, self.other


class CountQuerySet(models.QuerySet["Count"]):
    def standing(self) -> Self:
        """The last word of each item in each sitting."""
        same = {"sitting": models.OuterRef("sitting"), "item": models.OuterRef("item")}
        later = Count.objects.filter(**same, edition__gt=models.OuterRef("edition"))
        return self.filter(~models.Exists(later))


class Count(models.Model):
    """The count of one item in one sitting. Added to, never changed."""

    sitting = models.ForeignKey(Sitting, models.PROTECT, related_name="counts")
    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="counts")
    way = models.CharField("cách biểu quyết", max_length=8, choices=Way.choices)
    yes = models.PositiveIntegerField("tán thành")
    no = models.PositiveIntegerField("không tán thành")
    other = models.PositiveIntegerField("ý kiến khác, phiếu trắng, phiếu hỏng")
    present = models.PositiveIntegerField("số hộ có mặt")
    whole = models.PositiveIntegerField("tổng số hộ")
    by = models.ForeignKey(Term, models.PROTECT, related_name="+")
    on = models.DateField("ghi ngày")
    at = models.DateTimeField("ghi lúc")
    edition = models.PositiveSmallIntegerField("lần", default=1)  # a correction is the next one
    reason = models.CharField("vì sao đính chính", max_length=300, blank=True)

    objects = CountQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sitting", "item", "edition"],
                name="a_count_is_written_once",
            ),
            models.CheckConstraint(
                condition=FITS & Q(whole__gte=F("present")), name="count_fits_the_households"
            ),
            models.CheckConstraint(
                condition=Q(edition=1, reason="") | Q(edition__gt=1) & ~Q(reason=""),
                name="corrected_count_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.yes} tán thành, {self.no} không, {self.other} khác"


class Result(models.TextChoices):
    """What the room that asked said to the count."""

    PASSED = "passed", "Được thông qua"
    LOST = "lost", "Không được thông qua"
    SHORT = "short", "Chưa quyết định được"
    NOTED = "noted", "Đã ghi nhận"  # plain talk: counted, decides nothing


class Outcome(models.Model):
    """What came of one item over all sittings, in the words of the room that asked. Added to."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="outcomes")
    yes = models.PositiveIntegerField("tán thành")
    no = models.PositiveIntegerField("không tán thành")
    other = models.PositiveIntegerField("ý kiến khác")
    present = models.PositiveIntegerField("số hộ có mặt")
    whole = models.PositiveIntegerField("tổng số hộ")
    secret = models.BooleanField("bỏ phiếu kín")
    voted = models.BooleanField("có biểu quyết", default=True)
    result = models.CharField(max_length=6, choices=Result.choices)
    needed = models.PositiveIntegerField("cần", null=True)
    words = models.TextField("kết luận")
    rules = models.JSONField("căn cứ", default=list)  # keys of law/
    address = models.CharField("trang của nội dung", max_length=200, blank=True)
    on = models.DateField("ngày")  # by whose law it was judged

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(
                condition=FITS & Q(whole__gte=F("present")), name="outcome_fits_the_households"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_result_display()}: {self.yes} trên {self.whole}"


class Minutes(models.Model):
    """One edition of the minutes: as they wrote themselves, and who signed the paper."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="minutes")
    edition = models.PositiveSmallIntegerField("lần", default=1)  # a correction is the next one
    source = models.JSONField("nội dung")  # documents.paper.to_data
    made_on = models.DateField("lập ngày")
    made_by = models.ForeignKey(Term, models.PROTECT, related_name="+")
    head = models.CharField("Trưởng thôn, Tổ trưởng ký", max_length=120, blank=True)
    front = models.CharField("Trưởng ban công tác Mặt trận ký", max_length=120, blank=True)
    first = models.CharField("đại diện hộ thứ nhất ký", max_length=120, blank=True)
    second = models.CharField("đại diện hộ thứ hai ký", max_length=120, blank=True)
    signed_on = models.DateField("ký ngày", null=True)
    signed_by = models.ForeignKey(
        Term, models.PROTECT, null=True, related_name="+"
    )  # wrote it down

    class Meta:
        ordering = ("edition",)
        constraints = [
            models.UniqueConstraint(fields=["meeting", "edition"], name="one_minutes_an_edition"),
            models.CheckConstraint(
                condition=Q(signed_on__isnull=True)
                | ~Q(head="") & ~Q(front="") & ~Q(first="") & ~Q(second=""),
                name="signed_minutes_have_four_signatures",
            ),
        ]

    def __str__(self) -> str:
        return f"biên bản lần {self.edition}"


class ScanKind(models.TextChoices):
    TALLY = "tally", "Tờ kiểm đếm"
    MINUTES = "minutes", "Biên bản đã ký"
    NOTICE = "notice", "Giấy báo họp"
    LIST = "list", "Danh sách có mặt"


class Scan(models.Model):
    """A photo of a sheet, or the signed PDF. Sealed: names and signatures stand on it."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="scans")
    kind = models.CharField(max_length=8, choices=ScanKind.choices)
    tally = models.ForeignKey(Tally, models.PROTECT, null=True, related_name="scans")
    minutes = models.ForeignKey(Minutes, models.PROTECT, null=True, related_name="scans")
    name = models.CharField("tên tệp", max_length=160)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField("số byte")
    sha256 = models.CharField(max_length=64)
    stored_as = models.CharField(max_length=80)

    sealed = True  # always: backups and moves look for the bytes where they are

    def __str__(self) -> str:
        return self.name
