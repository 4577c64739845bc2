"""The printed guide of a role: two pages, made from the same words as the help of each page.

Roles and pages are found, not listed: a role added to the house has its guide at once.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import segno
import typst
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_safe

from danchu.kit import help as texts
from danchu.kit import worlds
from danchu.kit.clock import today
from danchu.kit.help import Help
from danchu.kit.pages import absolute, page
from danchu.people import access, gate
from danchu.people.access import Contact
from danchu.people.models import CIVIL_SERVANTS, Role
from danchu.places.models import Unit

SHEET = Path(__file__).with_name("guide.typ")
START_PAGES = ("people:sign_in", "people:card", "people:enter", "duties:inbox", "front:practice")
OWN_FILLS_A_PAGE = 8
ONE_COLUMN = 8
SMALL, LARGE = 8.2, 11.0  # points of the second page, by how much stands on it
ROOMY, FULL = 2200, 5600  # letters


class Page(NamedTuple):
    """One page of the guide: its name, where it is, its three sentences."""

    help: Help
    address: str


class Guide(NamedTuple):
    """What stands on the two pages. `unit` and `who` are of the person who prints it."""

    role: Role
    first: list[Page]
    second: list[Page]
    unit: Unit | None
    who: Contact | None


def pages_of(role: Role) -> list[Page]:
    """Every page this role has help for: everybody's, those of its kind of people, its own."""
    kind = texts.CIVIL_SERVANTS if role in CIVIL_SERVANTS else texts.PART_TIME
    mine = {texts.EVERYBODY, kind, role.value}
    wanted = (one for one in texts.texts().values() if one.paper and mine & {*one.roles})
    return [Page(one, address(one.page)) for one in wanted]


def in_two(found: list[Page]) -> tuple[list[Page], list[Page]]:
    """The doors come first; what everybody may open stands where there is room for it."""
    start = [one for one in found if one.help.page in START_PAGES]
    common = [one for one in found if texts.EVERYBODY in one.help.roles and one not in start]
    own = [one for one in found if one not in start and one not in common]
    if len(own) >= OWN_FILLS_A_PAGE:
        return start + common, own
    return start, own + common


@cache
def address(page: str) -> str:
    """Where a page is; nothing for a page that is reached from another one."""
    try:
        return reverse(page)
    except NoReverseMatch:
        return ""


def guide_of(request: HttpRequest, role: Role) -> Guide:
    """The two pages, with the telephone of the reader's own office when they are signed in."""
    on = today()
    found = pages_of(role)
    learning = gate.practising(request)
    term = access.terms_of(request.user, on=on).order_by("pk").first()
    unit = access.looks_after(term.unit) if term else None
    if learning is not None:
        unit = learning.practice.home
    with worlds.real():
        who = access.contact_of(unit, on=on) if unit else None
    return Guide(role, *in_two(found), unit, who)


@require_safe
def guide(request: HttpRequest, role: str) -> HttpResponse:
    """Two pages for one role, to read here or to print."""
    told = guide_of(request, _named(role))
    at = absolute(request, request.path)
    return page(request, "front/guide.html", guide=told, at=at, pdf=f"/huong-dan/{role}.pdf")


@require_safe
def guide_pdf(request: HttpRequest, role: str) -> HttpResponse:
    """The same two pages as a file for the printer."""
    told = guide_of(request, _named(role))
    at = absolute(request, reverse("front:guide", args=[role]))
    response = HttpResponse(printed(told, at=at), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="huong-dan-{role}.pdf"'
    response["Cache-Control"] = "private, no-cache"
    return response


@require_safe
def guides(request: HttpRequest) -> HttpResponse:
    """A guide for every role of the house."""
    return page(request, "front/guides.html", roles=[(role.value, role.label) for role in Role])


def printed(told: Guide, *, at: str) -> bytes:
    """The PDF; the sheet is given values, so that no text can be read as markup."""
    sheet: dict[str, Any] = {
        "role": told.role.label,
        "place": told.unit.full_name if told.unit else "Dân chủ ở cơ sở",
        "who": f"{told.who.name}, {told.who.position}" if told.who else "",
        "phone": (told.who.phone or "chưa ghi số") if told.who else "",
        "qr": segno.make(at, error="m").svg_inline(scale=4),
        "first": _columns(told.first),
        "second": _columns(told.second),
        "size": _size(told.second),
        "footer": at,
        "mark": "TẬP HUẤN" if worlds.copy_here() is not None else "",
    }
    inputs = {"guide": json.dumps(sheet, ensure_ascii=False)}
    return bytes(typst.compile(SHEET.read_bytes(), format="pdf", sys_inputs=inputs))


def _columns(pages: list[Page]) -> list[list[dict[str, str]]]:
    """One column for few pages, else two of about the same length."""
    said = [_said(one) for one in pages]
    if len(said) <= ONE_COLUMN:
        return [said]
    half, left = _letters(pages) / 2, 0
    while left < len(pages) and _letters(pages[: left + 1]) <= half + 100:
        left += 1
    return [said[:left], said[left:]]


def _letters(pages: list[Page]) -> int:
    return sum(len(one.help.name) + len(" ".join(one.help.sentences)) for one in pages)


def _said(one: Page) -> dict[str, str]:
    what, now, then = one.help.sentences
    return {
        "name": one.help.name,
        "address": one.address,
        "what": what,
        "now": now,
        "then": then,
    }


def _size(pages: list[Page]) -> float:
    """Letters shrink as the pages of a role grow, between what a hamlet head and a clerk need."""
    share = min(max((_letters(pages) - ROOMY) / (FULL - ROOMY), 0.0), 1.0)
    return round(LARGE - share * (LARGE - SMALL), 2)


def _named(role: str) -> Role:
    if role not in Role.values:
        raise Http404
    return Role(role)
