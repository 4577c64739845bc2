"""Which pages are measured, found in the records themselves; and how many queries each asks.

`python -m benching.pages` inside a filled house prints JSON: name → address, queries, bytes.
"""

import json
from typing import Any

import django


def main() -> None:
    django.setup()
    print(json.dumps({name: asked(path) for name, path in addresses().items()}))


def asked(path: str) -> dict[str, Any]:
    """Queries of the page made anew (`DANCHU_KEPT_MB=0`), the second time it is asked for."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(HTTP_HOST="127.0.0.1")
    client.get(path)
    with CaptureQueriesContext(connection) as seen:
        answer = client.get(path)
    queries = len(seen.captured_queries)
    assert answer.status_code == 200, (path, answer.status_code)
    return {"path": path, "queries": queries, "bytes": len(answer.content)}


def addresses() -> dict[str, str]:
    from django.db.models import Count

    from danchu.disclosure.models import Item
    from danchu.kit.clock import today

    published = Item.objects.published()
    busiest = published.values("unit").annotate(n=Count("pk")).order_by("-n")[0]["unit"]
    item = published.filter(unit=busiest).select_related("unit").order_by("-pk").first()
    assert item is not None
    slug, year = item.unit.slug, today().year
    common, rare = words()
    return {
        "home": "/",
        "commune": f"/xa/{slug}/",
        "group": f"/xa/{slug}/nhom-{item.group}/",
        "item": f"/cong-khai/{item.pk}/",
        "search, common": f"/tim/?q={common}",
        "search, rare": f"/tim/?q={rare}",
        "search, nothing": "/tim/?q=khongcogicahet",
        "late, everywhere": "/cong-khai/tre-han/",
        "late, commune": f"/xa/{slug}/tre-han/",
        "compliance, commune": f"/xa/{slug}/thuc-hien/",
        "compliance, commune, late": f"/xa/{slug}/thuc-hien/?kenh=nha-van-hoa&tinh-trang=tre",
        "compliance, province": "/cong-khai/thuc-hien/",
        "compliance, province, a way": "/cong-khai/thuc-hien/?kenh=nha-van-hoa&nhom=12",
        "plan": f"/xa/{slug}/ke-hoach/{year}/",
        "unit history": f"/don-vi/{slug}/lich-su/",
        "units": "/don-vi/",
        "law": "/luat/",
        "rule": "/luat/disclosure.publish/",
        "API list, 20": "/api/v1/items?limit=20",
        "API list, 100": "/api/v1/items",
        "API units": "/api/v1/units",
        "feed": "/atom.xml",
    } | talked_about()


def talked_about() -> dict[str, str]:
    """Pages of meetings and decisions: those of the demo commune, the newest of each."""
    from danchu.decisions.models import Motion
    from danchu.meetings.models import Meeting

    found = {"decisions": "/ban-quyet-dinh/"}
    ended = Motion.objects.ended().select_related("unit__commune").order_by("-pk").first()
    if ended is not None:
        found["motion"] = f"/ban-quyet-dinh/{ended.pk}/"
        found["decisions, commune"] = (
            f"/ban-quyet-dinh/xa/{(ended.unit.commune or ended.unit).slug}/"
        )
    if held := Meeting.objects.over().select_related("unit").order_by("-pk").first():
        found["meeting"] = f"/hop/thong-bao/{held.pk}/"
        found["meetings of a hamlet"] = f"/hop/xom/{held.unit.slug}/"
    return found


def words() -> tuple[str, str]:
    """A word of very many titles, and one of very few, as somebody would type them."""
    from collections import Counter
    from urllib.parse import quote_plus

    from danchu.kit.models import SearchEntry

    seen: Counter[str] = Counter()
    for folded in SearchEntry.objects.order_by("-pk").values_list("folded", flat=True)[:5000]:
        seen.update(set(folded.split()))
    letters = [word for word in seen if word.isalpha() and len(word) > 2]
    common = max(letters, key=lambda word: (seen[word], word))
    rare = min(letters, key=lambda word: (seen[word], word))
    return quote_plus(common), quote_plus(rare)


if __name__ == "__main__":
    main()
