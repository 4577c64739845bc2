"""A recording served in pieces, as players ask for it: RFC 9110, one range a request."""

import re

from django.http import HttpRequest, HttpResponse

from danchu.kit.pages import serve

_ONE = re.compile(r"bytes=(\d*)-(\d*)", re.ASCII)


def serve_sound(
    request: HttpRequest, data: bytes, content_type: str, name: str, *, sha256: str
) -> HttpResponse:
    """Whole, or the range asked for (206), or 416 when there is no such range.

    It plays in the page, is asked for anew each time (it may have to leave at once), and is never
    packed: a packed piece of a packed file is no piece of the sound.
    """
    tag = f'"{sha256}"'
    asked = _asked(request, len(data), tag)
    if asked == "none":
        response = HttpResponse(status=416)
        response["Content-Range"] = f"bytes */{len(data)}"
        return response
    if isinstance(asked, tuple):
        first, last = asked
        response = serve(data[first : last + 1], content_type, name, public=True)
        response.status_code = 206
        response["Content-Range"] = f"bytes {first}-{last}/{len(data)}"
    else:
        response = serve(data, content_type, name, public=True)
    response["Content-Disposition"] = response["Content-Disposition"].replace(
        "attachment", "inline", 1
    )
    response["Accept-Ranges"] = "bytes"
    response["Content-Encoding"] = "identity"
    response["ETag"] = tag
    return response


def _asked(request: HttpRequest, size: int, tag: str) -> "tuple[int, int] | str":
    """First and last byte, both inclusive; "all" for a request without one range; "none"."""
    hit = _ONE.fullmatch(request.headers.get("Range", "").replace(" ", ""))
    if hit is None or hit[0] == "bytes=-" or request.headers.get("If-Range", tag) != tag:
        return "all"
    if len(hit[1]) > 12 or len(hit[2]) > 12:
        return "none"
    if not hit[1]:
        first, last = max(size - int(hit[2]), 0), size - 1
        return (first, last) if int(hit[2]) else "none"
    first, last = int(hit[1]), min(int(hit[2] or size), size - 1)
    return (first, last) if first <= last else "none"
