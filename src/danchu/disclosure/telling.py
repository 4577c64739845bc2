"""One item told whole: its channels and proof, its files, its history, its printed notice."""

import difflib
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from danchu.disclosure import access
from danchu.disclosure.models import Attachment, Channel, Item, State, Version
from danchu.kit.clock import day_of
from danchu.kit.templatetags.kit import size
from danchu.postings import reading as postings
from danchu.postings.models import Paper


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


def put_up(item: Item, *, on: date) -> dict[str, Any]:
    """For the public page: `proof`, and `board`, the paper whose places it leads to, or None."""
    board = access.board_of(item)
    return {"board": board, "proof": proof(item, board, on=on)}


def proof(item: Item, paper: Paper | None, *, on: date) -> list[dict[str, Any]]:
    """Each required way with what the records prove: the web, then boards, loudspeakers, heads.

    Items from before the machine of postings have no paper there; of them it says plainly that no
    proof is recorded.
    """
    told = postings.told(paper, on=on) if paper else []
    late = item.published_on is not None and item.published_on > item.due_on
    state, words = ("late", "trễ hạn") if late else ("ok", "đúng hạn")
    web = {"icon": "web", "name": Channel.WEB.label, "state": state, "words": words, "notes": []}
    if item.published_on:
        web["notes"] = [f"Từ ngày {item.published_on:%d/%m/%Y}."]
    names = {one["name"] for one in told}
    others = [_unproven(item, one) for one in map(Channel, item.channels) if one != Channel.WEB]
    missing = [one for one in others if one["name"] not in names]
    return [web] * (Channel.WEB in item.channels) + told + missing


def _unproven(item: Item, channel: Channel) -> dict[str, Any]:
    notes = [_asked(item, channel)] if _asked(item, channel) else []
    icon = postings.ICONS.get(channel, "info")
    words = "chưa ghi bằng chứng"
    return {"icon": icon, "name": channel.label, "state": "next", "words": words, "notes": notes}


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
    changes = item.note_changes.order_by("-pk") if getattr(item, "renoted", True) else []
    for change in changes:
        said = f"{change.why}. Trước đó ghi: {change.was}"
        if item.state == State.REMOVED:
            said = ""  # a reason may repeat what had to leave
        steps.append(_step("Sửa ghi nhận", change.changed_on, said))
    if said := declared(item):
        steps.append(_step("Văn phòng khai", item.declared_public.declared_on, f"{said}."))
    signer = "" if item.state == State.REMOVED else item.signer  # as in the open data
    noted = f"{item.number}, {signer} ký" if signer else item.number
    steps.append(_step("Ghi nhận văn bản", item.noted_on, noted))
    steps.append(_step("Ký văn bản", item.decided_on, signer))
    return steps


def walk(item: Item, versions: list[Version], *, on: date) -> list[dict[str, Any]]:
    """The item's walk for everybody, oldest first: what happened by `on`, and what is to come."""
    steps = [{**step, "title": step["what"]} for step in reversed(story(item, versions))]
    for step in steps:
        late = item.published_on is not None and item.published_on > item.due_on
        if step["what"] == "Công khai" and late:
            step["state"] = "late_done"
        if "address" in step:  # the page leads to what was before; the step itself is no link
            step["proofs"] = [{"label": step.pop("link"), "address": step.pop("address")}]
    until = item.posted_until
    if item.state == State.PUBLISHED and until and until >= on:
        state = "next" if until > on else "now"
        steps.append({"on": until, "title": "Niêm yết đến hết ngày này", "state": state})
    return steps


def declared(item: Item) -> str:
    """'Theo khai báo của cơ quan, đã công khai trên giấy từ 05/03/2026 (Niêm yết)…'; else ""."""
    said = getattr(item, "declared_public", None)
    if said is None:
        return ""
    ways = "; ".join(str(Channel(way).label) for way in said.ways)
    return (
        f"Theo khai báo của cơ quan, đã công khai trên giấy từ {said.since:%d/%m/%Y}"
        f"{f' ({ways})' if ways else ''}; chưa có bằng chứng ở đây"
    )


def _step(title: str, day: date, text: str) -> dict[str, Any]:
    return {
        "title": f"{title} {day:%d/%m/%Y}",
        "what": title,
        "on": day,
        "text": text,
        "state": "done",
    }


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
