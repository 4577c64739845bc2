"""What `uses.py` promises: the code is read, and the list names every rule that it asks for."""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from django.urls import Resolver404, resolve

import danchu
from danchu.kit.law import book
from danchu.rulebook.uses import USED_BY

SRC = Path(danchu.__file__).parent
ASKING = {
    "value",
    "last_day",
    "rule",
    "threshold",
    "deadline",
    "open_duty",
}  # first argument: a key
NO_RULES = {"tests", "migrations", "rulebook"}


def modules() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(SRC.rglob("*.py")):
        if not NO_RULES & set(path.relative_to(SRC).parts):
            yield path, ast.parse(path.read_text())


def first(call: ast.Call) -> ast.expr | None:
    return call.args[0] if call.args else None


def names_of_acts(tree: ast.Module) -> set[ast.AST]:
    """Words that only look like keys: what `audit.record` writes, and the table that reads them."""
    found: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"audit.record", "limited"}:
            found.add(first(node))
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "ACTS":
            found.update(node.value.keys)
    return found


def keys_meant(node: ast.AST) -> set[str]:
    """Keys of the book that a text, or a text with gaps, stands for."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return {node.value} & set(book().rules)
    if isinstance(node, ast.JoinedStr) and "." in constant(node.values[0]):
        parts = [re.escape(constant(part)) or "[^.]+" for part in node.values]
        return {key for key in book().rules if re.fullmatch("".join(parts), key)}
    return set()


def constant(part: ast.expr) -> str:
    return str(part.value) if isinstance(part, ast.Constant) else ""


def used_in_code(code: Iterable[tuple[Path, ast.Module]] | None = None) -> dict[str, str]:
    """Each key that the code names, with one file that does."""
    found = {}
    for path, tree in code or modules():
        acts = names_of_acts(tree)
        for node in ast.walk(tree):
            if node not in acts:
                found |= dict.fromkeys(keys_meant(node), path.relative_to(SRC).as_posix())
    return found


def test_every_rule_that_the_code_names_is_on_the_list():
    missing = {key: file for key, file in used_in_code().items() if key not in USED_BY}
    assert missing == {}


def test_the_list_names_no_rule_that_does_not_exist():
    assert set(USED_BY) - set(book().rules) == set()


def test_the_list_names_no_rule_that_no_code_uses():
    assert set(USED_BY) - set(used_in_code()) == set()


def test_every_rule_asked_for_by_name_exists():
    """A key with a slip of the pen would only be noticed on the page that asks for it."""
    unknown = [
        f"{path.relative_to(SRC)}:{node.lineno} asks for {ast.unparse(first(node))}"
        for path, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func).rpartition(".")[2] in ASKING
        and isinstance(first(node), ast.Constant | ast.JoinedStr)
        and "." in ast.unparse(first(node))
        and not keys_meant(first(node))
    ]
    assert unknown == []


def test_the_reader_finds_what_it_should():
    """Else an empty answer would look like a complete list."""
    found = used_in_code()
    assert found.keys() >= {"disclosure.publish", "disclosure.group.14", "disclosure.correct"}
    one = ast.parse('audit.record("disclosure.plan", by=by); rules.value("disclosure.correct")')
    acts = ast.parse('ACTS = {"disclosure.publish": "Công khai"}')
    here = SRC / "x.py"
    assert used_in_code([(here, one), (here, acts)]) == {"disclosure.correct": "x.py"}


@pytest.mark.parametrize("address", sorted({u.address for uses in USED_BY.values() for u in uses}))
def test_the_pages_on_the_list_exist(address):
    try:
        resolve(address)
    except Resolver404:
        pytest.fail(f"{address} is no page of the house")
