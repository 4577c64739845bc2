"""For everybody: where a paper hangs, by role and day; and "hôm nay giấy không còn"."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_safe

from civics.errors import Refused
from danchu.kit import clock
from danchu.kit.limits import limited
from danchu.kit.pages import page, tell
from danchu.postings import access, papers, reading
from danchu.postings.actions import missing
from danchu.postings.forms import GoneForm


@require_safe
def board(request: HttpRequest, pk: int) -> HttpResponse:
    """Every place of one paper: day, role, gaps. Never a photo, never a name."""
    on = clock.today()
    found = get_object_or_404(access.public_papers(), pk=pk)
    rows = reading.rows(access.public_board(found).order_by("channel", "unit__name", "pk"), on=on)
    return page(
        request,
        "postings/board.html",
        paper=found,
        lines=reading.told(found, on=on),
        rows=rows,
        cites=papers.paper_cites(found),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@limited("postings.gone", per=timedelta(hours=1), at_most=20)
def gone(request: HttpRequest, pk: int) -> HttpResponse:
    """The paper is not there: the head, the office, or anybody who stands before the board."""
    on = clock.today()
    one = get_object_or_404(access.hanging_anywhere(), pk=pk)
    form = GoneForm(request.POST or None, on=on)
    if form.is_valid():
        by = access.term_for(request.user, one, on=on)  # None: somebody who passed by
        try:
            missing.report_gone(one, **form.cleaned_data, by=by, on=on)
        except Refused as refused:
            tell(form, refused)
        else:
            messages.success(request, "Cảm ơn bạn. Xã phải dán lại, những ngày thiếu được ghi ra.")
            return redirect("postings:board", one.paper_id)
    return page(request, "postings/gone.html", form=form, one=one, where=reading.where(one))
