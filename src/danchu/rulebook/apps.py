from django.apps import AppConfig


class RulebookConfig(AppConfig):
    """Pages of the law, and what the province or a commune adds to it."""

    name = "danchu.rulebook"
    label = "rulebook"
    verbose_name = "Luật"
    motto = ""
    articles = "tất cả"
