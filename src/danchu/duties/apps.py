from datetime import time

from django.apps import AppConfig


class DutiesConfig(AppConfig):
    """Who must do what by which day under which rule."""

    name = "danchu.duties"
    label = "duties"
    verbose_name = "Việc đến hạn"
    motto = ""
    articles = "12, 20, 21, 40, 45"

    def ready(self) -> None:
        from danchu.duties import summed
        from danchu.duties.hanging import Duties
        from danchu.duties.reading import left_open, open_under
        from danchu.duties.summing import add_up_changed
        from danchu.kit import jobs
        from danchu.people import handing_over
        from danchu.places import hanging
        from danchu.rulebook.preview import find_duties_with

        summed.stand()
        jobs.daily("add_up_duties", at=time(0, 15), command="add_up_duties")
        jobs.each_round("add_up_duties", add_up_changed)
        find_duties_with(open_under)
        handing_over.leaves("Việc chưa xong của vai", left_open, order=10)
        hanging.register(Duties())
