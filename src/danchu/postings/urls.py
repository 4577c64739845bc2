from django.urls import path

from danchu.postings.views import aloud, entering, office, phone, public, sheets

app_name = "postings"
urlpatterns = [
    path("", office.index, name="index"),
    path("hom-nay/", phone.today, name="today"),
    path("hom-nay/gui/", phone.token, name="token"),
    path("hom-nay/<slug:slug>/", phone.screen, name="screen"),
    path("khong-mang/", phone.without_network, name="without_network"),
    path("giay/<int:pk>/", office.paper, name="paper"),
    path("anh/<int:pk>/", office.photo, name="photo"),
    path("noi/", office.board, name="places"),
    path("noi/<int:pk>/thoi/", office.end_place, name="end_place"),
    path("loa/", aloud.today, name="aloud"),
    path("loa/lich/", aloud.schedule, name="schedule"),
    path("to-gop/", sheets.sheet, name="sheet"),
    path("nhap-thay/", entering.enter, name="enter"),
    path("van-con/<int:pk>/", office.still_there, name="still"),
    path("bang/<int:pk>/", public.board, name="board"),
    path("bao-mat/<int:pk>/", public.gone, name="gone"),
]
