from datetime import time

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """One dated table of units: which place was which, on which day."""

    name = "danchu.places"
    label = "places"
    verbose_name = "Đơn vị"
    motto = ""
    articles = "2"

    def ready(self) -> None:
        from danchu.kit import jobs, versions
        from danchu.places import access, carrying, hanging

        jobs.daily("carry_over", at=time(0, 5), command="carry_over")
        versions.ask_commune_with(access.standing_commune)
        hanging.register(carrying.Members())
