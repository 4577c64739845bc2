"""Addresses of the public list; `petitions/urls.py` takes them in."""

from django.urls import path

from danchu.petitions.public_list import desk, views

LIST, DESK = "cong-khai/", "ban/<int:pk>/cong-khai/"
urlpatterns = [
    path(LIST, views.cases, name="public_everywhere"),
    path(f"{LIST}viec/<int:pk>/", views.case, name="public_case"),
    path(f"{LIST}viec/<int:pk>/anh/<int:photo_pk>/", views.photo, name="public_photo"),
    path(f"{LIST}<slug:slug>/", views.cases, name="public_list"),
    path(f"{LIST}<slug:slug>/nhat-ky/", views.log, name="public_log"),
    path("cua-toi/<str:code>/cong-khai/", desk.own_public, name="own_public"),
    path(DESK, desk.moderate, name="moderate"),
    path(f"{DESK}anh/<int:file_pk>/", desk.mask, name="mask"),
    path(f"{DESK}anh/<int:file_pk>/xem-truoc.jpg", desk.masked_preview, name="masked_preview"),
    path(f"{DESK}go-khan/", desk.remove, name="public_remove"),
]
