from django.apps import AppConfig


class DutiesConfig(AppConfig):
    """Who must do what by which day under which rule."""

    name = "danchu.duties"
    label = "duties"
    verbose_name = "Việc đến hạn"
    motto = ""
    articles = "12, 20, 21, 40, 45"
