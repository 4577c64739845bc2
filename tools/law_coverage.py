"""just law: what law/ holds by instrument, what waits for a jurist, which room uses what."""

import yaml

from civics.rulebook import load
from civics.rules import Rule
from danchu.rulebook.usage import forgotten, named_in_code, not_yet, outdated, rooms_using
from setting_up import ROOT


def unknown_day(rule: Rule) -> bool:
    """The day is set by a law whose text has not been read."""
    sector = rule.values[-1].get("sector_rule")
    return isinstance(sector, dict) and "unknown" in sector


def cases() -> int:
    files = (ROOT / "law" / "cases").glob("*.yaml")
    return sum(len(yaml.safe_load(file.read_text())) for file in files)


def line(name: str, whole: list[Rule], instrument: str = "") -> str:
    """Counts of the values that stand in `instrument`, and of the rules they belong to."""
    stand = {
        rule.key: [value for value in rule.values if instrument in ("", value.instrument)]
        for rule in whole
    }
    rules = [rule for rule in whole if stand[rule.key]]
    values = [value for rule in rules for value in stand[rule.key]]
    counts = [
        len(rules),
        len(values),
        sum(value.confirmed_by is not None for value in values),
        sum(value.consolidated for value in values),
        sum(rule.parameter is not None for rule in rules),
        sum(rule.interpretation for rule in rules),
        sum(unknown_day(rule) for rule in rules),
    ]
    return f"{name:<42}" + "".join(f"{count:>14}" for count in counts)


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
    print(f"{'văn bản':<42}" + "".join(f"{head:>14}" for head in heads))
    for name in dict.fromkeys(value.instrument for rule in rules for value in rule.values):
        print(line(name, rules, name))
    print(line("tất cả", rules))

    print(f"\n{cases()} tình huống trong law/cases; ngày nghỉ: {years()}\n")
    by_article(rules)


def by_article(rules: list[Rule]) -> None:
    """Article → rules used and waiting, with the rooms; then what stands nowhere."""
    named, waiting = named_in_code(), not_yet(ROOT / "law")
    places: dict[tuple[str, int], dict[str, Rule]] = {}
    for rule in rules:
        for value in rule.values:
            for article in value.cite.articles or (0,):
                places.setdefault((value.cite.instrument, article), {})[rule.key] = rule
    print(f"{'văn bản, điều':<56}{'quy tắc':>8}{'đã dùng':>9}  phòng (chờ: phòng sẽ dùng)")
    for (instrument, article), found in sorted(places.items()):
        using = {key: rooms_using(key, named) for key in found}
        rooms = {room for used in using.values() for room in used}
        will = {
            one.room
            for key, used in using.items()
            if not used
            for one in [next((w for w in waiting if w.holds(key)), None)]
            if one
        }
        said = ", ".join(sorted(rooms)) + (f" (chờ: {', '.join(sorted(will))})" if will else "")
        used = sum(map(bool, using.values()))
        where = f"{instrument}, {f'Điều {article}' if article else 'chưa rõ điều'}"
        print(f"{where:<56}{len(found):>8}{used:>9}  {said}")
    keys = [rule.key for rule in rules]
    lost = forgotten(keys, named, waiting)
    print(f"\n{sum(bool(rooms_using(k, named)) for k in keys)} trên {len(keys)} khóa được dùng.")
    print(f"Chưa dùng, chưa ghi phòng sẽ dùng: {', '.join(lost) or 'không có'}")
    print(f"Dòng cũ trong not_yet.yaml: {', '.join(outdated(keys, named, waiting)) or 'không có'}")


def years() -> str:
    return ", ".join(sorted(file.stem for file in (ROOT / "law" / "holidays").glob("*.yaml")))


if __name__ == "__main__":
    main()
