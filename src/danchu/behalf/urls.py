from django.urls import path

from danchu.behalf import views

app_name = "behalf"
urlpatterns = [
    path("", views.entries, name="index"),
    path("so-dien-thoai/", views.phone, name="phone"),
    path("cua-toi/", views.mine, name="mine"),
    path("cua-toi/<int:pk>/", views.answer, name="answer"),
    path("xac-nhan/", views.by_code, name="by_code"),
    path("<int:pk>/", views.entry, name="entry"),
    path("<int:pk>/phieu/", views.slip, name="slip"),
    path("<int:pk>/tep/", views.proof, name="proof"),
]
