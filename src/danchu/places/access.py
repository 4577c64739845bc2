"""Who may see units: everybody, all of them."""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from danchu.places.models import FormerName, Kind, OldAddress, Reorganisation, Unit


def public_units() -> QuerySet[Unit]:
    """Units of every kind and every day. Each carries `renamed`: it ever bore another name."""
    renamed = Exists(FormerName.objects.filter(unit=OuterRef("pk")))
    return Unit.objects.select_related("commune", "province").annotate(renamed=renamed)


def acts_due(*, on: date) -> QuerySet[Reorganisation]:
    """Acts whose day has come and whose open work waits, in the order of their days."""
    return Reorganisation.objects.due(on=on).order_by("on", "pk")


def standing_commune(unit_id: int) -> int | None:
    """The commune in which this unit lies, practice copies too; None: above communes, or ended."""
    found = Unit._base_manager.filter(pk=unit_id).select_related("commune").first()
    commune = found if found is None or found.kind == Kind.COMMUNE else found.commune
    return commune.pk if commune is not None and commune.valid_to is None else None


def at_old_address(slug: str) -> Unit | None:
    """The unit that a printed address still names, under whatever name it goes by now."""
    found = OldAddress.objects.filter(slug=slug).select_related("unit__commune", "unit__province")
    return row.unit if (row := found.first()) else None
