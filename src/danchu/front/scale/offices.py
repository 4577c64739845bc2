"""Communes at work: real units, made-up hamlets under them, made-up people in office."""

from collections.abc import Callable, Collection
from datetime import date
from random import Random
from typing import NamedTuple

from django.contrib.auth.hashers import make_password

from danchu.front.demo_people import COMMUNE, OTHER
from danchu.front.scale import words, writing
from danchu.front.scale.sizes import BEGAN, Size, shares
from danchu.kit import clock
from danchu.kit.folding import fold, slug
from danchu.kit.models import AuditEntry
from danchu.people.access.office import CROWD
from danchu.people.models import Role, Term, User
from danchu.places.findable import make_findable
from danchu.places.models import Belonging, Kind, Title, Unit
from danchu.postings.actions.places import ensure_places
from danchu.postings.models import Place, PlaceKind
from danchu.rulebook.rulebook import last_day

DEMO = "minh họa"
SLACK = 0.1  # of the communes are often late
TEAM = [
    (Role.CLERK, "Công chức Văn phòng"),
    (Role.APPROVER, "Phó Chủ tịch UBND"),
    (Role.CHAIR, "Chủ tịch UBND"),
    (Role.JUSTICE_OFFICER, "Công chức Tư pháp - Hộ tịch"),
    (Role.ONE_STOP_OFFICER, "Công chức một cửa"),
    (Role.COUNCIL_DELEGATE, "Đại biểu HĐND"),
    (Role.BOARD_MEMBER, "Ủy viên Ban Thanh tra nhân dân"),
    (Role.FRONT, "Chủ tịch UBMTTQ Việt Nam"),
]


class Post(NamedTuple):
    """Somebody in office."""

    person: int
    term: int


class Head(NamedTuple):
    """Who carries papers to one place; of the commune itself: its clerk and its seat."""

    unit_id: int
    unit_name: str  # inside a sentence
    place: int | None
    kind: str
    post: Post


class Office(NamedTuple):
    """One commune at work."""

    unit_id: int
    code: str
    full_name: str
    spoken_name: str
    signer: str
    clerk: Post
    approver: Post
    chair: Post
    hamlets: list[str]  # as they are named in a paper
    late: float  # share of papers made public late
    weight: float  # papers, against the others
    last_day: Callable[[str, date], date]  # of a rule, counted from a day
    desk: Head
    heads: list[Head]

    def boards(self, kinds: Collection[str]) -> list[Head]:
        """Those whose place is of one of `kinds`."""
        return [head for head in (self.desk, *self.heads) if head.kind in kinds]


def communes(size: Size, *, on: date) -> list[Unit]:
    """The communes that take part, those of the small demo first; marked as demo from now on."""
    standing = Unit.objects.standing(on=on).filter(kind=Kind.COMMUNE, valid_from=BEGAN)
    story = {code: place for place, code in enumerate((COMMUNE, OTHER))}
    ordered = sorted(standing, key=lambda unit: (story.get(unit.code, len(story)), unit.code))
    found = ordered[: size.communes]
    Unit.objects.filter(pk__in=[unit.pk for unit in found]).update(demo=True)
    return found


def build_hamlets(units: list[Unit], size: Size, rng: Random) -> None:
    """So many communities that all communes together have `size.communities`."""
    parts = shares(size.communities, [rng.uniform(0.7, 1.4) for _ in units])
    made: list[Unit] = []
    for unit, whole in zip(units, parts, strict=True):
        there = Unit.objects.communities().filter(commune=unit)
        taken = set(there.values_list("name", flat=True))
        names = _names(unit, whole - len(taken), taken, rng)
        made += [_hamlet(unit, name) for name in names]
    Unit.objects.bulk_create(made, batch_size=500)
    Belonging.objects.bulk_create(
        (Belonging(unit=one, parent=one.commune, since=BEGAN) for one in made),
        batch_size=500,
    )
    for start in range(0, len(made), 500):
        make_findable(made[start : start + 500])


def _names(unit: Unit, count: int, taken: set[str], rng: Random) -> list[str]:
    if unit.title == Title.PHUONG:
        return [f"số {n}" for n in range(1, count + 1)]
    whole = [f"{one} {two}" for one in words.XOM_FIRST for two in words.XOM_LAST]
    return sorted(rng.sample([name for name in whole if name not in taken], max(count, 0)))


def _hamlet(unit: Unit, name: str) -> Unit:
    title = Title.TO_DAN_PHO if unit.title == Title.PHUONG else Title.XOM
    return Unit(
        kind=Kind.COMMUNITY,
        title=title,
        name=name,
        folded=fold(f"{title.label} {name}"),
        slug=f"{slug(f'{title.label} {name}')}-{unit.slug}-minh-hoa",
        valid_from=BEGAN,
        source=DEMO,
        demo=True,
        commune=unit,
        province_id=unit.province_id,
    )


def build_people(units: list[Unit], rng: Random) -> None:
    """A head in every community, a team in every commune, where nobody holds the role yet."""
    held = set(Term.objects.filter(until=None).values_list("unit_id", "role"))
    posts = [
        (unit, role, f"{title} {unit.get_title_display()}" if " UB" in title else title)
        for unit in units
        for role, title in TEAM
    ]
    heads = Unit.objects.communities().filter(commune__in=units).order_by("pk")
    posts += [(one, Role.COMMUNITY_HEAD, f"Trưởng {one.get_title_display()}") for one in heads]
    posts = [one for one in posts if (one[0].pk, one[1]) not in held]
    nobody = make_password(None)  # nobody comes in by a password here
    people = User.objects.bulk_create(
        (
            User(
                username=f"{CROWD}{unit.pk}-{role.value}".replace("_", "-"),
                full_name=writing.name(rng),
                password=nobody,
                demo=True,
            )
            for unit, role, _ in posts
        ),
        batch_size=500,
    )
    terms = Term.objects.bulk_create(
        (
            Term(person=person, role=role, unit=unit, since=BEGAN, position=said, document=DEMO)
            for person, (unit, role, said) in zip(people, posts, strict=True)
        ),
        batch_size=500,
    )
    AuditEntry.objects.bulk_create((_appointed(term) for term in terms), batch_size=500)


def _appointed(term: Term) -> AuditEntry:
    """What `people.actions.appoint` leaves when the command line appoints."""
    return AuditEntry(
        at=clock.moment_on(BEGAN),
        on=BEGAN,
        act="people.appoint",
        unit_id=term.unit_id,
        kind="term",
        key=str(term.pk),
    )


def offices(units: list[Unit], rng: Random) -> list[Office]:
    """What each commune needs to put papers up. Some are larger, a tenth is often late."""
    terms = Term.objects.filter(until=None).select_related("person")
    held = {(term.unit_id, term.role): term for term in terms}
    hamlets: dict[int, list[str]] = {}
    for one in Unit.objects.communities().filter(commune__in=units).order_by("pk"):
        hamlets.setdefault(one.commune_id or 0, []).append(one.spoken_name)
    hung = {unit.pk: _heads(unit, held) for unit in units}
    rules = _Rules(units[0])
    return [
        Office(
            unit_id=unit.pk,
            code=unit.code,
            full_name=unit.full_name,
            spoken_name=unit.spoken_name,
            signer=_signer(held[unit.pk, Role.CHAIR]),
            clerk=_post(held[unit.pk, Role.CLERK]),
            approver=_post(held[unit.pk, Role.APPROVER]),
            chair=_post(held[unit.pk, Role.CHAIR]),
            hamlets=hamlets[unit.pk],
            late=rng.uniform(0.18, 0.3) if rng.random() < SLACK else rng.uniform(0.02, 0.1),
            weight=rng.uniform(0.6, 1.6),
            last_day=rules.last_day,
            desk=hung[unit.pk][0],
            heads=hung[unit.pk][1:],
        )
        for unit in units
    ]


def _heads(unit: Unit, held: dict[tuple[int, str], Term]) -> list[Head]:
    """The clerk with the board of the seat, then the heads with the houses of their hamlets."""
    law = (PlaceKind.COMMUNE_SEAT, PlaceKind.CULTURE_HOUSE)
    ensured = ensure_places(unit, on=BEGAN)
    return [
        Head(
            place.unit_id,
            place.unit.spoken_name,
            place.pk,
            place.kind,
            _post(held[place.unit_id, _carries(place)]),
        )
        for kind in law
        for place in ensured
        if place.kind == kind
    ]


def _carries(place: Place) -> Role:
    return Role.CLERK if place.kind == PlaceKind.COMMUNE_SEAT else Role.COMMUNITY_HEAD


def _post(term: Term) -> Post:
    return Post(term.person_id, term.pk)


def _signer(chair: Term) -> str:
    return f"{chair.person.full_name}, {chair.spoken_role}"


class _Rules:
    """The same day asked ten thousand times. No commune of a demo has rules of its own."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit
        self._known: dict[tuple[str, date], date] = {}

    def last_day(self, key: str, start: date) -> date:
        if (key, start) not in self._known:
            self._known[key, start] = last_day(key, unit=self._unit, start=start).due_on
        return self._known[key, start]
