"""Which pages may be kept, and which questions each of them knows. Default deny.

A page that is not named here is made anew for everybody. A name in a query that the page does not
know would be a new address for the same page: such an address is not kept either.
"""

from urllib.parse import parse_qsl

from django.http import HttpRequest, HttpResponse

NO_QUESTION: frozenset[str] = frozenset()
KNOWS: dict[str, frozenset[str]] = {
    "front:home": frozenset({"q"}),
    "front:search": frozenset({"q", "don-vi", "nhom", "nam", "tre", "trang"}),
    "front:atom": NO_QUESTION,
    "front:commune_atom": NO_QUESTION,
    "front:json_feed": NO_QUESTION,
    "front:commune_json_feed": NO_QUESTION,
    "front:sitemap": NO_QUESTION,
    "front:robots": NO_QUESTION,
    "front:guides": NO_QUESTION,
    "front:guide": NO_QUESTION,
    "front:offline": NO_QUESTION,
    "front:api_docs": NO_QUESTION,
    "front:api_docs_en": NO_QUESTION,
    "front:api_problem": NO_QUESTION,
    "places:index": frozenset({"q", "ngay"}),
    "places:unit": NO_QUESTION,
    "places:history": frozenset({"ngay"}),
    "rulebook:index": frozenset({"q"}),
    "rulebook:instrument": NO_QUESTION,
    "rulebook:scope": NO_QUESTION,
    "rulebook:rule": frozenset({"ngay"}),
    "decisions:index": frozenset({"trang"}),
    "decisions:commune": frozenset({"trang"}),
    "decisions:motion": NO_QUESTION,
    "decisions:result_paper": NO_QUESTION,
    "decisions:blank": NO_QUESTION,
    "decisions:blank_file": NO_QUESTION,
    "petitions:door": frozenset({"xa"}),
    "petitions:public_everywhere": frozenset(
        {"q", "tinh-trang", "loai", "linh-vuc", "nam", "trang"}
    ),
    "petitions:public_list": frozenset({"q", "tinh-trang", "loai", "linh-vuc", "nam", "trang"}),
    "petitions:figures": frozenset({"nam"}),
    "petitions:figures_everywhere": frozenset({"nam"}),
    "petitions:public_case": NO_QUESTION,
    "petitions:public_log": frozenset({"trang"}),
    "reception:door": frozenset({"xa"}),
    "reception:commune": NO_QUESTION,
    "reception:dialogue": NO_QUESTION,
    "disclosure:late_everywhere": frozenset({"nhom", "don-vi", "trang", "trang-da"}),
    "disclosure:compliance_everywhere": frozenset({"nam", "quy", "nhom", "kenh", "moc", "xep"}),
    "disclosure:item": NO_QUESTION,
    "disclosure:version": NO_QUESTION,
    "disclosure:notice": NO_QUESTION,
    "meetings:notice": NO_QUESTION,
    "meetings:of_unit": NO_QUESTION,
    "xa:commune": NO_QUESTION,
    "xa:group": frozenset({"trang"}),
    "xa:late": frozenset({"nhom", "trang", "trang-da"}),
    "xa:compliance": frozenset({"nam", "quy", "nhom", "kenh", "tinh-trang", "moc", "trang"}),
    "xa:compliance_sheet": frozenset({"nam", "quy", "nhom", "kenh", "tinh-trang", "moc"}),
    "xa:plan": NO_QUESTION,
    "xa:archive": NO_QUESTION,
    "xa:answers": frozenset({"trang"}),
    "disclosure:published_answer": NO_QUESTION,
    "xa:frame": frozenset({"nhom", "so", "tre"}),
}


def may_be_kept(request: HttpRequest, response: HttpResponse) -> bool:
    """A whole public page, the same for everybody, at an address it knows all of."""
    known = KNOWS.get(request.resolver_match.view_name) if request.resolver_match else None
    return (
        known is not None
        and request.method == "GET"
        and response.status_code == 200
        and not request.COOKIES
        and not response.cookies
        and "CSRF_COOKIE" not in request.META  # Django puts it there when a form takes a token
        and not _is_for_one(response)
        and _asked(request) <= known
    )


def _asked(request: HttpRequest) -> set[str]:
    """Names in the query; one that comes twice is nobody's question."""
    names = [name for name, _ in parse_qsl(request.META.get("QUERY_STRING", ""), True)]
    return set(names) if len(names) == len(set(names)) else {"?", *names}


def _is_for_one(response: HttpResponse) -> bool:
    """Set aside for one person."""
    kept = response.headers.get("Cache-Control", "")
    return "private" in kept or "no-store" in kept
