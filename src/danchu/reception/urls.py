"""Lịch tiếp công dân, đối thoại; the office's side under `ban/`."""

from django.urls import path

from danchu.reception.views import book, office, public, talking, talks

app_name = "reception"
DESK = "ban/"
TALKS = f"{DESK}doi-thoai/"
urlpatterns = [
    path("", public.door, name="door"),
    path("xa/<slug:slug>/", public.commune, name="commune"),
    path("xa/<slug:slug>/lich.ics", public.calendar, name="calendar"),
    path("dat/<int:pk>/", public.book, name="book"),
    path("phieu/", public.seat, name="seat"),
    path("doi-thoai/<int:pk>/", talks.dialogue, name="dialogue"),
    path("doi-thoai/<int:pk>/hoi/", talks.ask, name="ask"),
    path(DESK, office.index, name="index"),
    path(f"{DESK}so/", book.book, name="book_of"),
    path(f"{DESK}so/giay/", book.book_paper, name="book_paper"),
    path(f"{DESK}so/tep.<str:kind>", book.export, name="export"),
    path(TALKS, talking.talks, name="talks"),
    path(f"{TALKS}<int:pk>/", talking.talk, name="talk"),
    path(f"{TALKS}<int:pk>/hoi/", talking.add_question, name="add_question"),
    path(f"{TALKS}<int:pk>/giay/", talking.talk_paper, name="talk_paper"),
    path(f"{TALKS}<int:pk>/<slug:slug>/", talking.step, name="step"),
    path(f"{TALKS}cau/<int:pk>/<slug:slug>/", talking.question, name="question"),
    path(f"{DESK}luot/<int:pk>/", office.line, name="line"),
    path(f"{DESK}luot/<int:pk>/don/", office.make_case, name="make_case"),
    path(f"{DESK}luot/<int:pk>/giay/", office.slip, name="slip"),
    path(f"{DESK}luot/<int:pk>/lien-quan/", office.involved, name="involved"),
    path(f"{DESK}<int:pk>/", office.day, name="day"),
    path(f"{DESK}<int:pk>/xong/", office.close, name="close"),
    path(f"{DESK}<int:pk>/dat/", office.book_for, name="book_for"),
    path(f"{DESK}<int:pk>/bien-ban/", office.minutes, name="minutes"),
]
