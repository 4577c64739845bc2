from django.apps import AppConfig


class DutiesConfig(AppConfig):
    """Who must do what by which day under which rule."""

    name = "danchu.duties"
    label = "duties"
    verbose_name = "Việc đến hạn"
    motto = ""
    articles = "12, 20, 21, 40, 45"

    def ready(self) -> None:
        from danchu.duties.reading import open_under
        from danchu.rulebook.preview import find_duties_with

        find_duties_with(open_under)
