"""What somebody leaves behind when a term ends, and who may take it over.

Duties, drafts and papers hang on unit and role, never on an account: whoever holds the role next
has them at once. Handing over names that person, closes the keys, and keeps what there was.
A room whose things somebody may leave unfinished names them here, from its `ready`.
"""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet

from danchu.people import access
from danchu.people.access import Person
from danchu.people.models import CIVIL_SERVANTS, Card, Device, HandOver, Role, Term, User
from danchu.places.models import Unit

WAITS = timedelta(days=365)  # an older end is history: it leaves the office's page
SOON = timedelta(days=30)


class Left(NamedTuple):
    """One thing left: a duty, a draft, a phone."""

    what: str
    address: str = ""
    due_on: date | None = None
    place: str = ""  # the article that asks for it


class Section(NamedTuple):
    title: str
    rows: list[Left]


Finds = Callable[[Term, date], Iterable[Left]]
SECTIONS: dict[str, tuple[int, Finds]] = {}


def leaves(title: str, finds: Finds, *, order: int) -> None:
    """People leaving a term leave these; `finds` lists them for one term on one day."""
    SECTIONS[title] = (order, finds)


def left_by(term: Term, *, on: date) -> list[Section]:
    """Everything left, section by section; empty ones too: the paper then says "không có"."""
    ordered = sorted(SECTIONS.items(), key=lambda pair: pair[1][0])
    return [Section(title, list(finds(term, on))) for title, (_, finds) in ordered]


def kept(sections: Iterable[Section]) -> list[dict[str, Any]]:
    """As it is written down with the act."""
    return [
        {
            "title": one.title,
            "rows": [
                row._asdict() | {"due_on": row.due_on.isoformat() if row.due_on else None}
                for row in one.rows
            ],
        }
        for one in sections
    ]


def read(row: HandOver) -> list[Section]:
    """What was handed over, as it stood on the day."""
    return [
        Section(
            one["title"],
            [
                Left(**left | {"due_on": date.fromisoformat(left["due_on"])})
                if left["due_on"]
                else Left(**left)
                for left in one["rows"]
            ],
        )
        for one in row.left
    ]


# ── who, to whom ──────────────────────────────────────────────────────────────────────────────


def terms_to_hand_over(person: Person, *, on: date) -> QuerySet[Term]:
    """Terms with a last day that this person may hand over, done or not."""
    return access.all_terms_run_by(person, on=on).filter(until__isnull=False)


def waiting(person: Person, *, on: date) -> QuerySet[Term]:
    """Ended or about to end, nobody named yet. Whoever was appointed anew hands nothing over."""
    again = Term.objects.filter(
        Q(until__isnull=True) | Q(until__gt=OuterRef("until")),
        person=OuterRef("person"),
        role=OuterRef("role"),
        unit=OuterRef("unit"),
    )
    terms = terms_to_hand_over(person, on=on).filter(
        ~Exists(again), until__gte=on - WAITS, until__lte=on + SOON, handed_over__isnull=True
    )
    return terms.order_by("until", "pk")


def successors(term: Term, *, on: date) -> QuerySet[Term]:
    """Terms of others, running or coming, with this role in this unit or what became of it."""
    became = Unit.objects.filter(predecessors__old=term.unit_id)
    return (
        Term.objects.filter(
            Q(unit=term.unit_id) | Q(unit__in=became),
            Q(until__isnull=True) | Q(until__gte=on),
            role=term.role,
            person__is_active=True,
        )
        .exclude(person=term.person_id)
        .select_related("person", "unit")
        .order_by("since", "pk")
    )


def done(person: Person, *, on: date) -> QuerySet[HandOver]:
    """Hand-overs whose paper this person may read: their office's, and what they took over."""
    office = terms_to_hand_over(person, on=on)
    mine = access.terms_of(person, on=on)
    found = HandOver.objects.filter(Q(term__in=office) | Q(to__in=mine))
    return found.select_related(
        "term__person", "term__unit", "to__person", "to__unit", "by__person"
    )


def paper_of(pk: int, person: Person, *, on: date) -> QuerySet[HandOver]:
    """The hand-over of the term with this number; of a number that no term has, none."""
    return done(person, on=on).filter(term__in=Term.objects.filter(pk=pk))


def taken_over(person: User, *, on: date) -> QuerySet[HandOver]:
    """What this person took over under terms they hold today."""
    found = HandOver.objects.filter(to__in=access.terms_of(person, on=on))
    return found.select_related("term__person", "term__unit").order_by("-pk")


# ── what this room itself closes ──────────────────────────────────────────────────────────────


def serves_on(term: Term, *, on: date) -> bool:
    """Whether the person holds another term, running or coming: then their keys stay."""
    others = Term.objects.filter(Q(until__isnull=True) | Q(until__gte=on), person=term.person_id)
    return others.exclude(pk=term.pk).exists()


def keys_of(term: Term, on: date) -> list[Left]:
    """Phones, cards and log-ins that open nothing any more after the last day."""
    if serves_on(term, on=on):
        return []
    person = term.person_id
    phones = Device.objects.live().filter(person=person).order_by("pk")
    cards = Card.objects.usable(on=on).filter(person=person)
    rows = [f"Điện thoại: {phone.name}" for phone in phones]
    rows += [f"Thẻ kích hoạt chưa dùng, in ngày {card.issued_on:%d/%m/%Y}" for card in cards]
    if Role(term.role) in CIVIL_SERVANTS:
        rows.append("Tài khoản đăng nhập bằng mật khẩu và mã xác thực")
    return [Left(row) for row in rows]
