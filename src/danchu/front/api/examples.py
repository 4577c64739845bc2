"""Examples of the open data: written once in `examples.yaml`, shown at /api/ and run as tests."""

import json
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote

import yaml

from danchu.front.api.words import Language, Said

# What the description says in Vietnamese only; an address or parameter without a word here fails
# the page, and its test.
ENGLISH = {
    "/api/v1/units": "Units standing on a day",
    "/api/v1/items": "What must be made public, newest note first",
    "/api/v1/motions": "What the people discuss and decide, newest first; counts, never who",
    "/api/v1/duties/summary": "Duties with a day: in time, late, overdue",
    "kind": "kind of unit; commune means xã, phường and thị trấn",
    "on": "the day asked about; today when left out",
    "limit": "at most so many rows, 1 to 500",
    "cursor": "the next of the answer before; empty: from the beginning",
    "unit": "a unit's code (05818) or its name in addresses (xa-la-bang)",
    "community": "a community's name in addresses, or a commune with everything under it",
    "group": "1 to 14, the clauses of Article 11",
    "status": "items: published, withdrawn, removed, waiting, late; motions: open, short, slips, "
    "passed, lost, withdrawn",
    "year": "the year in which it was made public",
    "late": "true: only what is late; false: only what is not",
    "since": "what is new from this day: noted, public, corrected, withdrawn, removed",
}
FILE = Path(__file__).with_name("examples.yaml")


class Example(NamedTuple):
    """A question, and its answer as the demo commune gives it.

    `stable` names fields of the answer that never differ ("items.0.code"); of the others only the
    shape is promised. `headers` are sent along; `status` is the answer's.
    """

    name: str
    said: Said
    path: str
    status: int
    headers: dict[str, str]
    answer: Any
    stable: list[str]


class Shown(NamedTuple):
    """An example on the page."""

    name: str
    text: str
    command: str
    status: int
    answer: str


class Address(NamedTuple):
    """One address of the description: its path, what it gives, its parameters."""

    path: str
    about: str
    parameters: list[tuple[str, str]]  # name, what it says


@cache
def every() -> list[Example]:
    rows = yaml.safe_load(FILE.read_text())
    return [
        Example(
            name=row["name"],
            said=Said(row["vi"], row["en"]),
            path=row["path"],
            status=row.get("status", 200),
            headers=row.get("headers", {}),
            answer=json.loads(row["answer"]) if row.get("answer") else None,
            stable=row.get("stable", []),
        )
        for row in rows
    ]


def shown(language: Language, house: str) -> list[Shown]:
    """For the page: the command as it is typed, the answer as it is printed."""
    return [
        Shown(
            name=one.name,
            text=one.said.of(language),
            command=_command(one, house),
            status=one.status,
            answer=json.dumps(one.answer, ensure_ascii=False, indent=2) if one.answer else "",
        )
        for one in every()
    ]


def addresses(described: dict[str, Any], language: Language) -> list[Address]:
    """From the OpenAPI description, so that the page cannot say something else."""
    return [
        Address(
            path=path,
            about=ENGLISH[path] if language == "en" else said["get"]["summary"],
            parameters=[
                (name, ENGLISH[name] if language == "en" else one["schema"]["description"])
                for one in said["get"]["parameters"]
                for name in [one["name"]]
            ],
        )
        for path, said in described["paths"].items()
    ]


def _command(one: Example, house: str) -> str:
    sent = "".join(f" -H '{name}: {value}'" for name, value in one.headers.items())
    return f"curl -i{sent} '{house}{unquote(one.path)}'"
