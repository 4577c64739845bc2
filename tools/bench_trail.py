"""How long the trail takes with a million entries: reading, searching, extracting it.

Fills an empty scratch database (the one the settings name: point DATABASE_URL or DANCHU_VAR at one
that may be thrown away; a database that holds entries already is refused unless it was filled
here), then prints for each question median, 95th percentile, and the median as a multiple of a
baseline measured in the same run: fetching 51 entries by key. With `--explain` also the plans; a
plan that walks the whole table is marked.

    python tools/bench_trail.py --entries 1000000 --explain
"""

import argparse
import os
import random
import statistics
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

UNITS, HAMLETS, ACCOUNTS, DAYS = 92, 32, 1500, 1200
END = date(2026, 12, 2)
FIRST = 10_000_000  # ids of what is made up here, far from real ones


def rows(entries: int) -> Iterator[Any]:
    """Most acts are common ones; a thousandth is rare; days go up with the entries."""
    from danchu.front.audit import ACTS
    from danchu.kit.clock import now
    from danchu.kit.models import AuditEntry

    chance, at = random.Random(7), now()  # noqa: S311  no secret
    common = ["disclosure.note", "disclosure.draft", "disclosure.submit", "disclosure.publish"]
    rare = sorted(set(ACTS) - set(common))
    for number in range(entries):
        account = chance.randrange(ACCOUNTS)
        act = chance.choice(common) if chance.random() < 0.999 else chance.choice(rare)
        yield AuditEntry(
            at=at,
            on=END - timedelta(days=DAYS - DAYS * number // entries),
            account_id=FIRST + account,
            term_id=FIRST + account,
            act=act,
            unit_id=FIRST + chance.randrange(UNITS * (1 + HAMLETS)),
            kind="item",
            key=str(number // 6),
        )


def filled(entries: int) -> None:
    from django.db import connection

    from danchu.kit.models import AuditEntry

    have = AuditEntry.objects.count()
    if have and not AuditEntry.objects.filter(unit_id__gte=FIRST).exists():
        sys.exit("Cơ sở dữ liệu này có nhật ký thật. Hãy chỉ tới một cơ sở dữ liệu nháp.")
    if have >= entries:
        return
    batch: list[Any] = []
    for row in rows(entries):
        batch.append(row)
        if len(batch) == 5000:
            AuditEntry.objects.bulk_create(batch)
            batch.clear()
    AuditEntry.objects.bulk_create(batch)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def questions() -> dict[str, tuple[Any, int | None]]:
    """Name → what is asked, and below which entry."""
    from danchu.kit import trail
    from danchu.kit.trail import Asked

    every = tuple(range(FIRST, FIRST + UNITS * (1 + HAMLETS)))
    one = tuple(range(FIRST, FIRST + 1 + HAMLETS))
    middle = trail.last() // 2
    day = END - timedelta(days=DAYS // 2)
    return {
        "tỉnh, trang đầu": (Asked(every), None),
        "tỉnh, giữa nhật ký": (Asked(every), middle),
        "tỉnh, một ngày cũ": (Asked(every, since=day, until=day), None),
        "tỉnh, việc hiếm (gỡ khẩn)": (Asked(every, acts=("disclosure.remove",)), None),
        "tỉnh, việc thường, của một người": (
            Asked(every, acts=("disclosure.publish",), accounts=(FIRST + 3,)),
            None,
        ),
        "tỉnh, chữ không có ở xã nào": (Asked((FIRST - 1,), acts=("disclosure.remove",)), None),
        "tỉnh, vai của 40 người": (Asked(every, terms=tuple(range(FIRST, FIRST + 40))), None),
        "tỉnh, vai của 1.000 người": (Asked(every, terms=tuple(range(FIRST, FIRST + 1000))), None),
        "tỉnh, vai không ai giữ, việc thường": (
            Asked(every, terms=tuple(range(FIRST - 200, FIRST)), acts=("disclosure.publish",)),
            None,
        ),
        "tỉnh, loại không có": (Asked(every, kind="plan"), None),
        "tỉnh, một văn bản": (Asked(every, things=(("item", "1000"), ("file", "7"))), None),
        "xã và 32 xóm, trang đầu": (Asked(one), None),
        "xã và 32 xóm, giữa nhật ký": (Asked(one), middle),
        "xã và 32 xóm, việc hiếm": (Asked(one, acts=("disclosure.remove",)), None),
        "một tài khoản": (Asked(None, accounts=(FIRST + 7,)), None),
    }


def samples(act: Callable[[], object], rounds: int = 15) -> list[float]:
    found = []
    for _ in range(rounds):
        begun = time.perf_counter()
        act()
        found.append(time.perf_counter() - begun)
    return sorted(found)


def line(name: str, taken: list[float], base: float) -> str:
    median, late = statistics.median(taken), taken[int(0.95 * (len(taken) - 1))]
    return f"{name:<42}{median * 1e3:>9.2f} ms{late * 1e3:>9.2f} ms{median / base:>8.1f}"


def plans(act: Callable[[], object]) -> list[str]:
    """Lines of the plans of every query that walk the whole trail."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as seen:
        act()
    walked = []
    for query in seen.captured_queries:
        with connection.cursor() as cursor:
            ask = "EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN "
            cursor.execute(ask + query["sql"].replace("%", "%%"))
            told = [str(row[-1]) for row in cursor.fetchall()]
        walked += [
            one.strip()
            for one in told
            if "Seq Scan on kit_auditentry" in one
            or ("USE TEMP B-TREE" in one and "UNION" not in query["sql"])
            or (one.startswith("SCAN kit_auditentry") and "USING INDEX" not in one)
        ]
    return walked


def extract(form: str, asked: Any) -> str:
    """Seconds, rows a second and the peak of memory of one whole file."""
    from danchu.front import extracts
    from danchu.front.audit import Reader
    from danchu.kit import clock
    from danchu.kit.models import TrailExtract
    from danchu.people.models import User

    made = TrailExtract(
        account_id=0, term_id=0, unit_id=0, made_at=clock.now(), made_on=END, asked={}, words=[],
        form=form, upto=0, entries=0,
    )  # fmt: skip
    reader = Reader(User(pk=0), {}, END)
    begun, size = time.perf_counter(), 0
    for piece in extracts.stream(made, asked, reader):
        size += len(piece)
    return f"trích {form:<6}{time.perf_counter() - begun:>9.1f} s{size / 1e6:>10.1f} MB"


def memory(asked: Any) -> str:
    from danchu.kit import trail

    tracemalloc.start()
    whole = sum(len(batch) for batch in trail.walk(asked))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return f"đi hết {whole} mục: đỉnh bộ nhớ {peak / 1e6:.1f} MB"


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--entries", type=int, default=1_000_000)
    asked.add_argument("--explain", action="store_true")
    asked.add_argument("--extract", action="store_true", help="also write whole files: minutes")
    given = asked.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "danchu.settings")
    os.environ.setdefault("DANCHU_LOCAL", "1")
    import django

    django.setup()
    from danchu.kit import trail
    from danchu.kit.models import AuditEntry

    filled(given.entries)
    keys = list(AuditEntry.objects.values_list("pk", flat=True)[1000:1051])
    base = statistics.median(samples(lambda: list(AuditEntry.objects.filter(pk__in=keys)), 50))
    print(f"{trail.last()} mục{'':<30}{'trung vị':>14}{'p95':>12}{'× nền':>8}")
    print(line("nền: 51 mục theo số", [base], base))
    for name, (what, below) in questions().items():
        act = lambda what=what, below=below: trail.newest(what, below=below, most=51)  # noqa: E731
        print(line(name, samples(act), base))
        for plan in plans(act) if given.explain else ():
            print(f"    cả bảng: {plan}")
    if given.extract:
        everything = questions()["tỉnh, trang đầu"][0]
        print(memory(everything))
        for form in ("csv", "jsonl", "xlsx"):
            print(extract(form, everything))


if __name__ == "__main__":
    main()
