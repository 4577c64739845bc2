from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """Gatherings: who calls them, notice, who came, officers, counts, minutes."""

    name = "danchu.meetings"
    label = "meetings"
    verbose_name = "Cuộc họp"
    motto = ""
    articles = "18; Nghị định 59 Điều 3"

    def ready(self) -> None:
        from danchu.kit import versions
        from danchu.meetings import triggers
        from danchu.meetings.hanging import Gatherings
        from danchu.places import hanging

        versions.stay_in_their_commune("meetings")
        triggers.stand()
        hanging.register(Gatherings())
