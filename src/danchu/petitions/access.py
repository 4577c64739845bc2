"""Who may see what: the sender, and the office of the commune; the register, its head alone."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from danchu.people.access import Contact, Person, contact_of, term_in, terms_of, units_as
from danchu.people.models import Role, Term, User
from danchu.petitions.models import (
    AnswerTemplate,
    Attachment,
    Bar,
    Case,
    CasePhone,
    CaseQuerySet,
    Denunciation,
    DenunciationQuerySet,
    InCharge,
    Rating,
    Step,
    Track,
)
from danchu.places.models import Kind, Unit

OFFICE = (Role.CLERK, Role.APPROVER, Role.CHAIR, Role.JUSTICE_OFFICER, Role.ONE_STOP_OFFICER)
# A province settles second complaints; its inspectorate verifies them for the chair (Luật Khiếu
# nại Điều 21, 25: not among our texts yet; `complaints.second.settler`, `.verifier` say so).
HANDLES = (*OFFICE, Role.INSPECTOR)
LEVELS = (Kind.COMMUNE, Kind.PROVINCE)
GROUP = 5  # ratings are told in groups of at least so many


def communes(*, on: date) -> QuerySet[Unit]:
    """Where something may be sent to."""
    return Unit.objects.communes().standing(on=on).order_by("folded")


def hamlets(unit: Unit, *, on: date) -> QuerySet[Unit]:
    return Unit.objects.within(unit).communities().standing(on=on).order_by("folded")


# ── the sender ────────────────────────────────────────────────────────────────────────────────


def with_code(code: str) -> CaseQuerySet:
    """For whoever may hold the ticket; the secret is asked next."""
    return _whole(Case.objects.filter(code=code))


def own(person: Person) -> CaseQuerySet:
    """What this account sent."""
    if not isinstance(person, User):
        return Case.objects.none()
    return _whole(Case.objects.filter(person=person))


def opened(person: Person, pks: list[int]) -> CaseQuerySet:
    """One's own cases, and those whose ticket was shown in this browser."""
    mine = Q(person=person) if isinstance(person, User) else Q(pk__in=[])
    return _whole(Case.objects.filter(mine | Q(pk__in=pks)))


def phone_of(case: Case) -> CasePhone | None:
    """The phone that opens it, for the sender's own page."""
    return CasePhone.objects.filter(case=case).first()


def files_of_sender(person: Person, pks: list[int]) -> QuerySet[Attachment]:
    """Files the sender may open: those of steps the sender reads."""
    found = Attachment.objects.filter(step__case__in=opened(person, pks))
    return found.select_related("step")


# ── the office ────────────────────────────────────────────────────────────────────────────────


def offices_of(person: Person, *, on: date) -> QuerySet[Unit]:
    return units_as(person, HANDLES, on=on).filter(kind__in=LEVELS).order_by("pk")


def serving(terms: Iterable[Term]) -> Term | None:
    """Of the terms somebody holds, the one of the first office they serve."""
    offices = (t for t in terms if t.role in HANDLES and t.unit.kind in LEVELS)
    return min(offices, key=lambda term: (term.unit_id, term.pk), default=None)


def heads_by(terms: Iterable[Term]) -> bool:
    """Whether one of these terms settles secret matters of a commune: as `heads`."""
    return any(t.role == Role.CHAIR and t.unit.kind == Kind.COMMUNE for t in terms)


def ever_held_by(person: int) -> QuerySet[Any, Any]:
    """Terms of this account, ended ones too: what it was given once is still its own."""
    return Term.objects.filter(person=person).values("pk")


def office_term(person: Person, unit: Unit, *, on: date) -> Term | None:
    return term_in(person, HANDLES, unit, on=on)


def kept_by(person: Person, *, on: date) -> CaseQuerySet:
    """Cases of the offices this person serves, but for those that are about this person."""
    found = Case.objects.filter(unit__in=offices_of(person, on=on).values("pk"))
    return _whole(found.exclude(pk__in=_about(person)))


def kept_at(person: Person, unit: Unit) -> CaseQuerySet:
    """The same of one office, of which it is known already that this person serves it. Of a case
    the hamlet and the handler come along."""
    found = Case.objects.filter(unit=unit).exclude(pk__in=_about(person))
    return found.select_related("hamlet", "handler__person")


def files_of_office(person: Person, *, on: date) -> QuerySet[Attachment]:
    found = Attachment.objects.filter(step__case__in=kept_by(person, on=on).values("pk"))
    return found.select_related("step")


def colleagues(unit: Unit, *, on: date, but: Case | None = None) -> QuerySet[Term]:
    """Who may be given a case: the office of this unit, but for whom it is about."""
    found = Term.objects.in_office(on=on).filter(unit=unit, role__in=HANDLES)
    if but is not None:
        found = found.exclude(person__in=Bar.objects.filter(case=but).values("person"))
    return found.select_related("person", "unit").order_by("person__full_name", "pk")


def barred(case: Case) -> QuerySet[User]:
    return User.objects.filter(pk__in=case.bars.values("person")).order_by("full_name")


def templates_of(unit: Unit) -> QuerySet[AnswerTemplate]:
    return AnswerTemplate.objects.filter(unit=unit).order_by("title")


def near(case: Case) -> CaseQuerySet:
    """Open cases of the same place and month, to be looked at for duplicates."""
    found = Case.objects.open().filter(unit=case.unit_id).exclude(pk=case.pk)
    complaints = Q(track=Track.COMPLAINT)
    alike = found.filter(complaints if case.is_complaint else ~complaints)
    return alike.order_by("-received_on", "-pk")


def ratings(unit: Unit) -> list[bool]:
    """The oldest whole groups of GROUP ratings: one more rating never shows by itself."""
    marks = Rating.objects.filter(case__unit=unit).order_by("pk").values_list("good", flat=True)
    rows = list(marks)
    return rows[: len(rows) // GROUP * GROUP]


def _about(person: Person) -> QuerySet[Any, Any]:
    bars = Bar.objects.filter(person=person.pk or 0)
    return bars.values("case")


def _whole(found: CaseQuerySet) -> CaseQuerySet:
    return found.select_related(
        "unit", "hamlet", "handler__person", "handler__unit", "entered_by__person", "complaint"
    )


# ── the register of secret matters ────────────────────────────────────────────────────────────


def heads(person: Person, *, on: date) -> QuerySet[Unit]:
    """Communes whose secret matters this person settles."""
    return units_as(person, [Role.CHAIR], on=on).filter(kind=Kind.COMMUNE).order_by("pk")


def register_of(person: Person, *, on: date) -> DenunciationQuerySet:
    """Secret matters of one's own commune, for its head; for others only those they are given."""
    running = InCharge.objects.filter(until=None, term__in=terms_of(person, on=on).values("pk"))
    return Denunciation.objects.filter(
        Q(unit__in=heads(person, on=on).values("pk"))
        | Q(pk__in=running.values("denunciation"), unit__in=offices_of(person, on=on).values("pk"))
    ).select_related("unit")


def register_term(person: Person, unit: Unit, *, on: date) -> Term | None:
    """The term of the head, else of the office."""
    return term_in(person, [Role.CHAIR], unit, on=on) or office_term(person, unit, on=on)


# ── whom to call ──────────────────────────────────────────────────────────────────────────────


def contact(unit: Unit, *, on: date) -> Contact | None:
    """The person of this commune's office whom people may call."""
    return contact_of(unit, on=on)


def rated(case: Case) -> Rating | None:
    """The sender's own mark, for the sender's own page."""
    return Rating.objects.filter(case=case).first()


def receipt_of(case: Case) -> Step:
    """The step by which it came: its paper is the receipt."""
    return case.steps.order_by("pk")[0]


def steps_of(case: Case) -> QuerySet[Step]:
    return case.steps.select_related("case__unit__province", "by__person")


def in_charge_of(one: Denunciation) -> QuerySet[InCharge]:
    return one.in_charge.filter(until=None).select_related("term__person", "term__unit")


# ── the case before and after, by the nearest day ─────────────────────────────────────────────


def before(case: Case, among: CaseQuerySet) -> int | None:
    """The key of the open case with the next nearer day; None at the first, or of a closed one."""
    if case.next_due_on is None:
        return None
    earlier = Q(next_due_on__lt=case.next_due_on)
    beside = among.filter(earlier | Q(next_due_on=case.next_due_on, pk__lt=case.pk))
    return beside.order_by("-next_due_on", "-pk").values_list("pk", flat=True).first()


def after(case: Case, among: CaseQuerySet) -> int | None:
    if case.next_due_on is None:
        return None
    later = Q(next_due_on__gt=case.next_due_on)
    beside = among.filter(later | Q(next_due_on=case.next_due_on, pk__gt=case.pk))
    return beside.order_by("next_due_on", "pk").values_list("pk", flat=True).first()
