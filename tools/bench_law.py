"""How long the law takes: reading law/, one value, one page's Reading. Nothing is judged here.

Each line: median, 95th percentile, and the median as a multiple of a baseline measured in the same
run (a loop of 1,000 additions), so that runs on different machines can be laid side by side. A busy
machine measures itself. Units are those of the database that the settings name; none: left out.
"""

import os
import statistics
import time
from collections.abc import Callable
from datetime import date

ON = date(2026, 12, 2)
KEY = "disclosure.publish"
MICRO, MILLI = (1e6, "µs"), (1e3, "ms")


def baseline() -> int:
    total = 0
    for number in range(1000):
        total += number
    return total


def samples(act: Callable[[], object], *, rounds: int, loops: int) -> list[float]:
    """Seconds an act takes: the mean of each round, sorted."""
    found = []
    for _ in range(rounds):
        begun = time.perf_counter()
        for _ in range(loops):
            act()
        found.append((time.perf_counter() - begun) / loops)
    return sorted(found)


def line(name: str, taken: list[float], base: float, unit: tuple[float, str]) -> str:
    factor, word = unit
    median, late = statistics.median(taken), taken[int(0.95 * (len(taken) - 1))]
    times = f"{median * factor:>10.2f} {word}{late * factor:>11.2f} {word}"
    return f"{name:<46}{times}{median / base:>12.2f}"


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "danchu.settings")
    os.environ.setdefault("DANCHU_LOCAL", "1")
    import django

    django.setup()
    from django.db import DatabaseError

    from civics.rulebook import load
    from danchu.kit.law import book
    from danchu.places.models import Kind, Unit
    from danchu.rulebook.rulebook import Reading, kept_open, value

    base = statistics.median(samples(baseline, rounds=100, loops=10))
    print(f"{len(book().rules)} quy tắc{'':<35}{'trung vị':>10}{'p95':>14}{'× nền':>13}")
    print(line("đọc cả law/", samples(load, rounds=9, loops=1), base, MILLI))
    warm = {"rounds": 50, "loops": 200}
    reading = Reading(None, on=ON)
    for name, act in (
        ("book().value(), chưa kể quy định thêm", lambda: book().value(KEY, on=ON)),
        ("Reading.value(), cả nước", lambda: reading.value(KEY)),
        ("value(), cả nước, mở Reading mỗi lần", lambda: value(KEY, unit=None, on=ON)),
    ):
        print(line(name, samples(act, **warm), base, MICRO))
    try:
        unit = Unit.objects.filter(kind=Kind.COMMUNE, local_rules=None).first()
    except DatabaseError:
        unit = None
    if unit is None:
        print("Cơ sở dữ liệu chưa có xã nào: bỏ qua các dòng của một xã.")
        return
    here = Reading(unit, on=ON)
    taken = samples(lambda: here.value(KEY), **warm)
    print(line("Reading.value(), một xã không quy định thêm", taken, base, MICRO))
    with kept_open():
        taken = samples(lambda: value(KEY, unit=unit, on=ON), **warm)
    print(line("value(), cùng xã, trong một yêu cầu", taken, base, MICRO))
    taken = samples(lambda: value(KEY, unit=unit, on=ON), rounds=20, loops=20)
    print(line("value(), cùng xã, mở Reading: một truy vấn", taken, base, MICRO))


if __name__ == "__main__":
    main()
