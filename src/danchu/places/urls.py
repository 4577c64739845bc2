"""Addresses under /don-vi/. A commune of today lives at /xa/<slug>/ (room disclosure)."""

from django.urls import path

from danchu.places import views

app_name = "places"
urlpatterns = [
    path("", views.index, name="index"),
    path("<slug:slug>/", views.unit, name="unit"),
    path("<slug:slug>/lich-su/", views.history, name="history"),
]
