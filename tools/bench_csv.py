"""What a file of a million rows costs: memory of a real web process, time, and who goes away.

Fills an empty scratch database (the one the settings name; one that holds items already is refused
unless it was filled here), starts the web server of `deploy/`, takes the late list of the province
as a file, once whole and once only its first megabyte, and prints what the process held meanwhile.

    DANCHU_VAR=/tmp/csv python tools/bench_csv.py --items 1000000
"""

import argparse
import os
import socket
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

MARK = "bench-csv"
SINCE, SIGNED = date(2025, 7, 1), date(2026, 1, 5)
LIMIT_MB = 200
PAGE = "/cong-khai/tre-han/?format=csv"


def filled(items: int) -> None:
    from django.core.management import call_command
    from django.db import connection, transaction

    from danchu.disclosure.models import Item
    from danchu.people.models import User
    from danchu.places.models import Unit

    call_command("migrate", verbosity=0)
    call_command("load_units", verbosity=0)
    have = Item.objects.count()
    if have and not User.objects.filter(username=MARK).exists():
        sys.exit("Cơ sở dữ liệu này có nội dung thật. Hãy chỉ tới một cơ sở dữ liệu nháp.")
    communes = list(Unit.objects.communes().filter(valid_to=None))
    clerk, approver = term(MARK, "clerk", communes[0]), term(f"{MARK}-2", "approver", communes[0])
    for start in range(have, items, 5000):
        numbers = range(start, min(start + 5000, items))
        with transaction.atomic():
            some = Item.objects.bulk_create(item(n, communes[n % 92], clerk) for n in numbers)
            version_of(some, clerk, approver)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def term(name: str, role: str, unit: Any) -> Any:
    from danchu.people.models import Term, User

    person, _ = User.objects.get_or_create(username=name)
    return Term.objects.get_or_create(person=person, role=role, unit=unit, since=SINCE)[0]


def item(number: int, unit: Any, clerk: Any) -> Any:
    """Public, two days late, so that the late list holds it."""
    from danchu.disclosure.models import Item, State

    return Item(
        unit=unit,
        group=number % 14 + 1,
        number=f"{number}/QĐ-UBND",
        decided_on=SIGNED,
        signer="Nông Văn Bình, Chủ tịch UBND xã",
        noted_by=clerk,
        noted_on=SIGNED,
        state=State.PUBLISHED,
        due_on=SIGNED + timedelta(days=7),
        due_rule="disclosure.publish",
        due_basis="law",
        published_on=SIGNED + timedelta(days=9),
    )


def version_of(items: list[Any], clerk: Any, approver: Any) -> None:
    from danchu.disclosure.models import Version

    Version.objects.bulk_create(
        Version(
            item=one,
            number=1,
            title=f"Mức thu phí chợ và danh sách hỗ trợ số {one.number}",
            body="Chỗ bán cố định 120.000 đồng một tháng.",
            drafted_by=clerk,
            drafted_on=SIGNED,
            approved_by=approver,
            no_secret_declared=True,
            published_at=f"{SIGNED:%Y-%m-%d}T00:00:00Z",
        )
        for one in items
    )


def held(pid: int, field: str = "VmRSS") -> float:
    """Megabytes of a process and its children: now (VmRSS), or at most so far (VmHWM)."""
    whole = 0
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            facts = dict(
                line.split(":", 1) for line in status.read_text().splitlines() if ":" in line
            )
        except OSError:
            continue
        if pid in (int(facts["Pid"]), int(facts["PPid"])) and field in facts:
            whole += int(facts[field].split()[0])
    return whole / 1024


def busy(pid: int) -> float:
    """Seconds of processor time of a process and its children."""
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, _, rest = stat.read_text().rpartition(")")
        except OSError:
            continue
        parts = rest.split()
        if pid in (int(name.split()[0]), int(parts[1])):
            ticks += int(parts[11]) + int(parts[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def serve() -> tuple[subprocess.Popen[bytes], str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "granian", "danchu.wsgi:application", "--interface", "wsgi"]
    command += ["--host", "127.0.0.1", "--port", str(port), "--workers", "1"]
    command += ["--blocking-threads", "4", "--log-level", "warning"]
    server = subprocess.Popen(command)
    house = f"http://127.0.0.1:{port}"
    for _ in range(1200):  # two minutes: other things may run on this machine
        try:
            urlopen(f"{house}/healthz").read()  # noqa: S310  our own server
            return server, house
        except OSError:
            time.sleep(0.1)
    server.terminate()
    sys.exit("The server does not answer.")


def whole(house: str, pid: int) -> None:
    before, began = held(pid), time.perf_counter()
    with urlopen(Request(house + PAGE)) as answer:  # noqa: S310  our own server
        size, rows, first = 0, 0, 0.0
        while piece := answer.read(1 << 16):
            first = first or time.perf_counter() - began
            size += len(piece)
            rows += piece.count(b"\n")
    took = time.perf_counter() - began
    most = held(pid, "VmHWM")
    print(f"rows {rows - 1:,}  {size / 1e6:.0f} MB  {took:.1f} s  first byte {first:.2f} s")
    print(f"memory before {before:.0f} MB, at most {most:.0f} MB (limit {LIMIT_MB})")
    if most > LIMIT_MB:
        sys.exit("More memory than allowed.")


def going_away(house: str, pid: int) -> None:
    with urlopen(Request(house + PAGE)) as answer:  # noqa: S310  our own server
        answer.read(1 << 20)
    time.sleep(3)
    before = busy(pid)
    time.sleep(3)
    after = busy(pid) - before
    print(f"a reader who went away: {after:.2f} s of work in the 3 s that begin 3 s later")
    if after > 1:
        sys.exit("The file is still being written for nobody.")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--items", type=int, default=1_000_000)
    sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))
    os.environ["PYTHONPATH"] = sys.path[0]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "danchu.settings")
    os.environ.setdefault("DANCHU_LOCAL", "1")
    import django

    django.setup()
    began = time.perf_counter()
    filled(asked.parse_args().items)
    print(f"filled in {time.perf_counter() - began:.0f} s")
    server, house = serve()
    try:
        whole(house, server.pid)
        going_away(house, server.pid)
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main()
