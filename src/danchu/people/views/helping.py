"""“Người phụ trách”: whom everybody of this office calls when they are stuck."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from civics.errors import Refused
from danchu.kit.clock import today
from danchu.kit.pages import page, tell
from danchu.people import access, actions
from danchu.people.forms import HelperForm
from danchu.people.gate import desk, terms


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def helper(request: HttpRequest) -> HttpResponse:
    """The office names the person to call, with a number that somebody answers."""
    on = today()
    by = access.naming_term(terms(request))
    if by is None:
        raise Http404
    form = HelperForm(request.POST or None, terms=access.may_help(by.unit, on=on))
    if form.is_valid():
        try:
            actions.name_helper(form.chosen, phone=form.cleaned_data["phone"], by=by, on=on)
        except Refused as refused:
            tell(form, refused)
        else:
            messages.success(request, "Đã ghi. Tên và số này hiện ở cuối mọi trang làm việc.")
            return redirect("people:helper")
    now = access.contact_of(by.unit, on=on)
    return page(request, "people/helper.html", form=form, unit=by.unit, now=now)
