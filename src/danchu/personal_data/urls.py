"""One's own data stands under the account; requests and incidents under the room's own name."""

from django.urls import path

from danchu.personal_data.views import incidents, office, own, public

app_name = "personal_data"
MINE, HERE = "tai-khoan/du-lieu/", "du-lieu-ca-nhan/"
ONE, LEAK = f"{HERE}yeu-cau/<int:pk>/", f"{HERE}su-co/<int:pk>/"
urlpatterns = [
    path(MINE, own.data, name="own"),
    path(f"{MINE}ban-sao/", own.copy, name="copy"),
    path(f"{MINE}lien-he/", own.contact, name="contact"),
    path(f"{MINE}yeu-cau/", own.ask, name="ask"),
    path(f"{MINE}yeu-cau/<str:code>/", own.request_of, name="own_request"),
    path(HERE, public.rights, name="rights"),
    path(f"{HERE}mau-don/", public.blank, name="blank"),
    path(f"{HERE}theo-doi/<str:code>/", public.follow, name="follow"),
    path(f"{HERE}yeu-cau/", office.requests, name="requests"),
    path(f"{HERE}yeu-cau/ghi/", office.enter, name="enter"),
    path(ONE, office.request_page, name="request"),
    path(f"{ONE}phan-hoi/", office.respond, name="respond"),
    path(f"{ONE}lam-xong/", office.fulfil, name="fulfil"),
    path(f"{ONE}tu-choi/", office.refuse, name="refuse"),
    path(f"{ONE}gia-han/", office.extend, name="extend"),
    path(f"{ONE}xoa/", office.erase, name="erase"),
    path(f"{ONE}ban-sao/", office.copy, name="office_copy"),
    path(f"{ONE}giay-hen/", office.receipt, name="receipt"),
    path(f"{ONE}tra-loi/", office.paper, name="paper"),
    path(f"{HERE}su-co/", incidents.incidents, name="incidents"),
    path(f"{HERE}su-co/ghi/", incidents.note, name="note_incident"),
    path(LEAK, incidents.incident, name="incident"),
    path(f"{LEAK}thong-bao/", incidents.paper, name="incident_paper"),
]
