from django.urls import path

from danchu.duties import views

app_name = "duties"
urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("<int:pk>.ics", views.event, name="event"),
]
