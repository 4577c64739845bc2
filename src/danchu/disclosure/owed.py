"""What the law, the province and the commune's own plan ask for one decision of one group."""

from datetime import date
from typing import NamedTuple

from civics.errors import NoCalendar, NotInForce, Refused
from danchu.disclosure.models import GROUPS, Channel, Plan, PlanLine
from danchu.duties.models import Basis
from danchu.places.models import Unit
from danchu.rulebook.rulebook import Applied, Reading

# Which rule speaks about a channel; the others are the commune's choice under Điều 13 khoản 5.
CHANNEL_RULES = {
    Channel.WEB: "disclosure.web",
    Channel.POSTING: "disclosure.posting",
    Channel.POSTING_PERMANENT: "disclosure.posting.permanent",
    Channel.BROADCAST: "disclosure.broadcast",
    Channel.COMMUNITY_HEAD: "disclosure.community_head",
}


class OwedChannel(NamedTuple):
    """One way that must be used. `days`: at least so many days running; None: no number is set."""

    channel: Channel
    days: int | None
    applied: Applied | None  # None: added by the commune's plan
    by_plan: bool

    @property
    def name(self) -> str:
        return str(self.channel.label)


class Owed(NamedTuple):
    """Everything that one decision owes."""

    group: Applied
    channels: tuple[OwedChannel, ...]
    due_on: date  # inclusive
    counted_from: date  # not counted
    working_days: int
    due_rule: str
    basis: Basis
    sector: str  # the other law that sets the day and has not been read; "" if none
    deadline: Applied

    @property
    def number(self) -> int:
        return int(self.group.payload["number"])

    @property
    def name(self) -> str:
        return str(self.group.payload["name"])

    def days(self, channel: Channel) -> int | None:
        return next((c.days for c in self.channels if c.channel == channel), None)

    @property
    def applied(self) -> list[Applied]:
        """Every rule used, for the căn cứ panel: what, when, how."""
        used = [self.group, self.deadline, *(c.applied for c in self.channels if c.applied)]
        return list({a.rule.key: a for a in used}.values())


def owed(unit: Unit, group: int, *, decided_on: date) -> Owed:
    """What a decision signed on `decided_on` owes. Refused when the law was not in force then."""
    plan = (
        Plan.objects.filter(unit=unit, year=decided_on.year, issued_on__isnull=False)
        .prefetch_related("lines")
        .first()
    )
    return owed_by(Reading(unit, on=decided_on), group, plan=plan)


def owed_by(reading: Reading, group: int, *, plan: Plan | None) -> Owed:
    """The same from rules already read and an issued plan, for pages with all fourteen groups."""
    decided_on = reading.on
    try:
        content = reading.value(f"disclosure.group.{group}")
    except NotInForce as before:
        raise Refused(
            f"Văn bản ký ngày {decided_on:%d/%m/%Y}, trước khi Luật Thực hiện dân chủ ở cơ sở có "
            "hiệu lực (01/7/2023). Hãy xem lại ngày ký; văn bản cũ hơn theo pháp luật lúc đó."
        ) from before
    try:
        deadline = reading.last_day("disclosure.publish", start=decided_on)
    except NoCalendar as unknown:
        raise Refused(unknown.message) from unknown
    sector = content.payload["sector_rule"].get("unknown", "")
    return Owed(
        group=content,
        channels=_channels(reading, content, plan),
        due_on=deadline.due_on,
        counted_from=decided_on,
        working_days=deadline.number,
        due_rule="disclosure.publish",
        basis=Basis.FALLBACK if sector else Basis.LAW,
        sector=sector,
        deadline=deadline.applied,
    )


def channels_owed(
    reading: Reading, group: int, *, silent: bool, line: PlanLine | None
) -> tuple[OwedChannel, ...]:
    """The ways alone, for many papers at once. `silent`: no loudspeakers; `line`: of the plan."""
    content = reading.value(f"disclosure.group.{group}")
    return _with_added(reading, content, silent=silent, line=line)


def _channels(reading: Reading, content: Applied, plan: Plan | None) -> tuple[OwedChannel, ...]:
    lines = plan.lines.all() if plan else ()
    line = next((one for one in lines if one.group == content.payload["number"]), None)
    silent = plan is not None and not plan.has_loudspeaker  # "(nếu có)": Điều 13 khoản 3
    return _with_added(reading, content, silent=silent, line=line)


def _with_added(
    reading: Reading, content: Applied, *, silent: bool, line: PlanLine | None
) -> tuple[OwedChannel, ...]:
    owed_channels = []
    for key in content.payload["channels"]:
        channel = Channel(key)
        if silent and channel == Channel.BROADCAST:
            continue
        rule = reading.value(CHANNEL_RULES[channel])
        days = _longest(rule.payload.get("days"), _planned_days(line, channel))
        owed_channels.append(OwedChannel(channel, days, rule, by_plan=False))
    required = {c.channel for c in owed_channels}
    for key in line.more_channels if line else []:
        if key not in required:
            channel = Channel(key)
            owed_channels.append(OwedChannel(channel, _planned_days(line, channel), None, True))
    return tuple(owed_channels)


def _planned_days(line: PlanLine | None, channel: Channel) -> int | None:
    if line is None:
        return None
    return {Channel.POSTING: line.posting_days, Channel.BROADCAST: line.broadcast_days}.get(channel)


def _longest(*days: int | None) -> int | None:
    return max((d for d in days if d is not None), default=None)


def groups_with_lists(*, on: date) -> str:
    """'7, 8, 9': the groups in which the law of `on` knows personal lists, as people read them."""
    reading = Reading(None, on=on)
    return ", ".join(
        str(n) for n in GROUPS if reading.value(f"disclosure.group.{n}").payload["personal_list"]
    )
