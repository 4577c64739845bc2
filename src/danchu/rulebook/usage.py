"""Which rules the code names, and which wait, with a date, for a room still to be built.

A rule counts as used when a room other than this one names its key in a string of its code:
`"disclosure.publish"`, or a pattern with the changing part in braces, `f"disclosure.group.{n}"`.
Docstrings, tests and the pages of the law themselves do not count. No Django here: the command
`just law` reads it too.
"""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, TypeGuard

import yaml

from civics.errors import LawFileError

HOUSE = Path(__file__).resolve().parents[1]
ASIDE = {"rulebook", "tests", "migrations", "__pycache__", "audit.py", "acts.py"}  # names of acts
# Their first argument names an act, or a figure, not a rule.
NAMING_ACTS = {"record", "_record", "acted", "limited", "watch", "allow", "enter"}
NAMING_ACTS |= {"may_be_entered_for", "Figure"}
# `kind = "people.terms"`, `room = "people.roll"`: what a room calls its lists, not a rule.
NAMING_OTHERS = ("kind", "room")
KEY = re.compile(r"[a-z_]+(\.[a-z0-9_*]+)+")


@cache
def named_in_code(house: Path = HOUSE) -> Mapping[str, frozenset[str]]:
    """Every string of the code that looks like a key or a pattern of keys, with its rooms."""
    found: dict[str, set[str]] = {}
    for path in sorted(house.rglob("*.py")):
        inside = path.relative_to(house).parts
        if len(inside) > 1 and not ASIDE & set(inside):
            for name in _strings(ast.parse(path.read_text(encoding="utf-8"))):
                if KEY.fullmatch(name):
                    found.setdefault(name, set()).add(inside[0])
    return {name: frozenset(rooms) for name, rooms in found.items()}


def _strings(tree: ast.AST) -> Iterator[str]:
    """Strings of the code, docstrings left out; the changing part of an f-string is a `*`."""
    skipped: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args and _called(node) in NAMING_ACTS:
            skipped.add(id(node.args[0]))
        elif _names_no_rule(node):
            skipped.add(id(node.value))
        elif isinstance(node, ast.JoinedStr):
            skipped |= {id(part) for part in node.values}
            parts = (part.value if isinstance(part, ast.Constant) else "*" for part in node.values)
            yield "".join(map(str, parts))
        elif isinstance(node, ast.Constant) and id(node) not in skipped:
            yield str(node.value)


def rooms_using(key: str, named: Mapping[str, frozenset[str]]) -> list[str]:
    """Rooms whose code names this key, by itself or by a pattern that begins in its file."""
    room = key.partition(".")[0]
    rooms: set[str] = set(named.get(key, ()))
    for name, where in named.items():
        if "*" in name and name.startswith(f"{room}.") and fnmatchcase(key, name):
            rooms |= where
    return sorted(rooms)


def _called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def _names_no_rule(node: ast.AST) -> TypeGuard[ast.Assign | ast.Expr]:
    """A docstring, or what a room calls something of its own."""
    if isinstance(node, ast.Assign):
        return ast.unparse(node.targets[0]).lower().endswith(NAMING_OTHERS)
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


ON = {True: "on"}  # YAML reads a bare `on` as yes


class NotYet(NamedTuple):
    """Keys that no room uses yet, the room that will, and since when they wait.

    A pattern says how many keys it stands for, used or not, so that a new key under it is seen.
    """

    keys: str  # a key, or a pattern with *
    room: str
    on: date
    of: int = 1

    def holds(self, key: str) -> bool:
        return fnmatchcase(key, self.keys)


def not_yet(law: Path) -> list[NotYet]:
    """The dated list `law/not_yet.yaml`, checked; an absent file is an empty list."""
    path = law / "not_yet.yaml"
    raw: Any = yaml.safe_load(path.read_text(encoding="utf-8")) if path.is_file() else []
    entries = []
    for one in raw or []:
        line = {ON.get(name, name): text for name, text in one.items()}
        wanted = {"keys", "room", "on"} | ({"of"} if "*" in str(line.get("keys")) else set())
        if set(line) != wanted or not isinstance(line["on"], date):
            told = "mỗi dòng phải gồm keys, room, on; mẫu có dấu * thêm of (số khóa)"
            raise LawFileError("not_yet.yaml", f"{told}: {one}")
        entries.append(NotYet(**line))
    return entries


def forgotten(
    keys: Iterable[str], named: Mapping[str, frozenset[str]], waiting: list[NotYet]
) -> list[str]:
    """Keys that nobody uses and that do not stand in the dated list."""
    unused = (key for key in keys if not rooms_using(key, named))
    return [key for key in unused if not any(one.holds(key) for one in waiting)]


def miscounted(keys: Iterable[str], waiting: list[NotYet]) -> list[str]:
    """Patterns that stand for more keys, or fewer, than they say: a new rule was not looked at."""
    known = list(keys)
    found = [(one, sum(map(one.holds, known))) for one in waiting if "*" in one.keys]
    return [f"{one.keys}: ghi {one.of}, nay {now}" for one, now in found if one.of != now]


def outdated(
    keys: Iterable[str], named: Mapping[str, frozenset[str]], waiting: list[NotYet]
) -> list[str]:
    """Lines of the dated list that match nothing, or only keys that are used by now."""
    unused = [key for key in keys if not rooms_using(key, named)]
    return [one.keys for one in waiting if not any(one.holds(key) for key in unused)]
