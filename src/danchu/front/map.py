"""MAP.md: feature → room → article of law → page, read from the code itself.

Rooms come from their cards, pages from the URLconf, acts from the modules called `actions`, rules
from the keys that a room's code or templates spell out. Nothing is written by hand.
"""

import ast
import inspect
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any, NamedTuple

from django.apps import AppConfig, apps
from django.conf import settings
from django.urls import URLPattern, get_resolver

from danchu.front.api.views import api
from danchu.kit.law import book
from danchu.meetings.handling import kinds

OPEN_DATA = {
    "/api/v1/openapi.json": "What the open data offers, for machines (OpenAPI 3.1).",
    "/api/v1/<path:rest>": "Says that there is nothing, and where the list is.",
    "/api/v1/": "The name the others are counted from; nothing is here.",
}
NAMES_ALL = {
    "rulebook",
    "front",
}  # the room of the law, and the door: they decide nothing by a rule
HEAD = """# Map of the house

Which page and which act belong to which room, and which article of law they serve.
Written by `just map` from the rooms' cards, addresses, actions and rule keys; `tests/test_map.py`
fails when it lags behind. Words: `just where <từ>`. Law: `law/`, `/luat/`.

"""


class Row(NamedTuple):
    """One line of a table; the first cell is code."""

    name: str
    where: str
    says: str


def whole() -> str:
    """All of MAP.md."""
    rooms = [apps.get_app_config(name) for name in settings.ROOMS]
    pages = list(all_pages())
    parts = [HEAD, _overview(rooms), *(_room(room, pages) for room in rooms), _handled(), _law()]
    return "\n".join(part.strip("\n") + "\n" for part in parts if part)


def _overview(rooms: list[AppConfig]) -> str:
    lines = ["| room | tiếng Việt | motto | articles | what for |", "|---|---|---|---|---|"]
    for room in rooms:
        told = (getattr(room, name) or "–" for name in ("verbose_name", "motto", "articles"))
        cells = [f"[{room.label}](#{room.label})", *map(str, told), _first(room)]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _room(room: AppConfig, pages: list[tuple[str, Row]]) -> str:
    own = [row for module, row in pages if module.startswith(f"{room.name}.")]
    tables = [
        _table("page", "address", own, code=True),
        _table("act", "file", list(acts_of(room)), code=False),
        _table("rule", "article", list(rules_of(room)), code=False),
    ]
    return f"## {room.label}\n\n{_first(room)}\n" + "".join(tables)


def _handled() -> str:
    """Matters that rooms put before a meeting, with what answers for them; "" for none yet."""
    lines = [
        f"| `{kind}` | `{type(one).__module__}.{type(one).__name__}` |"
        for kind, one in sorted(kinds().items())
    ]
    head = "## matters of a meeting\n\n| kind | answered by |\n|---|---|\n"
    return head + "\n".join(lines) if lines else ""


def _law() -> str:
    """No counts: they would change with every line of law."""
    return (
        "## law\n\nRules that no table above names wait for their rooms: `/luat/pham-vi/` shows "
        "which article waits for which room, `just law` counts.\n"
    )


def _table(first: str, second: str, rows: list[Row], *, code: bool) -> str:
    if not rows:
        return ""
    lines = [f"\n| {first} | {second} | |", "|---|---|---|"]
    for row in rows:
        where = f"`{row.where}`" if code else row.where
        lines.append(f"| `{row.name}` | {where} | {row.says} |")
    return "\n".join(lines) + "\n"


# ── pages ─────────────────────────────────────────────────────────────────────────────────────


def all_pages() -> Iterator[tuple[str, Row]]:
    """The module that answers, and name, address and first line of every address of the house."""
    seen: set[str] = set()
    described: dict[str, Any] = api.get_openapi_schema()["paths"]
    for name, route, view in _patterns(get_resolver().url_patterns, "", "/"):
        if route in seen:
            continue  # allauth's names for the same two doors
        seen.add(route)
        shown = re.sub(r"<(?:\w+:)?(\w+)>", r"<\1>", route)
        yield _module(name, view), Row(name, shown, _asked(route, described) or _first(view))


def _patterns(inside: list[Any], space: str, route: str) -> Iterator[tuple[str, str, Any]]:
    for one in inside:
        here = route + str(one.pattern)
        if isinstance(one, URLPattern):
            yield space + str(one.name), here, one.callback
        else:
            into = space + (f"{one.namespace}:" if one.namespace else "")
            yield from _patterns(one.url_patterns, into, here)


def _asked(route: str, described: dict[str, Any]) -> str:
    """What the open data says of one of its own addresses."""
    told = described.get(route, {})
    return str(told["get"]["summary"]) if told else OPEN_DATA.get(route, "")


def _module(name: str, view: Any) -> str:
    """Where the view is written; ninja's own belong to the room that serves them."""
    module = str(inspect.unwrap(view).__module__)
    return module if module.startswith("danchu.") else f"danchu.{name.partition(':')[0]}."


# ── acts ──────────────────────────────────────────────────────────────────────────────────────


def action_modules(room: AppConfig) -> list[str]:
    """`actions`, or the modules inside when it is a package."""
    top = f"{room.name}.actions"
    if not any((Path(room.path) / name).exists() for name in ("actions.py", "actions")):
        return []
    package = getattr(import_module(top), "__path__", None)
    inside = [found.name for found in walk_packages(package, f"{top}.")] if package else []
    return [top, *inside]


def acts_of(room: AppConfig) -> Iterator[Row]:
    """Public functions written in the room's actions."""
    for module in action_modules(room):
        for name, act in vars(import_module(module)).items():
            written_here = getattr(act, "__module__", "") == module
            public = inspect.isfunction(act) and not name.startswith("_")
            if public and written_here and inspect.getdoc(act):
                file = inspect.getsourcefile(inspect.unwrap(act)) or ""
                yield Row(name, str(Path(file).relative_to(room.path)), _first(act))


# ── rules ─────────────────────────────────────────────────────────────────────────────────────


def rules_of(room: AppConfig) -> Iterator[Row]:
    """One row a rule; those numbered 1, 2, 3 … together."""
    keys = keys_of(room)
    for key in keys:
        stem, _, number = key.rpartition(".")
        rule = book().rule(key)
        cite = str(rule.values[-1].cite)
        if not number.isdecimal():
            yield Row(key, cite, rule.label)
        elif number == "1":
            last = max(int(k.rpartition(".")[2]) for k in keys if k.startswith(f"{stem}."))
            yield Row(f"{stem}.1 … {last}", f"{cite} …", f"{rule.label} …")


def keys_of(room: AppConfig) -> list[str]:
    """Rules whose keys the room's code spells out; families like `disclosure.group.{n}` too."""
    if room.label in NAMES_ALL:
        return []
    spelled, families = set[str](), set[str]()
    for file in sorted(Path(room.path).rglob("*.py")):
        if not {"tests", "migrations"} & set(file.relative_to(room.path).parts):
            spelled |= set(_strings(file))
            families |= set(_families(file))
    return [
        key
        for key in book().rules
        if key in spelled or any(re.fullmatch(family, key) for family in families)
    ]


def _strings(file: Path) -> Iterator[str]:
    """Every string but the names of acts in the trail, which may read like a rule's key."""
    tree = ast.parse(file.read_text())
    acts = {
        id(node.args[0])
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and node.args and _called(node.func).endswith("record")
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in acts:
            yield node.value


def _called(named: ast.expr) -> str:
    """The last name of what is called: `record` of `audit.record`."""
    return str(getattr(named, "attr", getattr(named, "id", "")))


def _families(file: Path) -> Iterator[str]:
    """Patterns of keys written as f-strings: a dotted beginning, then what varies."""
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
            begins = str(node.values[0].value)
            if re.fullmatch(r"[a-z_]+\.(?:[a-z_]+\.)*", begins):
                yield re.escape(begins) + r"\w+"


def _first(thing: Any) -> str:
    """First line of the docstring."""
    said = inspect.unwrap(thing) if callable(thing) else type(thing)
    if not str(said.__module__).startswith("danchu."):
        return ""
    lines = (inspect.getdoc(said) or "").splitlines()
    return lines[0].replace("|", "\\|") if lines else ""
