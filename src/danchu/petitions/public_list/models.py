"""What of a case everybody may read: words written anew, photos masked, and who decided what."""

from typing import Self

from django.db import models
from django.db.models import Q

from danchu.people.models import Term
from danchu.petitions.models.cases import Attachment, Case
from danchu.places.models import OfThisWorld, Unit


class Showing(models.TextChoices):
    """How far it is. Nothing is public but in SHOWN."""

    WAITING = "waiting", "Chờ văn phòng xem"
    SHOWN = "shown", "Đang ở danh sách công khai"
    REFUSED = "refused", "Không công khai, có lý do"
    APPEALED = "appealed", "Đề nghị xem lại, chờ người khác xem"
    TAKEN_BACK = "taken_back", "Người gửi thôi công khai"
    REMOVED = "removed", "Đã gỡ khẩn"


UNDECIDED = (Showing.WAITING, Showing.APPEALED)


class PublicCaseQuerySet(models.QuerySet["PublicCase"]):
    def shown(self) -> Self:
        return self.filter(state=Showing.SHOWN)

    def undecided(self) -> Self:
        return self.filter(state__in=UNDECIDED)


class PublicCase(models.Model):
    """A case whose sender wants it public. Its words are the office's; the sender stands nowhere.

    Status and days are the case's own and are read from it.
    """

    case = models.OneToOneField(Case, models.PROTECT, related_name="public")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")  # as the case's: for lists
    state = models.CharField(max_length=10, choices=Showing.choices, default=Showing.WAITING)
    wished_on = models.DateField("người gửi muốn công khai từ ngày")

    title = models.CharField("tên việc, viết lại", max_length=160, blank=True)
    words = models.TextField("chuyện, viết lại", max_length=2000, blank=True)
    answer = models.TextField("câu trả lời cho mọi người", max_length=4000, blank=True)
    where = models.CharField("ở đâu, nói chung", max_length=120, blank=True)
    shown_on = models.DateField("công khai ngày", null=True)

    ground = models.CharField("vì sao không công khai", max_length=20, blank=True)
    decided_by = models.ForeignKey(Term, models.PROTECT, null=True, related_name="+")  # the last
    appealed_on = models.DateField("đề nghị xem lại ngày", null=True)  # once

    objects = OfThisWorld.from_queryset(PublicCaseQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="shown")
                | Q(shown_on__isnull=False, decided_by__isnull=False) & ~Q(title=""),
                name="a_public_case_was_looked_at",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["removed", "taken_back"])
                | Q(title="", words="", answer=""),
                name="what_left_the_public_list_left_no_words",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["refused", "removed"]) | ~Q(ground=""),
                name="a_refused_public_case_says_why",
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "state", "-shown_on"], name="public_case_of_unit"),
            models.Index(fields=["state", "-shown_on", "-id"], name="public_case_newest"),
        ]

    def __str__(self) -> str:
        return f"việc số {self.pk}"

    @property
    def is_shown(self) -> bool:
        return self.state == Showing.SHOWN


class ModerationKind(models.TextChoices):
    WISHED = "wished", "Người gửi muốn công khai"
    SHOWN = "shown", "Công khai"
    REWORDED = "reworded", "Sửa lời công khai"
    REFUSED = "refused", "Không công khai"
    APPEALED = "appealed", "Người gửi đề nghị xem lại"
    UPHELD = "upheld", "Xem lại: vẫn không công khai"
    TAKEN_BACK = "taken_back", "Người gửi thôi công khai"
    REMOVED = "removed", "Gỡ khẩn"
    MASKED = "masked", "Che ảnh rồi công khai ảnh"
    PHOTO_REFUSED = "photo_refused", "Không công khai ảnh"


class Moderation(models.Model):
    """One decision about what is public. Added, never changed; everybody reads all but `words`."""

    public_case = models.ForeignKey(PublicCase, models.PROTECT, related_name="log")
    kind = models.CharField(max_length=14, choices=ModerationKind.choices)
    on = models.DateField("ngày")
    by = models.ForeignKey(Term, models.PROTECT, null=True, related_name="+")  # None: the sender
    ground = models.CharField("căn cứ", max_length=20, blank=True)
    words = models.TextField("lời với người gửi", max_length=1000, blank=True)

    class Meta:
        indexes = [models.Index(fields=["public_case", "id"], name="moderation_of_case")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.on:%d/%m/%Y}"


class MaskedPhoto(models.Model):
    """What was decided of one photo: its masked copy, or that none is public.

    The copy is made of the sealed photo's pixels: what is masked is not in it any more.
    """

    file = models.OneToOneField(Attachment, models.PROTECT, related_name="masked")
    public_case = models.ForeignKey(PublicCase, models.PROTECT, related_name="photos")
    boxes = models.JSONField("ô che, phần nghìn của ảnh", default=list)  # [x, y, width, height]
    stored_as = models.CharField(max_length=80, blank=True)  # "": this photo is not made public
    size = models.PositiveBigIntegerField("số byte", default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    by = models.ForeignKey(Term, models.PROTECT, related_name="+")
    on = models.DateField("ngày che")

    sealed = False  # served to everybody; taken off, the copy is thrown away

    def __str__(self) -> str:
        return f"ảnh {self.pk}"
