"""What machines read: news, the list of pages, who may be told of a hole."""

import json
import re
from datetime import UTC, datetime, timedelta
from io import StringIO

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.views.decorators.http import require_safe

from danchu.disclosure.access import communes
from danchu.disclosure.models import Item
from danchu.front import reading
from danchu.kit.clock import now, today
from danchu.kit.pages import absolute, reads_commune
from danchu.places.models import Unit

BEGINNING = datetime(2025, 7, 1, tzinfo=UTC)  # the units of today began: an empty feed is as old
SECURITY_TXT_DAYS = 180  # RFC 9116: less than a year
SITEMAP_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">"""
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class Atom(Atom1Feed):
    """An empty feed changed when the house began, not at this moment."""

    def latest_post_date(self) -> datetime:
        changed: list[datetime] = [item["updateddate"] for item in self.items]
        return max(changed, default=BEGINNING)


@require_safe
def atom(request: HttpRequest, slug: str = "") -> HttpResponse:
    """Newest public items of the province, or of one commune."""
    unit = _commune(request, slug)
    page = absolute(request, unit.get_absolute_url() if unit else "/")
    feed = Atom(
        title=f"{unit or 'Tỉnh Thái Nguyên'}: mới công khai",
        link=page,
        description=None,
        language="vi",
        author_name=_publisher(unit),
        feed_url=absolute(request, request.path),
        feed_guid=absolute(request, request.path),
    )
    for item in reading.for_feed(unit):
        _announce(feed, item, absolute(request, f"/cong-khai/{item.pk}/"))
    written = StringIO()
    feed.write(written, "utf-8")
    return _text(written.getvalue(), "application/atom+xml; charset=utf-8")


def _commune(request: HttpRequest, slug: str) -> Unit | None:
    if not slug:
        return None
    unit = get_object_or_404(communes(on=today()), slug=slug)
    reads_commune(request, unit.pk)
    return unit


def _announce(feed: Atom, item: Item, address: str) -> None:
    """Title, number and day; the content stays on the page, where it can still be mended."""
    feed.add_item(
        title=NOT_XML.sub(" ", getattr(item, "public_title", None) or str(item)),
        link=address,
        description=escape(NOT_XML.sub(" ", f"Văn bản {item}, nhóm {item.group}.")),
        unique_id=address,
        author_name=_publisher(item.unit),
        pubdate=item.first_at,  # type: ignore[attr-defined]  # annotated by reading.published
        updateddate=item.changed_at,  # type: ignore[attr-defined]
    )


@require_safe
def json_feed(request: HttpRequest, slug: str = "") -> HttpResponse:
    """The same news as JSON Feed 1.1 (jsonfeed.org/version/1.1)."""
    unit = _commune(request, slug)
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": f"{unit or 'Tỉnh Thái Nguyên'}: mới công khai",
        "home_page_url": absolute(request, unit.get_absolute_url() if unit else "/"),
        "feed_url": absolute(request, request.path),
        "language": "vi",
        "authors": [{"name": _publisher(unit)}],
        "items": [
            _told(item, absolute(request, f"/cong-khai/{item.pk}/"))
            for item in reading.for_feed(unit)
        ],
    }
    return _text(
        json.dumps(feed, ensure_ascii=False, indent=1), "application/feed+json; charset=utf-8"
    )


def _told(item: Item, address: str) -> dict[str, object]:
    """Title, number and days, like `_announce`."""
    return {
        "id": address,
        "url": address,
        "title": getattr(item, "public_title", None) or str(item),
        "content_text": f"Văn bản {item}, nhóm {item.group}.",
        "date_published": item.first_at.isoformat(),  # type: ignore[attr-defined]
        "date_modified": item.changed_at.isoformat(),  # type: ignore[attr-defined]
        "authors": [{"name": _publisher(item.unit)}],
        "tags": [f"nhóm {item.group}"],
        "language": "vi",
    }


def _publisher(unit: Unit | None) -> str:
    if unit is None:
        return "Dân Chủ, tỉnh Thái Nguyên"
    return f"Ủy ban nhân dân {unit.spoken_name}{' (minh họa)' if unit.demo else ''}"


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every page that a search engine may keep."""
    home = escape(absolute(request, "/"))[:-1]
    lines = [
        f"<url><loc>{home}{address}</loc>"  # addresses are made of ASCII letters, digits, - and /
        + (f"<lastmod>{changed:%Y-%m-%d}</lastmod></url>" if changed else "</url>")
        for address, changed in reading.for_sitemap(on=today())
    ]
    sheet = [SITEMAP_HEAD, *lines, "</urlset>\n"]
    return _text("\n".join(sheet), "application/xml; charset=utf-8")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything public may be read; people's desks and endless search pages need not be."""
    closed = ("/viec/", "/dang-nhap/", "/tai-khoan/", "/the/", "/vao/", "/tim/")
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    lines.append(f"Sitemap: {absolute(request, '/sitemap.xml')}")
    return _text("\n".join(lines) + "\n", "text/plain; charset=utf-8")


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """RFC 9116. The day of expiry moves once a day, so the answer can be kept that long."""
    day = now().replace(hour=0, minute=0, second=0, microsecond=0)
    expires = (day + timedelta(days=SECURITY_TXT_DAYS)).astimezone(UTC)
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: vi, en",
        f"Canonical: {absolute(request, request.path)}",
    ]
    return _text("\n".join(lines) + "\n", "text/plain; charset=utf-8")


def _text(content: str, content_type: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=content_type)
    answer["Cache-Control"] = "no-cache"
    return answer
