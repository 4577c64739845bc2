from datetime import time

from django.apps import AppConfig


class PostingsConfig(AppConfig):
    """Papers put up, read out or passed on: places, days, proof, gaps, taking down."""

    name = "danchu.postings"
    label = "postings"
    verbose_name = "Niêm yết"
    motto = ""
    articles = "11–14"

    def ready(self) -> None:
        from danchu.behalf.allowed import may_be_entered_for
        from danchu.kit import jobs, versions
        from danchu.places import hanging
        from danchu.postings.hanging import Boards

        versions.stay_in_their_commune("postings")
        jobs.daily("open_taking_down", at=time(0, 15), command="open_taking_down")
        hanging.register(Boards())
        may_be_entered_for(
            "postings.prove", "Ghi việc niêm yết mà trưởng xóm báo", door="/niem-yet/nhap-thay/"
        )
