"""One form an act on a motion: who may, when it fits, what is typed, what is done."""

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from civics.errors import Refused
from danchu.decisions import access
from danchu.decisions.forms import Dated
from danchu.decisions.models import Decision, Motion, Part
from danchu.meetings.forms import StepForm
from danchu.people.models import Role, Term


class ActForm(Dated, StepForm):
    """One dated act. `do` returns what is said once it is done."""

    dated = False

    roles: ClassVar[Sequence[Role]] = access.HEAD

    def __init__(
        self, *args: Any, motion: Motion, decision: Decision | None, parts: list[Part], **kw: Any
    ) -> None:
        self.motion, self.decision, self.parts = motion, decision, parts
        super().__init__(*args, **kw)
        self.prepare()

    @staticmethod
    def fits(motion: Motion, decision: Decision | None) -> bool:
        raise NotImplementedError

    def do(self, *, by: Term, on: date) -> str:
        raise NotImplementedError

    @property
    def written(self) -> Decision:
        if self.decision is None:
            raise Refused("Chưa lập văn bản quyết định.")
        return self.decision
