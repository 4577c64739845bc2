from datetime import time

from django.apps import AppConfig


class DisclosureConfig(AppConfig):
    """What the commune must make public, when, by which channels, and whether it did."""

    name = "danchu.disclosure"
    label = "disclosure"
    verbose_name = "Công khai"
    motto = "Dân biết"
    articles = "11–14"

    def ready(self) -> None:
        from danchu.kit import jobs

        jobs.daily("open_duties", at=time(0, 10), command="open_duties")
