"""The table as docs/benchmarks.md holds it, and what machine the figures are of."""

import os
import platform
import sqlite3
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import psycopg

from benching.house import ROOT, server_address

DOCUMENT = ROOT / "docs" / "benchmarks.md"
BEGINS = "<!-- bench: begin {scale}, written by `just bench --scale {scale} --record` -->"
ENDS = "<!-- bench: end {scale} -->"
MOST_MS, MOST_QUERIES, LEAST_KEPT, LEAST_LIST, MOST_BYTES = 300, 8, 1000, 0.3, 200 * 2**20
FEW = 20  # answers
ASKED_ANEW = "API"  # answers of the API are no pages: none is kept
LISTS = ("late, everywhere", "late, commune", "group", "units", "API list, 20", "API units")


def machine(client: str, scale: str, workers: int) -> dict[str, Any]:
    """Facts, no names and no paths of this machine."""
    return {
        "day": f"{datetime.now(UTC):%d/%m/%Y %H:%M} UTC",  # noqa: TID251  of the measurement
        "cores": os.cpu_count(),
        "model": _processor(),
        "memory": f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB",
        "load": [round(one, 1) for one in os.getloadavg()],
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release().split('-')[0]}",
        "sqlite": sqlite3.sqlite_version,
        "postgresql": _postgresql(),
        "packages": {name: version(name) for name in ("django", "granian", "psycopg")},
        "client": client,
        "scale": scale,
        "workers": workers,
    }


def table(figures: dict[str, Any]) -> str:
    at = figures["machine"]
    told = (
        f"Scale `{at['scale']}`, {at['workers']} workers (granian, 1 thread each), 16 connections "
        f"({at['client']}), {at['day']}. {at['cores']} cores ({at['model']}), {at['memory']}, "
        f"{at['system']}, CPython {at['python']}, SQLite {at['sqlite']}, PostgreSQL "
        f"{at['postgresql']}, {', '.join(f'{n} {v}' for n, v in at['packages'].items())}; load "
        f"before the last part {at['load'][0]}."
    )
    lines = [told]
    for engine in ("sqlite", "postgresql"):
        if engine in figures:
            of = figures[engine]
            lines += ["", f"### {engine}, {at['scale']}", "", *_pages(of), *_acts(of)]
            if "filled" in of:
                lines += ["", f"`seed --scale {at['scale']}` took {of['filled']:.0f} s."]
    return "\n".join(lines)


def _pages(of: dict[str, Any]) -> list[str]:
    made, kept = dict(of.get("pages", {})), dict(of.get("kept", {}))
    if not made and not kept:
        return []
    memory = {n: part.pop("memory", {}).get("workers", []) for n, part in _both(made, kept)}
    bare = made.pop("bare list", None)
    made_anew, from_shelf = "made anew: req/s | × bare | p50 ms | p95 ms | p99 ms", "kept: req/s"
    lines = [
        f"| page | queries | {made_anew} | {from_shelf} | p95 ms |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    if bare:
        lines.append(_line("bare Django list", bare, {}, bare))
    lines += [_line(n, made.get(n, {}), kept.get(n, {}), bare) for n in {**made, **kept}]
    told = [f"{n} {_mib(held)}" for n, held in memory.items() if held]
    return [*lines, "", f"Memory of the workers after all of it: {'; '.join(told)}."]


def _both(made: dict[str, Any], kept: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [("made anew", made), ("kept", kept)]


def _mib(held: list[int]) -> str:
    mark = " ✗" if max(held) > MOST_BYTES else ""
    return " and ".join(f"{one / 2**20:.0f} MB" for one in held) + mark


def _line(name: str, made: dict[str, Any], kept: dict[str, Any], bare: Any) -> str:
    """✗ stands where an aim is missed, ? where too few answers came to say anything."""
    made, kept = (one if one.get("requests", 0) >= FEW else _unsaid(one) for one in (made, kept))
    known = made.get("requests", "?") != "?" and bare
    ratio = made["per_second"] / bare["per_second"] if known else None
    cells = [
        name,
        _cell(made.get("queries", kept.get("queries")), "{}", lambda n: n <= MOST_QUERIES),
        _cell(made.get("per_second"), "{:.0f}"),
        _cell(ratio, "{:.2f}", lambda r: name not in LISTS or r >= LEAST_LIST),
        _cell(made.get("p50"), "{:.0f}"),
        _cell(made.get("p95"), "{:.0f}", lambda ms: ms < MOST_MS),
        _cell(made.get("p99"), "{:.0f}"),
        _cell(
            kept.get("per_second"),
            "{:.0f}",
            lambda n: name.startswith(ASKED_ANEW) or n >= LEAST_KEPT,
        ),
        _cell(kept.get("p95"), "{:.0f}"),
    ]
    return f"| {' | '.join(cells)} |"


def _unsaid(of: dict[str, Any]) -> dict[str, Any]:
    return {name: (value if name == "queries" else "?") for name, value in of.items()}


def _cell(value: Any, form: str, fine: Any = lambda value: True) -> str:
    if value == "?":
        return "? ✗"
    return "" if value is None else form.format(value) + ("" if fine(value) else " ✗")


def _acts(of: dict[str, Any]) -> list[str]:
    lines = []
    if act := of.get("publish"):
        lost = act.get("turned away", 0)
        away = f" {lost} turned away by a locked database ✗." if lost else ""
        told = [
            f"{name} {act[name]['p50']:.0f} / {act[name]['p95']:.0f} ms"
            for name in ("note", "publish", "whole")
        ]
        lines += [
            "",
            (
                f"{act['writers']} writers, {act['publish']['acts']} papers, p50 / p95: "
                f"{', '.join(told)}.{away}"
            ),
        ]
    if out := of.get("export"):
        mark = " ✗" if out["peak"] > MOST_BYTES else ""
        lines += [
            "",
            (
                f"Trail as CSV: {out['rows']:,} rows, {out['bytes'] / 2**20:.0f} MB in "
                f"{out['seconds']:.0f} s; peak of the process {out['peak'] / 2**20:.0f} MB{mark} "
                f"({out['before'] / 2**20:.0f} MB before the first row)."
            ),
        ]
    return lines


def record(text: str, scale: str) -> None:
    """Between the two markers of that scale; everything else of the document stays."""
    begins, ends = BEGINS.format(scale=scale), ENDS.format(scale=scale)
    whole = DOCUMENT.read_text()
    before, _, rest = whole.partition(begins)
    _, ended, after = rest.partition(ends)
    if not ended:
        raise SystemExit(f"{DOCUMENT.name} lacks the markers {begins} … {ends}")
    DOCUMENT.write_text(f"{before}{begins}\n\n{text}\n\n{ends}{after}")


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    return next((x.partition(":")[2].strip() for x in lines if x.startswith("model name")), "?")


def _postgresql() -> str:
    with psycopg.connect(server_address("postgres")) as connection:
        return str(connection.info.server_version // 10000)
