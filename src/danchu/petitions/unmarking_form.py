"""What the office fills in to take a duplicate back."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.forms import CharField, Textarea

from danchu.petitions import doubles
from danchu.petitions.models import Case
from danchu.petitions.office_forms import ActForm


class ApartForm(ActForm):
    """Not the same matter after all; who reads why hangs on whether its sender was answered."""

    words = CharField(
        label="Nhầm thế nào?",
        max_length=2000,
        widget=Textarea(attrs={"rows": 2, "autocomplete": "off"}),
        error_messages={"required": "Chưa ghi nhầm thế nào."},
    )

    def on_case(self, case: Case | None, *, on: date, **rows: QuerySet[Any]) -> None:
        mark = doubles.standing(case) if case else None
        self.fields["words"].help_text = (
            "Người gửi đọc câu này. Việc mở lại, hạn trả lời như cũ."
            if mark and mark.answer
            else "Chỉ văn phòng đọc. Người bị chặn vì đơn kia được xem lại."
        )
