"""Who may see and do what with a request. Rows are fetched through these; a stranger gets 404."""

from datetime import date

from django.core.signing import BadSignature
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from danchu.disclosure.access import DECIDING, communes, former_communes, offices_of
from danchu.disclosure.asking import tickets
from danchu.disclosure.asking.models import (
    AnswerFile,
    InformationRequest,
    InformationRequestQuerySet,
    PublishedAnswer,
    PublishedAnswerQuerySet,
    Stage,
)
from danchu.people.access import Person, units_as
from danchu.people.models import User
from danchu.places.models import Unit

SALT = "ticket.open"
OPEN_SECONDS = 3600  # a ticket opened on this phone closes again by itself
UNDER = "/cong-khai/hoi/phieu/"
WHOLE = ("unit", "item", "closed_by__person", "entered_by")


def requests_of(person: Person, *, on: date) -> InformationRequestQuerySet:
    """Requests that the offices of this person handle; an officer of another commune finds none."""
    offices = offices_of(person, on=on)
    return InformationRequest.objects.of_units(offices).select_related(*WHOLE)


def decided_by(person: Person, *, on: date) -> InformationRequestQuerySet:
    """Requests that this person may refuse or extend in the commune's name."""
    units = units_as(person, DECIDING, on=on)
    return InformationRequest.objects.of_units(units).select_related(*WHOLE)


def requests_by(person: Person) -> InformationRequestQuerySet:
    """What this person asked while signed in; nobody else's list shows it."""
    if not isinstance(person, User):
        return InformationRequest.objects.none()
    asked = InformationRequest.objects.filter(account=person)
    return asked.select_related(*WHOLE).order_by("-pk")


def by_code_and_secret(code: str, secret: str) -> InformationRequest | None:
    """Both, or nothing: the code alone opens no ticket."""
    bare = "".join(filter(str.isalnum, code)).upper()
    found = InformationRequest.objects.filter(code=bare).select_related(*WHOLE).first()
    return found if found and tickets.opens(secret, found.secret_hash) else None


def opened_here(request: HttpRequest, code: str) -> InformationRequest | None:
    """A ticket this browser opened with its secret in the last hour, or one's own by account."""
    if (secret := secret_here(request, code)) and (found := by_code_and_secret(code, secret)):
        return found
    return requests_by(request.user).filter(code=code).first()


def secret_here(request: HttpRequest, code: str) -> str:
    """The secret this browser opened the ticket with; "" for none, and for whoever is signed in."""
    try:
        kept = request.get_signed_cookie(_cookie(code), "", salt=SALT, max_age=OPEN_SECONDS)
    except BadSignature:
        return ""
    return kept or ""


def keep_open(response: HttpResponse, code: str, secret: str, *, secure: bool) -> None:
    """This browser may read the ticket for an hour; pages outside of tickets never get it."""
    response.set_signed_cookie(
        _cookie(code),
        secret,
        salt=SALT,
        max_age=OPEN_SECONDS,
        path=UNDER,
        httponly=True,
        secure=secure,
        samesite="Lax",
    )


def shut(response: HttpResponse, code: str) -> None:
    response.delete_cookie(_cookie(code), path=UNDER)


def _cookie(code: str) -> str:
    return f"hoi_{code}"


def file_for_asker(request: InformationRequest, file_pk: int) -> AnswerFile | None:
    """Only once the answer was handed over, and not sealed meanwhile."""
    if request.stage != Stage.SUPPLIED:
        return None
    return request.files.filter(pk=file_pk, sealed=False).first()


def answering_units(*, on: date) -> QuerySet[Unit]:
    """Communes that answer, and former ones whose published answers stay theirs."""
    return (communes(on=on) | former_communes(on=on)).select_related("province")


def answers_of(unit: Unit) -> PublishedAnswerQuerySet:
    """Published questions and answers of a commune, newest first; removed ones are not listed."""
    standing = PublishedAnswer.objects.standing().filter(unit=unit)
    return standing.select_related("unit").order_by("-published_on", "-pk")


def public_answers() -> PublishedAnswerQuerySet:
    """What everybody may open: standing, or the tombstone of what was removed."""
    return PublishedAnswer.objects.select_related("unit", "removed_by__person")


def public_files(found: PublishedAnswer) -> QuerySet[AnswerFile]:
    if found.removed_on:
        return AnswerFile.objects.none()
    shown = AnswerFile.objects.filter(request=found.request_id, public=True, sealed=False)
    return shown.order_by("pk")


def answers_kept_by(person: Person, *, on: date) -> PublishedAnswerQuerySet:
    """Published answers that the office of this person may take down at once."""
    return PublishedAnswer.objects.filter(unit__in=offices_of(person, on=on)).select_related("unit")


def answer_files(person: Person, request_pk: int, *, on: date) -> QuerySet[AnswerFile]:
    """Files of an answer the office works on."""
    kept = requests_of(person, on=on).filter(pk=request_pk)
    return AnswerFile.objects.filter(request__in=kept, sealed=False).select_related("request__unit")


def may_decide(person: Person, request: InformationRequest, *, on: date) -> bool:
    return decided_by(person, on=on).filter(pk=request.pk).exists()


def files_for_asker(request: InformationRequest) -> list[AnswerFile]:
    """What was handed over, less what was sealed since."""
    if request.stage != Stage.SUPPLIED:
        return []
    return list(request.files.filter(sealed=False).order_by("pk"))
