"""Who may do what with the law. Everybody reads it; a jurist of the province answers for it."""

from datetime import date

from django.db.models import Q, QuerySet

from danchu.people.access import Person, terms_of
from danchu.people.models import Role, Term
from danchu.places.models import Kind
from danchu.rulebook.models import LocalDraft, LocalRule, Objection


def jurist_term(person: Person, *, on: date) -> Term | None:
    """The provincial term under which this person confirms values, or None."""
    terms = terms_of(person, on=on).filter(role=Role.JURIST, unit__kind=Kind.PROVINCE)
    return terms.first()


def objections_settled_by(person: Person, *, on: date) -> QuerySet[Objection]:
    """Open objections that this person may settle."""
    if jurist_term(person, on=on) is None:
        return Objection.objects.none()
    return Objection.objects.open().select_related("raised_by__person")


DRAFTING = {
    Kind.COMMUNE: (Role.CLERK, Role.APPROVER, Role.CHAIR),
    Kind.PROVINCE: (Role.PROVINCE,),
}
APPROVING = {Kind.COMMUNE: (Role.APPROVER, Role.CHAIR), Kind.PROVINCE: (Role.PROVINCE,)}


def drafting_terms(person: Person, *, on: date) -> QuerySet[Term]:
    """Terms under which this person writes what a commune or the province adds to the law."""
    return _terms(person, DRAFTING, on=on)


def approving_term(person: Person, row: LocalDraft, *, on: date) -> Term | None:
    """The term under which this person may approve this draft: never one they wrote."""
    if not person.is_authenticated or person.pk == row.drafter_id:
        return None
    return _terms(person, APPROVING, on=on).filter(unit=row.unit_id).first()


def _terms(person: Person, roles: dict[Kind, tuple[Role, ...]], *, on: date) -> QuerySet[Term]:
    allowed = Q()
    for kind, names in roles.items():
        allowed |= Q(unit__kind=kind, role__in=names)
    return terms_of(person, on=on).filter(allowed).order_by("pk")


def drafts_seen_by(person: Person, *, on: date) -> QuerySet[LocalDraft]:
    """Drafts of the units this person writes for."""
    units = drafting_terms(person, on=on).values("unit")
    drafts = LocalDraft.objects.filter(unit__in=units).order_by("-pk")
    return drafts.select_related("unit", "drafter", "approver", "ends", "drafted_by__person")


def local_rules_of(person: Person, *, on: date) -> QuerySet[LocalRule]:
    """Additions of the units this person writes for, newest first."""
    units = drafting_terms(person, on=on).values("unit")
    return LocalRule.objects.filter(unit__in=units).select_related("unit").order_by("-since", "key")
