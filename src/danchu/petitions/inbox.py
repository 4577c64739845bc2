"""Which office, which cases, which acts: what the office's pages share."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from danchu.kit.clock import today
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
    on = today()
    unit = access.offices_of(request.user, on=on).first()
    term = access.office_term(request.user, unit, on=on) if unit else None
    if unit is None or term is None:
        raise Http404
    return Office(unit, term)


def picked(
    request: HttpRequest, found: CaseQuerySet, term: Term
) -> tuple[CaseQuerySet, list[Pick]]:
    """The cases of `?xem=`, and every way to look, each with its count."""
    ways: Sequence[tuple[str, str, CaseQuerySet]] = (
        ("", "Đang mở", found),
        ("toi", "Tôi phụ trách", found.filter(handler__person=term.person_id)),
        ("moi", "Chưa giao", found.filter(handler=None)),
        ("khieu-nai", "Khiếu nại", found.filter(track=Track.COMPLAINT)),
    )
    wanted = request.GET.get("xem", "")
    chosen = next((rows for slug, _, rows in ways if slug == wanted), found)
    return chosen, [Pick(slug, label, rows.count(), slug == wanted) for slug, label, rows in ways]


def offered(
    case: Case,
    bound: tuple[str, ActForm] | None,
    *,
    template: AnswerTemplate | None,
    on: date,
    **rows: QuerySet[Any],
) -> list[Offered]:
    """Acts that may be done now; the one that came back with errors as it was filled in."""
    found = []
    for deed in DEEDS:
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
        found.append(Offered(deed, form, came_back))
    return found
