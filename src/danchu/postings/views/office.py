"""The commune's side: which papers hang where, what is late, who reported one gone."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from civics.errors import Refused
from danchu.kit import clock, files
from danchu.kit.pages import page, serve, tell
from danchu.people.gate import desk
from danchu.postings import access, aloud, day, papers, reading
from danchu.postings.actions import missing, opening, places
from danchu.postings.desk import (
    form_for,
    office,
    receive,
    say,
    screen_of,
    told_whole,
)
from danchu.postings.forms import PlaceForm, StillForm
from danchu.postings.models import PlaceKind


@desk
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Niêm yết: papers that still have something to do, and what was reported gone."""
    on = clock.today()
    by = office(request)
    return page(
        request,
        "postings/index.html",
        unit=by.unit,
        papers=papers.open_papers(access.papers_of(request.user, on=on), on=on),
        gaps=access.gaps_of(request.user, on=on).order_by("since"),
        sheets=aloud.sheet_days(access.hamlets_of(request.user, on=on), by.unit, on=on),
    )


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """One paper: every place with its proof; the office writes down what it did itself."""
    on = clock.today()
    by = office(request)
    found = get_object_or_404(access.papers_of(request.user, on=on), pk=pk)
    mine = access.of_office(request.user, on=on).filter(paper=found)
    screen = screen_of(
        mine, request.POST.get("viec") or request.GET.get("viec") or day.first_screen(mine, on=on)
    )
    form = form_for(request, screen)
    if request.method == "POST":
        outcome = receive(form, mine, by)
        if outcome is not None:
            say(request, outcome)
            return redirect("postings:paper", pk)
    return page(
        request,
        "postings/paper.html",
        form=form,
        paper=found,
        screen=screen,
        ticked={tick.posting for tick in form.ticks},
        screens=[one for one in day.screens(mine, on=on).values() if one.tasks],
        hamlets=access.hamlets_of(request.user, on=on),
        **told_whole(found, mine, on=on),
    )


@desk
@require_safe
def photo(request: HttpRequest, pk: int) -> HttpResponse:
    """A photo of a board, for the office, the hamlet's own head and the inspector."""
    on = clock.today()
    proof = get_object_or_404(access.photos_for(request.user, on=on), pk=pk)
    if (inspector := access.inspecting_term(request.user, proof, on=on)) is not None:
        opening.open_photo(proof, by=inspector, on=on)
    try:
        data = files.read_sealed(proof.stored_as)
    except FileNotFoundError as gone:
        raise Http404 from gone
    return serve(data, proof.content_type, proof.name, public=False)


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def still_there(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody from outside reported a paper gone; the office looked, and it still hangs."""
    on = clock.today()
    gap = get_object_or_404(access.gaps_of(request.user, on=on), pk=pk)
    form = StillForm(request.POST or None)
    if form.is_valid():
        try:
            missing.still_there(gap, note=form.cleaned_data["note"], by=office(request), on=on)
        except Refused as refused:
            tell(form, refused)
        else:
            messages.success(request, "Đã ghi: giấy vẫn còn. Lời báo và câu trả lời đều giữ lại.")
            return redirect("postings:index")
    words = reading.gap_words([gap], on=on)
    return page(request, "postings/still.html", form=form, gap=gap, words=words)


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def board(request: HttpRequest) -> HttpResponse:
    """Nơi niêm yết: boards, culture houses, points, loudspeakers of the commune."""
    on = clock.today()
    by = office(request)
    form = PlaceForm(request.POST or None, units=access.units_of(request.user, on=on))
    if form.is_valid():
        said = form.cleaned_data
        kind = PlaceKind(said["kind"])
        try:
            places.add_place(said["unit"], kind=kind, name=said["name"], by=by, on=on)
        except Refused as refused:
            tell(form, refused)
        else:
            messages.success(request, "Đã ghi nơi mới. Giấy công khai từ nay sẽ có ở đó.")
            return redirect("postings:places")
    if request.method != "POST":
        places.ensure_places(by.unit, on=on)
    found = access.places_of(request.user, on=on).standing(on=on).order_by("unit__name", "pk")
    return page(request, "postings/places.html", form=form, unit=by.unit, places=found)


@desk
@require_POST
def end_place(request: HttpRequest, pk: int) -> HttpResponse:
    """A place is used no more, from tomorrow on."""
    on = clock.today()
    place = get_object_or_404(access.places_of(request.user, on=on), pk=pk)
    try:
        places.end_place(place, by=office(request), on=on)
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, f"{place} thôi dùng sau hôm nay.")
    return redirect("postings:places")
