"""Days on which a commune receives people, who booked, what was said; dialogues and questions."""

from danchu.reception.models.days import (
    Bar,
    Booking,
    DayState,
    Matter,
    Reception,
    ReceptionDay,
    ReceptionDayQuerySet,
    Result,
)
from danchu.reception.models.dialogues import (
    DialogueQuerySet,
    DialogueState,
    PeoplesDialogue,
    Question,
    QuestionState,
    Reason,
    Way,
)

__all__ = [
    "Bar",
    "Booking",
    "DayState",
    "DialogueQuerySet",
    "DialogueState",
    "Matter",
    "PeoplesDialogue",
    "Question",
    "QuestionState",
    "Reason",
    "Reception",
    "ReceptionDay",
    "ReceptionDayQuerySet",
    "Result",
    "Way",
]
