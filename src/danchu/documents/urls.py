from django.urls import path

from danchu.documents import views

app_name = "documents"
urlpatterns = [
    path("", views.index, name="index"),
    path("<int:pk>/", views.document, name="document"),
    path("<int:pk>/huy/", views.void, name="void"),
    path("<int:pk>/tep.<slug:kind>", views.file, name="file"),
    path("<int:pk>/ban-ky/", views.sign, name="sign"),
    path("<int:pk>/ban-ky/<int:file_pk>/", views.signed_file, name="signed_file"),
    path("<int:pk>/ban-ky/<int:file_pk>/kiem-lai/", views.check_again, name="check_again"),
    path("<int:pk>/ban-ky/<int:file_pk>/go/", views.drop_signed, name="drop_signed"),
    path("kiem-tra/<slug:code>/", views.check, name="check"),
    path("kiem-tra/<slug:code>/ban-ky/<int:file_pk>/", views.open_signed, name="open_signed"),
    path("kiem-tra/<slug:code>/tep.<slug:kind>", views.open_file, name="open_file"),
]
