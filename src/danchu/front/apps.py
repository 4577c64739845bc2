from django.apps import AppConfig


class FrontConfig(AppConfig):
    """The door of the house: home, search, error pages, feeds. No models of its own."""

    name = "danchu.front"
    label = "front"
    verbose_name = "Cửa trước"
    motto = ""
    articles = ""

    def ready(self) -> None:
        from danchu.front import checks  # noqa: F401  it registers
        from danchu.front.acts import ACTS
        from danchu.people.own_data import say_acts_with

        say_acts_with(ACTS)
