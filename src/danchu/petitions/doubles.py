"""Which marking as a duplicate stands on a case, what it did, and what followed from it."""

from typing import NamedTuple

from django.db.models import QuerySet

from danchu.petitions.models import Case, State, Step, StepKind

# How the two steps of a duplicate begin; what comes after is the other's number, the other's words.
SAME = "Trùng với "
ANSWERED = "Cùng việc này đã có người gửi, và câu trả lời là: "
TAKEN_BACK = (StepKind.APART, StepKind.MENDED)


class Mark(NamedTuple):
    """The last marking that stands; the answer its sender got by it, None for a mere note."""

    step: Step
    answer: Step | None

    @property
    def of(self) -> str:
        """The number of the other case."""
        return self.step.words.removeprefix(SAME).rstrip(".")


def standing(case: Case) -> Mark | None:
    """None when nothing stands that can be taken back as this case is now.

    A note, while the case is open; an answer, while it is what closed the case: once its sender
    said "not yet", the case goes its own way.
    """
    marks: list[Step] = []
    answers: dict[int, Step] = {}
    last = None
    for step in case.steps.filter(kind__in=_TELLING).order_by("pk"):
        if step.kind in TAKEN_BACK:
            marks = marks[:-1]
        elif step.kind == StepKind.DUPLICATE:
            marks.append(step)
        elif marks and step.words.startswith(ANSWERED) and last == marks[-1]:
            answers[marks[-1].pk] = step
        last = step
    if not marks:
        return None
    answer = answers.get(marks[-1].pk)
    closed_by_it = case.state == State.ANSWERED and answer is not None and answer == last
    return Mark(marks[-1], answer) if closed_by_it or (case.is_open and not answer) else None


def closed_by_its_answer(case: Case) -> QuerySet[Step]:
    """Markings of others that gave its answer on since it was given: what followed."""
    answer = case.steps.filter(kind=StepKind.ANSWERED).order_by("-pk").first()
    found = Step.objects.filter(kind=StepKind.DUPLICATE, case__unit=case.unit_id)
    return found.filter(
        pk__gt=answer.pk if answer else 0,
        words__endswith=f"-{case.code}.",
        case__state=State.ANSWERED,
    )


_TELLING = (StepKind.DUPLICATE, StepKind.ANSWERED, StepKind.REOPENED, *TAKEN_BACK)
