"""The habits of the house that no linter knows. Each test lists what breaks it, file by file."""

import ast
import doctest
import importlib
import json
import os
import pkgutil
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml
from django.apps import apps
from django.urls import URLPattern, get_resolver

import civics
import danchu.kit.folding

ROOT = Path(__file__).resolve().parents[1]
SRC = ROOT / "src"
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
LAYERS = PYPROJECT["tool"]["importlinter"]["contracts"][1]["layers"]
FLOORS = re.findall(r"\w+", " ".join(LAYERS))
CARDS = [card.name for card in apps.get_app_configs() if card.name.startswith("danchu.")]
ROOMS = sorted(name.removeprefix("danchu.") for name in CARDS)
LOOK_BACK, BOX = {"evaluation", "reporting"}, "ballots"


def committed() -> list[Path]:
    """Every file that git keeps."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    names = [name for name in listed.stdout.decode().split("\0") if name]
    if not names:
        pytest.skip("not a git checkout")
    return [path for name in names if (path := ROOT / name).is_file()]


def ours(folder: Path, pattern: str = "*.py") -> Iterator[Path]:
    """Code people write by hand and read: no tests, no migrations."""
    for path in sorted(folder.rglob(pattern)):
        if not {"tests", "migrations", "__pycache__"} & set(path.relative_to(ROOT).parts):
            yield path


def named(path: Path, line: int | None = None) -> str:
    return str(path.relative_to(ROOT)) + (f":{line}" if line else "")


def length(path: Path) -> int:
    return len(path.read_text().splitlines())


def over(limit: int, paths: Iterator[Path]) -> list[str]:
    return [f"{named(path)} has {length(path)} lines" for path in paths if length(path) > limit]


# ── budgets ───────────────────────────────────────────────────────────────────────────────────


def functions(path: Path) -> Iterator[tuple[ast.FunctionDef | ast.AsyncFunctionDef, int]]:
    """Each function with its lines, signature counted, docstring and decorators not."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if ast.get_docstring(node) is not None:
                lines -= (node.body[0].end_lineno or 0) - node.body[0].lineno + 1
            yield node, lines


def views() -> list[Path]:
    return [p for p in ours(SRC / "danchu") if p.stem == "views" or "views" in p.parent.parts]


def test_no_python_file_passes_400_lines():
    assert over(400, (path for folder in (SRC, ROOT / "tools") for path in ours(folder))) == []


def test_functions_stay_under_forty_lines():
    too_long = [
        f"{named(path, node.lineno)} {node.name} has {lines} lines"
        for folder in (SRC, ROOT / "tools")
        for path in ours(folder)
        for node, lines in functions(path)
        if lines > 40
    ]
    assert too_long == []


def test_views_stay_under_25_lines():
    too_long = [
        f"{named(path, node.lineno)} {node.name} has {lines} lines"
        for path in views()
        for node, lines in functions(path)
        if lines > 25
    ]
    assert too_long == []


def test_templates_stay_under_120_lines():
    assert over(120, ours(SRC, "*.html")) == []


def test_islands_stay_under_150_lines():
    written = (p for p in sorted((ROOT / "islands").rglob("*.ts")) if ".test." not in p.name)
    assert over(150, written) == []


# ── views, templates, migrations ──────────────────────────────────────────────────────────────


def test_a_view_fetches_through_access_and_writes_through_actions():
    """The check is the fetch: rows come from `access`, so a stranger gets 404."""
    found = [
        f"{named(path, node.lineno)} says .{node.attr}"
        for path in views()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "save", "_default_manager"}
    ]
    assert found == []


INLINE = re.compile(
    r"""<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*["']|javascript:|"""
    r"""<script(?![^>]*\bsrc=)(?![^>]*\btype="application/(?:ld\+)?json")""",
    re.IGNORECASE,
)


def test_no_page_carries_inline_script_or_style():
    """The content security policy would refuse it."""
    found = [
        named(path, text[: hit.start()].count("\n") + 1)
        for path in ours(SRC, "*.html")
        for text in [path.read_text()]
        for hit in INLINE.finditer(text)
    ]
    assert found == []


def test_migrations_have_names():
    found = [named(p) for p in SRC.rglob("migrations/0*.py") if "_auto_" in p.name]
    assert found == []


# ── rooms ─────────────────────────────────────────────────────────────────────────────────────


def test_every_room_has_a_floor():
    assert [room for room in ROOMS if room not in FLOORS] == []


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_has_a_readme_of_one_page(room):
    readme = SRC / "danchu" / room / "README.md"
    assert readme.is_file(), (
        f"{named(readme)}: whose right, articles, words, pages, who may do what"
    )
    assert length(readme) <= 100


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_has_its_card(room):
    card = apps.get_app_config(room)
    assert str(card.verbose_name)
    assert isinstance(card.motto, str)
    assert isinstance(card.articles, str)
    assert type(card).__doc__, "one line: what this room is for"


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_has_tests_beside_its_code(room):
    assert list((SRC / "danchu" / room / "tests").rglob("test_*.py"))


def contract_over(sources: set[str]) -> dict[str, object]:
    """The `forbidden` contract of these rooms, empty when there is none."""
    for contract in PYPROJECT["tool"]["importlinter"]["contracts"]:
        if sources & set(contract.get("source_modules", [])):
            return contract
    return {}


def test_the_ballot_box_cannot_know_the_voter():
    """The contract comes together with the room."""
    if BOX in ROOMS:
        assert "danchu.people" in contract_over({"danchu.ballots"})["forbidden_modules"]


def test_the_look_back_floor_reads_figures_never_tables():
    """One pair of models and actions for each motto room that exists."""
    present = LOOK_BACK & set(ROOMS)
    if present:
        motto = set(re.findall(r"\w+", LAYERS[2])) & set(ROOMS)
        asked = {f"danchu.{room}.{part}" for room in motto for part in ("models", "actions")}
        contract = contract_over({f"danchu.{room}" for room in present})
        assert asked <= set(contract["forbidden_modules"])


# ── the walls bite ────────────────────────────────────────────────────────────────────────────


def ruff_says(code: str, as_file: str) -> set[str]:
    """Codes that ruff reports for `code` if it stood in that file."""
    command = [sys.executable, "-m", "ruff", "check", "--output-format", "json", "--no-cache"]
    done = subprocess.run(
        [*command, "--stdin-filename", as_file, "-"],
        cwd=ROOT,
        input=code,
        text=True,
        capture_output=True,
        check=False,
    )
    return {finding["code"] for finding in json.loads(done.stdout)}


TODAY = "from datetime import date\n\nprint(date.today())\n"
NOW = "from datetime import UTC, datetime\n\nprint(datetime.now(UTC))\n"
DJANGO_NOW = "from django.utils import timezone\n\nprint(timezone.now())\n"


@pytest.mark.parametrize("code", [TODAY, NOW, DJANGO_NOW])
@pytest.mark.parametrize("file", ["src/civics/deadlines.py", "src/danchu/duties/actions.py"])
def test_nobody_asks_the_machine_for_the_day(code, file):
    assert "TID251" in ruff_says(code, file)


def test_only_the_clock_and_the_terminal_may():
    assert "TID251" not in ruff_says(TODAY, "src/danchu/kit/clock.py")
    assert "TID251" not in ruff_says(TODAY, "src/civics/__main__.py")


@pytest.mark.parametrize(
    ("file", "line", "broken"),
    [
        ("civics/cite.py", "import django", "Pure law"),
        ("danchu/kit/clock.py", "from danchu.places import models", "floors"),
        ("danchu/places/apps.py", "from danchu.people import models", "floors"),
        ("danchu/unknown/__init__.py", "", "floors"),
    ],
)
def test_the_import_contract_bites(tmp_path, file, line, broken):
    """A copy of the house with one wall broken is refused, naming that wall."""
    shutil.copytree(SRC, tmp_path / "src", ignore=shutil.ignore_patterns("static", "*.html"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    wall = tmp_path / "src" / file
    wall.parent.mkdir(exist_ok=True)
    wall.write_text(f"{line}\n" + (wall.read_text() if wall.exists() else ""))

    check = "from importlinter.cli import lint_imports_command as go; go()"
    done = subprocess.run(
        [sys.executable, "-c", check, "--no-cache", "--no-logo"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(tmp_path / "src")},
        text=True,
        capture_output=True,
        check=False,
    )

    assert done.returncode == 1
    assert re.search(rf"{broken}.* BROKEN", done.stdout)


# ── what may not be committed ─────────────────────────────────────────────────────────────────

REGISTRIES = (
    "pypi" + ".org",
    "python" + "hosted.org",
    "registry.npm" + "js.org",
    "deb.debian" + ".org",
)
SETTINGS_WITH_REGISTRY = (
    "PIP_INDEX_URL",
    "PIP_EXTRA_INDEX_URL",
    "UV_INDEX_URL",
    "UV_DEFAULT_INDEX",
    "npm_config_registry",
)
MACHINE_PATH = re.compile(r"(?<![\w.~$})-])/(?:root|home|Users|work)/\w")


def texts() -> Iterator[tuple[Path, str]]:
    for path in committed():
        try:
            yield path, path.read_text()
        except UnicodeDecodeError:
            continue  # a picture, a font


def test_no_registry_address_is_committed():
    hosts = {urlsplit(os.environ.get(name, "")).hostname for name in SETTINGS_WITH_REGISTRY} - {
        None
    }
    found = [
        f"{named(path)} names {host}"
        for path, text in texts()
        for host in {*REGISTRIES, *hosts}
        if host in text
    ]
    assert found == []


def test_no_path_of_one_machine_is_committed():
    found = [
        named(path, text[: hit.start()].count("\n") + 1)
        for path, text in texts()
        if path != Path(__file__)
        for hit in [*MACHINE_PATH.finditer(text), *re.finditer(re.escape(f"{ROOT}/"), text)]
    ]
    assert found == []


# ── locks, words, examples ────────────────────────────────────────────────────────────────────


def locked(name: str) -> dict[str, str]:
    """Package → version and marker, as the lock file writes them."""
    lines = (ROOT / name).read_text().splitlines()
    pins = (
        line.removesuffix(" \\").partition("==") for line in lines if re.match(r"[\w.-]+==", line)
    )
    return {package: version for package, _, version in pins}


def test_what_is_served_is_what_was_tested():
    """./run installs the same versions that ./test proved."""
    served, tested = locked("requirements.run.lock"), locked("requirements.lock")
    assert {name: v for name, v in served.items() if tested[name].split()[0] != v.split()[0]} == {}


@pytest.mark.parametrize(
    ("lock", "asked"),
    [
        ("requirements.run.lock", PYPROJECT["project"]["dependencies"]),
        ("requirements.lock", PYPROJECT["dependency-groups"]["dev"]),
    ],
)
def test_the_locks_know_every_package_asked_for(lock, asked):
    names = {re.match(r"[\w-]+", wanted).group().lower() for wanted in asked}
    assert names - set(locked(lock)) == set()


def routes(patterns: list, before: str = "/") -> Iterator[str]:
    """Every address, with … where a value stands."""
    for pattern in patterns:
        route = before + re.sub(r"<[^>]+>", "…", str(pattern.pattern))
        if isinstance(pattern, URLPattern):
            yield route
        else:
            yield from routes(pattern.url_patterns, route)


def test_the_glossary_holds_one_word_for_each_thing():
    entries = yaml.safe_load((ROOT / "docs" / "glossary.yaml").read_text())
    for kind in ("vi", "id"):
        words = [entry[kind] for entry in entries]
        assert sorted({word for word in words if words.count(word) > 1}) == []
    assert {entry["room"] for entry in entries} - {*FLOORS, "civics"} == set()


def test_the_pages_named_in_the_glossary_exist():
    entries = yaml.safe_load((ROOT / "docs" / "glossary.yaml").read_text())
    named_pages = {page for entry in entries for page in entry.get("pages", [])}
    assert named_pages - set(routes(get_resolver().url_patterns)) == set()


def modules_with_examples() -> list[str]:
    found = pkgutil.walk_packages(civics.__path__, "civics.")
    pure = [
        module.name
        for module in found
        if not module.name.endswith("__main__") and ".tests" not in module.name
    ]
    return [*pure, danchu.kit.folding.__name__]


@pytest.mark.parametrize("name", modules_with_examples())
def test_the_examples_in_docstrings_run(name):
    assert doctest.testmod(importlib.import_module(name)).failed == 0
