"""Whom a matter is about, among those who might handle it."""

from collections.abc import Iterable
from datetime import date

from danchu.people.access import people_named
from danchu.people.models import Role, Term, User
from danchu.petitions import access, clocks, steps
from danchu.petitions.models import Bar, Case, Step, StepKind

TAKEN_AWAY = "Người phụ trách có liên quan nên không phụ trách nữa. Hãy giao người khác."
ALL_NAMED = (
    "Cả văn phòng có liên quan, không còn ai mở được. Người đứng đầu vẫn mở và trả lời: khiếu nại "
    "việc của chính mình cũng do người ấy giải quyết lần đầu (Luật Khiếu nại Điều 17, chưa đọc "
    "được bản gốc); lần hai do tỉnh."
)
NOBODY_LEFT = (
    "Cả văn phòng có liên quan, và ở đây không có người đứng đầu giữ tài khoản: chưa ai mở được. "
    "Người quản lý tài khoản của tỉnh thấy có một đơn như vậy, không thấy nội dung, để cử người "
    "không có liên quan."
)

STILL_OPENS = (
    "Không còn ai khác trong văn phòng nên người này vẫn mở được, để việc không bị bỏ. Chưa ghi gì."
)


def bar_named(case: Case, words: str, *, on: date) -> None:
    """Whoever of the office is named in these words neither opens the case nor is given it."""
    if named := people_named(words, case.unit, on=on):
        bar_people(case, named, by=None, on=on)


def bar_people(
    case: Case, people: Iterable[User], *, by: Term | None, on: date, through: Step | None = None
) -> None:
    """From now on it is not theirs. Taken from its handler, it is to be given anew, by a new day.

    `by` None: the sender's words name them. `through`: the marking as a duplicate that brings them
    along; whoever is barred for a reason of this very case stays so without it.
    """
    barred = list(people)
    made = {"by": by, "on": on, "through": through}
    for one in barred:
        kept = {} if through else {"through": None}
        Bar.objects.update_or_create(case=case, person=one, defaults=kept, create_defaults=made)
    if barred:
        _leave_somebody(case, on=on)
    if case.handler is None or not case.bars.filter(person=case.handler.person_id).exists():
        return
    case.handler = None
    case.save(update_fields=["handler"])
    steps.add(case, StepKind.BARRED, by=by, on=on, words=TAKEN_AWAY)
    clocks.give_anew(case, on=on)


def _leave_somebody(case: Case, *, on: date) -> None:
    """A case nobody can open is answered by nobody: the head answers for the office to the last.

    Where no head has an account, as at the province, it waits for somebody else: `unheld.py`.
    """
    if access.colleagues(case.unit, on=on, but=case).exists():
        return
    heads = access.colleagues(case.unit, on=on).filter(role=Role.CHAIR)
    kept = Bar.objects.filter(case=case, person__in=heads.values("person")).delete()[0]
    said = ALL_NAMED if kept else NOBODY_LEFT
    if not case.steps.filter(kind=StepKind.BARRED, words=said).exists():
        steps.add(case, StepKind.BARRED, by=None, on=on, words=said)
