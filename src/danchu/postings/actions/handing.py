"""A room hands in a paper: postings arise with their days, and comes back to take it down."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from django.db import transaction

from civics.errors import Refused
from danchu.duties import actions as duties
from danchu.duties.models import Basis
from danchu.kit import audit
from danchu.people.models import Role, Term
from danchu.places.models import Unit
from danchu.postings.actions.places import ensure_places
from danchu.postings.changing import changed
from danchu.postings.models import (
    ON_BOARDS,
    Channel,
    Closed,
    Gap,
    Paper,
    Place,
    PlaceKind,
    Posting,
    State,
)
from danchu.rulebook.rulebook import last_day, value

AT_ONCE = "postings.take_down_at_once"
READ_URGENT = "postings.read_urgent"
MORE = "disclosure.more_channels"  # what a commune adds to the law's ways (Điều 13 khoản 5)


class Ask(NamedTuple):
    """One way that must be used: the rule that asks for it, how long at least, at which places."""

    channel: Channel
    rule: str = MORE
    days: int | None = None  # running days at least; None: no number, or for good
    places: tuple[str, ...] = ()  # kinds of places; empty: by mouth, at no place


class Handed(NamedTuple):
    """Whose paper it is and what stands on the bundle sheet. Its words stay in its room."""

    room: str
    kind: str
    key: object
    title: str
    number: str
    address: str
    urgent: bool = False  # first in every list, read over the loudspeakers the same day


class Day(NamedTuple):
    """By which day, counted from which (not itself counted), and whose day it is."""

    counted_from: date
    due_on: date
    basis: Basis = Basis.LAW


@transaction.atomic
def hand_in(
    unit: Unit,
    paper: Handed,
    asks: Sequence[Ask],
    *,
    day: Day,
    by: Term | None,
    on: date,
    only: Unit | None = None,
) -> Paper | None:
    """Postings of every way but the web arise, and one duty a way at the commune.

    A paper handed in again is its next edition: what hangs of the last one must be replaced. None
    when only the web is asked for. `only`: for one hamlet's places and mouths; its head owes it.
    """
    asks = [ask for ask in asks if ask.channel != Channel.WEB]
    Unit.objects.select_for_update().get(pk=unit.pk)
    same = Paper.objects.filter(room=paper.room, kind=paper.kind, key=str(paper.key))
    before = same.select_related("unit").order_by("-edition").first()
    asks += _added(before, asks)
    if before and not before.closed_on:
        _close(before, Closed.REPLACED, by=by, on=on)
    if not asks:
        return None
    made = Paper.objects.create(
        unit=unit,
        room=paper.room,
        kind=paper.kind,
        key=str(paper.key),
        edition=before.edition + 1 if before else 1,
        title=paper.title,
        number=paper.number,
        address=paper.address,
        counted_from=day.counted_from,
        due_on=day.due_on,
        asks=[{**ask._asdict(), "channel": ask.channel.value} for ask in asks],
        handed_on=on,
        urgent=paper.urgent or bool(before and before.urgent),
    )
    _spread(made, asks, day=day, on=on, only=only)
    audit.record("postings.hand_in", by=by, unit_id=unit.pk, kind="paper", key=made.pk, on=on)
    return made


def _added(before: Paper | None, asks: Sequence[Ask]) -> list[Ask]:
    """What somebody put on the loudspeakers besides is read again when it was corrected."""
    if before is None or any(ask.channel == Channel.BROADCAST for ask in asks):
        return []
    more = [one for one in before.asks if one["channel"] == Channel.BROADCAST]
    return [Ask(Channel.BROADCAST, one["rule"], one["days"]) for one in more]


def _spread(
    made: Paper, asks: Sequence[Ask], *, day: Day, on: date, only: Unit | None = None
) -> None:
    """Every place and mouth of these ways, of the commune or of one hamlet; one duty a way.

    An urgent text is read the same day.
    """
    unit = made.unit
    places = ensure_places(unit, on=on)
    hamlets = list(Unit.objects.communities().standing(on=on).filter(commune=unit))
    if only is not None:
        places = [place for place in places if place.unit_id == only.pk]
        hamlets = [only]
    for ask in asks:
        rows = list(_rows(made, ask, places, hamlets, owner=only or unit, due_on=day.due_on))
        if rows:
            Posting.objects.bulk_create(rows)
            _open(made, ask, day=day, owner=only)
    if made.urgent and any(ask.channel == Channel.BROADCAST for ask in asks):
        _open_same_day(made, on=on)
    changed([made])


def _rows(
    paper: Paper,
    ask: Ask,
    places: Iterable[Place],
    hamlets: Iterable[Unit],
    *,
    owner: Unit,
    due_on: date,
) -> Iterable[Posting]:
    """One row a place; by mouth: one a hamlet, or one for `owner`."""

    def row(unit: Unit, place: Place | None = None) -> Posting:
        return Posting(
            paper=paper,
            unit=unit,
            place=place,
            channel=ask.channel,
            due_on=due_on,
            days=ask.days,
        )

    if ask.channel == Channel.COMMUNITY_HEAD:
        return [row(hamlet) for hamlet in hamlets]
    if ask.channel == Channel.BROADCAST:
        clusters = [place for place in places if place.kind == PlaceKind.LOUDSPEAKER]
        return [row(place.unit, place) for place in clusters] or [row(owner)]
    if ask.channel in ON_BOARDS:
        return [row(place.unit, place) for place in places if place.kind in ask.places]
    return [row(owner)]


def duty_kind(channel: str) -> str:
    return f"paper_{channel}"


def _open(paper: Paper, ask: Ask, *, day: Day, owner: Unit | None = None) -> None:
    """The duty of one way, of the commune's clerk or (`owner`) of a hamlet's head.

    Running broadcasts begun on the last day end some days after it.
    """
    longer = (ask.days or 1) - 1 if ask.channel == Channel.BROADCAST else 0
    duties.open_duty(
        ask.rule,
        unit=owner or paper.unit,
        role=Role.COMMUNITY_HEAD if owner else Role.CLERK,
        what=f"{ask.channel.label}: {paper.number}",
        kind=duty_kind(ask.channel),
        key=paper.pk,
        address="/niem-yet/hom-nay/" if owner else f"/niem-yet/giay/{paper.pk}/",
        counted_from=day.counted_from,
        due_on=day.due_on + timedelta(days=longer),
        basis=day.basis,
        urgent=paper.urgent,
    )


def _open_same_day(paper: Paper, *, on: date) -> None:
    """The law does not say how soon: a parameter of the province, closed by the first reading."""
    if not _at_once(READ_URGENT, paper.unit, on=on):
        return
    duties.open_duty(
        READ_URGENT,
        unit=paper.unit,
        role=Role.CLERK,
        what=f"Đọc loa ngay hôm nay: {paper.number}",
        kind=duty_kind(Channel.BROADCAST),
        key=paper.pk,
        address="/niem-yet/loa/",
        counted_from=on,
        due_on=on,
        basis=Basis.PARAMETER,
        urgent=True,
    )


def _at_once(rule: str, unit: Unit, *, on: date) -> bool:
    """Whether this rule says "at once"."""
    return bool(value(rule, unit=unit, on=on).payload.get("at_once"))


@transaction.atomic
def make_urgent(paper: Paper, *, by: Term, on: date) -> Paper:
    """A disaster, an epidemic: whatever its group, it is read today and stands first everywhere."""
    paper = Paper.objects.select_for_update(of=("self",)).select_related("unit").get(pk=paper.pk)
    if paper.urgent:
        raise Refused("Giấy này đã được xếp là việc khẩn.")
    if paper.closed_on:
        raise Refused("Giấy này đã thôi, không còn phải dán hay đọc nữa.")
    _set_urgent(paper, urgent=True)
    waiting = Posting.objects.filter(paper=paper, channel=Channel.BROADCAST, first_on=None)
    if waiting.owed().exists():
        _open_same_day(paper, on=on)
    audit.record(
        "postings.make_urgent", by=by, unit_id=paper.unit_id, kind="paper", key=paper.pk, on=on
    )
    return paper


@transaction.atomic
def make_ordinary(paper: Paper, *, why: str, by: Term, on: date) -> Paper:
    """The danger is over, or it was a mistake. A reading that is already late stays late."""
    paper = Paper.objects.select_for_update(of=("self",)).select_related("unit").get(pk=paper.pk)
    if not paper.urgent:
        raise Refused("Giấy này không xếp là việc khẩn.")
    _set_urgent(paper, urgent=False)
    loud = duty_kind(Channel.BROADCAST)
    duties.call_off(loud, paper.pk, on=on, why=f"thôi xếp khẩn: {why}"[:200], rule_key=READ_URGENT)
    audit.record(
        "postings.make_ordinary", by=by, unit_id=paper.unit_id, kind="paper", key=paper.pk, on=on
    )
    return paper


def _set_urgent(paper: Paper, *, urgent: bool) -> None:
    paper.urgent = urgent
    paper.save(update_fields=["urgent"])
    duties.set_urgent(map(duty_kind, Channel), paper.pk, urgent=urgent)


@transaction.atomic
def also(unit: Unit, paper: Handed, ask: Ask, *, day: Day, by: Term, on: date) -> Paper:
    """One way more for a paper that is out, or its first beside the web: Điều 13 khoản 5."""
    Unit.objects.select_for_update().get(pk=unit.pk)
    same = Paper.objects.filter(room=paper.room, kind=paper.kind, key=str(paper.key))
    found = same.filter(closed_on=None).select_related("unit").order_by("-edition").first()
    if found is None:
        made = hand_in(unit, paper, [ask], day=day, by=by, on=on)
        if made is None:
            raise Refused("Cách này không có gì để giao: trang thông tin đã có sẵn.")
        return made
    if any(one["channel"] == ask.channel for one in found.asks):
        raise Refused(f"Giấy này đã có cách “{ask.channel.label}”.")
    found.asks = [*found.asks, {**ask._asdict(), "channel": ask.channel.value}]
    found.save(update_fields=["asks"])
    _spread(found, [ask], day=day, on=on)
    audit.record("postings.also", by=by, unit_id=unit.pk, kind="paper", key=found.pk, on=on)
    return found


@transaction.atomic
def close(room: str, kind: str, key: object, why: Closed, *, by: Term | None, on: date) -> None:
    """The paper must come down before its time: withdrawn, or removed at once."""
    papers = Paper.objects.filter(room=room, kind=kind, key=str(key))
    if why == Closed.REMOVED:  # the title may be what leaked
        papers.update(title="Nội dung đã gỡ khẩn")
    for paper in papers.select_related("unit").select_for_update(of=("self",)):
        if paper.closed_on is None:
            _close(paper, why, by=by, on=on)


def _close(paper: Paper, why: Closed, *, by: Term | None, on: date) -> None:
    """What does not hang yet is called off; what hangs waits for a hand, with a day."""
    paper.closed_on, paper.closed_why = on, why
    paper.save(update_fields=["closed_on", "closed_why"])
    mine = Posting.objects.filter(paper=paper)
    gone = list(mine.filter(state=State.GONE))
    Gap.objects.filter(posting__in=gone, until=None).update(until=on - timedelta(days=1))
    mine.filter(state=State.GONE).update(state=State.DONE)
    mine.filter(state=State.WAITING).update(state=State.OFF)
    mine.filter(state=State.UP).exclude(channel__in=ON_BOARDS).update(state=State.OFF)
    for ask in paper.asks:
        said = f"{Closed(why).label}"
        duties.call_off(duty_kind(ask["channel"]), paper.pk, on=on, why=said)
    if mine.filter(state=State.UP).exists():
        _open_taking_down(paper, on=on)
    changed([paper])
    audit.record("postings.close", by=by, unit_id=paper.unit_id, kind="paper", key=paper.pk, on=on)


def _open_taking_down(paper: Paper, *, on: date) -> None:
    deadline = last_day(AT_ONCE, unit=paper.unit, start=on)
    duties.open_duty(
        AT_ONCE,
        unit=paper.unit,
        role=Role.CLERK,
        what=f"Gỡ giấy {paper.number}: {Closed(paper.closed_why).label}",
        kind="paper_down",
        key=paper.pk,
        address=f"/niem-yet/giay/{paper.pk}/",
        counted_from=on,
        due_on=deadline.due_on,
        basis=Basis.PARAMETER,
    )
