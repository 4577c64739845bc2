"""Who may see units: everybody, all of them."""

from django.db.models import QuerySet

from danchu.places.models import Unit


def public_units() -> QuerySet[Unit]:
    """Units of every kind and every day."""
    return Unit.objects.select_related("commune", "province")
