from django.apps import AppConfig


class PetitionsConfig(AppConfig):
    """One door for feedback, petitions and complaints; denunciations are shown their lawful way."""

    name = "danchu.petitions"
    label = "petitions"
    verbose_name = "Tiếp công dân, đơn thư"
    motto = "Dân kiểm tra, giám sát"
    articles = "9, 35"

    def ready(self) -> None:
        from danchu.behalf import access as entries
        from danchu.behalf import onward
        from danchu.behalf.allowed import may_be_entered_for
        from danchu.documents import access as documents
        from danchu.duties import access, calendars
        from danchu.kit import trail, versions
        from danchu.people import handing_over, unheld
        from danchu.petitions import hiding
        from danchu.petitions.access import HANDLES
        from danchu.petitions.clocks import CASE, PUBLIC, SECRET
        from danchu.petitions.hanging import Cases
        from danchu.petitions.hearing import make_case
        from danchu.petitions.leaving import left_cases
        from danchu.petitions.unheld import waiting
        from danchu.places import hanging

        versions.stay_in_their_commune("petitions")
        access.hide(hiding.duties_hidden)
        entries.hide(hiding.entries_hidden)
        documents.hide(hiding.papers_hidden)
        trail.hide(SECRET)
        calendars.say_only(SECRET, "Một việc mật đến hạn")
        calendars.say_only(CASE, "Một việc đơn thư đến hạn")
        calendars.say_only(PUBLIC, "Một việc đơn thư đến hạn")
        handing_over.leaves("Đơn, phản ánh đang phụ trách", left_cases, order=30)
        unheld.offer(waiting, HANDLES)
        hanging.register(Cases())
        may_be_entered_for(
            "petitions.send", "Ghi phản ánh, kiến nghị nghe được", door="/don-thu/ban/ghi/"
        )
        onward.offer("case", make_case)
