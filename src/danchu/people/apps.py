from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Who is who: accounts, terms of office, the cards and phones that let people in."""

    name = "danchu.people"
    label = "people"
    verbose_name = "Con người"
    motto = ""
    articles = "2, 5, 6, 18"

    def ready(self) -> None:
        from danchu.people import checks, handing_over, looks  # noqa: F401  checks register themselves
        from danchu.people.hanging import Terms
        from danchu.people.roll import triggers
        from danchu.places import hanging

        looks.watch(
            "people.look",
            kind="account",
            what="mở trang của bạn trong mục Người và máy",
            keys=lambda person: [person.pk],
        )
        handing_over.leaves("Máy, thẻ, tài khoản đóng lại", handing_over.keys_of, order=90)
        hanging.register(Terms())
        triggers.stand()
