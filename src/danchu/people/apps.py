from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Who is who: accounts, terms of office, the cards and phones that let people in."""

    name = "danchu.people"
    label = "people"
    verbose_name = "Con người"
    motto = ""
    articles = "2, 5, 6, 18"

    def ready(self) -> None:
        from danchu.kit import versions
        from danchu.people import checks, handing_over, looks  # noqa: F401  checks register themselves
        from danchu.people.hanging import Terms
        from danchu.people.models import Representative
        from danchu.people.roll import triggers
        from danchu.people.roll.passing import Rolls
        from danchu.places import hanging

        versions.stay_in_their_commune(
            "people",
            *("appoint", "end_term", "look", "issue_card", "enter_once", "change_pin"),
            *("bind_device", "revoke_device", "lock_device", "change_password"),
        )
        looks.watch(
            "people.look",
            kind="account",
            what="mở trang của bạn trong mục Người và máy",
            keys=lambda person: [person.pk],
        )
        handing_over.leaves("Máy, thẻ, tài khoản đóng lại", handing_over.keys_of, order=90)
        looks.watch(
            "people.look_household",
            kind="household",
            what="mở trang hộ của bạn trong Sổ hộ",
            keys=lambda person: Representative.objects.filter(person=person).values_list(
                "household", flat=True
            ),
        )
        hanging.register(Terms())
        hanging.register(Rolls())
        triggers.stand()
