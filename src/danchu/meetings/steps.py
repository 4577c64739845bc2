"""What is done, what is now, what comes next of one meeting: for `kit/_step_list.html`."""

from typing import Any

from danchu.meetings import convening
from danchu.meetings.access import DECIDES
from danchu.meetings.models import OVER, Notice, Office, State
from danchu.meetings.reading import Hub, Item
from danchu.people.models import Role

Steps = list[dict[str, Any]]


# Steps whose page only one side opens: the commune's office, the head of the community.
OFFICE_ONLY, HEAD_ONLY = "/quyet-dinh-cum/", "/niem-yet/hom-nay/"


def steps(hub: Hub, *, role: Role) -> Steps:
    """The first that is not done is the one for now. To `role` a closed page is no link."""
    ways = {State.DRAFT: _before, State.NOTIFIED: _told, State.OPEN: _open}
    found = ways.get(State(hub.meeting.state), _after)(hub)
    closed = [OFFICE_ONLY] * (role not in DECIDES) + [HEAD_ONLY] * (role != Role.COMMUNITY_HEAD)
    found = [
        {**one, "address": ""} if one["address"].endswith(tuple(closed)) else one for one in found
    ]
    now = next((one for one in found if one["state"] == "next"), None)
    if now is not None:
        now["state"] = "now"
    return found


def _step(
    hub: Hub, slug: str, title: str, text: str = "", *, done: bool = False, link: str = "Xem"
) -> dict[str, Any]:
    return {
        "title": title,
        "text": text,
        "state": "done" if done else "next",
        "address": slug if slug.startswith("/") else f"/hop/{hub.meeting.pk}/{slug}/",
        "link": link,
    }


def _before(hub: Hub) -> Steps:
    one = hub.meeting
    last = convening.lead(convening.NOTICE, one.unit, one.planned_on)
    many, papers = len(hub.items), one.handouts.count()
    plan = getattr(one, "plan", None)
    agenda = f"{many} việc" if many else "Chưa có việc nào"
    lead = convening.papers_lead(one, [each.item for each in hub.items])
    wanted = "Việc của cuộc họp này cần tài liệu đến từng hộ" if lead else "Có thì đưa lên"
    found = [_step(hub, "chuong-trinh", "Chương trình", agenda, done=many > 0, link="Thêm việc")]
    paper = _step(
        hub,
        "tai-lieu",
        "Tài liệu họp",
        f"{papers} tài liệu" if papers else wanted,
        done=papers > 0,
        link="Đưa lên",
    )
    if lead is None and not papers:
        paper["state"] = "later"
    found.append(paper)
    if plan is not None:
        said = f"Xã quyết định: {plan.document}" if plan.decided_on else "Chờ xã quyết định"
        found.append(_step(hub, "quyet-dinh-cum", "Họp theo cụm", said, done=bool(plan.decided_on)))
    by = (
        "Báo như ghi trong biên bản giấy"
        if one.on_paper
        else f"Chậm nhất ngày {last.by:%d/%m/%Y} ({last.days} ngày trước, {last.cite})"
    )
    return [*found, _step(hub, "bao", "Báo họp đến từng hộ", by, link="Báo họp")]


def _told(hub: Hub) -> Steps:
    one = hub.meeting
    lead = convening.papers_lead(one, [each.item for each in hub.items])
    sent = any(each.what == Notice.What.PAPERS for each in hub.told)
    hung = not any("niêm yết" in gap for gap in hub.gaps)
    found = [_step(hub, f"/hop/thong-bao/{one.pk}/", "Đã báo họp", _ways(hub), done=True)]
    if not one.on_paper:
        where = "Nhà văn hóa, điểm sinh hoạt cộng đồng"
        found.append(_step(hub, HEAD_ONLY, "Dán thông báo, chụp ảnh", where, done=hung, link="Làm"))
        slips = _step(hub, "giay-moi", "In giấy mời", "Mỗi hộ một tờ, có mã QR", link="In")
        found.append({**slips, "state": "later"})
    if lead is not None or one.handouts.exists():
        by = f"Chậm nhất ngày {lead.by:%d/%m/%Y}" if lead else ""
        title = "Gửi tài liệu đến từng hộ"
        found.append(_step(hub, "gui-tai-lieu", title, by, done=sent, link="Ghi đã gửi"))
    first = f"{one.planned_at:%H:%M} ngày {one.planned_on:%d/%m/%Y}"
    return [*found, _step(hub, "mo", "Mở cuộc họp", first, link="Mở")]


def _ways(hub: Hub) -> str:
    ways = [each.get_way_display() for each in hub.told if each.what == Notice.What.NOTICE]
    return f"{hub.meeting.notified_on:%d/%m/%Y}: {'; '.join(ways)}"


def _open(hub: Hub) -> Steps:
    whole = hub.meeting.roll.whole if hub.meeting.roll else 0
    names = ", ".join(one.name for one in hub.officers if one.office == Office.SECRETARY)
    came = f"{hub.present} trên {whole} hộ"
    found = [
        _step(hub, "co-mat", "Ghi hộ có mặt", came, done=hub.present > 0, link="Ghi"),
        _step(hub, "thu-ky", "Cử thư ký", names, done=bool(names), link="Cử"),
    ]
    found += [_vote(hub, one) for one in hub.items if one.item.votes]
    return [*found, _step(hub, "ket-thuc", "Kết luận, kết thúc", link="Kết thúc")]


def _vote(hub: Hub, one: Item) -> dict[str, Any]:
    every = one.counted == len(hub.sittings)
    said = "Chọn giơ tay hay bỏ phiếu kín, rồi hai người đếm"
    if one.outcome is not None:
        said = one.outcome.words
    elif len(hub.sittings) > 1:
        said = f"{one.counted} trên {len(hub.sittings)} cụm đã đếm"
    link = "Xem" if every else "Đếm"
    title = f"Biểu quyết: {one.item.title}"
    return _step(hub, f"dem/{one.item.pk}", title, said, done=every, link=link)


def _after(hub: Hub) -> Steps:
    one = hub.meeting
    if one.state not in OVER:
        return []
    last = one.minutes.order_by("-edition").first()
    signed = bool(last and last.signed_on)
    return [
        _step(hub, "bien-ban", "Biên bản đã viết", done=True, link="Đọc"),
        _step(hub, "ky", "Lấy bốn chữ ký, chụp ảnh", done=signed, link="Gửi ảnh"),
    ]
