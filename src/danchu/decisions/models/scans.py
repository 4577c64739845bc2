"""What came from paper, with its photos. Sealed: names and signatures stand on them."""

from django.db import models
from django.db.models import Q

from danchu.decisions.models.initiatives import Initiative
from danchu.decisions.models.motions import Count
from danchu.decisions.words import ScanKind
from danchu.people.models import Term


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


class IdeaPaper(models.Model):
    """A step of an initiative that was done on paper: which paper, its day, who entered it."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="papers")
    step = models.CharField("bước", max_length=80)
    paper = models.CharField("giấy nào", max_length=200)
    done_on = models.DateField("ngày trên giấy")
    entered_by = models.ForeignKey(Term, models.PROTECT, related_name="+")
    entered_on = models.DateField("ghi ngày")
    name = models.CharField("tên tệp", max_length=160, blank=True)  # "" five times: no photo
    content_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveBigIntegerField("số byte", default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    stored_as = models.CharField(max_length=80, blank=True)

    sealed = True

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(paper="") & Q(done_on__lte=models.F("entered_on")),
                name="a_step_from_paper_names_its_paper",
            ),
        ]
        indexes = [models.Index(fields=["initiative", "done_on"], name="papers_of_initiative")]

    def __str__(self) -> str:
        return f"{self.step}, {self.done_on:%d/%m/%Y}"
