"""What people fill in. `STEPS`: one form a step of a meeting, by the word in its address."""

from danchu.meetings.forms.base import CountField, Step, StepForm
from danchu.meetings.forms.calling import (
    AgendaForm,
    CallForm,
    ClustersForm,
    DecideForm,
    HandoutForm,
    NotifyForm,
    PapersForm,
    ReplanForm,
    WholeForm,
)
from danchu.meetings.forms.ending import CancelForm, CloseForm, MoveForm, NoVoteForm, SignForm
from danchu.meetings.forms.hall import (
    OpenForm,
    QuestionForm,
    SecretaryForm,
    TellersForm,
    WitnessesForm,
)

STEPS: dict[str, type[Step]] = {
    "sua": ReplanForm,
    "chuong-trinh": AgendaForm,
    "tai-lieu": HandoutForm,
    "cum": ClustersForm,
    "hop-chung": WholeForm,
    "bao": NotifyForm,
    "gui-tai-lieu": PapersForm,
    "huy": CancelForm,
    "doi": MoveForm,
    "mo": OpenForm,
    "thu-ky": SecretaryForm,
    "ban-kiem-phieu": TellersForm,
    "chung-kien": WitnessesForm,
    "hoi-dap": QuestionForm,
    "ket-thuc": CloseForm,
    "khong-bieu-quyet": NoVoteForm,
    "ky": SignForm,
}

__all__ = ["STEPS", "CallForm", "CountField", "DecideForm", "Step", "StepForm"]
