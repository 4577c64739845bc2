"""One door for people; the office's side under `ban/`; the register apart."""

from django.urls import path

from danchu.petitions.figures import views as counted
from danchu.petitions.public_list import urls as public_list
from danchu.petitions.views import (
    by_phone,
    entering,
    from_phone,
    inbox,
    office,
    own,
    placing,
    public,
    secret,
)

app_name = "petitions"
DESK, ONE = "ban/", "ban/<int:pk>/"
urlpatterns = [
    *public_list.urlpatterns,
    path("", public.door, name="door"),
    path("gui/<slug:slug>/", public.send, name="send"),
    path("gui/<slug:slug>/ban-nhap/", from_phone.take, name="take"),
    path("ban-do/<slug:slug>/", placing.choose, name="small_map"),
    path("ban-do/<slug:slug>/hinh.svg", placing.picture, name="small_map_picture"),
    path("khong-mang/", from_phone.without_network, name="without_network"),
    path("khieu-nai/", public.complain, name="complain"),
    path("to-cao/", public.denounce, name="denounce"),
    path("to-cao/don-de-trong.<str:kind>", public.blank, name="blank"),
    path("theo-doi/", own.follow, name="follow"),
    path("theo-doi/dien-thoai/", by_phone.follow_by_phone, name="follow_by_phone"),
    path("theo-doi/dien-thoai/ma/", by_phone.phone_code, name="phone_code"),
    path("cua-toi/<str:code>/dien-thoai/", by_phone.own_phone, name="own_phone"),
    path("dong-lai/", own.leave, name="leave"),
    path("cua-toi/<str:code>/", own.own, name="own"),
    path("cua-toi/<str:code>/chua-duoc/", own.reopen, name="reopen"),
    path("cua-toi/<str:code>/cham/", own.rate, name="rate"),
    path("cua-toi/<str:code>/rut/", own.withdraw, name="withdraw"),
    path("cua-toi/<str:code>/tep/<int:pk>/", own.file, name="own_file"),
    path("so-lieu/", counted.everywhere, name="figures_everywhere"),
    path("so-lieu/<slug:slug>/", counted.commune, name="figures"),
    path(f"{DESK}so-lieu/", counted.office, name="figures_desk"),
    path(DESK, inbox.inbox, name="inbox"),
    path(f"{DESK}nhieu/<slug:slug>/", inbox.bulk, name="bulk"),
    path(f"{DESK}ghi/", entering.enter, name="enter"),
    path(f"{DESK}khieu-nai/", entering.hand_in, name="hand_in"),
    path(f"{DESK}mau/", office.templates, name="templates"),
    path(ONE, office.case, name="case"),
    path(f"{ONE}tep/<int:file_pk>/", office.file, name="office_file"),
    path(f"{ONE}giay/<int:step_pk>.<str:kind>", office.paper, name="paper"),
    path(f"{ONE}giay/<int:step_pk>/", office.draw_up, name="draw_up"),
    path(f"{ONE}<slug:slug>/", office.act, name="act"),
    path("viec-mat/", secret.matters, name="register"),
    path("viec-mat/<int:pk>/", secret.matter, name="secret"),
    path("viec-mat/<int:pk>/giay.<str:kind>", secret.paper, name="secret_paper"),
]
