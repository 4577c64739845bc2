"""Who may see and do what here. A hamlet head has their own hamlet, an office its whole commune."""

from datetime import date

from django.db.models import Q, QuerySet

from danchu.people.access import Person, seen_units, term_in, terms_of, units_as
from danchu.people.models import Role, Term
from danchu.places.models import Kind, Unit
from danchu.postings.models import (
    ON_BOARDS,
    Channel,
    Gap,
    Paper,
    Place,
    PlaceQuerySet,
    Posting,
    PostingQuerySet,
    Proof,
)

OFFICE = (Role.CLERK, Role.APPROVER, Role.CHAIR)
HEADS = (Role.COMMUNITY_HEAD,)
LOOKING = (*OFFICE, Role.INSPECTOR)


def offices_of(person: Person, *, on: date) -> QuerySet[Unit]:
    """Communes whose office this person serves on `on`."""
    return units_as(person, OFFICE, on=on).filter(kind=Kind.COMMUNE)


def office_term(person: Person, *, on: date) -> Term | None:
    """The term under which this person works in a commune's office."""
    terms = terms_of(person, on=on).filter(role__in=OFFICE, unit__kind=Kind.COMMUNE)
    return terms.order_by("pk").first()


def term_for(person: Person, posting: Posting, *, on: date) -> Term | None:
    """The term under which this person may answer for one posting: its head, or the office."""
    by = term_in(person, HEADS, posting.unit, on=on)
    return by or term_in(person, OFFICE, posting.paper.unit, on=on)


def head_terms(person: Person, *, on: date) -> QuerySet[Term]:
    """Hamlets this person heads; their phone page shows one of them at a time."""
    terms = terms_of(person, on=on).filter(role__in=HEADS)
    return terms.select_related("unit__commune").order_by("unit__name", "pk")


def hamlet_term(person: Person, unit_id: int | None, *, on: date) -> Term | None:
    """The term for this hamlet, or the only (first) one."""
    terms = head_terms(person, on=on)
    return (terms.filter(unit=unit_id) if unit_id else terms).first()


def of_hamlet(unit: Unit) -> PostingQuerySet:
    """Everything this hamlet has to do or has done."""
    return _whole(Posting.objects.filter(unit=unit))


def of_office(person: Person, *, on: date) -> PostingQuerySet:
    """Everything of the communes whose office this person serves, hamlets and all."""
    return _whole(Posting.objects.filter(paper__in=papers_of(person, on=on)))


def papers_of(person: Person, *, on: date) -> QuerySet[Paper]:
    units = offices_of(person, on=on)
    return Paper.objects.filter(unit__in=units).select_related("unit")


def places_of(person: Person, *, on: date) -> PlaceQuerySet:
    """Places the office may add to or end: its own and its hamlets'."""
    units = offices_of(person, on=on)
    mine = Place.objects.filter(Q(unit__in=units) | Q(unit__commune__in=units))
    return mine.select_related("unit")


def hamlets_of(person: Person, *, on: date) -> QuerySet[Unit]:
    """Hamlets of the communes whose office this person serves."""
    units = offices_of(person, on=on)
    return Unit.objects.communities().standing(on=on).filter(commune__in=units).order_by("name")


def units_of(person: Person, *, on: date) -> QuerySet[Unit]:
    """The communes and their hamlets, for the list of places."""
    units = offices_of(person, on=on)
    here = Unit.objects.standing(on=on).filter(Q(pk__in=units) | Q(commune__in=units))
    return here.filter(kind__in=[Kind.COMMUNE, Kind.COMMUNITY]).order_by("kind", "name")


def photos_for(person: Person, *, on: date) -> QuerySet[Proof]:
    """Photos this person may open: of their office, their own hamlet, where they inspect.

    Nobody else: people may be in the picture.
    """
    seen = seen_units(person, on=on, roles=LOOKING)
    heads = units_as(person, HEADS, on=on)
    return Proof.objects.filter(Q(unit__in=seen) | Q(unit__in=heads)).exclude(stored_as="")


def head_named(unit: Unit, *, on: date) -> str:
    """The name of this hamlet's head, for the office's form; "" when nobody heads it."""
    term = Term.objects.in_office(on=on).filter(unit=unit, role__in=HEADS).first()
    return term.person.full_name if term else ""


def gaps_of(person: Person, *, on: date) -> QuerySet[Gap]:
    """Open reports the office may answer."""
    mine = Gap.objects.filter(posting__paper__unit__in=offices_of(person, on=on), until=None)
    return mine.select_related("posting__paper__unit", "posting__place", "posting__unit")


def public_papers() -> QuerySet[Paper]:
    """What everybody may read about where a paper hung: never a photo, never a part-time name."""
    return Paper.objects.select_related("unit")


def public_board(paper: Paper) -> PostingQuerySet:
    return _whole(Posting.objects.filter(paper=paper).owed().exclude(channel=Channel.WEB))


def pointing_term(person: Person, *, on: date) -> Term | None:
    """Under which term somebody reports a paper gone; None: as a citizen."""
    return terms_of(person, on=on).order_by("pk").first()


def _whole(rows: PostingQuerySet) -> PostingQuerySet:
    return rows.select_related("paper__unit", "place", "unit")


def hanging_anywhere() -> PostingQuerySet:
    """Papers on boards, about which anybody who stands before one may report."""
    return _whole(Posting.objects.filter(channel__in=ON_BOARDS).open())
