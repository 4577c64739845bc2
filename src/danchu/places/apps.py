from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """One dated table of units: which place was which, on which day."""

    name = "danchu.places"
    label = "places"
    verbose_name = "Đơn vị"
    motto = ""
    articles = "2"

    def ready(self) -> None:
        from danchu.places import carrying, hanging

        hanging.register(carrying.Members())
