"""The room's own addresses, an official view and a public one, for the tests of the gate."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from danchu.kit.limits import limited
from danchu.people.gate import citizen, desk, shared_phone
from danchu.people.tries import SPAN


@desk
def official(request: HttpRequest, /) -> HttpResponse:
    return HttpResponse("việc của người có nhiệm kỳ")


@citizen
def own(request: HttpRequest, /) -> HttpResponse:
    return HttpResponse("việc của mình")


def public(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{request.user.is_authenticated} {shared_phone(request)}")


@limited("test", per=SPAN, at_most=2)
def sent(request: HttpRequest, /) -> HttpResponse:
    return HttpResponse("đã nhận")


urlpatterns = [
    path("", include("danchu.people.urls")),
    path("viec/", official),
    path("cua-minh/", own),
    path("ai-cung-xem/", public),
    path("gui/", sent),
]
