"""From the YAML of law/ to rules. Reads files once, guesses nothing."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

from civics.calendars import Calendar
from civics.cite import Cite
from civics.errors import LawFileError
from civics.holidays_file import read_year
from civics.rules import Instrument, Rule, Value, freeze
from civics.schema import Checker, Words
from civics.vocabulary import HEADING_FIELDS, PAYLOAD_FIELDS

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # C when built in
_STR, _LIST, _MAP = (f"tag:yaml.org,2002:{name}" for name in ("str", "seq", "map"))
_KINDS = {yaml.ScalarNode: _STR, yaml.SequenceNode: _LIST, yaml.MappingNode: _MAP}
_IMPLICIT = _Loader.yaml_implicit_resolvers  # by first letter: what is a day, a number, a yes


class _Reader(_Loader):  # type: ignore[misc]  # C when built in
    """The safe loader with a shorter way to tell words from days and numbers: all of law/ is
    read each time the house starts."""

    def descend_resolver(self, node: Any, index: Any) -> None: ...

    def ascend_resolver(self) -> None: ...

    def resolve(self, kind: type[yaml.Node], value: Any, implicit: Any) -> str:
        if kind is yaml.ScalarNode and implicit[0]:
            for tag, looks in _IMPLICIT.get(value[:1], ()):
                if looks.match(value):
                    return str(tag)
        return _KINDS[kind]


def _plain(node: Any, loader: Any) -> Any:
    """The content of a node. Refuses the same name twice: YAML itself would keep only the last."""
    if node.tag == _STR:
        return node.value
    if node.tag == _LIST:
        return [_plain(each, loader) for each in node.value]
    if node.tag != _MAP:
        return loader.construct_object(node)  # a day, a number, yes, nothing; or refused
    mapping: dict[Hashable, Any] = {}
    for name_node, item in node.value:
        name = _plain(name_node, loader)
        if not isinstance(name, Hashable) or name in mapping:
            raise yaml.constructor.ConstructorError(
                None, None, f"'{name}' viết hai lần", name_node.start_mark
            )
        mapping[name] = _plain(item, loader)
    return mapping


def read_yaml(path: Path, where: str) -> Any:
    """The content of one file, or LawFileError saying what YAML could not read."""
    try:
        loader = _Reader(path.read_text(encoding="utf-8"))
        node = loader.get_single_node()
        return None if node is None else _plain(node, loader)
    except yaml.YAMLError as broken:
        raise LawFileError(where, " ".join(str(broken).split())) from broken


INSTRUMENT_FIELDS: Mapping[str, type] = {
    "number": str,
    "name": str,
    "title": str,
    "issuer": str,
    "issued": date,
    "in_force": date,
    "amended_by": list,
    "consolidated": bool,
    "source": str,
    "source_file": str,
    "sha256": str,
}
OF_A_TEXT = frozenset({"issued", "source_file", "sha256"})  # null when no text is held
STATUS_FIELDS: Mapping[str, type] = {
    "held": bool,
    "replaces": list,
    "replaced_by": str,
    "repealed_on": date,
    "note": str,
}


# What a number means: fields of a rule whose change is another rule to a jurist.
TERMS = ("who", "to", "counted_from", "counted_before", "share_of", "matters", "scopes", "ways")


def read_instrument(path: Path, where: str) -> Instrument:
    """One _instrument.yaml, every field present and of its kind."""
    raw = read_yaml(path, where)
    if not isinstance(raw, dict):
        raise LawFileError(where, "phải ghi số, tên, ngày của văn bản")
    held = raw.get("held", True)
    for name, kind in INSTRUMENT_FIELDS.items():
        nothing = held is False and name in OF_A_TEXT and name in raw and raw[name] is None
        if not nothing and not isinstance(raw.get(name), kind):
            raise LawFileError(where, f"thiếu hoặc sai '{name}'")
    for name in raw.keys() - INSTRUMENT_FIELDS.keys():
        if name not in STATUS_FIELDS:
            raise LawFileError(where, f"không có trường '{name}'")
        if not isinstance(raw[name], STATUS_FIELDS[name]):
            raise LawFileError(where, f"thiếu hoặc sai '{name}'")
    if raw["sha256"] is not None and len(raw["sha256"]) != 64:
        raise LawFileError(where, "'sha256' phải đủ 64 ký tự")
    if raw["issued"] is not None and raw["in_force"] < raw["issued"]:
        raise LawFileError(where, "có hiệu lực trước khi ban hành")
    if raw.get("repealed_on", date.max) <= raw["in_force"]:
        raise LawFileError(where, "hết hiệu lực trước khi có hiệu lực")
    amended = tuple(freeze(item) for item in raw.pop("amended_by"))
    replaces = tuple(raw.pop("replaces", ()))
    return Instrument(**raw, amended_by=amended, replaces=replaces, folder=path.parent.name)


def read_words(path: Path, where: str) -> Words:
    """words.yaml: code → Vietnamese, by section."""
    raw = read_yaml(path, where)
    if not isinstance(raw, dict) or not all(isinstance(part, dict) for part in raw.values()):
        raise LawFileError(where, "phải gồm các mục, mỗi mục là mã và lời")
    return raw


def rule_files(folder: Path) -> Iterator[Path]:
    """Every file of rules: those of instruments, then those of provinces."""
    for heading in sorted(folder.glob("*/_instrument.yaml")):
        yield from (path for path in sorted(heading.parent.glob("*.yaml")) if path.name[0] != "_")
    yield from sorted(folder.glob("local/*/*.yaml"))


def read_rules(
    path: Path, where: str, words: Words, instruments: Mapping[str, Instrument]
) -> list[Rule]:
    """The rules of one file, checked. Keys get the file's name before them, except under
    local/, where a file extends several rooms and writes keys in full."""
    raw = read_yaml(path, where)
    Checker(where, words, instruments).check_file(raw)
    local = path.parent.parent.name == "local"
    rules = []
    for name, body in raw.items():
        if name in HEADING_FIELDS:
            continue
        if local and "parameter" not in body:
            raise LawFileError(
                f"{where}, {name}", "quy tắc của tỉnh phải ghi 'parameter: province'"
            )
        rules.append(_rule(name if local else f"{path.stem}.{name}", body, raw, instruments))
    return rules


def _rule(
    key: str, body: dict[str, Any], file: Mapping[str, Any], instruments: Mapping[str, Instrument]
) -> Rule:
    plain = dict(body)
    for name in ("to", "matters", "ways"):
        plain[name] = tuple(plain.get(name, ()))
    plain.setdefault("sphere", file.get("sphere", "commune"))
    plain["quote"] = " ".join(str(plain.get("quote", "")).split())
    plain["note"] = " ".join(str(plain.get("note", "")).split())
    line = plain.pop("since")
    following = [*list(line)[1:], None]
    values = tuple(
        _value(since, after, raw, {**file, **plain}, instruments)
        for (since, raw), after in zip(line.items(), following, strict=True)
    )
    return Rule(key=key, values=values, instrument=instruments[file["instrument"]].name, **plain)


def _value(
    since: date,
    following: date | None,
    raw: Mapping[str, Any],
    context: Mapping[str, Any],
    instruments: Mapping[str, Instrument],
) -> Value:
    source = instruments[raw.get("instrument", context["instrument"])]
    until = following - timedelta(days=1) if following else raw.get("until")
    return Value(
        payload=freeze({name: item for name, item in raw.items() if name in PAYLOAD_FIELDS}),
        cite=Cite(source.name, raw["cite"]),
        since=since,
        until=until,
        consolidated=raw.get("consolidated", context["consolidated"]),
        confirmed_by=raw.get("confirmed_by", context["confirmed_by"]),
        label=context["label"],
        note=context["note"],
        confidence=raw.get("confidence", context.get("confidence", "found")),
        source=raw.get("source", context.get("source")),
        terms=tuple((name, context[name]) for name in TERMS if context.get(name)),
    )


def read_calendar(folder: Path) -> Calendar:
    """Every year under holidays/."""
    years = []
    for path in sorted((folder / "holidays").glob("*.yaml")):
        where = f"holidays/{path.name}"
        raw = read_yaml(path, where)
        if not isinstance(raw, dict) or str(raw.get("year")) != path.stem:
            raise LawFileError(where, "'year' phải trùng tên tệp")
        years.append(read_year(raw, where))
    return Calendar(tuple(years))
