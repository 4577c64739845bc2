from django.urls import path

from danchu.documents import views

app_name = "documents"
urlpatterns = [
    path("", views.index, name="index"),
    path("<int:pk>/", views.document, name="document"),
    path("<int:pk>/huy/", views.void, name="void"),
    path("<int:pk>/tep.<slug:kind>", views.file, name="file"),
    path("kiem-tra/<slug:code>/", views.check, name="check"),
    path("kiem-tra/<slug:code>/tep.<slug:kind>", views.open_file, name="open_file"),
]
