"""Inbox, public list and search over many cases: p95 at sixteen connections, and the file streamed.

A scratch house is filled with made-up cases, a fifth of them in one commune (one in twenty open,
two in five public); granian is started as deploy/ does it with nothing kept, and wrk asks. A page
over LIMIT_MS at p95 fails the run, and so does a file that makes a worker grow by LIMIT_MB.

    python tools/bench_petitions.py --cases 100000                 both databases
    python tools/bench_petitions.py --cases 10000 --engine sqlite --seconds 5
"""

import argparse
import json
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any
from urllib.request import urlopen

from benching import load
from benching.house import House
from benching.server import Server, running

LIMIT_MS, LIMIT_MB = 300, 60
TOPICS = ("roads", "water", "waste", "light", "land", "order", "procedures", "welfare", "other", "")
THINGS = ("Cống", "Đèn đường", "Rác", "Mương", "Cầu treo", "Đường bê tông", "Cột điện", "Kè suối")
STATES = ("vỡ một bên", "hỏng ba hôm", "chưa ai dọn", "sụt sau mưa", "nghiêng, dễ đổ", "tắc lâu")
DAYS = 700  # cases came on so many days
BATCH = 2000
CLERK = "bench.petitions"


def fill(cases: int) -> dict[str, str]:
    """Inside the house: rows until there are so many; slug of the busy commune, a cookie."""
    from django.conf import settings
    from django.db import connection, transaction
    from django.test import Client

    from danchu.kit.clock import today
    from danchu.people.models import Role, User
    from danchu.people.tests.factories import in_office, signed_in
    from danchu.petitions.models import Case
    from danchu.places.models import Unit

    communes = list(Unit.objects.communes().filter(valid_to=None).order_by("pk"))
    busy, on, dice = communes[0], today(), Random(8)  # noqa: S311  the same cases each time
    person = User.objects.filter(username=CLERK).first() or in_office(CLERK, Role.CLERK, busy)
    clerk = person.terms.get()
    have, begun = Case.objects.count(), time.monotonic()
    for start in range(have, cases, BATCH):  # each by itself: stopped, it goes on from there
        some = range(start, min(start + BATCH, cases))
        with transaction.atomic():
            _batch(some, communes, clerk, on=on, dice=dice)
        rate = (some.stop - have) / (time.monotonic() - begun)
        left = (cases - some.stop) / rate
        print(
            f"  {some.stop:,} of {cases:,} cases, {rate:,.0f}/s, {left:.0f} s left", file=sys.stderr
        )
    with connection.cursor() as cursor:  # as autovacuum does in time
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    client = signed_in(Client(HTTP_HOST="127.0.0.1"), person)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    return {"slug": busy.slug, "cookie": f"{cookie.key}={cookie.value}"}


def _batch(some: range, communes: list[Any], clerk: Any, *, on: date, dice: Random) -> None:
    from danchu.duties.models import Duty
    from danchu.kit.models import SearchEntry
    from danchu.kit.search import indexed
    from danchu.petitions.models import Case, PublicCase

    made = Case.objects.bulk_create(
        _case(n, communes[0] if n % 5 == 0 else communes[n % len(communes)], on, dice) for n in some
    )
    Duty.objects.bulk_create(_duty(one) for one in made if one.is_open)
    public = PublicCase.objects.bulk_create(
        PublicCase(
            case=one,
            unit=one.unit,
            state="shown",
            wished_on=one.received_on,
            title=one.text,
            words=f"{one.text}. Mong xã xem giúp.",
            answer="Xã đã xem tại chỗ, sửa trong tuần." if not one.is_open else "",
            shown_on=one.received_on + timedelta(days=2),
            decided_by=clerk,
        )
        for one in made
        if dice.random() < 0.4
    )
    SearchEntry.objects.bulk_create(
        SearchEntry(
            room="petitions",
            kind="public_case",
            key=str(one.pk),
            title=one.title,
            about=one.unit.full_name,
            address=f"/don-thu/cong-khai/viec/{one.pk}/",
            on=one.shown_on,
            unit_id=one.unit_id,
            plain=f"{one.title}\n{one.words}".lower(),
            folded=indexed(f"{one.title}\n{one.words}".lower()),
        )
        for one in public
    )


def _case(number: int, unit: Any, on: date, dice: Random) -> Any:
    from danchu.petitions.models import Case

    came = on - timedelta(days=dice.randrange(DAYS))
    is_open = dice.random() < 0.05
    due = came + timedelta(days=14)
    return Case(
        code=f"{number:08d}",
        secret_hash=f"bench-{number}",
        track=dice.choice(("feedback", "feedback", "feedback", "petition")),
        unit=unit,
        text=f"{dice.choice(THINGS)} {dice.choice(STATES)}, đoạn {number}",
        topic=dice.choice(TOPICS),
        received_on=came,
        state="new" if is_open else "answered",
        closed_on=None if is_open else min(came + timedelta(days=dice.randrange(30)), on),
        due_on=due,
        next_due_on=due if is_open else None,
    )


def _duty(case: Any) -> Any:
    from danchu.duties.models import Duty

    return Duty(
        rule_key="feedback.answer",
        unit=case.unit,
        role="clerk",
        what=f"Trả lời: {case.number}",
        kind="case",
        key=str(case.pk),
        address=f"/don-thu/ban/{case.pk}/",
        counted_from=case.received_on,
        due_on=case.due_on,
        basis="parameter",
    )


def measure(house: House, asked: argparse.Namespace) -> bool:
    """Prints a line for each page; whether all stay below the limits."""
    code = "import bench_petitions as b, json, sys\nprint(json.dumps(b.fill(int(sys.argv[1]))))"
    told = json.loads(house.say(code, str(asked.cases)).splitlines()[-1])
    listed = f"/don-thu/cong-khai/{told['slug']}/"
    pages = {
        "inbox": ("/don-thu/ban/", told["cookie"]),
        "inbox, last page": ("/don-thu/ban/?trang=999", told["cookie"]),
        "public list": (listed, ""),
        "public list, everywhere": ("/don-thu/cong-khai/", ""),
        "public list, narrowed": (f"{listed}?tinh-trang=dang-lam&linh-vuc=roads", ""),
        "public list, searched": (f"{listed}?q=cong+vo", ""),
        "search": ("/tim/?q=cong+vo", ""),
        "figures": (f"/don-thu/so-lieu/{told['slug']}/", ""),
    }
    fine = True
    with running(house, "danchu.wsgi:application", "/healthz", DANCHU_KEPT_MB="0") as server:
        for name, (path, cookie) in pages.items():
            house.forget_tallies()
            load.drive(server.address(path), seconds=1, cookie=cookie)
            took = load.drive(server.address(path), seconds=asked.seconds, cookie=cookie)
            bad = took.p95 > LIMIT_MS or took.wrong > 0 or not took.requests
            fine &= not bad
            over = f"  OVER {LIMIT_MS} ms, wrong {took.wrong} of {took.requests}" if bad else ""
            print(
                f"{house.engine:11} {name:26} p50 {took.p50:7.1f}  p95 {took.p95:7.1f} ms{over}",
                flush=True,
            )
        fine &= _file(house, server)
    return fine


def _file(house: House, server: Server) -> bool:
    """The whole public list as a file: rows, seconds to the first byte, how much a worker grew."""
    before, begun = max(server.memory()), time.monotonic()
    with urlopen(server.address("/don-thu/cong-khai/?format=csv")) as answer:  # noqa: S310  ours
        first, rows = 0.0, 0
        while piece := answer.read(1 << 16):
            first = first or time.monotonic() - begun
            rows += piece.count(b"\n")
    grew = (max(server.memory()) - before) / 1048576
    took = time.monotonic() - begun
    print(
        f"{house.engine:11} file: {rows - 1:,} rows in {took:.1f} s, first byte {first:.2f} s, "
        f"a worker grew by {grew:.0f} MB"
    )
    return grew <= LIMIT_MB


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--cases", type=int, default=100_000)
    asked.add_argument("--engine", default="sqlite,postgresql")
    asked.add_argument("--seconds", type=int, default=15)
    folder = Path(tempfile.gettempdir()) / "danchu-bench-petitions"
    asked.add_argument("--folder", type=Path, default=folder)
    told = asked.parse_args()
    fine = True
    for engine in told.engine.split(","):
        house = House(engine, "petitions", told.folder)
        fill_empty(house)
        fine &= measure(house, told)
    sys.exit(0 if fine else "Over a limit.")


def fill_empty(house: House) -> None:
    """Migrated, with the units of the country, nothing else; kept for the next run."""
    if house.mark.exists():
        return
    house.drop()
    house.make()
    for words in ("migrate -v0", "load_units -v0", "collectstatic --noinput -v0"):
        house.danchu(*words.split())
    house.mark.write_text("")


if __name__ == "__main__":
    main()
