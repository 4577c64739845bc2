"""Addresses of the roll of households, part of this room's."""

from django.urls import URLPattern, URLResolver, path

from danchu.people.views import freezing, roll_import
from danchu.people.views import rolls as views

rolls: list[URLPattern | URLResolver] = [
    path("so-ho/", views.rolls, name="rolls"),
    path("so-ho/nhap/", roll_import.upload, name="roll_import"),
    path("so-ho/nhap/mau/", roll_import.template, name="roll_import_template"),
    path("so-ho/nhap/<int:pk>/", roll_import.shown, name="roll_import_batch"),
    path("so-ho/nhap/<int:pk>/ghi/", roll_import.apply, name="roll_import_apply"),
    path("so-ho/nhap/<int:pk>/hoan-tac/", roll_import.undo, name="roll_import_undo"),
    path("so-ho/nhap/<int:pk>/chua-nhan/", roll_import.rejected, name="roll_import_rejected"),
    path("so-ho/chot/<int:pk>/", freezing.frozen, name="frozen"),
    path("so-ho/chot/<int:pk>/in/", freezing.frozen_paper, name="frozen_paper"),
    path("so-ho/ho/<int:pk>/", views.household, name="household"),
    path("so-ho/ho/<int:pk>/uy-quyen/", views.proxy, name="proxy"),
    path("so-ho/ho/<int:pk>/xoa-ten/", views.erase, name="household_erase"),
    path("so-ho/ho/<int:pk>/<slug:what>/", views.household_act, name="household_act"),
    path("so-ho/uy-quyen/<int:pk>/thoi/", views.proxy_end, name="proxy_end"),
    path("so-ho/uy-quyen/<int:pk>/giay/", views.proxy_paper, name="proxy_paper"),
    path("so-ho/<slug:slug>/", views.roll, name="roll"),
    path("so-ho/<slug:slug>/them/", views.add, name="roll_add"),
    path("so-ho/<slug:slug>/xac-nhan/", views.confirm, name="roll_confirm"),
    path("so-ho/<slug:slug>/chot/", freezing.freeze, name="roll_freeze"),
]
