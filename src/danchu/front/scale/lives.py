"""What becomes of one paper, day by day: noted, written, approved; late, mended, taken down.

Everything is counted in working days of the law's calendar. Nothing here touches the database.
"""

from bisect import bisect_left
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from danchu.disclosure.models import State
from danchu.kit.law import book

AHEAD = timedelta(days=45)  # due days of papers signed yesterday are known too

# Of a hundred papers that became public.
CORRECTED, WITHDRAWN, REMOVED, ON_PAPER = 0.03, 0.008, 0.002, 0.06
REFUSED, RETURNED, FORGOTTEN = 0.008, 0.02, 0.006  # of all


class Life(NamedTuple):
    """Days on which something was done; None: not yet, or never."""

    signed: date
    noted: date
    drafted: date | None = None
    returned: date | None = None  # sent back once by the approver, mended and handed in again
    submitted: date | None = None
    public: date | None = None
    on_paper: bool = False  # made public on a signed paper, without an approver
    corrected: tuple[date, date, date | None] | None = None  # begun, handed in, public
    closed: date | None = None
    state: State = State.NOTED


class Days:
    """The working days from `first` to the day before `on`, and some beyond for due days."""

    def __init__(self, first: date, on: date) -> None:
        after = book().calendar.after
        self.all = [after(first - timedelta(days=1), 1)]
        while self.all[-1] < on + AHEAD:
            self.all.append(after(self.all[-1], 1))
        self.last = bisect_left(self.all, on) - 1  # the last one on which anything was done

    @property
    def gone(self) -> list[date]:
        return self.all[: self.last + 1]

    def place(self, day: date) -> int:
        """Which of them `day` is; the next one when it is none."""
        return bisect_left(self.all, day)

    def done(self, place: int) -> date | None:
        """The day at `place`; None when it has not come."""
        return self.all[place] if place <= self.last else None


def live(days: Days, signed: int, due_on: date, *, late: float, rng: Random) -> Life:
    """A life of a paper signed at place `signed`; `late`: the share of late ones of its commune."""
    noted = min(signed + rng.choices((0, 1, 2, 3), (30, 45, 18, 7))[0], days.last)
    due = max(days.place(due_on), noted)
    if rng.random() < late:
        public = due + 1 + int(rng.expovariate(0.25))
    else:
        public = rng.randint(noted, due)
    if rng.random() < FORGOTTEN:
        public = len(days.all)
    drafted = min(rng.randint(noted, public), noted + 6)
    submitted = rng.randint(drafted, min(public, drafted + 5))
    life = Life(signed=days.all[signed], noted=days.all[noted], drafted=days.done(drafted))
    if rng.random() < REFUSED and (refused := days.done(noted + rng.randint(1, 6))):
        return life._replace(drafted=None, closed=refused, state=State.NOT_PUBLIC)
    if rng.random() < ON_PAPER and public <= days.last:
        life = life._replace(on_paper=True)
    elif handed_in := days.done(submitted):
        back = handed_in if rng.random() < RETURNED else None
        life = life._replace(submitted=handed_in, returned=back, state=State.SUBMITTED)
    if public > days.last:
        return life
    life = life._replace(public=days.all[public], state=State.PUBLISHED)
    return _afterwards(days, life, public, rng)


def _afterwards(days: Days, life: Life, public: int, rng: Random) -> Life:
    """Most stay as they are; some are corrected, withdrawn, or removed at once."""
    fate = rng.random()
    if fate < CORRECTED:
        begun = public + rng.randint(2, 25)
        handed_in = begun + rng.randint(0, 2)
        if handed_in > days.last:
            return life
        ready = days.done(handed_in + rng.randint(0, 3))
        return life._replace(corrected=(days.all[begun], days.all[handed_in], ready))
    for chance, state in ((WITHDRAWN, State.WITHDRAWN), (REMOVED, State.REMOVED)):
        if fate > 1 - chance and (closed := days.done(public + rng.randint(1, 12))):
            return life._replace(closed=closed, state=state)
        fate += chance
    return life
