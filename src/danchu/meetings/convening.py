"""Who may call a meeting, on what, and how early it must be told (NĐ 59 Điều 3 khoản 1, 3, 4)."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Exists, OuterRef, QuerySet

from civics.cite import Cite
from civics.errors import Refused
from danchu.meetings.models import AgendaItem, Convenor, Meeting
from danchu.people.models import Role, Term
from danchu.places.models import Unit
from danchu.rulebook.rulebook import value

NOTICE, PAPERS = "meetings.notice", "meetings.papers"
HEAD_MATTER = "community_head"  # Điều 15 khoản 4: election and removal have convenors of their own

# Under which term somebody writes down a meeting of each convenor. A team or a named citizen need
# have no account: the Front's head, or the commune, writes it down with the deciding document.
WRITTEN_BY: dict[Convenor, tuple[Role, ...]] = {
    Convenor.HEAD: (Role.COMMUNITY_HEAD,),
    Convenor.FRONT_HEAD: (Role.FRONT_HEAD,),
    Convenor.CHAIR: (Role.CHAIR,),
    Convenor.ELECTION_TEAM: (Role.FRONT_HEAD, Role.CLERK, Role.CHAIR),
    Convenor.NAMED: (Role.FRONT_HEAD, Role.CLERK, Role.CHAIR),
}
NEEDS_GROUND = {Convenor.ELECTION_TEAM, Convenor.NAMED, Convenor.CHAIR}


OFFICE = (Role.CLERK, Role.CHAIR)  # enters paper minutes of whoever called the meeting


def convenors_for(term: Term, *, on_paper: bool = False) -> list[Convenor]:
    """As whom the holder of `term` may write down a meeting."""
    if on_paper and term.role in OFFICE:
        return list(Convenor)
    return [one for one, roles in WRITTEN_BY.items() if term.role in roles]


def owed_by(meeting: Meeting) -> tuple[Unit, Role]:
    """Who calls and leads a meeting owes its notice, its papers and its signed minutes (NĐ 59 Điều
    3 khoản 1, 3, 4, 5 điểm d): never the head who is to be removed. For a team or a named citizen,
    who may have no account, whoever wrote the meeting down."""
    wrote = meeting.convened_by
    own = {Convenor.HEAD: Role.COMMUNITY_HEAD, Convenor.FRONT_HEAD: Role.FRONT_HEAD}
    role = own.get(Convenor(meeting.convened_as))
    if role is None:
        role = Role.CHAIR if meeting.convened_as == Convenor.CHAIR else Role(wrote.role)
    commune = meeting.unit.commune
    at_commune = role in OFFICE and commune is not None
    return (commune if at_commune and commune else meeting.unit), role


def head_in_office(unit: Unit, *, on: date) -> Term | None:
    terms = Term.objects.in_office(on=on).filter(unit=unit, role=Role.COMMUNITY_HEAD)
    return terms.select_related("person").order_by("pk").first()


def cite_of(rule: str, unit: Unit, *, on: date) -> Cite:
    return value(rule, unit=unit, on=on).national.cite


def refuse_convenor(
    unit: Unit, convenor: Convenor, ground: str, *, by: Term, on: date, on_paper: bool = False
) -> None:
    """Whether this term may write it down, and whether that convenor may be at all."""
    cite = cite_of(convenor.rule, unit, on=on)
    if convenor not in convenors_for(by, on_paper=on_paper):
        raise Refused(
            f"Vai “{by.spoken_role}” không ghi được cuộc họp do {convenor.label} triệu tập.", cite
        )
    if convenor == Convenor.CHAIR and not ground.strip():
        raise Refused(
            "Chủ tịch xã triệu tập sau khi thống nhất với Chủ tịch Ủy ban Mặt trận xã. Hãy ghi "
            "thống nhất bằng văn bản nào, ngày nào.",
            cite,
        )
    if convenor in NEEDS_GROUND and not ground.strip():
        raise Refused(
            f"{convenor.label} triệu tập thì ghi căn cứ: số, ngày quyết định của Chủ tịch xã.", cite
        )
    if convenor == Convenor.NAMED and (head := head_in_office(unit, on=on)):
        raise Refused(
            f"{unit.full_name} đang có người giữ chức từ {head.since:%d/%m/%Y}. Người được chỉ "
            "định chỉ triệu tập khi khuyết Trưởng thôn, Tổ trưởng.",
            cite,
        )
    if convenor == Convenor.CHAIR and not heads_both(unit, on=on):
        raise Refused(
            "Chủ tịch xã chỉ triệu tập khi Trưởng thôn, Tổ trưởng đồng thời là Trưởng ban công tác "
            "Mặt trận. Ở đây Trưởng ban công tác Mặt trận triệu tập.",
            cite,
        )


def refuse_matter(
    matter: str,
    unit: Unit,
    convenor: Convenor,
    *,
    removal: bool = False,
    by_chair: bool = False,
    on: date,
) -> None:
    """Whether this convenor may put a matter of Luật Điều 15 before the community.

    `matter` as in law/; `removal`: the head is to be removed, not elected; `by_chair`: the chair
    asked for it and agreed with the Front, and may go on when the Front has another head now.
    """
    wanted = _convenors(matter, removal, by_chair, unit, on=on)
    if convenor in wanted:
        return
    names = " hoặc ".join(one.label for one in wanted)
    raise Refused(
        f"Nội dung này do {names} triệu tập, không phải {convenor.label}.",
        cite_of(wanted[0].rule, unit, on=on),
    )


def _convenors(
    matter: str, removal: bool, by_chair: bool, unit: Unit, *, on: date
) -> list[Convenor]:
    """Nobody calls the meeting on their own removal: Điều 3 khoản 1 điểm c, second sentence."""
    if matter != HEAD_MATTER:
        return [Convenor.HEAD, Convenor.NAMED]
    if not removal:
        return [Convenor.ELECTION_TEAM]
    if heads_both(unit, on=on):
        return [Convenor.CHAIR]
    return [Convenor.FRONT_HEAD, *([Convenor.CHAIR] if by_chair else [])]


def headed_by_one(*, on: date) -> QuerySet[Unit]:
    """Communities whose head also heads the Front committee on `on`."""
    terms = Term.objects.in_office(on=on)
    front = terms.filter(unit=OuterRef("unit"), person=OuterRef("person"), role=Role.FRONT_HEAD)
    both = terms.filter(Exists(front), role=Role.COMMUNITY_HEAD)
    return Unit.objects.filter(pk__in=both.values("unit"))


def heads_both(unit: Unit, *, on: date) -> bool:
    """Whether the head also heads the Front committee."""
    return headed_by_one(on=on).filter(pk=unit.pk).exists()


# ── days ──────────────────────────────────────────────────────────────────────────────────────


class Lead(NamedTuple):
    """How early something must be out: `by` is the last day (inclusive)."""

    rule: str
    days: int
    by: date
    cite: Cite


def lead(rule: str, unit: Unit, day: date, *, on: date | None = None) -> Lead:
    """Counted back from the meeting's `day` by subtraction, by the law of that day."""
    applied = value(rule, unit=unit, on=on or day)
    days = int(str(applied.payload["days"]))
    return Lead(rule, days, day - timedelta(days=days), applied.national.cite)


def earliest(unit: Unit, *, on: date) -> Lead:
    """The first day on which a meeting may be held when it is told on `on`: `by` is that day."""
    found = lead(NOTICE, unit, on)
    return found._replace(by=on + timedelta(days=found.days))


def papers_lead(meeting: Meeting, items: Iterable[AgendaItem]) -> Lead | None:
    """The strictest rule by which papers must reach every household; None: no item asks for it."""
    from danchu.meetings.handling import handler

    day = meeting.planned_on
    rules = {handler(one.kind).papers_rule(one.key, on=day) for one in items if one.kind} - {""}
    found = [lead(rule, meeting.unit, day) for rule in sorted(rules)]
    return min(found, key=lambda one: one.by, default=None)
