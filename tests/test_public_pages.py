"""Public pages as they leave the house: complete, clean, cacheable, light, in proper Vietnamese."""

import gzip
import html
import re
import unicodedata
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from danchu.disclosure.models import Item, Pointer, State
from danchu.front import demo
from danchu.kit.clock import today

pytestmark = pytest.mark.django_db
SRC = Path(__file__).resolve().parents[1] / "src"
HEAVY = ("/", "/xa/xa-la-bang/", "/luat/", "/don-vi/", "/kit/")
FIRST_LOAD_BYTES = 150 * 1024
MOST_PAGES = 150
START = [
    "/",
    "/xa/xa-la-bang/",
    "/luat/",
    "/luat/disclosure.publish/",
    "/cong-khai/tre-han/",
    "/tim/",
]
FRAME = re.compile(r"^/xa/[\w-]+/nhung/(\?|$)")  # the only page made to stand in another site
REFERS = re.compile(r'<(?:link|script|img)\b[^>]*?\b(?:href|src)="(/static/[^"]+)"')


class Walk(NamedTuple):
    """What a stranger found, and the first pages as they go over a poor line."""

    pages: dict[str, HttpResponse]
    packed: dict[str, HttpResponse]


@pytest.fixture(scope="module")
def walked(django_db_setup, django_db_blocker):
    """What a stranger finds by following links from the first pages. Read once, then undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_units", verbosity=0)
        demo.build(on=today())
        packed = {one: Client(headers={"Accept-Encoding": "gzip"}).get(one) for one in HEAVY}
        found = Walk(walk(), packed)
        transaction.set_rollback(True)
    return found


@pytest.fixture
def pages(walked):
    return walked.pages


def walk() -> dict[str, HttpResponse]:
    client, found, waiting = Client(), {}, [*START, *others()]
    kinds: dict[str, int] = {}
    while waiting and len(found) < MOST_PAGES:
        address = waiting.pop(0)
        kind = re.sub(
            r"\d+|(?<=/xa/)[\w-]+|(?<=/don-vi/)[\w-]+|(?<=/luat/)[\w.]+|\?.*", "…", address
        )
        if address in found or kinds.get(kind, 0) >= 6:
            continue
        answer = client.get(address)
        if answer.status_code in {301, 302}:
            waiting.append(answer.headers["Location"])
            continue
        assert answer.status_code == 200, f"{address} answers {answer.status_code}"
        kinds[kind] = kinds.get(kind, 0) + 1
        if answer.headers["Content-Type"].startswith("text/html"):
            found[address] = answer
            waiting += links(answer.content.decode())
    return found


def others() -> list[str]:
    """Pages that no public page links to."""
    states = (State.PUBLISHED, State.WITHDRAWN, State.REMOVED)
    items = [Item.objects.filter(state=state).first() for state in states]
    return [
        *(f"/cong-khai/{item.pk}/" for item in items if item),
        f"/cong-khai/chi-van-ban/{Pointer.objects.get().code}/",
        "/tim/?q=ngan+sach",
        "/tim/?q=khongcogi",
        "/?q=la+bang",
        "/don-vi/?q=hoang+nong&ngay=2025-06-01",
        "/vao/",
        "/the/",
        "/minh-hoa/",
        "/kit/",
    ]


def links(page: str) -> list[str]:
    found = re.findall(r'<a\b[^>]*?\bhref="([^"#]+)', page)
    return [html.unescape(link) for link in found if link.startswith(("/", "?"))]


def say(broken: list[str]) -> str:
    return "\n" + "\n".join(sorted(set(broken))[:40])


def test_public_pages_are_complete_and_clean(pages):
    """One walk, many small promises; each line names the page that breaks one."""
    broken: list[str] = []
    for address, answer in pages.items():
        broken += [f"{address}: {what}" for what in faults(answer.content.decode())]
        faulty = set(head_faults(answer)) - ({"may be framed"} if FRAME.search(address) else set())
        broken += [f"{address}: {what}" for what in faulty]
    assert len(pages) > 60
    assert not broken, say(broken)


def faults(page: str) -> list[str]:
    """What is wrong with the HTML itself."""
    seen = re.sub(r"<(script|svg)\b.*?</\1>", "", page, flags=re.DOTALL)
    words = html.unescape(re.sub(r"<[^>]+>", " ", seen)).replace("If-None-Match", "")
    ids = re.findall(r'\sid="([^"]+)"', page)
    checks = {
        "not lang=vi": '<html lang="vi">' not in page,
        f"{page.count('<h1')} h1": page.count("<h1") != 1,
        "no title": re.search(r"<title>\s*\S.* · Dân Chủ</title>", page) is None,
        "not closed": not page.rstrip().endswith("</html>"),
        "inline script": re.search(r"<script(?![^>]*\bsrc=)", page) is not None,
        "inline style": re.search(r"<style\b|\sstyle=|\son[a-z]+=", page) is not None,
        "says None": re.search(r"\bNone\b|\bNaN\b|\bundefined\b", words) is not None,
        "raw template": re.search(r"\{\{|\{%|\{#", page) is not None,
        "double escape": "&amp;amp;" in page or "&amp;lt;" in page,
        "twice the same id": len(ids) != len(set(ids)),
        "link to nowhere": re.search(r'\s(?:href|action)="(?:#?|javascript:[^"]*)"', page)
        is not None,
        "number with a dot in an address": re.search(r'="/[^"?]*/\d{1,3}\.\d{3}/', page)
        is not None,
        "letters not composed": page != unicodedata.normalize("NFC", page),
        "picture without words": re.search(r"<img(?![^>]*\balt=)", page) is not None,
    }
    return [what for what, wrong in checks.items() if wrong]


def head_faults(answer) -> list[str]:
    """What is wrong with the headers."""
    policy = answer.headers.get("Content-Security-Policy", "")
    kept = answer.headers.get("Cache-Control", "")
    checks = {
        "unsafe policy": "unsafe" in policy or "default-src 'none'" not in policy,
        "may be framed": "frame-ancestors 'none'" not in policy,
        "sniffed": answer.headers.get("X-Content-Type-Options") != "nosniff",
        "referrer": answer.headers.get("Referrer-Policy") != "same-origin",
        "kept without asking": re.search(r"max-age=[1-9]|immutable", kept) is not None,
    }
    return [what for what, wrong in checks.items() if wrong]


def test_reading_leaves_no_cookie(pages):
    """Forms need a token, reading needs nothing."""
    left = [
        address
        for address, answer in pages.items()
        if answer.cookies and 'method="post"' not in answer.content.decode()
    ]
    assert left == []
    reading = {a for a, answer in pages.items() if not answer.cookies}
    assert {"/", "/xa/xa-la-bang/", "/luat/", "/cong-khai/tre-han/", "/tim/"} <= reading
    asking = re.compile(r"/(chi-van-ban|hoi)/")  # forms
    assert {a for a in pages if a.startswith("/xa/") and not asking.search(a)} <= reading


# ── weight ────────────────────────────────────────────────────────────────────────────────────


def weight(address: str, page: bytes) -> dict[str, int]:
    """Bytes of the first visit: the page as it went out, and everything it asks for.

    Files of the house go out packed too; gzip is the larger of the two ways.
    """
    sizes = {address: len(page)}
    wanted = REFERS.findall(gzip.decompress(page).decode())
    while wanted:
        path = wanted.pop().partition("?")[0]
        if path in sizes:
            continue
        file = finders.find(path.removeprefix("/static/"))
        assert file, f"{address} asks for {path}, which is not there"
        content = Path(file).read_bytes()
        packed = path.endswith((".css", ".js", ".svg"))
        sizes[path] = len(gzip.compress(content)) if packed else len(content)
        if path.endswith(".css"):
            inside = re.findall(r'url\(["\']?(?!data:)([^)"\']+)', content.decode())
            folder = path.rsplit("/", 1)[0]
            wanted += [one if one.startswith("/") else f"{folder}/{one}" for one in inside]
    return sizes


def test_the_first_visit_stays_under_150_kilobytes(walked):
    for address, answer in walked.packed.items():
        assert answer.headers["Content-Encoding"] == "gzip"
        sizes = weight(address, answer.content)
        assert any(path.endswith(".woff2") for path in sizes), "the fonts are counted too"
        assert sum(sizes.values()) <= FIRST_LOAD_BYTES, f"{address}: {sizes}"


# ── letters ───────────────────────────────────────────────────────────────────────────────────


def texts() -> list[Path]:
    kinds = ("*.html", "*.py", "*.txt", "*.xml")
    return [file for kind in kinds for file in SRC.rglob(kind)]


def test_letters_are_composed():
    """One letter is one character (NFC), so that search and eyes agree."""
    loose = [
        str(file.relative_to(SRC))
        for file in texts()
        if file.read_text() != unicodedata.normalize("NFC", file.read_text())
    ]
    assert loose == []


# Words that mean nothing in English and are never written so in Vietnamese.
BARE = re.compile(
    r"\b(?:cong khai|nguoi dan|van ban|ngay ky|han cuoi|dang nhap|tai khoan|nhiem ky|uy ban|"
    r"quyet dinh|thu hoi|niem yet|khong co|chua co|da cong|phuong an)\b",
    re.IGNORECASE,
)
QUOTED = re.compile(r'"[^"\n]*"|>[^<\n]+<')


def test_vietnamese_keeps_its_accents():
    """Text for people; only where it says that one may type without does it show how."""
    bare = [
        f"{file.relative_to(SRC)}: {hit.group()}"
        for file in texts()
        if not {"tests", "migrations"} & set(file.relative_to(SRC).parts)
        for line in file.read_text().splitlines()
        if "không dấu" not in line
        for text in QUOTED.findall(line)
        for hit in BARE.finditer(text)
    ]
    assert bare == []


def test_an_absent_page_says_what_to_do_and_keeps_the_house(client):
    answer = client.get("/khong-co-trang-nay/")
    page = answer.content.decode()

    assert answer.status_code == 404
    assert not faults(page)
    assert links(page)
    assert urlsplit(links(page)[0]).path == "/"
