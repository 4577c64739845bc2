"""Everybody reads what is shown, and nothing else; the office decides about its own commune."""

from django.db.models import QuerySet

from danchu.petitions.models import (
    Attachment,
    Case,
    MaskedPhoto,
    Moderation,
    PublicCase,
    PublicCaseQuerySet,
    Showing,
)
from danchu.places.models import Unit

PHOTO = "image/jpeg"
TOLD = (Showing.SHOWN, Showing.REMOVED)  # have a page: the thing, or where it stood


def shown_in(unit: Unit | None) -> PublicCaseQuerySet:
    """The newest first; `unit` None: everywhere."""
    found = PublicCase.objects.shown()
    found = found.filter(unit=unit) if unit else found
    return found.select_related("case", "unit").order_by("-shown_on", "-pk")


def with_page() -> PublicCaseQuerySet:
    found = PublicCase.objects.filter(state__in=TOLD)
    return found.select_related("case", "unit", "decided_by__person")


def photos_of(found: PublicCase) -> QuerySet[MaskedPhoto]:
    """Masked copies of what is shown; none of what was refused or taken off."""
    shown = MaskedPhoto.objects.filter(public_case=found, public_case__state=Showing.SHOWN)
    return shown.exclude(stored_as="").order_by("pk")


def log_of_unit(unit: Unit) -> QuerySet[Moderation]:
    """Every decision, without what anybody wrote."""
    log = Moderation.objects.filter(public_case__unit=unit).defer("words")
    return log.select_related("public_case", "by").order_by("-pk")


# ── the office, and the sender ────────────────────────────────────────────────────────────────


def of_case(case: Case) -> PublicCase | None:
    found = PublicCase.objects.filter(case=case)
    return found.select_related("case__unit", "unit", "decided_by__person").first()


def log_of(found: PublicCase) -> QuerySet[Moderation]:
    return found.log.select_related("by__person", "by__unit").order_by("pk")


def photos_of_case(case: Case) -> QuerySet[Attachment]:
    """Photos the sender sent, with what was decided of each."""
    files = Attachment.objects.filter(step__case=case, content_type=PHOTO)
    return files.select_related("step", "masked").order_by("pk")
