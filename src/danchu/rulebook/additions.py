"""What the pages about additions to the law show."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from civics.errors import NotInForce
from civics.local import check_extension
from danchu.kit.law import book
from danchu.people.models import Term
from danchu.places.models import Unit
from danchu.rulebook.citing import panel
from danchu.rulebook.forms import MORE, AdditionForm
from danchu.rulebook.models import LocalDraft, LocalRule
from danchu.rulebook.preview import Preview, preview
from danchu.rulebook.rulebook import Applied, value
from danchu.rulebook.words import EXTENDS, Line, label_of, lines_of

__all__ = ["add_page", "draft_page", "draft_rows", "form_for", "label_of", "look", "rule_rows"]


def form_for(key: str, unit: Unit, data: Mapping[str, Any] | None, *, on: date) -> AdditionForm:
    """The form of one rule for one unit. Raises UnknownRule, NotInForce."""
    applied = value(key, unit=unit, on=on)
    free = applied.rule.parameter == unit.kind
    return AdditionForm(data, rule=applied.rule, payload=applied.payload, free=free)


def look(key: str, by: Term, form: AdditionForm, *, on: date) -> Preview:
    """What the filled form would change. Raises Refused with the article when it narrows."""
    since = max(form.cleaned_data["since"], on)
    applied = value(key, unit=by.unit, on=since)
    check_extension(applied.rule, applied.base, form.change, level=by.unit.kind, words=book().words)
    return preview(key, by.unit, since=since, change=form.change)


def add_page(
    key: str, unit: Unit, form: AdditionForm, seen: Preview | None, *, on: date
) -> dict[str, Any]:
    """What the writing page shows besides the form."""
    applied = value(key, unit=unit, on=on)
    return {
        "form": form,
        "unit": unit,
        "rule": applied.rule,
        "cites": panel([applied]),
        "lines": lines_of(applied.payload),
        "may": _may(applied, unit),
        "open": any(name.startswith(MORE) for name in form.fields),
        "seen": seen,
    }


def _may(applied: Applied, unit: Unit) -> str:
    if applied.rule.parameter == unit.kind:
        return "Luật để tỉnh đặt số này."
    return EXTENDS[applied.rule.extends]


class RuleRow(NamedTuple):
    """One addition of the office's units."""

    rule: LocalRule
    label: str
    lines: list[Line]
    running: bool
    over: bool


def rule_rows(rules: Iterable[LocalRule], *, on: date) -> list[RuleRow]:
    return [
        RuleRow(
            one,
            label_of(one.key),
            lines_of(one.value),
            one.since <= on and (one.until is None or on <= one.until),
            one.until is not None and one.until < on,
        )
        for one in rules
    ]


class DraftRow(NamedTuple):
    """One draft in the list."""

    draft: LocalDraft
    label: str
    kind: str
    state: str

    @property
    def open(self) -> bool:
        return self.draft.closed_on is None


def draft_rows(drafts: Iterable[LocalDraft]) -> list[DraftRow]:
    return [DraftRow(one, label_of(one.key), *_state(one)) for one in drafts]


def _state(draft: LocalDraft) -> tuple[str, str]:
    if draft.closed_on is None:
        return "soon", "chờ người khác duyệt"
    return ("ok", "đã duyệt") if draft.approver else ("none", "đã bỏ")


def draft_page(draft: LocalDraft, *, may_approve: bool) -> dict[str, Any]:
    """One draft with what it changes, while it is open."""
    seen = None
    if draft.ends is None and draft.closed_on is None:
        try:
            seen = preview(draft.key, draft.unit, since=draft.since, change=draft.value)
        except NotInForce:
            seen = None
    (row,) = draft_rows([draft])
    return {"row": row, "lines": lines_of(draft.value), "seen": seen, "may_approve": may_approve}
