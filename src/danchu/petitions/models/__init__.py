"""What people send in, what is done with it, and the register that holds no words."""

from danchu.petitions.models.cases import (
    OPEN,
    AnswerTemplate,
    Attachment,
    Bar,
    Case,
    CaseQuerySet,
    Rating,
    Source,
    State,
    Step,
    StepKind,
    Track,
)
from danchu.petitions.models.complaints import Complaint, Outcome
from danchu.petitions.models.register import (
    Denunciation,
    DenunciationQuerySet,
    DenunciationState,
    InCharge,
)

__all__ = [
    "OPEN",
    "AnswerTemplate",
    "Attachment",
    "Bar",
    "Case",
    "CaseQuerySet",
    "Complaint",
    "Denunciation",
    "DenunciationQuerySet",
    "DenunciationState",
    "InCharge",
    "Outcome",
    "Rating",
    "Source",
    "State",
    "Step",
    "StepKind",
    "Track",
]
