"""Which office the signed-in person works for in this request."""

from typing import NamedTuple

from django.http import Http404, HttpRequest

from danchu.disclosure import access
from danchu.kit.clock import today
from danchu.people.models import Term
from danchu.places.models import Unit


class Office(NamedTuple):
    """One commune and the term under which this person acts for it."""

    unit: Unit
    term: Term


def office(request: HttpRequest) -> Office:
    """The office named by `don-vi` (a slug), else the first this person serves; 404 without one."""
    on = today()
    units = access.offices_of(request.user, on=on).order_by("pk")
    wanted = request.POST.get("don-vi") or request.GET.get("don-vi")
    unit = next((unit for unit in units if wanted in {None, "", unit.slug}), None)
    term = access.office_term(request.user, unit, on=on) if unit else None
    if unit is None or term is None:
        raise Http404
    return Office(unit, term)


def acting(request: HttpRequest, unit: Unit) -> Term:
    """The term under which this person works on something of `unit`; 404 without one."""
    term = access.office_term(request.user, unit, on=today())
    if term is None:
        raise Http404
    return term


def deciding(request: HttpRequest, unit: Unit) -> Term:
    """The term under which this person decides for `unit`; 404 without one."""
    term = access.deciding_term(request.user, unit, on=today())
    if term is None:
        raise Http404
    return term


def clerks_desk(request: HttpRequest) -> Office:
    """The commune this person is the clerk of, named by `don-vi` or the first; 404 without one."""
    on = today()
    units = access.clerk_units(request.user, on=on).order_by("pk")
    wanted = request.POST.get("don-vi") or request.GET.get("don-vi")
    unit = next((unit for unit in units if wanted in {None, "", unit.slug}), None)
    if unit is None:
        raise Http404
    return clerk_at(request, unit)


def clerk_at(request: HttpRequest, unit: Unit) -> Office:
    """The clerk's term of this person in `unit`; 404 without one."""
    term = access.clerk_term(request.user, unit, on=today())
    if term is None:
        raise Http404
    return Office(unit, term)
