"""Which office, which cases, which acts: what the office's pages share."""

from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest

from danchu.people import gate
from danchu.people.models import Term
from danchu.petitions import access
from danchu.petitions.deeds import DEEDS, Deed
from danchu.petitions.models import AnswerTemplate, Case, CaseQuerySet, Track
from danchu.petitions.office_forms import ActForm
from danchu.places.models import Kind, Unit


class Office(NamedTuple):
    """One commune, or the province, and the term under which this person acts for it."""

    unit: Unit
    term: Term


class Pick(NamedTuple):
    """One way to look at the inbox."""

    slug: str
    label: str
    cases: int
    chosen: bool


class Offered(NamedTuple):
    """An act that may be done now, with its form."""

    deed: Deed
    title: str
    form: ActForm
    open: bool


def at_commune(request: HttpRequest) -> Office:
    """As `at_office`, where only a commune has anything to do: 404 for the province."""
    at = at_office(request)
    if at.unit.kind != Kind.COMMUNE:
        raise Http404
    return at


def at_office(request: HttpRequest) -> Office:
    """The first unit whose office this person serves; 404 without one."""
    term = access.serving(gate.terms(request))
    if term is None:
        raise Http404
    return Office(term.unit, term)


def picked(
    request: HttpRequest, found: CaseQuerySet, term: Term
) -> tuple[CaseQuerySet, list[Pick]]:
    """The cases of `?xem=`, and every way to look, each with its count. One query."""
    ways = {
        "": ("Đang mở", Q()),
        "toi": ("Tôi phụ trách", Q(handler__in=access.ever_held_by(term.person_id))),
        "moi": ("Chưa giao", Q(handler=None)),
        "khieu-nai": ("Khiếu nại", Q(track=Track.COMPLAINT)),
    }
    wanted = request.GET.get("xem", "")
    wanted = wanted if wanted in ways else ""
    many = {f"of_{at}": Count("pk", filter=asked) for at, (_, asked) in enumerate(ways.values())}
    counted = found.order_by().aggregate(**many)
    picks = [
        Pick(slug, label, counted[f"of_{at}"], slug == wanted)
        for at, (slug, (label, _)) in enumerate(ways.items())
    ]
    return found.filter(ways[wanted][1]), picks


def offered(
    case: Case,
    bound: tuple[str, ActForm] | None,
    *,
    template: AnswerTemplate | None,
    on: date,
    **rows: QuerySet[Any],
) -> list[Offered]:
    """Acts that may be done now; the one that came back with errors as it was filled in.

    While nobody has the case, giving it to somebody stands first: its clock runs out first.
    """
    found, unassigned = [], case.handler_id is None and not case.is_complaint
    for deed in sorted(DEEDS, key=lambda one: not (unassigned and one.slug == "giao")):
        came_back = bound is not None and bound[0] == deed.slug
        if not came_back and not deed.offered(case):
            continue
        if came_back and bound is not None:
            form = bound[1]
        else:
            given = {"words": template.words, "cite": template.cite} if template else {}
            wants = deed.slug == "tra-loi"
            form = deed.form(None, prefix=deed.slug, initial=given if wants else {})
            form.on_case(case, on=on, **rows)
        found.append(Offered(deed, deed.spoken(case), form, came_back))
    return found
