"""What a file of law/ must look like. Anything else is refused, with the file, the rule and why."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta

from civics.cite import NO_PLACE, is_place
from civics.errors import LawFileError
from civics.rules import TIME_UNITS, Instrument
from civics.vocabulary import (
    EXTENDS,
    FILE_FIELDS,
    HEADING_FIELDS,
    PAYLOAD_FIELDS,
    RULE_FIELDS,
    VALUE_FIELDS,
    is_share,
)

Words = Mapping[str, Mapping[str, str]]
ONE_DAY = timedelta(days=1)
OF_A_VALUE = {**VALUE_FIELDS, **PAYLOAD_FIELDS}


def is_day(item: object) -> bool:
    """A calendar day; a moment (datetime) is not one."""
    return isinstance(item, date) and not isinstance(item, datetime)


def is_text(item: object) -> bool:
    return isinstance(item, str) and bool(item.strip())


def is_count(item: object) -> bool:
    return isinstance(item, int) and not isinstance(item, bool) and item >= 1


def list_of(test: Callable[[object], bool]) -> Callable[[object], bool]:
    """A test for a list that is not empty, repeats nothing, and holds only what `test` accepts."""

    def accepts(item: object) -> bool:
        if not isinstance(item, list) or not item:
            return False
        return all(test(each) for each in item) and len(set(item)) == len(item)

    return accepts


def is_month_day(item: object) -> bool:
    """A day of every year, written "11-30"."""
    if not isinstance(item, str) or not re.fullmatch(r"\d{2}-\d{2}", item, re.ASCII):
        return False
    month, day = int(item[:2]), int(item[3:])
    return 1 <= month <= 12 and 1 <= day <= monthrange(2024, month)[1]


def is_sector_rule(item: object) -> bool:
    """Exactly one of `key` (a rule here) or `unknown` (the instrument not yet read)."""
    if not isinstance(item, dict) or len(item) != 1:
        return False
    ((name, text),) = item.items()
    return name in ("key", "unknown") and is_text(text)


Kind = tuple[Callable[[object], bool], str]  # the test, and what to tell who failed it

PLAIN_KINDS: Mapping[str, Kind] = {
    "text": (is_text, "phải là chữ, không để trống"),
    "texts": (list_of(is_text), "phải là danh sách chữ, không trùng"),
    "count": (is_count, "phải là số nguyên từ 1 trở lên"),
    "numbers": (list_of(is_count), "phải là danh sách số nguyên, không trùng"),
    "share": (is_share, 'phải là phân số viết bằng chữ như "2/3", không viết 0.66 hay 66%'),
    "yes_no": (lambda item: isinstance(item, bool), "phải là yes hoặc no"),
    "day": (is_day, "phải là ngày, viết 2023-07-01"),
    "place": (
        lambda item: isinstance(item, str) and (item == NO_PLACE or is_place(item)),
        'phải viết như "Điều 12 khoản 3"',
    ),
    "month_day": (is_month_day, 'phải là ngày của mọi năm, viết "11-30"'),
    "extends": (lambda item: item in EXTENDS, f"phải là một trong {', '.join(EXTENDS)}"),
    "parameter": (lambda item: item == "province", "phải là province"),
    "sector_rule": (is_sector_rule, "phải là {key: …} hoặc {unknown: …}"),
    "values": (
        lambda item: isinstance(item, dict) and bool(item),
        "phải có ít nhất một ngày bắt đầu và giá trị",
    ),
}


def kinds(words: Words) -> Mapping[str, Kind]:
    """Every kind of field, those that hold a code of words.yaml included."""

    def word(section: str) -> Callable[[object], bool]:
        return lambda item: isinstance(item, str) and item in words[section]

    def one(section: str) -> Kind:
        return word(section), f"phải là một mã trong mục '{section}' của words.yaml"

    def many(section: str) -> Kind:
        return list_of(word(section)), f"phải là danh sách mã trong mục '{section}' của words.yaml"

    single = {
        "actor": "actors",
        "confidence": "confidences",
        "event": "events",
        "period": "periods",
        "scope": "scopes",
        "source": "sources",
        "sphere": "spheres",
        "whole": "wholes",
    }
    lists = ("actors", "matters", "channels", "periods", "places", "scopes", "ways")
    return {
        **PLAIN_KINDS,
        **{kind: one(section) for kind, section in single.items()},
        **{kind: many(kind) for kind in lists},
    }


class Checker:
    """Checks the rules of one file against the words and what is known of the instruments."""

    def __init__(self, where: str, words: Words, instruments: Mapping[str, Instrument]) -> None:
        self.where = where
        self.kinds = kinds(words)
        self.instruments = instruments
        self.heading: Mapping[str, object] = {}

    def fail(self, key: str, reason: str) -> LawFileError:
        return LawFileError(f"{self.where}, {key}" if key else self.where, reason)

    def check_file(self, raw: object) -> None:
        """Refuse a file without its heading, or with any rule that is not one."""
        if not isinstance(raw, dict):
            raise self.fail("", "tệp phải gồm các quy tắc có tên")
        for name in sorted(FILE_FIELDS - raw.keys()):
            raise self.fail("", f"thiếu dòng '{name}' ở đầu tệp")
        if raw["instrument"] not in self.instruments:
            raise self.fail("", f"không có văn bản '{raw['instrument']}' (xem _instrument.yaml)")
        self._field("", "consolidated", "yes_no", raw["consolidated"])
        if raw["confirmed_by"] is not None:
            self._field("", "confirmed_by", "text", raw["confirmed_by"])
        for name in HEADING_FIELDS - FILE_FIELDS & raw.keys():
            self._field("", name, name, raw[name])
        self.heading = raw
        for key, rule in raw.items():
            if key not in HEADING_FIELDS:
                self.check_rule(str(key), rule, raw["instrument"])

    def check_rule(self, key: str, rule: object, instrument: str) -> None:
        """Refuse unknown fields, missing ones, and numbers that do not say what they count."""
        if not isinstance(rule, dict):
            raise self.fail(key, "quy tắc phải gồm label, since …")
        self._known(key, rule, RULE_FIELDS)
        for name in ("label", "since"):
            if name not in rule:
                raise self.fail(key, f"thiếu '{name}'")
        for name, item in rule.items():
            self._field(key, name, RULE_FIELDS[name], item)
        if "counted_from" in rule and "counted_before" in rule:
            raise self.fail(key, "chỉ được có một trong counted_from, counted_before")
        if rule.get("proposal") and "parameter" not in rule:
            raise self.fail(key, "đề xuất (proposal) chỉ dùng cho tham số (parameter)")
        for since, value in rule["since"].items():
            self._value(key, since, value, instrument)
            self._agree(key, rule, value)
        self._line(key, rule["since"])
        self._end(key, rule["since"], instrument)

    def _known(self, key: str, given: Mapping[object, object], known: Mapping[str, str]) -> None:
        for name in given.keys() - known.keys():
            raise self.fail(key, f"không có trường '{name}' (viết sai, hoặc số thiếu đơn vị)")

    def _field(self, key: str, name: str, kind: str, item: object) -> None:
        test, hint = self.kinds[kind]
        if not test(item):
            raise self.fail(key, f"'{name}' {hint}")

    def _value(self, key: str, since: object, value: object, instrument: str) -> None:
        if not is_day(since):
            raise self.fail(key, f"'{since}' không phải ngày bắt đầu (viết 2023-07-01)")
        key = f"{key} từ {since}"
        if not isinstance(value, dict):
            raise self.fail(key, "giá trị thiếu đơn vị và căn cứ (viết {working_days: 5, cite: …})")
        if "cite" not in value:
            raise self.fail(key, "giá trị thiếu căn cứ 'cite'")
        self._known(key, value, OF_A_VALUE)
        for name, item in value.items():
            if name == "confirmed_by" and item is None:
                continue
            self._field(key, name, OF_A_VALUE[name], item)
        if not any(name in PAYLOAD_FIELDS for name in value):
            raise self.fail(key, "giá trị thiếu đơn vị, không nói gì ngoài căn cứ")
        number = value.get("instrument", instrument)
        if number not in self.instruments:
            raise self.fail(key, f"không có văn bản '{number}' (xem _instrument.yaml)")
        if isinstance(since, date) and since < self.instruments[number].in_force:
            raise self.fail(key, f"bắt đầu trước ngày {number} có hiệu lực")
        self._read(key, value, self.instruments[number])

    def _read(self, key: str, value: Mapping[str, object], instrument: Instrument) -> None:
        """What nobody has read says so, and gives no number."""
        said = {**self.heading, **value}
        if not instrument.held and not ("confidence" in said and "source" in said):
            raise self.fail(key, f"chưa giữ lời văn {instrument.number}: thiếu confidence, source")
        if value["cite"] == NO_PLACE and instrument.held:
            raise self.fail(key, f"đã có lời văn {instrument.number}, phải ghi điều khoản")
        if said.get("confidence") == "unsure" and "unknown" not in value:
            raise self.fail(key, "chưa chắc thì ghi {unknown: tên văn bản}, không ghi số")
        numbers = [name for name in value if PAYLOAD_FIELDS.get(name) in ("count", "share")]
        if "unknown" in value and numbers:
            raise self.fail(key, f"chưa đọc được (unknown) thì không có số ({', '.join(numbers)})")

    def _agree(self, key: str, rule: Mapping[str, object], value: Mapping[str, object]) -> None:
        """A count needs its event, a share its whole, and neither stands twice."""
        times = [unit for unit in TIME_UNITS if unit in value]
        shares = [name for name in ("at_least", "more_than") if name in value]
        if len(times) > 1 or len(shares) > 1:
            raise self.fail(key, f"một giá trị không thể có cả {' và '.join(times + shares)}")
        if times and not (rule.keys() & {"counted_from", "counted_before"}):
            raise self.fail(key, "số ngày phải nói tính từ đâu (counted_from hoặc counted_before)")
        if bool(shares) != ("share_of" in rule) and "unknown" not in value:
            raise self.fail(key, "tỷ lệ và 'share_of' (tỷ lệ của cái gì) phải đi cùng nhau")
        low, high = value.get("persons_min"), value.get("persons_max")
        if isinstance(low, int) and isinstance(high, int) and low > high:
            raise self.fail(key, "persons_min lớn hơn persons_max")

    def _line(self, key: str, values: Mapping[date, Mapping[str, object]]) -> None:
        """Values follow one another without gap or overlap; each ends after it starts."""
        starts = list(values)
        if starts != sorted(starts):
            raise self.fail(key, "các ngày trong 'since' phải xếp từ cũ đến mới")
        for start, following in zip(starts, [*starts[1:], None], strict=True):
            end = values[start].get("until")
            if not isinstance(end, date):
                continue
            if end < start:
                raise self.fail(key, f"kết thúc {end} trước khi bắt đầu {start}")
            if following is not None and end >= following:
                raise self.fail(key, f"giá trị từ {start} chồng lên giá trị từ {following}")
            if following is not None and end + ONE_DAY < following:
                raise self.fail(key, f"có khoảng trống giữa {end} và {following}")

    def _end(self, key: str, values: Mapping[date, Mapping[str, object]], instrument: str) -> None:
        """No value outlives the instrument it stands in."""
        starts = list(values)
        for start, following in zip(starts, [*starts[1:], None], strict=True):
            source = self.instruments[str(values[start].get("instrument", instrument))]
            until = values[start].get("until")
            end = following - ONE_DAY if following else until
            if source.repealed_on and not (isinstance(end, date) and end < source.repealed_on):
                raise self.fail(
                    f"{key} từ {start}",
                    f"{source.number} hết hiệu lực từ {source.repealed_on}: thiếu 'until' "
                    "hoặc giá trị của văn bản mới",
                )
