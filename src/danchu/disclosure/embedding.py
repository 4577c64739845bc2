"""A commune's newest items as a small frame that other sites may put into their pages.

Without cookies, forms and scripts, so that being inside somebody's page can harm nobody.
"""

from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.contrib.staticfiles import finders
from django.http import HttpRequest
from django.template.loader import get_template

from danchu.disclosure import access, figures, reading
from danchu.disclosure.forms import FEWEST_ROWS, MOST_ROWS, USUAL_ROWS, FrameForm
from danchu.disclosure.models import GROUPS
from danchu.kit.clock import today
from danchu.kit.pages import absolute
from danchu.places.models import Unit

TEMPLATE, STYLES = "disclosure/frame.html", ("kit/tokens.css", "disclosure/frame.css")
HEAD_PX, ROW_PX = 140, 62


class Wanted(NamedTuple):
    """What a frame shows: one group or all (None), how many, and whether lateness is told."""

    group: int | None = None
    rows: int = USUAL_ROWS
    late: bool = False

    @property
    def query(self) -> str:
        """As its address says it, '' for the usual."""
        asked: dict[str, object] = {"nhom": self.group} if self.group else {}
        asked |= {"so": self.rows} if self.rows != USUAL_ROWS else {}
        asked |= {"tre": 1} if self.late else {}
        return f"?{urlencode(asked)}" if asked else ""


def chosen(form: FrameForm) -> Wanted:
    """What the form says; the usual where something cannot be read."""
    if not form.is_valid():
        return Wanted()
    data = form.cleaned_data
    return Wanted(data["nhom"] or None, data["so"] or USUAL_ROWS, data["tre"])


def asked_by(query: Mapping[str, str]) -> Wanted:
    """What an address asks. Nobody who reads a portal can mend its code: what is odd is usual."""

    def number(name: str, among: range) -> int | None:
        text = query.get(name, "")
        value = int(text) if text.isascii() and text.isdecimal() and len(text) < 4 else None
        return value if value in among else None

    rows = number("so", range(FEWEST_ROWS, MOST_ROWS + 1)) or USUAL_ROWS
    return Wanted(number("nhom", GROUPS), rows, query.get("tre") == "1")


def shown(request: HttpRequest, unit: Unit, asked: Wanted) -> str:
    """The whole frame. Written without the request's frame of the house: nobody is signed in."""
    on = today()
    items = access.newest_items(unit).published()
    if asked.group:
        items = items.filter(group=asked.group)
    rows = reading.rows(reading.with_titles(items)[: asked.rows], on=on)
    late = figures.of_unit(unit, on=on).law.overdue_open if asked.late else 0
    house = absolute(request, "/").rstrip("/")
    told = {"unit": unit, "rows": rows, "late": late, "asked": asked, "on": on, "house": house}
    names = reading.group_names(on=on)
    return get_template(TEMPLATE).render({**told, "group_name": names.get(asked.group or 0, "")})


@cache
def looks() -> str:
    """Changes with the template and the styles, so that a kept frame is fetched again."""
    template: Any = get_template(TEMPLATE)
    styles = [Path(str(finders.find(name))).read_text() for name in STYLES]
    return sha256("\n".join([template.template.source, *styles]).encode()).hexdigest()[:12]


def code(request: HttpRequest, unit: Unit, asked: Wanted) -> str:
    """The line that a portal's keeper pastes."""
    address = absolute(request, f"/xa/{unit.slug}/nhung/{asked.query}")
    sandbox = "allow-popups allow-popups-to-escape-sandbox"
    return (
        f'<iframe src="{escape(address)}" title="{escape(str(unit))} công khai" width="100%" '
        f'height="{HEAD_PX + ROW_PX * asked.rows}" loading="lazy" frameborder="0" '
        f'sandbox="{sandbox}"></iframe>'
    )
