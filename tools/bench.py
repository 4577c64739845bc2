"""`just bench`: what each page takes on the production server, beside a bare Django list.

For each engine: a scratch house is filled (`seed --scale`), granian is started as deploy/ does it
with two workers, sixteen connections ask for one page at a time: first with nothing kept (every
page made anew), then with pages kept (ADR 20). In the same run the bare list of `benching/bare.py`.
Then the publishing act by four writers, and a million entries of the trail as a file.

    python tools/bench.py                           both databases, a tenth of the province
    python tools/bench.py --scale province --record
    python tools/bench.py --only pages,publish --page home --engine sqlite
    python tools/bench.py --drop                    throw the scratch houses away

A filled house is kept for the next run, so `--only` goes on where the last one ended. `--record`
writes the table into docs/benchmarks.md between its two markers. JSON lies beside the houses.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from benching import load, report
from benching.house import House
from benching.server import WORKERS, Server, running

ENGINES = ("sqlite", "postgresql")
PARTS = ("pages", "kept", "publish", "export")
WARM_SECONDS = 1
FEW, LONGEST_SECONDS = 50, 20  # with fewer answers a percentile says nothing: drive it longer
KEPT_MB = {"pages": "0", "kept": "32"}


def main() -> None:
    asked = arguments()
    houses = [House(engine, asked.scale, asked.folder) for engine in asked.engine.split(",")]
    if asked.drop:
        for house in houses:
            house.drop()
        return
    file = asked.folder / f"figures-{asked.scale}.json"
    figures = json.loads(file.read_text()) if file.exists() else {}
    for house in houses:
        say(f"{house.engine}: filling at scale {asked.scale}")
        if (seconds := house.fill()) is not None:
            figures[house.engine] = {"filled": seconds}
        for part in asked.only.split(","):
            say(f"{house.engine}: {part}")
            found = MEASURES[part](house, asked)
            figures.setdefault(house.engine, {}).setdefault(part, {}).update(found)
            figures["machine"] = report.machine(load.CLIENT, asked.scale, WORKERS)
            file.write_text(json.dumps(figures, indent=1, ensure_ascii=False))
    table = report.table(figures)
    print(table)
    if asked.record:
        report.record(table, asked.scale)


def arguments() -> argparse.Namespace:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=RAW)
    asked.add_argument("--scale", default="tenth", help="what `danchu seed --scale` knows")
    asked.add_argument("--engine", default=",".join(ENGINES))
    asked.add_argument("--only", default=",".join(PARTS), help="parts: " + ", ".join(PARTS))
    asked.add_argument("--page", action="append", help="one page by its name; may be repeated")
    asked.add_argument("--seconds", type=int, default=3, help="each page is driven so long")
    asked.add_argument("--acts", type=int, default=25, help="publishing acts of each writer")
    asked.add_argument("--rows", type=int, default=1_000_000, help="entries of the trail")
    asked.add_argument("--record", action="store_true", help="write docs/benchmarks.md")
    asked.add_argument("--drop", action="store_true", help="remove the scratch houses")
    folder = Path(tempfile.gettempdir()) / "danchu-bench"
    asked.add_argument("--folder", type=Path, default=folder)
    told = asked.parse_args()
    if unknown := set(told.only.split(",")) - set(PARTS):
        asked.error(f"no part {', '.join(sorted(unknown))}; there are: {', '.join(PARTS)}")
    told.folder.mkdir(parents=True, exist_ok=True)
    return told


RAW = argparse.RawDescriptionHelpFormatter


# ── what is measured ──────────────────────────────────────────────────────────────────────────


def pages(house: House, asked: argparse.Namespace) -> dict[str, Any]:
    """Every page made anew, and the bare list first and last: the machine may have changed."""
    found = house.ask("pages", DANCHU_KEPT_MB="0")
    assert isinstance(found, dict)
    bare = [drive_bare(house, asked.seconds)]
    told = driven(house, found, asked, KEPT_MB["pages"])
    bare.append(drive_bare(house, asked.seconds))
    told["bare list"] = max(bare, key=lambda one: one["per_second"])
    return told


def kept(house: House, asked: argparse.Namespace) -> dict[str, Any]:
    found = house.ask("pages", DANCHU_KEPT_MB="0")
    assert isinstance(found, dict)
    return driven(house, found, asked, KEPT_MB["kept"])


def driven(
    house: House, found: dict[str, Any], asked: argparse.Namespace, kept_mb: str
) -> dict[str, Any]:
    wanted = {n: one for n, one in found.items() if not asked.page or n in asked.page}
    told: dict[str, Any] = {}
    with running(house, "danchu.wsgi:application", "/healthz", DANCHU_KEPT_MB=kept_mb) as server:
        for name, one in wanted.items():
            told[name] = one | drive(house, server, one["path"], asked.seconds)
            say(f"  {name}: {told[name]['per_second']:.0f}/s, p95 {told[name]['p95']:.0f} ms")
        told["memory"] = {"workers": server.memory()}
    return told


def drive_bare(house: House, seconds: int) -> dict[str, Any]:
    with running(house, "benching.bare:application", "/") as server:
        return {"path": "-", "queries": 1} | drive(house, server, "/", seconds)


def drive(house: House, server: Server, path: str, seconds: int) -> dict[str, Any]:
    def driven(seconds: int) -> load.Taken:
        house.forget_tallies()
        return load.drive(server.address(path), seconds=seconds)

    driven(WARM_SECONDS)
    taken = driven(seconds)
    while taken.requests < FEW and seconds < LONGEST_SECONDS:  # a slow page, or a busy machine
        seconds *= 2
        taken = driven(seconds)
    if taken.wrong:
        sys.exit(f"{path}: {taken.wrong} answers were not 200; nothing was measured")
    return taken._asdict()


def publish(house: House, asked: argparse.Namespace) -> dict[str, Any]:
    """Four writers at once, each in a process of its own."""
    writers, begun = 4, time.monotonic()
    with ThreadPoolExecutor(writers) as pool:
        said = pool.map(
            lambda n: house.ask("acts", str(n), str(writers), str(asked.acts)), range(writers)
        )
        taken: dict[str, list[float]] = {}
        for one in said:
            assert isinstance(one, dict)
            for name, times in one.items():
                taken.setdefault(name, []).extend(times)
    told: dict[str, Any] = {"seconds": time.monotonic() - begun, "writers": writers}
    told["turned away"] = len(taken.pop("turned away", []))
    for name, times in taken.items():
        if not (times := sorted(times)):  # every one was turned away: nothing to tell
            sys.exit("no paper was published: the machine is too busy to measure acts")
        at = {p: times[min(len(times) - 1, len(times) * p // 100)] for p in (50, 95)}
        told[name] = {"acts": len(times), "p50": at[50], "p95": at[95]}
    return told


def export(house: House, asked: argparse.Namespace) -> dict[str, Any]:
    """Twice: the first call fills the trail, the second holds nothing but the stream."""
    house.ask("export", str(asked.rows))
    told = house.ask("export", str(asked.rows))
    assert isinstance(told, dict)
    return told


MEASURES = {"pages": pages, "kept": kept, "publish": publish, "export": export}


def say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    try:
        main()
    except subprocess.CalledProcessError as failed:
        sys.exit(f"a step ended with {failed.returncode}; run again, what was done is kept")
