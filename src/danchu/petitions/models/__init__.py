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
    Topic,
    Track,
)
from danchu.petitions.models.complaints import Complaint, Outcome
from danchu.petitions.models.phones import CasePhone
from danchu.petitions.models.register import (
    Denunciation,
    DenunciationQuerySet,
    DenunciationState,
    InCharge,
)
from danchu.petitions.public_list.models import (
    MaskedPhoto,
    Moderation,
    ModerationKind,
    PublicCase,
    PublicCaseQuerySet,
    Showing,
)

__all__ = [
    "OPEN",
    "AnswerTemplate",
    "Attachment",
    "Bar",
    "Case",
    "CasePhone",
    "CaseQuerySet",
    "Complaint",
    "Denunciation",
    "DenunciationQuerySet",
    "DenunciationState",
    "InCharge",
    "MaskedPhoto",
    "Moderation",
    "ModerationKind",
    "Outcome",
    "PublicCase",
    "PublicCaseQuerySet",
    "Rating",
    "Showing",
    "Source",
    "State",
    "Step",
    "StepKind",
    "Topic",
    "Track",
]
