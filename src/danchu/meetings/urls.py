from django.urls import path

from danchu.meetings.views import hall, office, papers, public

app_name = "meetings"
urlpatterns = [
    path("", office.index, name="index"),
    path("trieu-tap/", office.call, name="call"),
    path("thong-bao/<int:pk>/", public.notice, name="notice"),
    path("thong-bao/<int:pk>/lich.ics", public.calendar, name="calendar"),
    path("tai-lieu/<int:pk>/", public.handout, name="handout"),
    path("moi/<slug:code>/", public.invitation, name="invitation"),
    path("xom/<slug:slug>/", public.of_unit, name="of_unit"),
    path("anh/<int:pk>/", office.scan, name="scan"),
    path("<int:pk>/", office.meeting, name="meeting"),
    path("<int:pk>/co-mat/", hall.hall, name="hall"),
    path("<int:pk>/dem/<int:item>/", hall.count, name="count"),
    path("<int:pk>/dinh-chinh/<int:count>/", hall.correct, name="correct"),
    path("<int:pk>/bo-viec/<int:item>/", office.drop_item, name="drop_item"),
    path("<int:pk>/giay-moi/", papers.invitations, name="invitations"),
    path("<int:pk>/bien-ban/", papers.minutes, name="minutes"),
    path("<int:pk>/tep/<slug:what>.<slug:kind>", papers.file, name="file"),
    path("<int:pk>/quyet-dinh-cum/", office.decide, name="decide"),
    path("<int:pk>/<slug:what>/", office.step, name="step"),
]
