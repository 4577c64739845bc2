"""Quyền của tôi: my terms, what I may do, who looked at what."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from danchu.kit.clock import today
from danchu.people import access, gate, handing_over, looks, may
from danchu.people.models import User


@never_cache
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """For every account, also one whose terms are over: then there is nothing left to do."""
    person = request.user
    if not isinstance(person, User):
        return gate.to_sign_in(request)
    on = today()
    terms = list(access.all_terms_of(person))
    return render(
        request,
        "people/rights.html",
        {
            "person": person,
            "terms": terms,
            "may": [(term, may.lines_of(term, on=on)) for term in access.terms_of(person, on=on)],
            "taken": handing_over.taken_over(person, on=on),
            "looks": looks.at(person),
            "most": looks.MOST,
            "on": on,
        },
    )
