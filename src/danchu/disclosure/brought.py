"""What comes in before it is an item: files that wait, what an office says of the time before.

Tables of this room like those of `models`, which names them too.
"""

from django.db import models
from django.db.models import Q

from danchu.places.models import OfThisWorld

PAPERS_KIND = "disclosure.papers"  # the kind of a batch of papers


class WaitingFile(models.Model):
    """A file the office sent that is no document of an item yet: of a zip, or a scan of the queue.

    `refused`: why it was not taken; then no bytes are kept, only its name to tell the person.
    """

    unit = models.ForeignKey("places.Unit", models.PROTECT, related_name="+")
    batch = models.ForeignKey("kit.Batch", models.SET_NULL, null=True, related_name="+")
    path = models.CharField("tên như đã gửi", max_length=300)  # folders of the zip and all
    name = models.CharField("tên tệp", max_length=160)
    content_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveBigIntegerField("số byte", default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    stored_as = models.CharField(max_length=80, blank=True)
    refused = models.CharField("vì sao không nhận", max_length=300, blank=True)
    sent_by = models.ForeignKey("people.Term", models.PROTECT, related_name="+")
    sent_at = models.DateTimeField("lúc gửi")

    objects = OfThisWorld["WaitingFile"]()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(stored_as="") & ~Q(refused="")) | (~Q(stored_as="") & Q(refused="")),
                name="waiting_file_is_kept_or_says_why_not",
            ),
        ]
        indexes = [models.Index(fields=["unit", "batch", "id"], name="waiting_file_of_unit")]

    def __str__(self) -> str:
        return self.name


class DeclaredPublic(models.Model):
    """ "Theo khai báo của cơ quan": it was public on paper since a day. Said, never proven.

    Moves no due day and closes no duty: the law's clock is judged by what the house can show.
    """

    item = models.OneToOneField(
        "disclosure.Item", models.PROTECT, related_name="declared_public", verbose_name="nội dung"
    )
    since = models.DateField("đã công khai từ ngày")
    ways = models.JSONField("bằng cách", default=list)  # of `Channel`; may be empty: not said
    declared_by = models.ForeignKey("people.Term", models.PROTECT, related_name="+")
    declared_on = models.DateField("ngày khai")

    def __str__(self) -> str:
        return f"{self.item}: {self.since:%d/%m/%Y}"


class ScanReading(models.Model):
    """That a machine has looked at one public file for words, and with what end. No words here."""

    class Outcome(models.TextChoices):
        FOUND = "found", "đọc được chữ"
        EMPTY = "empty", "không thấy chữ"
        FAILED = "failed", "không đọc được"

    attachment = models.OneToOneField(
        "disclosure.Attachment", models.CASCADE, related_name="reading"
    )
    outcome = models.CharField(max_length=6, choices=Outcome.choices)
    read_on = models.DateField("ngày đọc")

    def __str__(self) -> str:
        return f"{self.attachment}: {self.get_outcome_display()}"
