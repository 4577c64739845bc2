"""Every address of the house, in readable Vietnamese."""

from django.urls import include, path

urlpatterns = [
    path("", include("danchu.front.urls")),
    path("", include("danchu.people.urls")),
    path("", include("danchu.personal_data.urls")),
    path("kit/", include("danchu.kit.urls")),
    path("don-vi/", include("danchu.places.urls")),
    path("luat/", include("danchu.rulebook.urls")),
    path("", include(("danchu.duties.calendar_urls", "calendars"))),
    path("viec/", include("danchu.duties.urls")),
    path("van-ban/", include("danchu.documents.urls")),
    path("nhap-thay/", include("danchu.behalf.urls")),
    path("niem-yet/", include("danchu.postings.urls")),
    path("hop/", include("danchu.meetings.urls")),
    path("ban-quyet-dinh/", include("danchu.decisions.urls")),
    path("don-thu/", include("danchu.petitions.urls")),
    path("tiep-dan/", include("danchu.reception.urls")),
    path("cong-khai/", include("danchu.disclosure.urls")),
    path("xa/", include(("danchu.disclosure.commune_urls", "xa"))),
]

handler400 = "danchu.front.errors.bad_request"
handler403 = "danchu.front.errors.forbidden"
handler404 = "danchu.front.errors.not_found"
handler500 = "danchu.front.errors.server_error"
