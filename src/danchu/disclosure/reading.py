"""What the pages of this room show: rows put into words, each with its clock and its article."""

import difflib
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db.models import OuterRef, Subquery

from danchu.disclosure.models import (
    GROUPS,
    Attachment,
    Channel,
    Item,
    ItemQuerySet,
    NothingArose,
    Plan,
    State,
    Version,
)
from danchu.disclosure.owed import CHANNEL_RULES, Owed, owed_by
from danchu.disclosure.periods import Quarter
from danchu.duties.faces import Face, clock
from danchu.duties.models import Basis
from danchu.kit.clock import day_of
from danchu.kit.law import book
from danchu.kit.templatetags.kit import size
from danchu.people.models import Role, Term
from danchu.places.models import Unit
from danchu.rulebook.rulebook import Applied, Reading

ICONS = {
    Channel.WEB: "web",
    Channel.POSTING: "board",
    Channel.POSTING_PERMANENT: "board",
    Channel.BROADCAST: "horn",
    Channel.COMMUNITY_HEAD: "person",
}


class Row(NamedTuple):
    """One item in a list."""

    item: Item
    title: str
    address: str
    face: Face
    group_name: str


def with_titles(items: ItemQuerySet) -> ItemQuerySet:
    """Items with `public_title`: the newest public version's; none once sealed or before that."""
    newest = Version.objects.filter(
        item=OuterRef("pk"), published_at__isnull=False, sealed=False
    ).order_by("-number")
    return items.annotate(public_title=Subquery(newest.values("title")[:1]))


def rows(items: Iterable[Item], *, on: date) -> list[Row]:
    """`items` must carry `public_title` and `unit`. Nothing here asks the database again."""
    reading = Reading(None, on=on)
    names = {n: str(reading.value(f"disclosure.group.{n}").payload["name"]) for n in GROUPS}
    return [
        Row(
            item,
            title_of(item),
            f"/cong-khai/{item.pk}/",
            item_face(item, on=on),
            names[item.group],
        )
        for item in items
    ]


def title_of(item: Item) -> str:
    """What a stranger may read as the name of an item."""
    if item.state == State.REMOVED:
        return "Nội dung đã gỡ khẩn"
    shown: str | None = getattr(item, "public_title", None)
    return shown or f"Văn bản {item.number} ký ngày {item.decided_on:%d/%m/%Y}"


def item_face(item: Item, *, on: date) -> Face:
    return clock(
        due_on=item.due_on,
        done_on=item.published_on,
        basis=Basis(item.due_basis),
        counted_from=item.decided_on,
        stopped=item.published_on is None and item.closed_on is not None,
        on=on,
    )


def cites(applied: Iterable[Applied]) -> list[dict[str, Any]]:
    """The căn cứ panel: what, where it stands, its words, what must be said beside it."""
    return [  # a list first: what jurists said about all of them is then read at once
        {
            "what": used.rule.label,
            "place": str(used.national.cite),
            "address": f"/luat/{used.rule.key}/",
            "quote": used.rule.quote,
            "notes": used.notes,
            "confirmed": used.confirmed,
        }
        for used in list(applied)
    ]


def item_cites(item: Item) -> list[dict[str, Any]]:
    """The rules an item was judged by: those of its signing day."""
    reading = Reading(item.unit, on=item.decided_on)
    keys = [f"disclosure.group.{item.group}", item.due_rule]
    keys += [CHANNEL_RULES[c] for c in map(Channel, item.channels) if c in CHANNEL_RULES]
    return cites(reading.value(key) for key in keys)


class GroupLine(NamedTuple):
    """One of the 14 groups on the commune's page."""

    number: int
    name: str
    published: int
    waiting: int
    overdue: int
    newest_on: date | None
    nothing_in: str  # "quý 3/2026" when it was declared that nothing arose in the last quarter


def group_lines(unit: Unit, *, on: date) -> list[GroupLine]:
    """All 14 groups with what the records say; three queries however many items there are."""
    reading = Reading(unit, on=on)
    published: dict[int, list[date]] = {}
    waiting: dict[int, list[date]] = {}
    last = Quarter.before(on)
    arose: set[int] = set()  # noted later than it was declared that nothing arose
    for group, state, published_on, due_on, decided_on in Item.objects.filter(
        unit=unit
    ).values_list("group", "state", "published_on", "due_on", "decided_on"):
        if Quarter.of(decided_on) == last:
            arose.add(group)
        if state == State.PUBLISHED and published_on:
            published.setdefault(group, []).append(published_on)
        elif state in {State.NOTED, State.SUBMITTED}:
            waiting.setdefault(group, []).append(due_on)
    declared = NothingArose.objects.filter(unit=unit, year=last.year, quarter=last.number)
    nothing = set(declared.values_list("group", flat=True)) - arose
    return [
        GroupLine(
            number=n,
            name=str(reading.value(f"disclosure.group.{n}").payload["name"]),
            published=len(published.get(n, ())),
            waiting=len(waiting.get(n, ())),
            overdue=sum(due < on for due in waiting.get(n, ())),
            newest_on=max(published.get(n, ()), default=None),
            nothing_in=str(last) if n in nothing else "",
        )
        for n in GROUPS
    ]


def contacts(unit: Unit, *, on: date) -> list[Term]:
    """Who answers for publication, the head first: name, position, official phone."""
    order = [Role.CHAIR, Role.APPROVER, Role.CLERK]
    terms = Term.objects.in_office(on=on).filter(unit=unit, role__in=order).select_related("person")
    return sorted(terms, key=lambda term: (order.index(Role(term.role)), term.pk))


class PlanRow(NamedTuple):
    """One group in the plan of the year."""

    asks: Owed
    responsible: str
    when: str
    more_places: str


def has_plan_page(unit: Unit, year: int, *, on: date) -> bool:
    """From the year in which the unit and the law began, to the year after `on`."""
    return _plans_begin(unit).year <= year <= on.year + 1


def _plans_begin(unit: Unit) -> date:
    law = book().rule("disclosure.plan").values[0].since
    return max(unit.valid_from or law, law)


def plan_rows(unit: Unit, *, year: int, on: date) -> list[PlanRow]:
    """The plan of a year: the law's floor with the commune's additions."""
    day = min(on, date(year, 12, 31)) if on.year >= year else date(year, 1, 1)
    reading = Reading(unit, on=max(day, _plans_begin(unit)))
    plan = Plan.objects.filter(unit=unit, year=year).prefetch_related("lines").first()
    lines = {line.group: line for line in plan.lines.all()} if plan else {}
    issued = plan is not None and plan.issued_on is not None
    return [
        PlanRow(
            asks=owed_by(reading, n, plan=plan if issued else None),
            responsible=lines[n].responsible if n in lines else "",
            when=lines[n].when if n in lines else "",
            more_places=lines[n].more_places if n in lines else "",
        )
        for n in GROUPS
    ]


class Change(NamedTuple):
    """One line of a correction: kind is 'same', 'gone' or 'new'."""

    kind: str
    text: str


def differences(older: str, newer: str) -> list[Change]:
    """What a correction changed, line by line, in order.

    Whole lines only: comparing letters within lines takes minutes for a list of some hundreds.
    """
    old, new = older.splitlines(), newer.splitlines()
    changes: list[Change] = []
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, old, new).get_opcodes():
        same = tag == "equal"
        changes += [Change("same" if same else "gone", line) for line in old[i1:i2]]
        changes += [Change("new", line) for line in new[j1:j2] if not same]
    return changes


def file_rows(files: Iterable[Attachment], item: Item, *, on: date) -> list[dict[str, Any]]:
    """Files as the file list shows them; personal lists out of their time are left out."""
    over = item.list_is_over(on=on)
    return [
        {
            "name": file.name,
            "kind": file.name.rsplit(".", 1)[-1].upper(),
            "address": f"/cong-khai/{item.pk}/tep/{file.pk}/",
            "note": size(file.size) + (" · bản giấy đã ký" if file.signed_paper else ""),
            "pk": file.pk,
        }
        for file in files
        if not file.sealed and not (file.personal and over)
    ]


def proof(item: Item) -> list[dict[str, Any]]:
    """Each required channel with what the records of this house can prove.

    Only the web publication is proven by the house itself; of the other channels it says plainly
    that no proof is recorded here.
    """
    late = item.published_on is not None and item.published_on > item.due_on
    lines = []
    for channel in map(Channel, item.channels):
        icon = ICONS.get(channel, "info")
        if channel == Channel.WEB and item.published_on:
            state, words = ("late", "trễ hạn") if late else ("ok", "đúng hạn")
            notes = [f"Từ ngày {item.published_on:%d/%m/%Y}."]
        else:
            state, words = "next", "chưa ghi bằng chứng"
            notes = [_asked(item, channel)] if _asked(item, channel) else []
        line = {"icon": icon, "name": channel.label, "state": state, "words": words, "notes": notes}
        lines.append(line)
    return lines


def _asked(item: Item, channel: Channel) -> str:
    if channel == Channel.POSTING and item.posting_days:
        return (
            f"Phải ít nhất {item.posting_days} ngày liên tục, "
            "tại trụ sở, nhà văn hóa và điểm sinh hoạt cộng đồng."
        )
    if channel == Channel.BROADCAST and item.broadcast_days:
        return f"Phải ít nhất {item.broadcast_days} ngày liên tục, nơi có hệ thống truyền thanh."
    if channel == Channel.POSTING_PERMANENT:
        return "Phải niêm yết thường xuyên tại trụ sở, cập nhật khi thay đổi."
    return ""


def group_named(unit: Unit, number: int, *, on: date) -> Applied:
    """The rule of one of the fourteen groups."""
    return Reading(unit, on=on).value(f"disclosure.group.{number}")


def late_rules(*, on: date) -> list[Applied]:
    """By which article something is late."""
    return [Reading(None, on=on).value("disclosure.publish")]


def plan_rules(unit: Unit, *, on: date) -> list[Applied]:
    """What the law says about the plan itself."""
    reading = Reading(unit, on=on)
    keys = ("disclosure.plan", "disclosure.plan_due", *CHANNEL_RULES.values())
    return [reading.value(key) for key in keys]


def story(item: Item, versions: list[Version]) -> list[dict[str, Any]]:
    """History for everybody, newest first: what happened, on which day, why. No account ids."""
    steps = []
    if item.closed_on:
        steps.append(_step(item.get_state_display(), item.closed_on, item.closed_why))
    for version in versions:
        day = day_of(version.published_at) if version.published_at else item.noted_on
        if version.number == 1:
            steps.append(_step("Công khai", day, _approval(version)))
        else:
            text = f"{version.reason}. {_approval(version)}"
            older = f"/cong-khai/{item.pk}/ban/{version.number - 1}/"
            step = _step("Đính chính", day, text)
            steps.append({**step, "address": older, "link": "Xem bản trước"})
    for change in item.note_changes.order_by("-pk"):
        said = f"{change.why}. Trước đó ghi: {change.was}"
        if item.state == State.REMOVED:
            said = ""  # a reason may repeat what had to leave
        steps.append(_step("Sửa ghi nhận", change.changed_on, said))
    signer = "" if item.state == State.REMOVED else item.signer  # as in the open data
    noted = f"{item.number}, {signer} ký" if signer else item.number
    steps.append(_step("Ghi nhận văn bản", item.noted_on, noted))
    steps.append(_step("Ký văn bản", item.decided_on, signer))
    return steps


def _step(title: str, day: date, text: str) -> dict[str, Any]:
    return {"title": f"{title} {day:%d/%m/%Y}", "text": text, "state": "done"}


def _approval(version: Version) -> str:
    if version.approved_by:
        return f"Người duyệt: {version.approved_by.person}, {version.approved_by.spoken_role}"
    return f"Theo bản giấy {version.paper_signer} ký ngày {version.paper_signed_on:%d/%m/%Y}"


def paper(item: Item) -> dict[str, Any]:
    """The head of the printed notice. Its layout is ours: no form is prescribed for it."""
    return {
        "org_upper": "ỦY BAN NHÂN DÂN",
        "org": item.unit.full_name.upper(),
        "place": item.unit.name,
        "day": item.published_on,
        "proposed": True,
    }


def paper_lines(item: Item) -> list[str]:
    """What the person who pins the sheet must know."""
    if item.posting_days:
        return [f"Niêm yết ít nhất {item.posting_days} ngày liên tục, không tính ngày dán."]
    if Channel.POSTING_PERMANENT in item.channels:
        return ["Niêm yết thường xuyên tại trụ sở, thay tờ khác khi nội dung thay đổi."]
    return []
