"""Asks everything as everybody, undoing each request, and writes down the answers."""

import html
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlsplit

from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, resolve

from golden_asks import Ask, asks, sent
from golden_story import SECRETS, Story, come_in

TURNED_AWAY = {"405", ">sign_in", "403"}  # a form answered only so by everybody is left out
LINK = re.compile(r'\s(href|action)="(/[^"#]*)')
LEGEND = "abcdefghij"


@dataclass
class Found:
    """What the crawl saw."""

    rows: dict[tuple[str, str, str], list[str]] = field(default_factory=dict)
    read: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    links: dict[str, dict[tuple[str, str], str]] = field(default_factory=lambda: defaultdict(dict))
    broken: list[str] = field(default_factory=list)


class Browser:
    """A client that forgets what each request changed, here and in the database."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.kept = client.cookies.output(header="")

    def send(self, method: str, address: str, body: Any = None, **more: Any) -> HttpResponse:
        way = self.client.get if method == "GET" else self.client.post
        return self._undone(lambda: way(address, sent(body), **more))

    def _undone(self, send: Callable[[], HttpResponse]) -> HttpResponse:
        with transaction.atomic():
            answer = _whole(send())
            transaction.set_rollback(True)
        self.client.cookies = SimpleCookie(self.kept)
        return answer


def _whole(answer: HttpResponse) -> HttpResponse:
    """A streamed answer, read to its end while what it writes can still be undone."""
    if not answer.streaming:
        return answer
    read = HttpResponse(b"".join(answer), status=answer.status_code, headers=dict(answer.headers))
    read.cookies = answer.cookies
    return read


# ── crawling ──────────────────────────────────────────────────────────────────────────────────


def crawl(story: Story, roles: Sequence[str]) -> Found:
    """Every row as each role. A form that turns everybody away is asked once, then left out."""
    found = Found()
    browsers = {role: Browser(come_in(role, story)) for role in roles}
    closed: set[str] = set()
    only: set[str] = set()  # pages that only take a form: that is said once
    said: set[str] = set()
    for ask in asks(story):
        if (ask.method != "GET" and ask.name in closed) or (
            ask.method == "GET" and ask.name in only
        ):
            continue
        if ask.name in said and ask.name.startswith("front:api:"):
            continue  # every question to the open data is in api.txt
        said.add(ask.name)
        cells = [_look(ask, role, browser, found) for role, browser in browsers.items()]
        if ask.method == "GET" and set(cells) == {"405"}:
            only.add(ask.name)
        if ask.method == "WRONG" and "405" in cells and set(cells) <= TURNED_AWAY:
            closed.add(ask.name)
        else:
            found.rows[(ask.method, ask.route, ask.state)] = cells
    return found


def _look(ask: Ask, role: str, browser: Browser, found: Found) -> str:
    answer = browser.send(ask.method, ask.address, ask.body)
    whole = everything(answer)
    for secret in SECRETS:
        if secret in whole:
            found.read[(secret, ask.route)].add(role)
    # What a form made is undone at once, and its answer leads there: only pages asked for count.
    page = ask.method == "GET" and "text/html" in answer.headers.get("Content-Type", "")
    if answer.status_code == 200 and page:
        for kind, link in LINK.findall(whole):
            found.links[role].setdefault((kind, html.unescape(link)), ask.address)
    if answer.status_code >= 500:
        found.broken.append(f"{ask.method} {ask.address} as {role}: {answer.status_code}")
    return _cell(answer)


def everything(answer: HttpResponse) -> str:
    """Body, headers and cookies, as one would search a recording of the line."""
    return f"{answer.content.decode('utf-8', 'replace')}\n{answer.headers}\n{answer.cookies}"


def _cell(answer: HttpResponse) -> str:
    """200, or >page for a redirect: where it leads, by the page's name."""
    if answer.status_code not in range(300, 400):
        return str(answer.status_code)
    path = urlsplit(answer.headers["Location"]).path
    try:
        return ">" + (resolve(path).url_name or path)
    except Resolver404:
        return ">" + path


def dead_ends(found: Found, story: Story, role: str) -> Iterator[str]:
    """Links and forms shown to this role that answer "not for you" or "not there".

    The page of a rule names the pages that use it, those of officials too.
    """
    browser = Browser(come_in(role, story))
    seen: dict[tuple[str, str], int] = defaultdict(int)
    for (kind, link), shown_on in found.links[role].items():
        path = urlsplit(link).path
        if path.startswith("/static/") or shown_on.startswith("/luat/"):
            continue
        try:
            page = (kind, resolve(path).view_name)
        except Resolver404:
            yield f"{role} on {shown_on}: {kind} {link} leads nowhere"
            continue
        seen[page] += 1
        if seen[page] > 2:
            continue
        method = "GET" if kind == "href" else "WRONG"
        status = browser.send(method, link, {"x": "1"} if kind == "action" else None).status_code
        if status == 405 and kind == "action":
            status = browser.send("GET", link).status_code  # a form that asks by GET
        if status >= 400 and status != 422:
            yield f"{role} on {shown_on}: {kind} {link} answers {status}"


# ── writing down ──────────────────────────────────────────────────────────────────────────────


def table(found: Found, roles: Sequence[str]) -> str:
    """One row an address, method and state; one column a role; where redirects lead, at the end."""
    heads = ["method", "address", "state", *roles, ""]
    lines = [heads]
    for key, cells in found.rows.items():
        targets = list(dict.fromkeys(cell for cell in cells if cell.startswith(">")))
        letters = {target: f">{LEGEND[n]}" for n, target in enumerate(targets)}
        legend = " ".join(f"{letter[1:]}={target[1:]}" for target, letter in letters.items())
        lines.append([*key, *(letters.get(cell, cell) for cell in cells), legend])
    widths = [max(len(line[n]) for line in lines) for n in range(len(heads))]
    return "".join(
        " ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip()
        + "\n"
        for line in lines
    )
