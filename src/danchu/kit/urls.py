"""The parts of every page, shown in every state; and the papers as they print."""

from django.urls import path

from danchu.kit import views

app_name = "kit"
urlpatterns = [
    path("", views.gallery, name="gallery"),
    path("to-niem-yet/", views.notice, name="notice"),
    path("the-kich-hoat/", views.activation, name="activation"),
]
