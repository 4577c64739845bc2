from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Who is who: accounts, terms of office, the cards and phones that let people in."""

    name = "danchu.people"
    label = "people"
    verbose_name = "Con người"
    motto = ""
    articles = "2, 5, 6, 18"

    def ready(self) -> None:
        from danchu.people import checks  # noqa: F401  registers itself
