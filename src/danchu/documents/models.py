"""Official papers: drawn up from records, numbered when issued, never taken out of their book."""

from hashlib import sha256
from typing import Self

from django.db import models
from django.db.models import Q

from danchu.documents import paper
from danchu.people.models import Term
from danchu.places.models import OfThisWorld, Unit


class State(models.TextChoices):
    DRAFT = "draft", "Bản dự thảo"
    ISSUED = "issued", "Đã ban hành"
    VOID = "void", "Đã hủy"  # keeps its number


class Book(models.Model):
    """The numbers given in one year to papers of one symbol; the row that issuing locks."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    symbol = models.CharField("ký hiệu", max_length=30)  # "TB-UBND"
    year = models.PositiveSmallIntegerField("năm")
    last = models.PositiveIntegerField("số đã cấp", default=0)

    objects = OfThisWorld["Book"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "symbol", "year"], name="one_book_a_year"),
        ]

    def __str__(self) -> str:
        return f"{self.symbol} năm {self.year}"


class DocumentQuerySet(models.QuerySet["Document"]):
    def issued(self) -> Self:
        """What a stranger may check: issued, or issued and then cancelled."""
        return self.exclude(state=State.DRAFT)

    def drafts(self) -> Self:
        return self.filter(state=State.DRAFT)

    def about(self, kind: str, key: object) -> Self:
        """Papers drawn up from one record."""
        return self.filter(kind=kind, key=str(key))


class Document(models.Model):
    """One paper: what it says as data, and from its issue on its number and day."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="documents")
    name = models.CharField("loại", max_length=60)  # "THÔNG BÁO"
    about = models.CharField("trích yếu", max_length=300)
    symbol = models.CharField("ký hiệu", max_length=30)
    source = models.JSONField("nội dung")  # paper.to_data; {} once put away
    code = models.CharField("mã kiểm tra", max_length=12, unique=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.DRAFT)

    # From which record it was drawn up, and where that is read.
    kind = models.CharField("loại hồ sơ", max_length=40)
    key = models.CharField("mã hồ sơ", max_length=60)
    address = models.CharField("nơi xem", max_length=200, blank=True)
    open = models.BooleanField("ai cũng tải được", default=False)

    made_by = models.ForeignKey(Term, models.PROTECT, related_name="+")
    made_on = models.DateField("ngày lập")
    number = models.PositiveIntegerField("số", null=True)
    year = models.PositiveSmallIntegerField("năm", null=True)
    issued_on = models.DateField("ngày ban hành", null=True)
    issued_by = models.ForeignKey(Term, models.PROTECT, null=True, related_name="+")
    digest = models.CharField("dấu của nội dung", max_length=64, blank=True)  # sha256, when issued
    void_on = models.DateField("ngày hủy", null=True)
    void_why = models.CharField("lý do hủy", max_length=300, blank=True)
    void_by = models.ForeignKey(Term, models.PROTECT, null=True, related_name="+")
    put_away_on = models.DateField("ngày cất nội dung", null=True)

    objects = OfThisWorld.from_queryset(DocumentQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "symbol", "year", "number"], name="a_number_is_given_once"
            ),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT, number__isnull=True, issued_on__isnull=True)
                | ~Q(state=State.DRAFT)
                & Q(
                    number__isnull=False,
                    year__isnull=False,
                    issued_on__isnull=False,
                    issued_by__isnull=False,
                )
                & ~Q(digest=""),
                name="issued_paper_has_number_day_and_signer",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.VOID) | Q(void_on__isnull=False) & ~Q(void_why=""),
                name="void_paper_says_why",
            ),
            models.UniqueConstraint(
                fields=["unit", "kind", "key", "name"],
                condition=Q(state="draft"),
                name="one_draft_of_a_paper",
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "-issued_on", "-id"], name="document_of_unit"),
            models.Index(fields=["kind", "key"], name="document_of_record"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.spoken_number or '(dự thảo)'}"

    @property
    def spoken_number(self) -> str:
        """'12/TB-UBND'; "" before it is issued."""
        return f"{self.number}/{self.symbol}" if self.number else ""

    @property
    def paper(self) -> paper.Paper | None:
        """What it says; None once its words were put away."""
        return paper.from_data(self.source) if self.source else None

    @property
    def digest_of_words(self) -> str:
        """sha256 over all words, the number and the day; "" once the words were put away."""
        words = self.paper
        if words is None:
            return ""
        face = paper.Face(self.spoken_number, self.issued_on, self.code, "", draft=False)
        return sha256(paper.plain_text(words, face).encode()).hexdigest()


class SignedFile(models.Model):
    """A PDF of an issued paper, signed outside by the state's service and sent back here."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="signed_files")
    name = models.CharField("tên tệp", max_length=160)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField("số byte")
    sha256 = models.CharField(max_length=64)
    stored_as = models.CharField(max_length=80)
    sealed = models.BooleanField("đã niêm phong", default=False)
    sent_by = models.ForeignKey(Term, models.PROTECT, related_name="+")
    sent_on = models.DateField("ngày gửi")
    sent_at = models.DateTimeField("lúc máy chủ nhận")  # from then on it was certainly there
    found = models.JSONField("điều đã kiểm")  # signatures.look
    checked_on = models.DateField("ngày kiểm")
    dropped_on = models.DateField("ngày gỡ", null=True)
    dropped_why = models.CharField("lý do gỡ", max_length=300, blank=True)
    dropped_by = models.ForeignKey(Term, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["document", "sha256"], name="a_signed_file_is_sent_once"
            ),
            models.CheckConstraint(
                condition=Q(dropped_on__isnull=True)
                | Q(dropped_by__isnull=False, sealed=True) & ~Q(dropped_why=""),
                name="a_dropped_file_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Mention(models.Model):
    """A paper repeats words of a record: when those must leave at once, so must the paper's."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="mentions")
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "kind", "key"], name="mentioned_once"),
        ]
        indexes = [models.Index(fields=["kind", "key"], name="mention_of_record")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
