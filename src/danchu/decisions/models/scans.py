"""Photos of what was counted on paper. Sealed: names and signatures stand on them."""

from django.db import models

from danchu.decisions.models.motions import Count
from danchu.decisions.words import ScanKind


class CountScan(models.Model):
    """One photo, or a PDF, of the minutes or the tally behind a count that came from paper."""

    count = models.ForeignKey(Count, models.PROTECT, related_name="scans")
    kind = models.CharField(max_length=8, choices=ScanKind.choices)
    name = models.CharField("tên tệp", max_length=160)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField("số byte")
    sha256 = models.CharField(max_length=64)
    stored_as = models.CharField(max_length=80)

    sealed = True  # always: backups and moves look for the bytes where they are

    def __str__(self) -> str:
        return self.name
