"""Days on which a commune receives people, who booked, what was said; dialogues and questions."""

from danchu.reception.models.days import (
    Booking,
    DayState,
    Matter,
    Reception,
    ReceptionDay,
    ReceptionDayQuerySet,
    Result,
)
from danchu.reception.models.dialogues import (
    Dialogue,
    DialogueQuerySet,
    DialogueState,
    Question,
    QuestionState,
    Reason,
    Way,
)

__all__ = [
    "Booking",
    "DayState",
    "Dialogue",
    "DialogueQuerySet",
    "DialogueState",
    "Matter",
    "Question",
    "QuestionState",
    "Reason",
    "Reception",
    "ReceptionDay",
    "ReceptionDayQuerySet",
    "Result",
    "Way",
]
