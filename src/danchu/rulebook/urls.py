from django.urls import path

from danchu.rulebook import views

app_name = "rulebook"
urlpatterns = [
    path("", views.index, name="index"),
    path("<str:key>/", views.rule, name="rule"),
]
