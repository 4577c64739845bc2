"""What anybody may know about their data here: the rights, the clocks, the two ways to ask."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from danchu.kit.clock import today
from danchu.kit.limits import limited
from danchu.kit.pages import page
from danchu.personal_data import access, papers, reading, rules
from danchu.personal_data.forms import CodeForm
from danchu.personal_data.models import Kind
from danchu.rulebook import citing


@require_http_methods(["GET", "HEAD", "POST"])
@limited("personal_data.follow", per=timedelta(hours=1), at_most=30)
def rights(request: HttpRequest) -> HttpResponse:
    """The rights and their clocks, how to ask, and the box for the code of a receipt."""
    form = CodeForm(request.POST or None)
    if form.is_valid():
        code = form.cleaned_data["code"].strip().upper()
        if access.with_code(code).exists():
            return redirect("personal_data:follow", code)
        form.add_error("code", "Không có yêu cầu nào mang mã này. Hãy xem lại mã trên giấy hẹn.")
    clocks = [
        clock.done for clock in rules.CLOCKS.values()
    ]  # an extension stands in the same clause
    keys = [rules.ANSWER, *clocks, rules.KEPT, rules.CONSENT, rules.BY_TASK, rules.BREACH]
    return page(
        request,
        "personal_data/rights.html",
        form=form,
        table=rules.table(on=today()),
        hours=rules.hours_to_tell(on=today()),
        cites=citing.cites(keys, None, on=today()),
    )


@require_safe
def blank(request: HttpRequest) -> HttpResponse:
    """An empty request form to print and fill in by hand."""
    return render(
        request,
        "personal_data/blank.html",
        {
            "kinds": Kind.labels,
            "paper": papers.head("ĐƠN CỦA CÔNG DÂN", "Về dữ liệu cá nhân"),
            "cites": citing.cites([rules.ANSWER], None, on=today()),
            "back": "/du-lieu-ca-nhan/",
        },
    )


@require_safe
def follow(request: HttpRequest, code: str) -> HttpResponse:
    """For whoever holds the receipt: how far it is and by when. No name, none of the words."""
    found = get_object_or_404(access.with_code(code))
    response = page(
        request,
        "personal_data/follow.html",
        asked=found,
        face=reading.face_of(found, on=today()),
        steps=reading.story(found),
        cites=rules.of_request(found),
    )
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
