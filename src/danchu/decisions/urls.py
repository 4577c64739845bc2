"""Addresses of this room under /ban-quyet-dinh/."""

from django.urls import path

from danchu.decisions.views import initiatives, office, papers, public, slips

app_name = "decisions"
ROUND = "dot-phieu/<int:pk>/"
IDEA = "sang-kien/<int:pk>/"
urlpatterns = [
    path("", public.index, name="index"),
    path("xa/<slug:slug>/", public.commune, name="commune"),
    path("<int:pk>/", public.motion, name="motion"),
    path("<int:pk>/to-ket-qua/", papers.result, name="result_paper"),
    path("phieu/<str:code>/", public.slip, name="slip"),
    path("mau/<slug:which>/", papers.blank, name="blank"),
    path("mau/<slug:which>.<slug:kind>", papers.blank_file, name="blank_file"),
    path("bang/", office.desk_list, name="desk"),
    path("de-xuat/", office.propose, name="propose"),
    path("<int:pk>/lam/", office.motion, name="work"),
    path("<int:pk>/viec/<slug:what>/", office.act, name="act"),
    path("<int:pk>/van-ban/", papers.decision, name="decision_paper"),
    path("<int:pk>/cong-nhan/van-ban/", papers.recognition, name="recognition_paper"),
    path("<int:pk>/tep/<slug:what>.<slug:kind>", papers.motion_file, name="motion_file"),
    path("anh/<int:pk>/", papers.scan, name="scan"),
    path("phat-phieu/<int:pk>/", slips.plan, name="plan_slips"),
    path(ROUND, slips.round_page, name="round"),
    path(f"{ROUND}lich.ics", public.calendar, name="calendar"),
    path(f"{ROUND}gui-ke-hoach/", slips.send, name="send_plan"),
    path(f"{ROUND}lap-phieu/", slips.prepare, name="prepare_slips"),
    path(f"{ROUND}thu/", slips.collect, name="collect"),
    path(f"{ROUND}kiem-phieu/", slips.tally, name="count_slips"),
    path(f"{ROUND}dung/", slips.call_off, name="call_off"),
    path(f"{ROUND}in/", papers.slips, name="print_slips"),
    path(f"{ROUND}so-thu/", papers.collection, name="collection_paper"),
    path(f"{ROUND}ke-hoach/", papers.plan, name="plan_paper"),
    path(f"{ROUND}bien-ban/", papers.minutes, name="minutes_paper"),
    path(f"{ROUND}tep/<slug:what>.<slug:kind>", papers.round_file, name="round_file"),
    path("sang-kien/", initiatives.index, name="initiatives"),
    path("sang-kien/moi/", initiatives.begin, name="begin"),
    path(IDEA, initiatives.initiative, name="initiative"),
    path(f"{IDEA}dong-thuan/", initiatives.endorse, name="endorse"),
    path(f"{IDEA}viec/<slug:what>/", initiatives.act, name="initiative_act"),
    path(f"{IDEA}so-dong-thuan/", papers.endorsements, name="endorsements_paper"),
    path(f"{IDEA}tep/<slug:what>.<slug:kind>", papers.initiative_file, name="initiative_file"),
    path("sang-kien/anh/<int:pk>/", papers.idea_scan, name="idea_scan"),
    path("sang-kien/cua-toi/", initiatives.own, name="own_initiatives"),
    path("sang-kien/<int:pk>/ho-toi-dong-y/", initiatives.endorse_own, name="endorse_own"),
]
