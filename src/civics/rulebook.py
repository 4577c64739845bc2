"""The law asked: what is the value on this day, and who says so."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from civics import deadlines
from civics.calendars import Calendar
from civics.deadlines import Deadline, FixedDay
from civics.errors import LawFileError, Refused, UnknownRule
from civics.reader import read_calendar, read_instrument, read_rules, read_words, rule_files
from civics.rules import Instrument, Rule, Value
from civics.schema import Words
from civics.thresholds import Threshold

__all__ = ["Instrument", "Rule", "Rulebook", "Value", "law_folder", "load"]

ONE_DAY = timedelta(days=1)
APPROVAL = {"community": "decisions.approval.", "commune": "decisions.commune_approval."}


@dataclass(frozen=True)
class Rulebook:
    """Everything under law/, read once. Answers depend only on the arguments."""

    instruments: tuple[Instrument, ...]
    rules: Mapping[str, Rule]
    calendar: Calendar
    words: Words

    def keys(self) -> tuple[str, ...]:
        """Every rule key, in the order of the files."""
        return tuple(self.rules)

    def rule(self, key: str) -> Rule:
        """The rule of this key, or UnknownRule."""
        try:
            return self.rules[key]
        except KeyError:
            raise UnknownRule(key, self.rules) from None

    def value(self, key: str, *, on: date) -> Value:
        """What the rule says on `on`."""
        return self.rule(key).value(on=on)

    def word(self, section: str, code: str) -> str:
        """Vietnamese for a code used in the files: `word("actors", "peoples_committee")`."""
        return self.words[section][code]

    def is_working_day(self, day: date) -> bool:
        """Whether public offices work on `day`."""
        return self.calendar.is_working_day(day)

    def workdays_between(self, start: date, end: date) -> int:
        """Working days in (start, end]: `start` is not counted, `end` is."""
        return self.calendar.between(start, end)

    def threshold(self, key: str, *, on: date) -> Threshold:
        """The share a rule sets."""
        value = self.value(key, on=on)
        if value.share is None:
            nothing = f"Luật không đặt tỷ lệ cho việc này: {value.label}."
            raise Refused(_unread(value) or nothing, value.cite)
        share, strict = value.share
        return Threshold(share, strict, value.cite, key)

    def threshold_for(self, matter: str, scope: str = "community", *, on: date) -> Threshold:
        """The share that must agree for `matter` to pass: of all households of the community,
        or, for scope "commune", of all communities of the commune."""
        self.check_matter(matter, scope)
        for key, rule in self.rules.items():
            if key.startswith(APPROVAL[scope]) and matter in rule.matters:
                return self.threshold(key, on=on)
        cite = self.value("decisions.commune_approval.money", on=on).cite
        raise Refused(
            f"Luật không đặt tỷ lệ trong phạm vi cấp xã cho “{self.words['matters'][matter]}”; "
            f"nội dung này chỉ quyết định trong thôn, tổ dân phố.",
            cite,
        )

    def check_matter(self, matter: str, scope: str) -> None:
        """Refuse a matter or scope the law does not know."""
        for given, section, called in (
            (matter, "matters", "nội dung"),
            (scope, "scopes", "phạm vi"),
        ):
            if given not in self.words[section]:
                known = ", ".join(self.words[section])
                raise Refused(f"Không có {called} '{given}'; hãy chọn một trong: {known}.")

    def deadline(self, key: str, *, start: date, on: date | None = None) -> Deadline:
        """Last day of the rule's period, by the law of `on` (of `start` when not given).

        `start` is the day of the event and is not counted. For a rule counted backwards it
        is the day of the event to come ("02 ngày trước khi họp"), and so is the law's day.
        """
        rule = self.rule(key)
        value = rule.value(on=start if on is None else on)
        if value.period is None:
            nothing = f"Luật không đặt số ngày nên không tính được hạn: {rule.label}."
            raise Refused(_unread(value) or nothing, value.cite)
        count, unit = value.period
        calendar, moved, advised = self.calendar, None, None
        if rule.counted_before:
            due = deadlines.backwards(start, count, unit, calendar)
            advised = deadlines.backwards(start, count + 1, unit, calendar)
        else:
            due, moved = deadlines.forwards(start, count, unit, calendar)
        return Deadline(
            due_on=due,
            days=count,
            unit=unit,
            cite=value.cite,
            key=key,
            moved_to=moved,
            advised_on=advised,
            backwards=rule.counted_before is not None,
            provisional=not calendar.year_of(due).announced,
        )

    def fixed_day(self, key: str, *, year: int) -> FixedDay:
        """The day of `year` a rule names ("trước ngày 30 tháng 11 hằng năm"), by the law of
        that very day. `last_on` is the last day on which the act is in time."""
        rule = self.rule(key)
        for value in reversed(rule.values):
            named = value.day_in(year)
            if named and value.since <= named and (value.until is None or named <= value.until):
                exact = "on_day" in value.payload
                return FixedDay(named if exact else named - ONE_DAY, value.cite, key)
        value = rule.value(on=date(year, 12, 31))
        nothing = f"Luật không nêu ngày nào của năm {year}: {rule.label}."
        raise Refused(_unread(value) or nothing, value.cite)


def _unread(value: Value) -> str:
    """What to say of a number nobody has read; nothing when it is no such number."""
    unknown = value.get("unknown")
    return f"Số này do {unknown} quy định, chưa đọc được lời văn nên không đoán." if unknown else ""


def law_folder() -> Path:
    """Where law/ is: CIVICS_LAW, else beside src/ in the repository."""
    named = os.environ.get("CIVICS_LAW")
    return Path(named) if named else Path(__file__).resolve().parents[2] / "law"


def load(folder: Path | None = None) -> Rulebook:
    """Read and check the whole of `folder` (law/ by default). One bad line refuses all of it."""
    folder = folder or law_folder()
    if not (folder / "words.yaml").is_file():
        raise LawFileError(str(folder), "không phải thư mục luật (thiếu words.yaml)")
    words = read_words(folder / "words.yaml", "words.yaml")
    instruments: dict[str, Instrument] = {}
    for path in sorted(folder.glob("*/_instrument.yaml")):
        instrument = read_instrument(path, path.relative_to(folder).as_posix())
        if instrument.number in instruments:
            raise LawFileError(path.parent.name, f"trùng số văn bản {instrument.number}")
        instruments[instrument.number] = instrument
    rules: dict[str, Rule] = {}
    for path in rule_files(folder):
        for rule in read_rules(path, path.relative_to(folder).as_posix(), words, instruments):
            if rule.key in rules:
                raise LawFileError(path.relative_to(folder).as_posix(), f"trùng khóa '{rule.key}'")
            rules[rule.key] = rule
    _check_links(rules)
    # the texts that were read stand first: they are the book, the others what it leans on
    ordered = sorted(instruments.values(), key=lambda one: (not one.held, one.folder))
    return Rulebook(tuple(ordered), rules, read_calendar(folder), words)


def _check_links(rules: Mapping[str, Rule]) -> None:
    """A rule that points to another must point to one that exists."""
    for rule in rules.values():
        for value in rule.values:
            link = value.get("sector_rule")
            if isinstance(link, dict) and "key" in link and link["key"] not in rules:
                raise LawFileError(rule.key, f"sector_rule trỏ đến '{link['key']}' không có")
