"""Calendars: the secret addresses, and the page of one's own account that makes them."""

from django.urls import path

from danchu.duties import views

urlpatterns = [
    path("lich/<str:token>.ics", views.feed, name="feed"),
    path("tai-khoan/lich/", views.addresses, name="addresses"),
]
