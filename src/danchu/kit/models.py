"""What every room shares: the audit trail and the search index. No legal knowledge."""

from django.db import models


class AuditEntry(models.Model):
    """One act by one account. Added, never changed: triggers on both engines refuse the rest.

    Ids only, no names and no text, so that a person may later be erased and the trail still stands.
    """

    at = models.DateTimeField("lúc")
    on = models.DateField("ngày")
    account_id = models.BigIntegerField("tài khoản", null=True)  # None: nobody signed in
    term_id = models.BigIntegerField("nhiệm kỳ", null=True)
    act = models.CharField("việc", max_length=60)  # "disclosure.publish"
    unit_id = models.BigIntegerField("đơn vị", null=True)
    kind = models.CharField("loại", max_length=40)
    key = models.CharField("mã", max_length=60)

    class Meta:
        indexes = [
            models.Index(fields=["-on", "-id"], name="audit_by_day"),
            models.Index(fields=["unit_id", "-on", "-id"], name="audit_by_unit"),
            models.Index(fields=["account_id", "-on", "-id"], name="audit_by_account"),
            models.Index(fields=["term_id", "-on", "-id"], name="audit_by_term"),
            models.Index(fields=["act", "-on", "-id"], name="audit_by_act"),
            models.Index(fields=["kind", "-on", "-id"], name="audit_by_kind"),
            models.Index(fields=["kind", "key", "-on", "-id"], name="audit_by_thing"),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.act} {self.kind} {self.key}"


class TrailExtract(models.Model):
    """One extract of the trail handed out as a file: which entries, when, by whom, with what hash.

    `sha256` is of the bytes sent, known when the last of them went out; "" until then.
    """

    account_id = models.BigIntegerField("tài khoản")
    term_id = models.BigIntegerField("nhiệm kỳ")
    unit_id = models.BigIntegerField("đơn vị")
    made_at = models.DateTimeField("lập lúc")
    made_on = models.DateField("lập ngày")
    asked = models.JSONField("lọc")  # the filter as the address bar writes it
    words = models.JSONField("lọc, bằng lời")
    form = models.CharField("dạng tệp", max_length=5)
    upto = models.BigIntegerField("đến mục")  # the last entry of the trail when it was made
    entries = models.PositiveIntegerField("số mục")
    sent_at = models.DateTimeField("tải xong lúc", null=True)
    sent_entries = models.PositiveIntegerField("số mục đã ghi", default=0)
    sent_bytes = models.PositiveBigIntegerField("số byte", default=0)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)

    class Meta:
        indexes = [models.Index(fields=["account_id", "-id"], name="extract_of_account")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sent_at__isnull=True, sha256="")
                | models.Q(sent_at__isnull=False) & ~models.Q(sha256=""),
                name="extract_sent_has_its_hash",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.form} {self.made_on}"


class SearchEntry(models.Model):
    """One public page as the search sees it. Rooms write it through `kit.search`."""

    room = models.CharField(max_length=20)
    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=80)
    unit_id = models.BigIntegerField(null=True)
    title = models.TextField()
    about = models.TextField(blank=True)  # one line under the title
    address = models.CharField(max_length=200)
    on = models.DateField()
    topic = models.CharField(max_length=20, blank=True)  # a heading of the room's own
    late = models.BooleanField(default=False)
    plain = models.TextField()  # title and text with their marks, lower case: exact accents first
    folded = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["room", "kind", "key"], name="one_search_entry_a_page"),
        ]
        indexes = [
            models.Index(fields=["-on", "-id"], name="search_newest_first"),
            models.Index(fields=["unit_id", "-on", "-id"], name="search_newest_of_unit"),
        ]

    def __str__(self) -> str:
        return self.title


class Tally(models.Model):
    """How often one key was counted in one span of time. Written only by `kit.limits`."""

    name = models.CharField(max_length=40)
    key = models.CharField(max_length=64)  # keyed hash: no address and no account stands here
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name", "key", "starts_at"], name="one_tally_a_span"),
        ]
        indexes = [models.Index(fields=["ends_at"], name="tally_by_end")]

    def __str__(self) -> str:
        return f"{self.name} {self.count}"


class ChangeCount(models.Model):
    """One step of a count of changes; rows of a unit are added up. Written by `kit.versions`."""

    unit_id = models.BigIntegerField()  # a commune, or `versions.EVERYBODY`
    n = models.PositiveBigIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.unit_id} +{self.n}"


class JobRun(models.Model):
    """One daily job on one day: when it ran last, and how that ended. Written by `kit.jobs`."""

    job = models.CharField(max_length=40)
    day = models.DateField()
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    error = models.CharField(max_length=80, blank=True)  # the kind only: texts may carry names

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["job", "day"], name="a_job_runs_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.job} {self.day} {self.error or 'ok'}"


class Batch(models.Model):
    """One bulk import: a file, what it would change, and what it did. Flow: `kit.batches`."""

    class State(models.TextChoices):
        PREVIEWED = "previewed", "Xem trước, chưa ghi gì"
        APPLIED = "applied", "Đã ghi"
        UNDONE = "undone", "Đã hoàn tác"

    kind = models.CharField(max_length=40)  # "units"
    name = models.CharField("tệp", max_length=160)
    sha256 = models.CharField(max_length=64)
    unit_id = models.BigIntegerField("đơn vị", null=True)
    account_id = models.BigIntegerField("tài khoản", null=True)  # None: the command line
    term_id = models.BigIntegerField("nhiệm kỳ", null=True)
    made_at = models.DateTimeField("lúc gửi")
    applied_at = models.DateTimeField("lúc ghi", null=True)
    undone_at = models.DateTimeField("lúc hoàn tác", null=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PREVIEWED)
    counts = models.JSONField(default=dict)  # new, changed, same, rejected
    headings = models.JSONField(default=list)
    rows = models.JSONField(default=list)  # as read: line, values, cells
    changes = models.JSONField(default=list)  # `batches.Change`, without the unchanged
    rejected = models.JSONField(default=list)  # line, cells, why
    made = models.JSONField(default=list)  # what the importer needs to take it back

    class Meta:
        indexes = [models.Index(fields=["kind", "account_id", "-id"], name="batch_of_account")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="previewed", applied_at__isnull=True)
                | models.Q(state="applied", applied_at__isnull=False, undone_at__isnull=True)
                | models.Q(state="undone", applied_at__isnull=False, undone_at__isnull=False),
                name="batch_says_when_it_was_done",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.get_state_display()})"
