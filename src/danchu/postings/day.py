"""A day's work on boards, loudspeakers and by mouth: one thing a screen, in the order of days."""

from datetime import date
from typing import NamedTuple

from django.db.models import Q

from danchu.postings.actions.proving import Deed
from danchu.postings.models import ON_BOARDS, Channel, Posting, PostingQuerySet, State
from danchu.postings.reading import where


class Task(NamedTuple):
    """One line to tick on the phone."""

    posting: Posting
    title: str
    where: str
    why: str
    late: bool

    @property
    def urgent(self) -> bool:
        return self.posting.paper.urgent


class Screen(NamedTuple):
    """One thing to do, on a screen of its own."""

    slug: str
    deed: Deed
    icon: str
    verb: str
    tasks: list[Task]
    photo: bool  # a picture proves it

    @property
    def counted(self) -> str:
        """What is counted: sheets on a board, news by mouth, texts by loudspeaker."""
        return {"bao": "tin", "loa": "bài"}.get(self.slug, "tờ")

    @property
    def button(self) -> str:
        return {
            Deed.UP: "Đã dán, gửi",
            Deed.DOWN: "Đã gỡ, gửi",
            Deed.TOLD: "Đã báo, gửi",
            Deed.AIRED: "Ghi vào sổ phát loa",
        }[self.deed]

    @property
    def late(self) -> int:
        return sum(task.late for task in self.tasks)

    @property
    def urgent(self) -> int:
        return sum(task.urgent for task in self.tasks)


SCREENS = {
    "dan": (Deed.UP, "board", "Dán", True),
    "bao": (Deed.TOLD, "people", "Báo bà con", False),
    "loa": (Deed.AIRED, "horn", "Đọc loa", False),
    "go": (Deed.DOWN, "board", "Gỡ", True),
}


def in_order(found: PostingQuerySet, *, on: date) -> list[Screen]:
    """Screens with something to do; what is urgent is on the first one."""
    busy = [one for one in screens(found, on=on).values() if one.tasks]
    return sorted(busy, key=lambda one: not one.urgent)


def screens(found: PostingQuerySet, *, on: date) -> dict[str, Screen]:
    """Every screen of a day, by its slug; one query. Screens without a task too."""
    open_now = found.to_do(on=on) | found.filter(state=State.UP, channel=Channel.BROADCAST)
    ordered = open_now.select_related("paper", "place")
    ordered = ordered.order_by("-paper__urgent", "due_on", "paper", "pk")
    tasks: dict[str, list[Task]] = {slug: [] for slug in SCREENS}
    for one in ordered:
        slug = _screen(one)
        said, late = _why(one, on=on)
        tasks[slug].append(Task(one, one.paper.title, where(one), said, late))
    return {
        slug: Screen(slug, deed, icon, verb, tasks[slug], photo)
        for slug, (deed, icon, verb, photo) in SCREENS.items()
    }


def _screen(one: Posting) -> str:
    if one.channel == Channel.BROADCAST:
        return "loa"
    if one.channel not in ON_BOARDS:
        return "bao"
    return "go" if one.state == State.UP or one.paper.closed_on else "dan"


def _why(one: Posting, *, on: date) -> tuple[str, bool]:
    """What to say under a task, and whether it is late."""
    if one.state == State.GONE:
        return "Giấy không còn trên bảng. Dán lại hôm nay; đếm lại từ đầu.", True
    if one.paper.closed_on:
        return f"Gỡ ngay: {one.paper.get_closed_why_display()}.", one.paper.closed_on < on
    if one.state == State.UP and one.channel in ON_BOARDS:
        return f"Đã dán đủ đến hết {one.kept_until:%d/%m/%Y}. Được gỡ.", False
    if one.state == State.UP:
        return f"Đọc tiếp cho đủ {one.days} ngày liên tục.", False
    if one.paper.urgent:
        late = one.paper.handed_on < on
        return f"Việc khẩn: {'lẽ ra xong trong ngày, làm ngay' if late else 'làm hôm nay'}.", late
    if one.due_on < on:
        return f"Quá hạn {one.due_on:%d/%m/%Y}. Làm hôm nay.", True
    return f"Hạn {one.due_on:%d/%m/%Y}.", False


def coming(found: PostingQuerySet, *, on: date) -> PostingQuerySet:
    """What hangs now, soonest free first."""
    up = found.filter(state=State.UP, channel__in=ON_BOARDS, paper__closed_on=None)
    return up.filter(Q(kept_until=None) | Q(kept_until__gte=on)).order_by("kept_until", "pk")


def first_screen(found: PostingQuerySet, *, on: date) -> str:
    """The first screen with something to do; the first of all when nothing is."""
    shown = screens(found, on=on)
    return next((slug for slug, one in shown.items() if one.tasks), next(iter(shown)))
