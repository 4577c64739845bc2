"""Made-up households for a demo and for a copy to practise on. Each name says so."""

from datetime import date

from danchu.people.models import Household
from danchu.people.roll.filling import New, fill
from danchu.places.models import Unit

SURNAMES = ("Nguyễn", "Hoàng", "Nông", "Lý", "Ma", "Trần", "Triệu", "Lương", "Dương", "Bàn", "Hà")
MIDDLES = ("Văn", "Thị", "Đức", "Ngọc", "Xuân", "Hữu", "Minh")
GIVEN = ("An", "Bình", "Chiến", "Dung", "Giang", "Hải", "Hiền", "Khánh", "Lâm", "Nga", "Phúc",
         "Quý", "Sơn", "Thảo", "Tuyết", "Vinh", "Yến")  # fmt: skip


def make_up(unit: Unit, count: int, *, since: date, mark: str = "minh họa") -> int:
    """Give an empty roll `count` households, the same ones each time; how many were written."""
    if Household.objects.filter(unit=unit).exists():
        return 0
    first = unit.pk * 7  # hamlets beside each other do not have the same people
    return fill(
        New(
            unit.pk,
            number,
            f"{_name(first + number)} ({mark})",
            f"Ngõ {number % 9 + 1}, nhà {number}, {unit.spoken_name}",
            since,
        )
        for number in range(1, count + 1)
    )


def _name(at: int) -> str:
    parts = (SURNAMES[at % 11], MIDDLES[at // 11 % 7], GIVEN[at // 3 % 17])
    return " ".join(parts)
