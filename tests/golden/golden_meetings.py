"""Meetings of a hamlet: prepared, told, held on paper; and how each page is asked for."""

from typing import Any

from danchu.kit.clock import today
from danchu.meetings.models import Invitation
from danchu.meetings.tests import gathered
from danchu.people.models import Term
from golden_ask_kinds import NONE, Example

ON = today()
BESIDE = "bovang"  # as in the story: searching for it must not lead to what stands beside it


def furnish_meetings(tam: Term) -> dict[str, Any]:
    """A draft is nobody's business; what was told and what was held is everybody's."""
    draft = gathered.prepared(tam, on=ON, title=f"Họp zqmeetingdraft {BESIDE}")
    told = gathered.told_of(tam, on=ON)
    held = gathered.held(tam, on=ON)
    return {
        "meeting draft": draft.pk,
        "meeting draft item": draft.items.get().pk,
        "meeting told": told.pk,
        "meeting handout": told.handouts.get().pk,
        "meeting code": Invitation.objects.filter(meeting=told).order_by("pk")[0].code,
        "meeting held": held.pk,
        "meeting item": held.items.get().pk,
        "meeting count": held.sittings.get().counts.get().pk,
        "meeting scan": held.scans.get(kind="minutes").pk,
        "meeting hamlet": tam.unit.slug,
    }


def of_meetings(things: dict[str, Any]) -> dict[str, list[Example]]:
    draft, told, held = (things[f"meeting {name}"] for name in ("draft", "told", "held"))
    gone = Example("no such", (NONE,))
    states = [Example("draft", (draft,)), Example("told", (told,)), Example("held", (held,)), gone]
    return {
        "meetings:meeting": states,
        "meetings:notice": states,
        "meetings:calendar": [states[0], states[1]],
        "meetings:step": [
            *(Example(what, (draft, what)) for what in ("chuong-trinh", "bao", "khong-co")),
            Example("mo", (told, "mo")),
        ],
        "meetings:decide": [states[0], gone],
        "meetings:drop_item": [Example("draft", (draft, things["meeting draft item"]))],
        "meetings:hall": [states[0], states[2]],
        "meetings:count": [Example("held", (held, things["meeting item"]))],
        "meetings:correct": [Example("held", (held, things["meeting count"]))],
        "meetings:invitations": [states[0], states[1]],
        "meetings:minutes": [states[0], states[2]],
        "meetings:file": [Example("held", (held, "bien-ban", "docx"))],
        "meetings:scan": [Example("own", (things["meeting scan"],)), gone],
        "meetings:handout": [Example("told", (things["meeting handout"],)), gone],
        "meetings:invitation": [
            Example("told", (things["meeting code"],)),
            Example("no such", ("AAAAAAAAAAAA",)),
        ],
        "meetings:of_unit": [
            Example("", (things["meeting hamlet"],)),
            Example("no such", ("khong-co",)),
        ],
    }
