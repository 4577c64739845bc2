from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    """What a community decides: proposed, voted on, counted, written down, carried out."""

    name = "danchu.decisions"
    label = "decisions"
    verbose_name = "Bàn và quyết định"
    motto = "Dân bàn"
    articles = "15–24"

    def ready(self) -> None:
        from danchu.decisions import triggers
        from danchu.decisions.at_meetings import Motions
        from danchu.decisions.hanging import Votes
        from danchu.kit import versions
        from danchu.meetings import handling
        from danchu.places import hanging

        versions.stay_in_their_commune("decisions")
        triggers.stand()
        handling.handle("motion", Motions())
        hanging.register(Votes())
