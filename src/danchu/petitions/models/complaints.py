"""What the law of complaints adds to a case: what is complained of, and the decision."""

from datetime import date

from django.db import models
from django.db.models import Q

from danchu.petitions.models.cases import Case


class Outcome(models.TextChoices):
    """What a first decision finds."""

    RIGHT = "right", "Khiếu nại đúng"
    PARTLY = "partly", "Khiếu nại đúng một phần"
    WRONG = "wrong", "Khiếu nại sai toàn bộ"


class Complaint(models.Model):
    """A complaint as it was handed in, signed or spoken before an officer."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="complaint")
    against = models.CharField("khiếu nại quyết định, việc làm nào", max_length=300)
    known_on = models.DateField("nhận hoặc biết quyết định, việc làm ấy ngày", null=True)
    second = models.BooleanField("lần hai, ở cấp tỉnh", default=False)
    first_decision = models.CharField("quyết định lần đầu", max_length=120, blank=True)
    signed = models.BooleanField("đơn có chữ ký hoặc điểm chỉ, hoặc nói trước cán bộ")

    accepted_on = models.DateField("thụ lý ngày", null=True)
    is_complex = models.BooleanField("phức tạp", default=False)
    remote_by = models.CharField(
        "văn bản xác định là vùng sâu, vùng xa đi lại khó khăn", max_length=200, blank=True
    )
    meets_on = models.DateField("hẹn đối thoại ngày", null=True)
    suspended_on = models.DateField("tạm đình chỉ ngày", null=True)
    due_when_suspended = models.DateField("hạn lúc tạm đình chỉ", null=True)

    outcome = models.CharField("kết luận", max_length=8, choices=Outcome.choices, blank=True)
    decision_number = models.CharField("số quyết định", max_length=60, blank=True)
    decided_on = models.DateField("ngày quyết định", null=True)
    sent_on = models.DateField("ngày gửi quyết định", null=True)
    published_on = models.DateField("ngày công khai quyết định", null=True)  # second round

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_on__isnull=True)
                | Q(accepted_on__isnull=False) & ~Q(outcome="") & ~Q(decision_number=""),
                name="decided_complaint_was_accepted_and_says_what",
            ),
            models.CheckConstraint(
                condition=Q(suspended_on__isnull=True) | Q(due_when_suspended__isnull=False),
                name="suspended_complaint_keeps_its_day",
            ),
        ]

    def __str__(self) -> str:
        return f"khiếu nại {self.case.code}"

    @property
    def round_spoken(self) -> str:
        return "lần hai" if self.second else "lần đầu"

    @property
    def is_remote(self) -> bool:
        """The law keeps no list of such places: somebody names the document that says so."""
        return bool(self.remote_by)

    def too_late(self, *, last: date | None) -> bool:
        """Whether it came after the last day to complain; `last` None: the day is not known."""
        return last is not None and self.case.received_on > last
