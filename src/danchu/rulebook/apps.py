from django.apps import AppConfig


class RulebookConfig(AppConfig):
    """Pages of the law, and what the province or a commune adds to it."""

    name = "danchu.rulebook"
    label = "rulebook"
    verbose_name = "Luật"
    motto = ""
    articles = "tất cả"

    def ready(self) -> None:
        from danchu.people import handing_over
        from danchu.people.roll import rules
        from danchu.places import hanging
        from danchu.rulebook.hanging import Additions
        from danchu.rulebook.leaving import left_drafts
        from danchu.rulebook.standards import Standards

        handing_over.leaves("Quy định thêm đang soạn, chờ duyệt", left_drafts, order=30)
        hanging.register(Additions())
        rules.answered_by(Standards())
