"""What pages show of an initiative: how many households agree today, and until when each counts."""

from datetime import date
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.urls import reverse

from civics import motions as law
from civics.errors import Refused
from danchu.decisions import access, rules
from danchu.decisions.actions.initiating import support_of
from danchu.decisions.idea_forms import IDEA_ACTS
from danchu.decisions.models import IdeaPaper, Initiative
from danchu.kit.law import book
from danchu.people.access import Person, terms_of
from danchu.people.models import Term
from danchu.places.models import Unit
from danchu.rulebook import citing

READS = (*access.HAMLET, *access.OFFICE)
LAW = (
    rules.TEN,
    rules.BELOW,
    rules.ENDORSED,
    "decisions.endorsement.ways",
    "decisions.endorsement.responsibility",
)


class Row(NamedTuple):
    """One initiative in a list. `support` None: the roll is empty, no share can be taken."""

    initiative: Initiative
    support: law.Support | None
    state: str


class Given(NamedTuple):
    """One household's endorsement, and the last day (inclusive) on which it counts."""

    number: int
    given_on: date
    until: date
    how: str
    counts: bool
    entered: str  # "Trưởng xóm ghi ngày 02/12/2026"; "": by the household itself


def reads(person: Person, *, on: date) -> bool:
    return terms_of(person, on=on).filter(role__in=READS).exists()


def row(found: Initiative, *, on: date) -> Row:
    return Row(found, _support(found, on=on), state_of(found))


def state_of(found: Initiative) -> str:
    if found.motion_id is not None:
        return "đã đưa ra bàn"
    if found.declined_on is not None:
        return "đã trả lại"
    return "đã gửi, chờ đưa ra bàn" if found.sent_on else "đang lấy ý kiến"


def shown(found: Initiative, person: Person, *, on: date) -> dict[str, Any]:
    """The page of one initiative. Numbers of households, no names."""
    given = [
        Given(
            one.household.number,
            one.given_on,
            until,
            one.get_way_display(),
            on <= until,
            entered(one.entered_by, one.entered_on),
        )
        for one in found.endorsements.select_related("household", "entered_by__unit").order_by(
            "-given_on", "-pk"
        )
        for until in [law.endorsed_until(book(), given_on=one.given_on)]
    ]
    tasks = [
        {
            "title": kind.title,
            "text": kind.intro,
            "address": reverse("decisions:initiative_act", args=[found.pk, slug]),
            "link": "Làm",
        }
        for slug, kind in IDEA_ACTS.items()
        if kind.fits(found) and access.initiative_term(person, found.unit, kind.roles, on=on)
    ]
    for at, one in enumerate(tasks):
        one["state"] = "next" if at else "now"
    return {
        "initiative": found,
        "support": _support(found, on=on),
        "state": state_of(found),
        "given": given,
        "papers": papers_of(found),
        "tasks": tasks,
        "heads": access.initiative_term(person, found.unit, access.HEAD, on=on),
        "cites": cites(found, on=on),
    }


def entered(by: Term | None, on: date) -> str:
    return f"{by.spoken_role} ghi ngày {on:%d/%m/%Y}" if by is not None else ""


def papers_of(found: Initiative) -> list[tuple[IdeaPaper, str]]:
    """Steps that came from paper, by their day, with who entered them and when."""
    rows = found.papers.select_related("entered_by__unit").order_by("done_on", "pk")
    return [(one, entered(one.entered_by, one.entered_on)) for one in rows]


def cites(found: Initiative, *, on: date) -> list[dict[str, Any]]:
    return citing.in_force(LAW, found.unit, on=on)


def open_in(units: QuerySet[Unit]) -> QuerySet[Initiative]:
    """What a citizen may agree to: open initiatives where their household stands."""
    found = Initiative.objects.filter(unit__in=units, sent_on__isnull=True).open()
    return found.select_related("unit")


def for_household(person: Person, unit: Unit, *, on: date) -> list[dict[str, Any]]:
    """Open initiatives of this hamlet, with whether this household's agreement counts today."""
    speaker = access.speaks_for(person, unit, on=on)
    told = []
    for one in Initiative.objects.filter(unit=unit).open().select_related("unit").order_by("-pk"):
        mine = one.endorsements.filter(household=speaker.household_id) if speaker else None
        last = mine.order_by("-given_on").first() if mine is not None else None
        until = law.endorsed_until(book(), given_on=last.given_on) if last else None
        told.append(
            {
                "initiative": one,
                "support": _support(one, on=on),
                "until": until if until and until >= on else None,
                "open": one.sent_on is None,
            }
        )
    return told


def _support(found: Initiative, *, on: date) -> law.Support | None:
    try:
        return support_of(found, on=on)
    except Refused:
        return None
