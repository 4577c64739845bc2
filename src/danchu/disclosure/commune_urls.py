"""A commune's own pages under /xa/: readable, printable on a paper."""

from django.urls import path

from danchu.disclosure.views import (
    answers,
    asking,
    compliance,
    embedding,
    former,
    pointing,
    public,
)

urlpatterns = [
    path("<slug:slug>/", public.commune, name="commune"),
    path("<slug:slug>/nhom-<int:number>/", public.group, name="group"),
    path("<slug:slug>/tre-han/", public.late, name="late"),
    path("<slug:slug>/thuc-hien/", compliance.commune, name="compliance"),
    path("<slug:slug>/thuc-hien/to-in/", compliance.sheet, name="compliance_sheet"),
    path("<slug:slug>/ke-hoach/<int:year>/", public.plan, name="plan"),
    path("<slug:slug>/da-cong-khai/", former.archive, name="archive"),
    path("<slug:slug>/nhung/", embedding.frame, name="frame"),
    path("<slug:slug>/nhung/ma/", embedding.snippet, name="snippet"),
    path("<slug:slug>/chi-van-ban/", pointing.point, name="point"),
    path("<slug:slug>/hoi/", asking.ask, name="ask"),
    path("<slug:slug>/hoi-dap/", answers.answers, name="answers"),
]
