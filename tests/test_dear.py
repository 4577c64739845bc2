"""The list of tests that the quick run leaves out names tests that are there."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DEAR = (ROOT / "tests" / "dear.txt").read_text().splitlines()


def functions(file: str) -> set[str]:
    """Tests of a file as pytest names them, those in classes too."""
    path = ROOT / file
    found = set()
    for node in ast.parse(path.read_text()).body if path.exists() else []:
        if isinstance(node, ast.ClassDef):
            inside = (one for one in node.body if isinstance(one, ast.FunctionDef))
            found |= {f"{file}::{node.name}::{one.name}" for one in inside}
        elif isinstance(node, ast.FunctionDef):
            found.add(f"{file}::{node.name}")
    return found


def test_every_line_names_a_test_that_is_there_and_once():
    there = {
        name for file in {line.partition("::")[0] for line in DEAR} for name in functions(file)
    }
    assert [line for line in DEAR if line not in there] == []  # renamed or gone: take the line out
    assert sorted(set(DEAR)) == DEAR


def test_what_is_left_out_of_the_quick_run_is_a_small_part():
    """It is for haste, not for hiding: the full run has all, the quick one nearly all."""
    everywhere = [*ROOT.glob("tests/**/test_*.py"), *ROOT.glob("src/**/test_*.py")]
    all_tests = sum(len(functions(str(file.relative_to(ROOT)))) for file in everywhere)
    assert len(DEAR) < all_tests / 10
