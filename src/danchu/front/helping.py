"""The foot of every desk page: three sentences, and whom to call."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest

from danchu.kit import help as texts
from danchu.kit import worlds
from danchu.kit.clock import today
from danchu.people import access, gate
from danchu.people.models import Term


def help_for(request: HttpRequest, terms: Sequence[Term]) -> dict[str, Any]:
    """Of this page, for this person. A learner in a practice commune calls the real office."""
    on = today()
    match = request.resolver_match
    said = texts.of(match.view_name) if match else None
    learning = gate.practising(request)
    if learning is None:
        unit = access.looks_after(terms[0].unit) if terms else None
        naming = access.naming_term(terms) is not None
        who = access.contact_of(unit, on=on) if unit else None
    else:
        unit, naming = learning.practice.home, False
        with worlds.real():
            who = access.contact_of(unit, on=on)
    return {
        "said": said,
        "who": who,
        "unit": unit.spoken_name if unit else "",
        "set_at": "/tai-khoan/nguoi-phu-trach/" if naming else "",
        "guide": f"/huong-dan/{terms[0].role}/" if terms else "",
    }
