from django.apps import AppConfig


class FrontConfig(AppConfig):
    """The door of the house: home, search, error pages, feeds. No models of its own."""

    name = "danchu.front"
    label = "front"
    verbose_name = "Cửa trước"
    motto = ""
    articles = ""
