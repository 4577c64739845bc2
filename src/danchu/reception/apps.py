from django.apps import AppConfig


class ReceptionConfig(AppConfig):
    """Reception days with their queue and book; dialogues with every question to its answer."""

    name = "danchu.reception"
    label = "reception"
    verbose_name = "Tiếp dân, đối thoại"
    motto = "Dân kiểm tra, giám sát"
    articles = "31, 32"

    def ready(self) -> None:
        from datetime import time

        from danchu.documents import access as documents
        from danchu.duties import access as duties
        from danchu.duties import calendars
        from danchu.kit import jobs, versions
        from danchu.people import unheld
        from danchu.places import hanging
        from danchu.reception import hiding
        from danchu.reception.access import OFFICE
        from danchu.reception.clocks import RECEPTION
        from danchu.reception.hanging import Receptions
        from danchu.reception.unheld import waiting

        versions.stay_in_their_commune("reception")
        jobs.daily("keep_reception", at=time(0, 40), command="keep_reception")
        duties.hide(hiding.duties_hidden)
        documents.hide(hiding.papers_hidden)
        calendars.say_only(RECEPTION, "Một lượt tiếp công dân đến hạn trả lời")
        unheld.offer(waiting, OFFICE)
        hanging.register(Receptions())
