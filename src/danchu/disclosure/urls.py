"""Addresses of this room under /cong-khai/; the commune's own pages are in `commune_urls`."""

from django.urls import path

from danchu.disclosure.views import mending, office, personal, planning, pointing, public, sharing

app_name = "disclosure"
urlpatterns = [
    path("", office.index, name="index"),
    path("ghi-nhan/", office.note, name="note"),
    path("phai-lam/", office.owed, name="owed"),
    path("khong-phat-sinh/", pointing.nothing, name="nothing"),
    path("ke-hoach/<int:year>/", planning.plan, name="plan_form"),
    path("ke-hoach/<int:year>/van-ban/", planning.plan_paper, name="plan_paper"),
    path(
        "danh-sach-quy/<int:year>/<int:number>/van-ban/",
        planning.quarterly_paper,
        name="quarterly_paper",
    ),
    path("danh-sach-quy/<int:year>/<int:number>/", planning.quarterly_list, name="quarterly_list"),
    path("tre-han/", public.late, name="late_everywhere"),
    path("chi-van-ban/nhap-thay/", pointing.point_for, name="point_for"),
    path("chi-van-ban/<int:pk>/tra-loi/", pointing.answer, name="answer"),
    path("chi-van-ban/cua-toi/", pointing.mine, name="mine"),
    path("chi-van-ban/<str:code>/", pointing.pointer, name="pointer"),
    path("<int:pk>/", public.item, name="item"),
    path("<int:pk>/ban/<int:number>/", public.version, name="version"),
    path("<int:pk>/to-niem-yet/", public.notice, name="notice"),
    path("<int:pk>/anh.png", sharing.picture, name="picture"),
    path("<int:pk>/tep/<int:file_pk>/", public.file, name="file"),
    path("<int:pk>/soan/", office.draft, name="draft"),
    path("<int:pk>/soan/tep/", office.attach, name="attach"),
    path("<int:pk>/soan/tep/<int:file_pk>/bo/", office.detach, name="detach"),
    path("<int:pk>/soan/bo-dinh-chinh/", mending.drop_correction, name="drop_correction"),
    path("<int:pk>/soan/kiem/", personal.check, name="check"),
    path("<int:pk>/soan/kiem/<slug:subject>/", personal.decide, name="decide"),
    path("<int:pk>/sua-ghi-nhan/", mending.renote, name="renote"),
    path("<int:pk>/duyet/", office.approve, name="approve"),
    path("<int:pk>/ban-giay/", office.publish_signed, name="publish_signed"),
    path("<int:pk>/thu-hoi/", mending.withdraw, name="withdraw"),
    path("<int:pk>/go-khan/", mending.remove, name="remove"),
    path("<int:pk>/khong-cong-khai/", mending.refuse, name="refuse"),
    path("<int:pk>/niem-phong/", mending.sealed, name="sealed"),
    path("<int:pk>/niem-phong/tep/<int:file_pk>/", mending.sealed_file, name="sealed_file"),
    path("<int:pk>/niem-phong/goc/<int:original_pk>/", personal.original, name="original"),
]
