"""A province, two communes, and papers in every state."""

from datetime import UTC, date, datetime

from danchu.disclosure.models import Item, State, Version
from danchu.duties.models import Basis, Duty
from danchu.people.models import Role, Term, User
from danchu.places.models import Belonging, Kind, Title, Unit

START = date(2025, 7, 1)


def province() -> Unit:
    return Unit.objects.get_or_create(
        slug="tinh-thai-nguyen",
        defaults={
            "kind": Kind.PROVINCE,
            "title": Title.TINH,
            "code": "19",
            "name": "Thái Nguyên",
            "folded": "tinh thai nguyen",
            "valid_from": START,
        },
    )[0]


def commune(name: str = "La Bằng", slug: str = "xa-la-bang", code: str = "05818") -> Unit:
    above = province()
    unit = Unit.objects.create(
        kind=Kind.COMMUNE,
        title=Title.XA,
        code=code,
        name=name,
        folded=slug.replace("-", " "),
        slug=slug,
        valid_from=START,
        province=above,
    )
    Belonging.objects.create(unit=unit, parent=above, since=START)
    return unit


def term(unit: Unit, role: Role, name: str) -> Term:
    person, _ = User.objects.get_or_create(
        username=f"{name}-{unit.slug}", defaults={"full_name": name}
    )
    return Term.objects.get_or_create(person=person, role=role, unit=unit, since=START)[0]


def item(
    unit: Unit,
    number: str,
    *,
    state: State = State.NOTED,
    title: str = "",
    group: int = 7,
    due_on: date = date(2026, 11, 23),
    published_on: date | None = None,
) -> Item:
    """An item with one version when it has a title; public since noon of `published_on`."""
    lan, binh = term(unit, Role.CLERK, "lan"), term(unit, Role.CHAIR, "binh")
    closed = state in {State.WITHDRAWN, State.REMOVED, State.NOT_PUBLIC}
    made = Item.objects.create(
        unit=unit,
        group=group,
        number=number,
        decided_on=date(2026, 11, 16),
        signer="Nông Văn Bình",
        noted_by=lan,
        noted_on=date(2026, 11, 16),
        state=state,
        due_on=due_on,
        due_rule="disclosure.publish",
        due_basis=Basis.LAW,
        published_on=published_on,
        closed_on=date(2026, 11, 30) if closed else None,
        closed_by=binh if closed else None,
        closed_why="in nhầm" if closed else "",
    )
    if title:
        version(made, 1, title, public_on=published_on, sealed=state == State.REMOVED)
    return made


def version(of: Item, number: int, title: str, *, public_on: date | None, sealed: bool = False):
    return Version.objects.create(
        item=of,
        number=number,
        title=title,
        body="nội dung không ra ngoài",
        reason="" if number == 1 else "gõ sai",
        drafted_by=of.noted_by,
        drafted_on=date(2026, 11, 17),
        approved_by=term(of.unit, Role.CHAIR, "binh") if public_on else None,
        no_secret_declared=bool(public_on),
        published_at=datetime.combine(public_on, datetime.min.time(), UTC) if public_on else None,
        sealed=sealed,
    )


def published(unit: Unit, number: str, title: str, on: date = date(2026, 11, 20), **fields) -> Item:
    return item(unit, number, state=State.PUBLISHED, title=title, published_on=on, **fields)


def duty(unit: Unit, key: str, *, due_on: date, done_on: date | None = None, basis=Basis.LAW):
    return Duty.objects.create(
        rule_key="disclosure.publish",
        basis=basis,
        unit=unit,
        role=Role.CLERK,
        what=f"Công khai {key}",
        kind="item",
        key=key,
        address="/cong-khai/1/soan/",
        counted_from=date(2026, 11, 16),
        due_on=due_on,
        done_on=done_on,
    )
