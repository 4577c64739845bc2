"""Legal acts: one transaction each, one entry in the trail, and words for it."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from danchu.front.audit import ACTS

HOUSE = Path(__file__).resolve().parents[1] / "src" / "danchu"
WRITES = {
    "save",
    "create",
    "create_user",
    "update",
    "delete",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
    "set_password",
}
# Written inside the transaction of the act that calls them.
INSIDE = {
    "duties.open_duty",
    "duties.close",
    "duties.annul",
    "duties.go_on",
    "duties.call_off",
    "duties.set_urgent",
    "petitions.forget_show",  # of the act that takes a case out
    "disclosure.settle_pointers",
    "disclosure.take_up",
    "disclosure.look_again",
    "disclosure.sign",
    "disclosure.seal_older",
    "disclosure.seal_recordings",
    "postings.write_down",
    "documents.mention",
    "behalf.forget",
    "decisions.keep_sheets",
    "decisions.write_count",
    "meetings.call_again",  # of undoing a merger
    "meetings.call_off",  # of cancel, move, and a hamlet that ends
}
# Act by several short transactions on purpose; the docstring says why.
SEVERAL = {"people.check_pin", "people.change_pin", "people.enter_by_code"}
SEVERAL |= {"people.prove_by_code"}
SEVERAL |= {"disclosure.read_scans"}  # each file is its own; reading takes minutes
# Files of the state read in; an account without any right; a knock at one's own phone.
KNOCKS = {"people.keep_code", "people.void_code", "people.enter_by_code", "people.use_passkey"}
KNOCKS |= {"people.prove_by_code", "petitions.open_by_phone"}
KNOCKS |= {"people.recognise"}  # a first time leaves "people.join"
NO_ENTRY = {
    "postings.ensure_places",  # what the law takes for granted; the paper's own entry follows
    "places.load",
    "places.copy_for_practice",
    "people.register_person",
    "people.check_pin",
    "disclosure.receive_zip",  # files beside a list: nothing of the records yet, its entry follows
    "disclosure.count_month",  # what acts said already, counted again
    "disclosure.heard",  # a tap of anybody: two numbers, and nobody's act
    "disclosure.forget",  # past their time, by no person
    "disclosure.read_scans",  # a machine's reading, for the index only
    "reception.forget_phones",  # past their day, by no person
    "petitions.rate",  # an entry would say who marked whose answer
    *KNOCKS,
    *INSIDE,
}


class Act(NamedTuple):
    """One public function of a room's actions, with its module's other functions."""

    name: str
    node: ast.FunctionDef
    beside: dict[str, ast.FunctionDef]


def action_files() -> Iterator[Path]:
    yield from sorted([*HOUSE.glob("*/actions.py"), *HOUSE.glob("*/actions/*.py")])


def acts() -> Iterator[Act]:
    for file in action_files():
        room = file.relative_to(HOUSE).parts[0]
        tree = ast.parse(file.read_text())
        functions = {n.name: n for n in tree.body if isinstance(n, ast.FunctionDef)}
        for name, node in functions.items():
            if not name.startswith("_"):
                yield Act(f"{room}.{name}", node, functions)


def reached(act: Act) -> list[ast.AST]:
    """Every node of the function and of the private ones beside it that it calls."""
    seen: set[str] = set()
    wanted, nodes = [act.node], []
    while wanted:
        for node in ast.walk(wanted.pop()):
            nodes.append(node)
            called = node.func.id if is_call_by_name(node) else ""
            if called.startswith("_") and called in act.beside and called not in seen:
                seen.add(called)
                wanted.append(act.beside[called])
    return nodes


def is_call_by_name(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name)


def called(nodes: list[ast.AST]) -> set[str]:
    """Last names of everything called: `x.y.save()` gives "save"."""
    return {
        ast.unparse(node.func).rpartition(".")[2] for node in nodes if isinstance(node, ast.Call)
    }


def opens_a_transaction(act: Act) -> bool:
    decorated = {ast.unparse(one) for one in act.node.decorator_list}
    return "transaction.atomic" in decorated


WRITING = [act for act in acts() if called(reached(act)) & WRITES]


@pytest.mark.parametrize("act", WRITING, ids=lambda act: act.name)
def test_an_act_that_writes_opens_one_transaction(act):
    if act.name in SEVERAL or act.name in INSIDE:
        assert not opens_a_transaction(act)
    else:
        assert opens_a_transaction(act), f"{act.name} lacks @transaction.atomic"


@pytest.mark.parametrize("act", WRITING, ids=lambda act: act.name)
def test_an_act_leaves_an_entry_in_the_trail(act):
    if act.name not in NO_ENTRY:
        assert called(reached(act)) & {"record", "_record"}, f"{act.name} records nothing"


def test_the_lists_above_name_acts_that_exist():
    assert (INSIDE | SEVERAL | NO_ENTRY) - {act.name for act in WRITING} == set()


def recorded() -> dict[str, str]:
    """Every act spelled out where an entry is made, and the file."""
    found = {}
    for file in sorted(HOUSE.rglob("*.py")):
        if {"tests", "migrations"} & set(file.parts):
            continue
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Call) and node.args:
                name = ast.unparse(node.func).rpartition(".")[2]
                first = node.args[0]
                if name in {"record", "_record"} and isinstance(first, ast.Constant):
                    found[first.value] = str(file.relative_to(HOUSE))
    return found


def test_every_entry_in_the_trail_has_words_and_every_word_an_act():
    assert set(recorded()) == set(ACTS)


def test_an_act_is_named_by_the_room_that_does_it():
    assert {
        act: file for act, file in recorded().items() if not file.startswith(act.split(".")[0])
    } == {}


def test_no_action_is_hidden_from_the_trail_by_a_wrapper():
    """`record` is called with the act spelled out, or by a `_record` of the same file."""
    hidden = []
    for file in action_files():
        for function in ast.walk(ast.parse(file.read_text())):
            if isinstance(function, ast.FunctionDef) and function.name != "_record":
                hidden += [
                    f"{file.relative_to(HOUSE)}:{node.lineno}"
                    for node in ast.walk(function)
                    if isinstance(node, ast.Call)
                    and ast.unparse(node.func) == "audit.record"
                    and not isinstance(node.args[0], ast.Constant)
                ]
    assert hidden == []
