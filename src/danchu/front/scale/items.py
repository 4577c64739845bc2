"""Two years of papers of a province, in the order in which they were signed."""

from bisect import bisect
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import accumulate
from random import Random
from typing import NamedTuple

from danchu.disclosure.models import Plan, State
from danchu.disclosure.owed import Owed, owed_by
from danchu.front.scale import words, writing
from danchu.front.scale.files import Shared, share
from danchu.front.scale.lives import Days, Life, live
from danchu.front.scale.offices import Office
from danchu.front.scale.papers import Paper
from danchu.front.scale.sizes import shares
from danchu.places.models import Unit
from danchu.rulebook.rulebook import Reading

LISTS = 0.6  # of the papers of groups that may name people, so many do
FIRST_NUMBER = 401  # the papers of the small demo have lower ones

WHY = {
    State.WITHDRAWN: (
        "Kèm nhầm danh mục cũ; công khai lại theo danh mục mới",
        "Văn bản đã bị thay thế trước ngày có hiệu lực",
        "Ghi nhầm đơn vị ban hành",
    ),
    State.NOT_PUBLIC: (
        "Văn bản chỉ để trao đổi nội bộ, không thuộc 14 nhóm phải công khai",
        "Nội dung đã công khai trong văn bản cùng ngày",
        "Văn bản có nội dung bí mật nhà nước theo dấu mật",
    ),
}
MENDED = (
    "Đếm thiếu {n} hộ ở {xom}",
    "Ghi nhầm số tiền",
    "Sai ngày họp tại nhà văn hóa",
    "Thiếu {n} dòng trong bảng kèm theo",
)


class Told(NamedTuple):
    """One paper and what became of it."""

    paper: Paper
    life: Life


class Province:
    """Makes up papers, one after the other; the same ones for the same `rng`."""

    def __init__(self, offices: list[Office], days: Days, rng: Random) -> None:
        self._offices, self._days, self._rng = offices, days, rng
        self._weights = list(accumulate(office.weight for office in offices))
        self._asked = Asked(offices)
        self._numbers: Counter[tuple[int, int, str]] = Counter()
        self._files: dict[tuple[str, int], Shared] = {}

    def tell(self, whole: int) -> Iterator[Told]:
        """`whole` papers, day after day."""
        gone = self._days.gone
        parts = shares(whole, [sum(_season(day.month)) for day in gone])
        for place, (day, count) in enumerate(zip(gone, parts, strict=True)):
            season = list(accumulate(_season(day.month)))
            for _ in range(count):
                office = self._offices[_pick(self._weights, self._rng)]
                yield self._one(office, 1 + _pick(season, self._rng), place)

    def _one(self, office: Office, group: int, place: int) -> Told:
        rng, signed = self._rng, self._days.all[place]
        asks = self._asked.of(office, group, signed)
        life = live(self._days, place, asks.due_on, late=office.late, rng=rng)
        lists = bool(asks.group.payload["personal_list"]) and rng.random() < LISTS
        said = writing.paper(group, office.hamlets, on=signed, lists=lists, rng=rng)
        paper = Paper(
            office,
            self._number(office, group, signed.year),
            said,
            asks,
            self._file(office, group),
        )
        if life.corrected:
            why = rng.choice(MENDED).format(n=rng.randint(1, 9), xom=rng.choice(office.hamlets))
            body = f"{said.body}\nĐính chính: {why.lower()}."
            paper = paper._replace(why=why, corrected=said._replace(body=body))
        elif life.state in WHY:
            paper = paper._replace(why=rng.choice(WHY[life.state]))
        return Told(paper, life)

    def _number(self, office: Office, group: int, year: int) -> str:
        """'412/QĐ-UBND': each commune counts each kind of paper anew every year."""
        kind = self._rng.choice(words.GROUPS[group].kinds)
        self._numbers[office.unit_id, year, kind] += 1
        return f"{self._numbers[office.unit_id, year, kind] + FIRST_NUMBER - 1}/{kind}"

    def _file(self, office: Office, group: int) -> Shared:
        key = (office.code, group)
        if key not in self._files:
            self._files[key] = share(office.code, office.full_name, group)
        return self._files[key]


class Asked:
    """What the law and the plans ask of a paper; communes whose plans say the same share it."""

    def __init__(self, offices: list[Office]) -> None:
        self._unit = Unit.objects.get(pk=offices[0].unit_id)
        plans = Plan.objects.filter(unit__in=[one.unit_id for one in offices])
        self._plans = {
            (plan.unit_id, plan.year): plan
            for plan in plans.filter(issued_on__isnull=False).prefetch_related("lines")
        }
        self._like = {key: _says(plan) for key, plan in self._plans.items()}
        self._readings: dict[date, Reading] = {}
        self._known: dict[tuple[str, int, date], Owed] = {}

    def of(self, office: Office, group: int, signed: date) -> Owed:
        year = (office.unit_id, signed.year)
        key = (self._like.get(year, ""), group, signed)
        if key not in self._known:
            if signed not in self._readings:  # nobody asks for the day before any more
                self._readings = {signed: Reading(self._unit, on=signed)}
                self._known = {}
            plan = self._plans.get(year)
            self._known[key] = owed_by(self._readings[signed], group, plan=plan)
        return self._known[key]


def _says(plan: Plan) -> str:
    lines = [
        (line.group, line.more_channels, line.posting_days, line.broadcast_days)
        for line in plan.lines.all()
    ]
    return f"{plan.has_loudspeaker} {sorted(lines)}"


def _season(month: int) -> list[int]:
    """How many papers of each group a month brings, against the others."""
    return [one.share * (2 if month in one.months else 1) for one in words.GROUPS.values()]


def _pick(upto: list[float] | list[int], rng: Random) -> int:
    return bisect(upto, rng.random() * upto[-1])
