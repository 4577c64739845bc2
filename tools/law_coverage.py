"""just law: what law/ holds by instrument, what waits for a jurist, what no code names yet."""

from collections.abc import Iterable
from pathlib import Path

import yaml

from civics.rulebook import load
from civics.rules import Rule
from setting_up import ROOT

READERS = {".py", ".html", ".yaml"}


def unknown_day(rule: Rule) -> bool:
    """The day is set by a law whose text has not been read."""
    sector = rule.values[-1].get("sector_rule")
    return isinstance(sector, dict) and "unknown" in sector


def text_of(folders: Iterable[Path]) -> str:
    files = (file for folder in folders for file in folder.rglob("*") if file.suffix in READERS)
    return "\n".join(file.read_text() for file in files)


def cases() -> int:
    files = (ROOT / "law" / "cases").glob("*.yaml")
    return sum(len(yaml.safe_load(file.read_text())) for file in files)


def line(name: str, rules: list[Rule]) -> str:
    values = [value for rule in rules for value in rule.values]
    counts = [
        len(rules),
        len(values),
        sum(value.confirmed_by is not None for value in values),
        sum(value.consolidated for value in values),
        sum(rule.parameter is not None for rule in rules),
        sum(rule.interpretation for rule in rules),
        sum(unknown_day(rule) for rule in rules),
    ]
    return f"{name:<24}" + "".join(f"{count:>14}" for count in counts)


def main() -> None:
    book = load()
    rules = list(book.rules.values())
    heads = [
        "quy tắc",
        "giá trị",
        "đã xác nhận",
        "đã hợp nhất",
        "mốc tỉnh",
        "cách hiểu",
        "chưa rõ ngày",
    ]
    print(f"{'văn bản':<24}" + "".join(f"{head:>14}" for head in heads))
    for number in dict.fromkeys(rule.instrument for rule in rules):
        print(line(number, [rule for rule in rules if rule.instrument == number]))
    print(line("tất cả", rules))

    used = text_of([ROOT / "src"])
    unused = [rule for rule in rules if rule.key not in used]
    print(f"\n{cases()} tình huống trong law/cases; ngày nghỉ: {years()}")
    print(f"{len(rules) - len(unused)} trên {len(rules)} khóa được mã nhắc tên; chưa nhắc:")
    for room in dict.fromkeys(rule.room for rule in unused):
        keys = [rule.key for rule in unused if rule.room == room]
        built = (ROOT / "src" / "danchu" / room).is_dir()
        print(f"  {room}: {'  '.join(keys) if built else f'{len(keys)} khóa, phòng chưa dựng'}")


def years() -> str:
    return ", ".join(sorted(file.stem for file in (ROOT / "law" / "holidays").glob("*.yaml")))


if __name__ == "__main__":
    main()
