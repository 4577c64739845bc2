"""Who may order which units."""

from datetime import date

from django.db.models import Q, QuerySet

from danchu.people.access.terms import OFFICE, Person, terms_of
from danchu.people.models import (
    Role,
    Term,
)
from danchu.places import hanging, judging
from danchu.places.models import Kind, Reorganisation, Unit

IN_PROVINCE = frozenset({Role.PROVINCE})  # who may order the units of every commune


def units_term(person: Person, *, on: date) -> Term | None:
    """The term under which this person orders units: of the province first, else of a commune."""
    terms = terms_of(person, on=on)
    province = terms.filter(role__in=IN_PROVINCE, unit__kind=Kind.PROVINCE).order_by("pk").first()
    office = terms.filter(role__in=OFFICE, unit__kind=Kind.COMMUNE).order_by("pk").first()
    return province or office


def communes_ordered_by(term: Term, *, on: date) -> QuerySet[Unit]:
    """Standing communes whose units are ordered under this term."""
    return Unit.objects.communes().standing(on=on).within(term.unit).order_by("folded")


def units_ordered_in(above: Unit, *, on: date) -> QuerySet[Unit]:
    """Units that may be merged, split, dissolved, renamed: a commune's, or a province's communes.

    Those that already have a last day are not offered.
    """
    if above.kind == Kind.PROVINCE:
        found = Unit.objects.communes().filter(province=above)
    else:
        found = Unit.objects.filter(commune=above, kind__in=list(judging.ORDERED))
    return found.standing(on=on).filter(valid_to=None).order_by("kind", "folded")


def acts_ordered_by(term: Term) -> QuerySet[Reorganisation]:
    """Acts about units that this term looks after, newest first; taken back ones too."""
    above = Unit.objects.filter(Q(pk=term.unit_id) | Q(province=term.unit_id))
    return (
        Reorganisation.objects.filter(above__in=above)
        .select_related("above")
        .order_by("-on", "-pk")
    )


def terms_ended_by(act: Reorganisation) -> QuerySet[Term]:
    """Terms that an act about units ended: whoever goes on needs a new one."""
    ended = hanging.passed(act, "people", "term")
    return Term.objects.filter(pk__in=ended).select_related("person", "unit").order_by("pk")
