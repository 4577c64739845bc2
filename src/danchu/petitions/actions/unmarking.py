"""Taking a duplicate back: the two were not the same matter after all."""

from datetime import date

from django.db import transaction

from civics.errors import Refused
from danchu.people.models import Term
from danchu.petitions import clocks, doubles, steps
from danchu.petitions.models import Bar, Case, PublicCase, Rating, State, StepKind


@transaction.atomic
def not_duplicate(case: Case, *, words: str, by: Term, on: date) -> Case:
    """Marked as a duplicate by mistake. Whom only that marking barred, here or in the other case,
    opens them again.

    A mere note is taken back inside. What was answered with the other's words stands open again:
    its sender reads why, and its clock goes on to the same last day.
    """
    case = steps.own_case(case, by=by)
    mark = doubles.standing(case)
    if mark is None:
        raise Refused(f"Đơn này không còn ghi là trùng. {steps.NOTHING_WRITTEN}")
    if mark.answer is None:
        said = f"Không trùng với {mark.of}. {steps.reasons(words, reader=steps.OFFICE)}"
        steps.add(case, StepKind.APART, by=by, on=on, words=said)
    else:
        _open_again(case, answered=mark.answer.on, why=steps.reasons(words), by=by, on=on)
    Bar.objects.filter(through=mark.step).delete()
    steps.record("petitions.not_duplicate", case, by=by, on=on)
    return case


def _open_again(case: Case, *, answered: date, why: str, by: Term, on: date) -> None:
    """As if it had not been answered. Refused once others read these words too."""
    if doubles.closed_by_its_answer(case).exists():
        raise Refused(
            "Có đơn khác đã khép lại bằng câu trả lời của đơn này. Thôi ghi trùng ở đơn ấy trước."
        )
    if PublicCase.objects.filter(case=case).exclude(answer="").exists():
        raise Refused(
            "Câu trả lời này đang ở trang công khai. Mở “Xem, quyết định công khai”, bỏ câu trả "
            "lời ở đó trước."
        )
    case.state, case.closed_on = State.WORKING, None
    case.save(update_fields=["state", "closed_on"])
    Rating.objects.filter(case=case).delete()  # of words that were not for its sender
    until = clocks.go_on(case)
    said = (
        f"Câu trả lời ngày {answered:%d/%m/%Y} là của việc khác, gửi nhầm. Việc này xử lý tiếp, "
        f"hạn trả lời như cũ: hết ngày {until:%d/%m/%Y}. {why}"
    )
    steps.add(case, StepKind.MENDED, by=by, on=on, words=said)
