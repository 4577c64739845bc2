"""just where <từ>: which room, articles, pages, rule keys and tests a word belongs to.

Searches docs/glossary.yaml and the labels of law/, with or without accents.
"""

import argparse
import re
import sys
from typing import Any

import yaml

from civics.rulebook import load
from danchu.kit.folding import fold
from setting_up import ROOT

Entry = dict[str, Any]


def glossary() -> list[Entry]:
    read: list[Entry] = yaml.safe_load((ROOT / "docs" / "glossary.yaml").read_text())
    return read


def words(entry: Entry) -> list[str]:
    return [entry["vi"], *entry.get("also", []), entry["en"], entry["id"]]


def rank(entry: Entry, asked: str) -> int:
    """0 for the very word, 1 for one inside a longer one, 2 for the explanation, 3 for no."""
    folded = [fold(word) for word in words(entry)]
    if fold(asked) in folded:
        return 0
    if any(within(asked, word) for word in folded):
        return 1
    return 2 if within(asked, entry.get("say", "")) else 3


def within(asked: str, text: str) -> bool:
    """Whole words only: "ban" is not in "bang tin"."""
    return f" {fold(asked)} " in f" {fold(text)} "


def tests_of(room: str, identifier: str) -> list[str]:
    """The room's test files that speak of the identifier; all of them when none does."""
    folder = ROOT / "src" / ("civics" if room == "civics" else f"danchu/{room}")
    files = sorted([*folder.rglob("tests/test_*.py"), *(ROOT / "tests").glob(f"**/*{room}*.py")])
    named = re.compile(rf"\b{re.escape(identifier.partition('.')[0])}\b")
    return [str(f.relative_to(ROOT)) for f in files if named.search(f.read_text())] or [
        str(f.relative_to(ROOT)) for f in files
    ]


def rule_keys(asked: str) -> list[str]:
    rules = load().rules.values()
    return [f"{rule.key}  {rule.label}" for rule in rules if within(asked, rule.label)]


def show(entry: Entry) -> None:
    room = entry["room"]
    built = room == "civics" or (ROOT / "src" / "danchu" / room).is_dir()
    home = f"src/{room}" if room == "civics" else f"src/danchu/{room}"
    print(f"\n{entry['vi']} · {entry['en']} · {entry['id']}")
    if also := entry.get("also"):
        print(f"  cũng gọi  {', '.join(also)}")
    if say := entry.get("say"):
        print(f"  nghĩa     {say}")
    print(f"  phòng     {home}" if built else f"  phòng     {room} (chưa dựng)")
    print(f"  điều      {entry.get('law', '–')}")
    print(f"  trang     {'  '.join(entry.get('pages', [])) or '–'}")
    if built:
        print(f"  thử       {'  '.join(tests_of(room, entry['id'])[:4]) or '–'}")


def main() -> int:
    parser = argparse.ArgumentParser(prog="just where", description=__doc__)
    parser.add_argument("word", nargs="+", help="một từ, có dấu hay không dấu")
    asked = " ".join(parser.parse_args().word)
    ranked = sorted(glossary(), key=lambda entry: rank(entry, asked))
    found = [entry for entry in ranked if rank(entry, asked) < 3]
    for entry in found[:6]:
        show(entry)
    if len(found) > 6:
        print(f"\n… và {len(found) - 6} từ nữa: {', '.join(entry['vi'] for entry in found[6:])}")
    if keys := rule_keys(asked):
        print("\nquy tắc trong law/")
        print("\n".join(f"  {line}" for line in keys[:10]))
    if not found and not keys:
        print(f"Không có từ “{asked}” trong từ điển. Thử một từ ngắn hơn.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
