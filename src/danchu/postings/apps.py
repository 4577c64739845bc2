from django.apps import AppConfig


class PostingsConfig(AppConfig):
    """Papers put up, read out or passed on: places, days, proof, gaps, taking down."""

    name = "danchu.postings"
    label = "postings"
    verbose_name = "Niêm yết"
    motto = ""
    articles = "11–14"
