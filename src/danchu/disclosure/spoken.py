"""What is read aloud of an item: the issued text, and recordings of it. No list of persons."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from danchu.people.models import Term


class Language(models.TextChoices):
    """In which language somebody reads; peoples of the province's communes."""

    KINH = "kinh", "Tiếng Việt"
    TAY = "tay", "Tiếng Tày"
    NUNG = "nung", "Tiếng Nùng"
    DAO = "dao", "Tiếng Dao"
    MONG = "mong", "Tiếng Mông"


class Voice(models.TextChoices):
    PERSON = "person", "người đọc"
    MACHINE = "machine", "giọng máy"


class Reader(models.TextChoices):
    """Who reads, by role: a name is asked of nobody."""

    ANNOUNCER = "announcer", "người đọc loa của xã"
    OFFICIAL = "official", "cán bộ, công chức xã"
    COMMUNITY_HEAD = "community_head", "Trưởng xóm, Tổ trưởng"
    FRONT = "front", "Ban công tác Mặt trận"
    RESPECTED = "respected", "người có uy tín"
    OTHER = "other", "người dân trong xóm"


class ScriptQuerySet(models.QuerySet["Script"]):
    def open(self) -> Self:
        """Texts that anybody may read: of a version that is public today."""
        return self.filter(
            version__published_at__isnull=False,
            version__sealed=False,
            version__item__state="published",
        )


class Script(models.Model):
    """Bài đọc loa: the text to read aloud of one version, as an office issued it. A change is the
    next edition; a corrected version wants a text of its own."""

    version = models.ForeignKey("disclosure.Version", models.PROTECT, related_name="scripts")
    edition = models.PositiveSmallIntegerField("lần")  # of the item, from 1
    text = models.TextField("bài đọc")
    numbers_changed = models.BooleanField("số khác bản máy soạn, đã đối chiếu", default=False)
    issued_by = models.ForeignKey(Term, models.PROTECT, related_name="+")
    issued_on = models.DateField("ngày ban hành")

    objects = ScriptQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "edition"], name="one_script_an_edition"),
            models.CheckConstraint(condition=~Q(text=""), name="a_script_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.version_id}, lần {self.edition}"


class RecordingQuerySet(models.QuerySet["Recording"]):
    def open(self) -> Self:
        """Recordings that anybody may hear: not taken back, of a version that is public today."""
        return self.filter(
            taken_back_on=None,
            sealed=False,
            script__version__published_at__isnull=False,
            script__version__sealed=False,
            script__version__item__state="published",
        )


class Recording(models.Model):
    """Somebody, or a machine, reading one script. Who reads has agreed, and is named by role."""

    script = models.ForeignKey(Script, models.PROTECT, related_name="recordings")
    language = models.CharField("tiếng", max_length=8, choices=Language.choices)
    voice = models.CharField("giọng", max_length=8, choices=Voice.choices)
    reader = models.CharField("ai đọc", max_length=16, choices=Reader.choices, blank=True)
    consent = models.BooleanField("người đọc đồng ý", default=False)
    words = models.TextField("lời đọc, nếu khác bài đọc", blank=True)
    name = models.CharField("tên tệp", max_length=160)
    content_type = models.CharField(max_length=40)
    size = models.PositiveBigIntegerField("số byte")
    sha256 = models.CharField(max_length=64)
    stored_as = models.CharField(max_length=80)
    sealed = models.BooleanField("đã niêm phong", default=False)
    kept_by = models.ForeignKey(Term, models.PROTECT, related_name="+")
    kept_on = models.DateField("ngày ghi")
    taken_back_on = models.DateField("ngày rút", null=True)
    taken_back_why = models.CharField("vì sao rút", max_length=200, blank=True)

    objects = RecordingQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["script", "sha256"],
                condition=Q(taken_back_on__isnull=True),
                name="a_recording_is_kept_once",
            ),
            models.CheckConstraint(
                condition=Q(voice="machine", reader="") | Q(voice="person", consent=True),
                name="a_person_who_reads_agreed",
            ),
            models.CheckConstraint(
                condition=Q(taken_back_on__isnull=True) | ~Q(taken_back_why=""),
                name="taken_back_recording_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.name
