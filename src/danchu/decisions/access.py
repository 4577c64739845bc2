"""Who acts on a motion: the head and the Front of its hamlet, the office and the Front of its
commune. Anybody reads what was put forward. A stranger's row is not there."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from danchu.decisions.models import (
    CountScan,
    IdeaPaper,
    Initiative,
    Motion,
    MotionQuerySet,
    Part,
    Slip,
    SlipRound,
)
from danchu.meetings import convening
from danchu.people.access import Person, terms_of, units_as
from danchu.people.models import Household, Representative, Role, Term, User
from danchu.places.models import Kind, Succession, Unit

HEAD = (Role.COMMUNITY_HEAD,)
HAMLET = (Role.COMMUNITY_HEAD, Role.FRONT_HEAD)
REMOVERS = (Role.FRONT_HEAD, Role.CHAIR)  # who calls the meeting on a head who is to go
OFFICE = (Role.CLERK, Role.CHAIR)
COMMUNE = (*OFFICE, Role.FRONT)
EVERYBODY = (*HAMLET, *COMMUNE)


def hamlets_as(person: Person, roles: Iterable[Role], *, on: date) -> QuerySet[Unit]:
    """Communities in which this person holds one of `roles`, and those that were merged into
    them."""
    own = units_as(person, roles, on=on).filter(kind=Kind.COMMUNITY).values("pk")
    before = Succession.objects.filter(new__in=own, partial=False).values("old")
    return Unit.objects.filter(Q(pk__in=own) | Q(pk__in=before), kind=Kind.COMMUNITY)


def communes_as(person: Person, roles: Iterable[Role], *, on: date) -> QuerySet[Unit]:
    """Communes in which this person holds one of `roles`; the Front's own unit counts too."""
    own = units_as(person, roles, on=on)
    return Unit.objects.filter(
        Q(pk__in=own.filter(kind=Kind.COMMUNE).values("pk"))
        | Q(pk__in=own.filter(kind=Kind.FRONT).values("commune"))
    )


def proposing_units(person: Person, *, on: date) -> QuerySet[Unit]:
    """Where this person proposes: their standing hamlets, a commune that they chair, and its
    hamlets whose head heads the Front too (there the chair asks that the head be removed)."""
    heads = units_as(person, HAMLET, on=on)
    chairs = units_as(person, [Role.CHAIR], on=on).filter(kind=Kind.COMMUNE)
    found = Unit.objects.filter(
        Q(pk__in=heads.values("pk"))
        | Q(pk__in=chairs.values("pk"))
        | Q(pk__in=convening.headed_by_one(on=on).values("pk"), commune__in=chairs)
    )
    return found.standing(on=on).order_by("kind", "pk")


def seen_by(person: Person, *, on: date) -> MotionQuerySet:
    """Motions on this person's desk, drafts too."""
    hamlets = hamlets_as(person, HAMLET, on=on)
    communes = communes_as(person, COMMUNE, on=on)
    under = Unit.objects.filter(Q(pk__in=communes.values("pk")) | Q(commune__in=communes))
    found: MotionQuerySet = Motion.objects.filter(
        Q(unit__in=under.values("pk"))
        | Q(unit__in=hamlets.values("pk"))
        | Q(parts__unit__in=hamlets.values("pk"), put_forward_on__isnull=False)
    )
    return _whole(found.distinct())


def public() -> MotionQuerySet:
    """What anybody may read."""
    return _whole(Motion.objects.public())


def public_of(unit: Unit) -> MotionQuerySet:
    """What anybody may read of a commune and its hamlets, former ones too; of a hamlet, also what
    its whole commune is asked."""
    mine = Q(unit=unit) | Q(unit__commune=unit)
    if unit.kind == Kind.COMMUNITY:
        mine |= Q(pk__in=Part.objects.filter(unit=unit).values("motion"))
    found: MotionQuerySet = public().filter(mine)
    return found


def term_for(person: Person, motion: Motion, roles: Iterable[Role], *, on: date) -> Term | None:
    """The term under which this person does one of these things for `motion`.

    A head who is to go does nothing in it as head of the Front committee.
    """
    terms = terms_of(person, on=on).filter(role__in=list(roles))
    units = [motion.unit_id, *motion.parts.values_list("unit", flat=True)]
    heirs = Succession.objects.filter(old__in=units, partial=False).values("new")
    here = Q(unit__in=units) | Q(unit__in=heirs)
    if motion.removes_head:
        heads = Term.objects.in_office(on=on).filter(here, role=Role.COMMUNITY_HEAD)
        terms = terms.exclude(role=Role.FRONT_HEAD, person__in=heads.values("person"))
    hamlet = terms.filter(here, unit__kind=Kind.COMMUNITY).first()
    return hamlet or _commune_term(terms, commune_of(motion.unit))


def initiative_term(person: Person, unit: Unit, roles: Iterable[Role], *, on: date) -> Term | None:
    """The term under which this person keeps the initiatives of `unit`."""
    terms = terms_of(person, on=on).filter(role__in=list(roles))
    heirs = Succession.objects.filter(old=unit, partial=False).values("new")
    hamlet = terms.filter(Q(unit=unit) | Q(unit__in=heirs)).first()
    return hamlet or _commune_term(terms, commune_of(unit))


def _commune_term(terms: QuerySet[Term], commune: int) -> Term | None:
    return terms.filter(Q(unit=commune) | Q(unit__commune=commune, unit__kind=Kind.FRONT)).first()


def commune_of(unit: Unit) -> int:
    return unit.pk if unit.kind == Kind.COMMUNE else unit.commune_id or unit.pk


def counters(motion: Motion) -> tuple[Role, ...]:
    """Who counts and asks by slips: the head, but never of his own removal."""
    return REMOVERS if motion.removes_head else HEAD


def parts_of(
    person: Person, motion: Motion, *, on: date, roles: Iterable[Role] | None = None
) -> list[Part]:
    """The parts of this motion that this person counts, asks by slips, or puts to a meeting."""
    roles = counters(motion) if roles is None else roles
    if motion.removes_head and term_for(person, motion, roles, on=on) is None:
        return []
    mine = Q(unit__in=hamlets_as(person, roles, on=on).values("pk"))
    if motion.removes_head:
        mine |= Q(unit__commune__in=communes_as(person, {Role.CHAIR} & set(roles), on=on))
    return list(motion.parts.filter(mine).select_related("unit__commune", "motion"))


def rounds_seen(person: Person, *, on: date) -> QuerySet[SlipRound]:
    """Rounds of slips in this person's hamlets, or in the hamlets of their commune."""
    hamlets = hamlets_as(person, HAMLET, on=on)
    communes = communes_as(person, OFFICE, on=on)
    wanted = Q(part__unit__in=hamlets.values("pk")) | Q(part__unit__commune__in=communes)
    return SlipRound.objects.filter(wanted, part__in=Part.objects.all()).select_related(
        "part__unit__commune", "part__motion__unit", "roll", "count", "issued_by__person"
    )


def announced_rounds() -> QuerySet[SlipRound]:
    """Rounds of slips of what anybody may read."""
    found = SlipRound.objects.filter(part__motion__in=Motion.objects.public().values("pk"))
    return found.select_related("part__unit", "part__motion")


def scans_seen(person: Person, *, on: date) -> QuerySet[CountScan]:
    """Photos of the sheets behind counts of motions on this person's desk; names stand on them."""
    motions = seen_by(person, on=on).values("pk")
    return CountScan.objects.filter(count__part__motion__in=motions)


def slip_with(code: str) -> QuerySet[Slip]:
    """For whoever holds the stub: its number, whether it came back. Nothing else."""
    return Slip.objects.filter(
        code=code.upper(), round__part__in=Part.objects.all()
    ).select_related("round__part__unit", "round__part__motion")


def initiatives_seen(person: Person, *, on: date) -> QuerySet[Initiative]:
    """Initiatives of this person's hamlets, or of the hamlets of their commune."""
    hamlets = hamlets_as(person, HAMLET, on=on)
    communes = communes_as(person, OFFICE, on=on)
    wanted = Q(unit__in=hamlets.values("pk")) | Q(unit__commune__in=communes)
    return Initiative.objects.filter(wanted).select_related("unit__commune", "motion")


def idea_sheets_seen(person: Person, *, on: date) -> QuerySet[IdeaPaper]:
    """Photos of papers behind initiatives on this person's desk; names stand on them."""
    seen = initiatives_seen(person, on=on).values("pk")
    found = IdeaPaper.objects.filter(initiative__in=seen).exclude(stored_as="")
    return found.select_related("initiative__unit__commune")


def households_of(unit: Unit, *, on: date) -> QuerySet[Household]:
    return Household.objects.filter(unit=unit).standing(on=on).order_by("number")


def speaks_for(person: Person, unit: Unit, *, on: date) -> Representative | None:
    """As whose representative this person may agree in `unit`; None: for no household there."""
    if not isinstance(person, User):
        return None
    standing = Household.objects.filter(unit=unit).standing(on=on)
    mine = Representative.objects.filter(person=person, household__in=standing)
    return mine.speaking(on=on).select_related("household").first()


def home_units(person: Person, *, on: date) -> QuerySet[Unit]:
    """Communities in which this citizen speaks for a household."""
    if not isinstance(person, User):
        return Unit.objects.none()
    mine = Representative.objects.filter(person=person).speaking(on=on)
    standing = Household.objects.filter(pk__in=mine.values("household")).standing(on=on)
    return Unit.objects.filter(pk__in=standing.values("unit"))


def place_named(slug: str, *, on: date) -> QuerySet[Unit]:
    """A commune or a hamlet of today, for the public list."""
    kinds = [Kind.COMMUNE, Kind.COMMUNITY]
    return Unit.objects.standing(on=on).filter(kind__in=kinds, slug=slug).select_related("commune")


def _whole(found: MotionQuerySet) -> MotionQuerySet:
    return found.select_related("unit__commune", "proposed_by__person", "agreed_by__person")
