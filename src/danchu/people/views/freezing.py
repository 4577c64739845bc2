"""A roll frozen when voting opens: made, read, printed, and compared with the roll of today."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from civics.errors import Refused
from danchu.kit.clock import today
from danchu.kit.pages import page, tell
from danchu.people import access, actions
from danchu.people.access.rolls import KEEPERS, READERS
from danchu.people.actions.rolls import ForWhat
from danchu.people.gate import desk
from danchu.people.models import FrozenRoll
from danchu.people.roll import reading
from danchu.people.roll.comparing import compare
from danchu.people.roll.forms import FreezeForm
from danchu.people.views.rolls import term_for


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def freeze(request: HttpRequest, slug: str) -> HttpResponse:
    """Keep the roll of today as the whole of a vote."""
    on = today()
    unit = get_object_or_404(access.rolls_seen(request.user, on=on, roles=KEEPERS), slug=slug)
    form = FreezeForm(request.POST or None)
    if form.is_valid():
        by, asked = term_for(request, unit, KEEPERS), ForWhat(form.cleaned_data["for_what"])
        try:
            made = actions.freeze_roll(unit, asked, by=by, on=on)
        except Refused as refused:
            tell(form, refused)
        else:
            return redirect("people:frozen", made.pk)
    shown = reading.roll(unit, "", "", on=on)
    return page(request, "people/freeze.html", form=form, unit=unit, roll=shown)


@desk
@require_safe
def frozen(request: HttpRequest, pk: int) -> HttpResponse:
    """The kept list beside the roll of today: what changed since, and that the whole did not."""
    kept = _opened(request, pk)
    comparison = compare(kept, on=today())
    return render(request, "people/frozen.html", {"kept": kept, "comparison": comparison})


@desk
@require_safe
def frozen_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The list to print and to sign at the door."""
    kept = _opened(request, pk)
    commune = kept.unit.commune
    return render(
        request,
        "people/frozen_paper.html",
        {
            "kept": kept,
            "lines": kept.lines.order_by("line"),
            "paper": {
                "org_upper": commune.full_name.upper() if commune else "",
                "org": kept.unit.full_name.upper(),
                "place": commune.name if commune else kept.unit.name,
                "day": kept.on,
                "proposed": True,
            },
            "back": reverse("people:frozen", args=[pk]),
        },
    )


def _opened(request: HttpRequest, pk: int) -> FrozenRoll:
    """The list, and the look of whoever opens its names."""
    on = today()
    kept = get_object_or_404(access.frozen_seen(request.user, on=on), pk=pk)
    actions.look_at_roll(kept.unit, by=term_for(request, kept.unit, READERS), on=on)
    return kept
