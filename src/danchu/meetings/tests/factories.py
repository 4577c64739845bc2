"""Two hundred households, a matter somebody put before them, and meetings of any state."""

from datetime import date, time

from danchu.meetings import actions, handling
from danchu.meetings.actions import Call, Numbers, Sheet, When
from danchu.meetings.handling import AllowedWay, Taken, Told
from danchu.meetings.models import Entry, Meeting, NoticeWay, Result, Way
from danchu.meetings.tests.sheets import pdf, photo
from danchu.people.actions.households import Entry as Wish
from danchu.people.actions.households import Ground, add_household
from danchu.people.models import FrozenLine, Term
from danchu.people.roll.filling import New, fill
from danchu.postings.actions import proving
from danchu.postings.actions.proving import Deed, Tick
from danchu.postings.models import Posting

SINCE = date(2025, 7, 1)
TOLD = date(2026, 12, 2)
DAY = date(2026, 12, 5)  # a Saturday
AT = time(19, 30)
WHEN = When(DAY, AT, "Nhà văn hóa xóm")


class Road:
    """A room that asks for two thirds of all, as Điều 21 does for contributions."""

    def __init__(self) -> None:
        self.opened_with: list[int] = []
        self.taken: list[Taken] = []
        self.refuses = ""

    def title(self, key: str) -> str:
        return f"Góp làm đường số {key}"

    def may_convene(self, key, term, *, convenor, on):
        from danchu.meetings.convening import refuse_matter

        refuse_matter("contribution", term.unit, convenor, on=on)

    def papers_rule(self, key, *, on):
        return "meetings.papers"

    def ways(self, key, *, on):
        return [AllowedWay(Way.HANDS), AllowedWay(Way.SECRET)]

    def opened(self, key, meeting, roll, *, by, on):
        self.opened_with.append(roll.whole)

    def counted(self, key, taken, *, by, on):
        self.taken.append(taken)
        needed = -(-2 * taken.households // 3)
        short, passed = taken.present < needed, taken.yes >= needed
        result = Result.PASSED if passed else Result.SHORT if short else Result.LOST
        said = f"{Result(result).label}: {taken.yes} trên {taken.households} hộ, cần {needed}."
        return Told(said, result, ("decisions.approval.money",), needed)


def handled(road: Road, kind: str = "road") -> Road:
    handling.handle(kind, road)
    return road


def households(unit, count: int) -> None:
    fill(New(unit.pk, n, f"Lý Thị Hộ {n:03d}", f"Ngõ {n}", SINCE) for n in range(1, count + 1))


def one_household(by: Term, name: str, day: date = SINCE):
    return add_household(by.unit, Wish(name, "Ngõ 9"), Ground(day, "đơn của hộ"), by=by, on=TOLD)


def called(by: Term, *, matters: tuple[str, ...] = ("1",), when: When = WHEN, **more) -> Meeting:
    made = actions.convene(by.unit, Call("Họp xóm bàn làm đường", when, **more), by=by, on=TOLD)
    for key in matters:
        actions.add_matter(made, "road", key, by=by, on=TOLD)
    return made


def told(by: Term, *, on: date = TOLD, **more) -> Meeting:
    """Notified, hung with a photo, papers handed to every household."""
    made = called(by, **more)
    actions.add_talk(made, "Nghe báo cáo quỹ xóm", votes=False, by=by, on=TOLD)
    actions.add_handout(made, pdf(), by=by, on=on)
    made = actions.notify(made, [NoticeWay.INVITATION], by=by, on=on)
    hang(made, by, on=on)
    return actions.send_papers(made, [NoticeWay.DIRECT], by=by, on=on)


def hang(meeting: Meeting, by: Term, *, on: date) -> None:
    from uuid import uuid4

    rows = Posting.objects.filter(paper__room="meetings", paper__key=str(meeting.pk))
    ticks = [Tick(one.pk, Deed.UP) for one in rows.filter(channel="posting")]
    done = proving.prove(rows, ticks, client_id=uuid4(), by=by, on=on, photo=photo())
    assert done.took == len(ticks) > 0


def opened(by: Term, present: int, **more) -> Meeting:
    made = actions.open_meeting(told(by, **more), by=by, on=DAY)
    sitting = made.sittings.order_by("number").first()
    actions.attend_many(sitting, lines(made)[:present], by=by, on=DAY)
    return made


def lines(meeting: Meeting) -> list[FrozenLine]:
    return list(meeting.roll.lines.order_by("line"))


def ready(sitting, by: Term, *, way: Way = Way.HANDS) -> None:
    """A secretary, tellers and witnesses, a way chosen: all present agree."""
    from danchu.meetings.standing import present

    here = present(sitting)
    actions.confirm_secretary(sitting, "Ma Thị Nga", here, by=by, on=DAY)
    if way == Way.SECRET:
        actions.confirm_tellers(
            sitting, "Hà Văn Đếm", ["Lò A Kiểm", "Vi Thị Soát"], here, by=by, on=DAY
        )
        first = [one.line for one in sitting.attendances.order_by("pk")[:2]]
        actions.invite_witnesses(sitting, first, by=by, on=DAY)
    for item in sitting.meeting.items.filter(votes=True):
        actions.choose_way(sitting, item, way, here, by=by, on=DAY)


def counted(sitting, item, yes: int, no: int, other: int = 0, *, by: Term, second: Term):
    numbers, sheet = Numbers(yes, no, other), Sheet(pictures=[photo()], fewer_ok=True)
    actions.enter_tally(sitting, item, Entry.FIRST, numbers, by=by, on=DAY, sheet=sheet)
    actions.enter_tally(
        sitting, item, Entry.SECOND, numbers, by=second, on=DAY, sheet=Sheet(fewer_ok=True)
    )
    return actions.settle_count(sitting, item, by=by, on=DAY)
