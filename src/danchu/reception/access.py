"""Who may see what: the calendar and dialogues are everybody's; names and words the office's."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from danchu.people.access import Contact, Person, contact_of, term_in, units_as
from danchu.people.models import Role, Term, User
from danchu.places.models import Kind, Unit
from danchu.reception import tickets
from danchu.reception.models import (
    Bar,
    Booking,
    DialogueQuerySet,
    PeoplesDialogue,
    Question,
    Reception,
    ReceptionDay,
    ReceptionDayQuerySet,
)

OFFICE = (Role.CLERK, Role.APPROVER, Role.CHAIR, Role.JUSTICE_OFFICER, Role.ONE_STOP_OFFICER)


def communes(*, on: date) -> QuerySet[Unit]:
    return Unit.objects.communes().standing(on=on).order_by("folded")


def hamlets(unit: Unit, *, on: date) -> QuerySet[Unit]:
    return Unit.objects.within(unit).communities().standing(on=on).order_by("folded")


def contact(unit: Unit, *, on: date) -> Contact | None:
    """The person of this commune's office whom people may call."""
    return contact_of(unit, on=on)


# ── everybody ─────────────────────────────────────────────────────────────────────────────────


def calendar_of(unit: Unit) -> ReceptionDayQuerySet:
    return ReceptionDay.objects.filter(unit=unit).select_related("unit")


def calendar_since(unit: Unit, first: date) -> ReceptionDayQuerySet:
    """Days from `first` on, in order; more than anybody puts down are not read."""
    return calendar_of(unit).filter(day__gte=first).order_by("day", "begins")[:600]


def days_told() -> ReceptionDayQuerySet:
    return ReceptionDay.objects.select_related("unit")


def booked_with(code: str) -> Booking | None:
    """The place that this code opens."""
    found = Booking.objects.filter(code_hash=tickets.hashed(code))
    return found.select_related("day__unit").first()


def dialogues_told() -> DialogueQuerySet:
    return PeoplesDialogue.objects.told().select_related("unit")


def dialogues_of(unit: Unit) -> DialogueQuerySet:
    return dialogues_told().filter(unit=unit).order_by("-day", "-pk")


def questions_of(one: PeoplesDialogue) -> QuerySet[Question]:
    return one.questions.select_related("hamlet").order_by("number")


# ── the office ────────────────────────────────────────────────────────────────────────────────


def offices_of(person: Person, *, on: date) -> QuerySet[Unit]:
    return units_as(person, OFFICE, on=on).filter(kind=Kind.COMMUNE).order_by("pk")


def office_term(person: Person, unit: Unit, *, on: date) -> Term | None:
    return term_in(person, OFFICE, unit, on=on)


def days_kept_by(person: Person, *, on: date) -> ReceptionDayQuerySet:
    units = offices_of(person, on=on).values("pk")
    return ReceptionDay.objects.filter(unit__in=units).select_related("unit", "closed_by__person")


def receptions_kept_by(person: Person, *, on: date) -> QuerySet[Reception]:
    """Lines of the books of these offices, but for those that are about this person."""
    units = offices_of(person, on=on).values("pk")
    found = Reception.objects.filter(unit__in=units).exclude(pk__in=about(person))
    return found.select_related("unit", "day", "made_by__person")


def about(person: Person) -> QuerySet[Bar, Any]:
    """Keys of the lines that are about this person."""
    return Bar.objects.filter(person=person.pk or 0).values("reception")


def lines_of(day: ReceptionDay, person: Person) -> QuerySet[Reception]:
    return day.receptions.exclude(pk__in=about(person)).order_by("number")


def barred(one: Reception) -> QuerySet[User]:
    return User.objects.filter(pk__in=one.bars.values("person")).order_by("full_name")


def dialogues_kept_by(person: Person, *, on: date) -> DialogueQuerySet:
    units = offices_of(person, on=on).values("pk")
    return PeoplesDialogue.objects.filter(unit__in=units).select_related("unit")


def questions_kept_by(person: Person, *, on: date) -> QuerySet[Question]:
    kept = dialogues_kept_by(person, on=on).values("pk")
    return Question.objects.filter(dialogue__in=kept).select_related("dialogue__unit")


def waiting(day: ReceptionDay) -> QuerySet[Booking]:
    """The queue of a day, by number: who has not given the place back."""
    found = day.bookings.filter(cancelled_on=None).select_related("reception")
    return found.order_by("number")


def book_of(unit: Unit, person: Person, *, since: date, until: date) -> QuerySet[Reception]:
    """Lines of the book of reception, both days included, in the order of their numbers.

    Those that are about this person are left out: `hides_lines` says whether there are any.
    """
    found = Reception.objects.filter(unit=unit, received_on__range=(since, until))
    found = found.exclude(pk__in=about(person))
    return found.select_related("day", "made_by__person").order_by("year", "number")


def hides_lines(unit: Unit, person: Person, *, since: date, until: date) -> bool:
    """Whether a whole book, or minutes, of these days would tell this person of themselves."""
    found = Reception.objects.filter(unit=unit, received_on__range=(since, until))
    return found.filter(pk__in=about(person)).exists()
