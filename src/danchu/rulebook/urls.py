from django.urls import path

from danchu.rulebook.views import confirming, local, pages

app_name = "rulebook"
urlpatterns = [
    path("", pages.rules, name="index"),
    path("cho-xac-nhan/", pages.waiting, name="waiting"),
    path("cho-xac-nhan/to-in/", pages.sheet, name="sheet"),
    path("van-ban/<slug:folder>/", pages.instrument, name="instrument"),
    path("so-sanh/", pages.compare, name="compare"),
    path("pham-vi/", pages.scope, name="scope"),
    path("quy-dinh-them/", local.additions_list, name="additions"),
    path("quy-dinh-them/<int:pk>/", local.draft, name="draft"),
    path("quy-dinh-them/thoi/<int:pk>/", local.end, name="end"),
    path("phan-doi/<int:pk>/", confirming.settle, name="settle"),
    path("<str:key>/", pages.rule, name="rule"),
    path("<str:key>/xac-nhan/", confirming.confirm, name="confirm"),
    path("<str:key>/phan-doi/", confirming.object_to, name="object_to"),
    path("<str:key>/quy-dinh-them/", local.add, name="add"),
]
