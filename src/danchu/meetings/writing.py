"""The minutes, written from what was recorded: the points that Luật Điều 20 khoản 2 asks for."""

from collections.abc import Iterator

from danchu.documents.paper import Block, Heading, Listing, Paper, Table, Text
from danchu.kit.clock import VIETNAM
from danchu.kit.law import book
from danchu.meetings import papers
from danchu.meetings.models import (
    AgendaItem,
    Attendance,
    ChairAs,
    Convenor,
    Count,
    Meeting,
    Office,
    Officer,
    Outcome,
    Question,
    Way,
    WayChosen,
)


class Hall:
    """Everything recorded of one meeting, fetched once."""

    def __init__(self, meeting: Meeting) -> None:
        self.meeting = meeting
        self.sittings = list(meeting.sittings.order_by("number"))
        self.items = list(meeting.items.all())
        here = Attendance.objects.standing().filter(sitting__meeting=meeting)
        self.present: dict[int, int] = {}
        self.by_proxy = 0
        for sitting, proxy in here.values_list("sitting", "proxy"):
            self.present[sitting] = self.present.get(sitting, 0) + 1
            self.by_proxy += proxy is not None
        serving = Officer.objects.serving().filter(sitting__meeting=meeting)
        self.officers = list(serving.order_by("sitting__number", "pk"))
        rows = Question.objects.filter(sitting__meeting=meeting)
        self.questions = list(rows.order_by("pk"))
        ways = WayChosen.objects.filter(sitting__meeting=meeting)
        self.ways = {(one.sitting_id, one.item_id): one for one in ways}
        counts = Count.objects.filter(sitting__meeting=meeting)
        self.counts = list(counts.order_by("pk"))
        outcomes = Outcome.objects.filter(item__meeting=meeting).order_by("pk")
        self.outcomes = {one.item_id: one for one in outcomes}

    @property
    def whole(self) -> int:
        return self.meeting.roll.whole if self.meeting.roll else 0

    @property
    def came(self) -> int:
        return sum(self.present.values())


def minutes(meeting: Meeting) -> Paper:
    """Biên bản cuộc họp. Nothing in it is typed a second time."""
    hall = Hall(meeting)
    return papers.of_the_community(
        meeting.unit,
        name="BIÊN BẢN",
        about=f"Cuộc họp của cộng đồng dân cư {meeting.unit.spoken_name}",
        symbol="BB",
        blocks=tuple(_blocks(hall)),
        signers=papers.signers(meeting, (meeting.convenor, "", "", "")),
    )


def _blocks(hall: Hall) -> Iterator[Block]:
    yield from _when(hall)
    yield from _who(hall)
    for item in hall.items:
        yield from _item(hall, item)
    yield from _end(hall)


def _when(hall: Hall) -> Iterator[Block]:
    meeting = hall.meeting
    yield Text(f"Cuộc họp: {meeting.title}.", strong=True)
    called = f"{meeting.convenor}, {Convenor(meeting.convened_as).label}"
    ground = f" ({meeting.ground})" if meeting.ground else ""
    yield Text(f"Người triệu tập, chủ trì: {called}{ground}.")
    for one in hall.sittings:
        where = f"{one.name}: " if one.name else ""
        lead = "" if one.chair_as == ChairAs.CONVENOR else f"; {one.chair} chủ trì, được ủy quyền"
        yield Text(
            f"{where}{one.planned_at:%H:%M} ngày {one.planned_on:%d/%m/%Y}, tại {one.place}{lead}."
        )
    if meeting.notified_on:
        yield Text(f"Báo họp ngày {meeting.notified_on:%d/%m/%Y}: {papers.ways(meeting)}.")
    if meeting.short_notice_why:
        yield Text(f"Việc báo họp chưa đủ chứng; vẫn họp vì: {meeting.short_notice_why}.")
    if meeting.on_paper:
        yield Text("Biên bản được nhập vào máy sau cuộc họp, từ bản giấy.")


def _who(hall: Hall) -> Iterator[Block]:
    away = hall.whole - hall.came
    yield Heading("THÀNH PHẦN DỰ HỌP")
    yield Text(
        f"Tổng số hộ gia đình: {hall.whole}. Số hộ có đại diện dự họp: {hall.came}"
        f"{_proxies(hall)}. Số hộ không có người đại diện dự họp: {away}."
    )
    if len(hall.sittings) > 1:
        yield Listing(tuple(f"{one}: {hall.present.get(one.pk, 0)} hộ" for one in hall.sittings))
    lines = tuple(_officer(one, hall) for one in hall.officers)
    if lines:
        yield Listing(lines)


def _proxies(hall: Hall) -> str:
    return f", trong đó {hall.by_proxy} hộ qua người được ủy quyền" if hall.by_proxy else ""


def _officer(one: Officer, hall: Hall) -> str:
    where = _where(hall, one.sitting_id)
    if one.office == Office.WITNESS:
        return f"{one.get_office_display()}{where}: {one.name}"
    said = f"{one.yes} trên {one.present} hộ có mặt đồng ý"
    return f"{one.get_office_display()}{where}: {one.name} ({said})"


def _where(hall: Hall, sitting_id: int) -> str:
    if len(hall.sittings) == 1:
        return ""
    return next(f", {one.name}" for one in hall.sittings if one.pk == sitting_id)


def _item(hall: Hall, item: AgendaItem) -> Iterator[Block]:
    yield Heading(f"VIỆC {item.order}. {item.title}")
    asked = [one for one in hall.questions if one.item_id == item.pk]
    if asked:
        yield Listing(tuple(_question(one) for one in asked))
    if not item.votes:
        return
    for one in hall.sittings:
        if (way := hall.ways.get((one.pk, item.pk))) is not None:
            said = f"{Way(way.way).label.lower()}, {way.yes} trên {way.present} hộ có mặt chọn"
            yield Text(f"Cách biểu quyết{_where(hall, one.pk)}: {said}.")
    rows = [one for one in hall.counts if one.item_id == item.pk]
    if rows:
        yield _counted(hall, rows)
    for row in rows:
        if row.edition > 1:
            was = next(
                one
                for one in rows
                if (one.sitting_id, one.edition) == (row.sitting_id, row.edition - 1)
            )
            said = f"trước ghi {was}; nay {row}. Lý do: {row.reason}"
            yield Text(f"Đính chính ngày {row.on:%d/%m/%Y}: {said}.")
    if (outcome := hall.outcomes.get(item.pk)) is not None:
        yield Text(f"Kết quả: {outcome.words}", strong=True)
        if cites := _cites(outcome):
            yield Text(f"Căn cứ: {cites}.")


def _question(one: Question) -> str:
    return f"Hỏi: {one.asked}" + (f" Trả lời: {one.answer}" if one.answer else "")


def _counted(hall: Hall, rows: list[Count]) -> Table:
    """The last word of each sitting, and all of them together."""
    last = list({one.sitting_id: one for one in rows}.values())
    names = {one.pk: str(one) for one in hall.sittings}
    head = ("Nơi", "Có mặt", "Tán thành", "Không tán thành", "Ý kiến khác")
    lines = [(names[c.sitting_id], *map(str, (c.present, c.yes, c.no, c.other))) for c in last]
    if len(last) > 1:
        sums = [sum(getattr(c, f) for c in last) for f in ("present", "yes", "no", "other")]
        lines.append(("Cộng", *map(str, sums)))
    return Table(head, tuple(lines), (5, 3, 3, 4, 3), right=(1, 2, 3, 4))


def _cites(outcome: Outcome) -> str:
    return "; ".join(str(book().value(key, on=outcome.on).cite) for key in outcome.rules)


def _end(hall: Hall) -> Iterator[Block]:
    meeting = hall.meeting
    general = [one for one in hall.questions if one.item_id is None]
    if general:
        yield Heading("Ý KIẾN KHÁC")
        yield Listing(tuple(_question(one) for one in general))
    if meeting.conclusion:
        yield Heading("KẾT LUẬN")
        yield from (Text(line) for line in meeting.conclusion.splitlines() if line.strip())
    if meeting.ended_why:
        yield Text(f"Cuộc họp kết thúc không biểu quyết. Lý do: {meeting.ended_why}.", strong=True)
    if meeting.ended_on:
        at = meeting.ended_at
        hour = f" lúc {at.astimezone(VIETNAM):%H:%M}" if at and not meeting.on_paper else ""
        yield Text(f"Cuộc họp kết thúc{hour} ngày {meeting.ended_on:%d/%m/%Y}.")
