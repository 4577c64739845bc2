from datetime import time

from django.apps import AppConfig


class KitConfig(AppConfig):
    """The ground every room stands on: clock, pages, audit trail, search, files."""

    name = "danchu.kit"
    label = "kit"
    verbose_name = "Bộ đồ nghề"
    motto = ""
    articles = ""

    def ready(self) -> None:
        from danchu.kit import checks, checks_deploy, jobs, triggers  # noqa: F401  they register

        jobs.daily("tidy", at=time(3, 0), command="tidy")
