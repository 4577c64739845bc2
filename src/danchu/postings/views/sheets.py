"""Tờ gộp: what a hamlet has to pin, tell and take down, to print twice a week."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from danchu.kit import clock
from danchu.kit.pages import page
from danchu.kit.readable import number
from danchu.people.gate import desk
from danchu.postings import access, aloud, papers
from danchu.postings.actions import scheduling
from danchu.postings.desk import sheet_rows


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: HttpRequest) -> HttpResponse:
    """The sheet with QR and căn cứ; a second button writes down that it was printed today."""
    on = clock.today()
    asked = number(request.POST.get("xom") or request.GET.get("xom") or "")
    mine = access.hamlet_term(request.user, asked, on=on)
    hamlets = access.hamlets_of(request.user, on=on)
    unit = mine.unit if mine else (hamlets.filter(pk=asked) if asked else hamlets).first()
    by = mine or access.office_term(request.user, on=on)
    if unit is None or by is None:
        raise Http404
    rows = sheet_rows(request, access.of_hamlet(unit))
    if request.method == "POST":
        scheduling.note_printed(unit, lines=len(rows), by=by, on=on)
        messages.success(request, f"Đã ghi: in tờ gộp {unit} ngày {on:%d/%m/%Y}.")
        return redirect("postings:today" if mine else "postings:index")
    [days] = aloud.sheet_days([unit], unit.commune or unit, on=on)
    head = {"unit": unit, "paper": papers.sheet_head(unit, on=on), "on": on, "days": days}
    head["office"] = hamlets.filter(pk=unit.pk).exists()
    cites = papers.sheet_cites([row["task"].posting for row in rows], unit=unit, on=on)
    return page(request, "postings/sheet.html", rows=rows, cites=cites, **head)
