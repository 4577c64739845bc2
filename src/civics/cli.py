"""The law asked from a terminal. `today` is handed in; this module reads no clock."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import NoReturn

from civics.errors import CivicsError, Refused
from civics.methods import methods
from civics.rulebook import Rulebook, load

NO_SUCH_COMMAND = "Lệnh chưa đúng; xem cách dùng bằng: python -m civics --help."


class Answer:
    """What a command found: `data` for machines, `lines` for people."""

    def __init__(self, data: Mapping[str, object] | list[str], lines: Sequence[str]) -> None:
        self.data = data
        self.lines = lines


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one Vietnamese sentence instead of printing the usage."""

    def error(self, message: str) -> NoReturn:
        found = re.search(r"unrecognized arguments: (.+)", message)
        if found:
            raise Refused(f"Không hiểu '{found.group(1)}'; xem: python -m civics --help.")
        found = re.search(r"argument (\S+?):? expected one argument", message)
        if found:
            raise Refused(f"Sau {found.group(1)} phải có giá trị.")
        raise Refused(NO_SUCH_COMMAND)


def day(text: str, name: str) -> date:
    """A day written 2026-11-30, or Refused."""
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise Refused(f"Ngày '{text}' ở {name} chưa đúng; hãy viết năm-tháng-ngày như 2026-11-30.")


def whole(text: str | None, name: str, called: str) -> int:
    """A count of at least 1, or Refused."""
    if text is None:
        raise Refused(f"Thiếu {name}: {called} là bao nhiêu?")
    if not re.fullmatch(r"[+-]?\d{1,9}", text, re.ASCII):
        raise Refused(f"'{text}' ở {name} không phải số nguyên.")
    count = int(text)
    if count < 1:
        raise Refused(f"{called.capitalize()} phải từ 1 trở lên, không thể là {count}.")
    return count


def on_day(args: argparse.Namespace, today: date) -> date:
    return today if args.on is None else day(args.on, "--on")


def counted(args: argparse.Namespace) -> tuple[int, str]:
    """The whole that fits the scope, and what it counts."""
    if args.scope == "commune":
        if args.households is not None:
            raise Refused("Phạm vi commune tính theo số thôn, tổ dân phố: hãy dùng --communities.")
        unit = "thôn, tổ dân phố"
        return whole(args.communities, "--communities", f"số {unit}"), unit
    if args.communities is not None:
        raise Refused("Phạm vi community tính theo số hộ: hãy dùng --households.")
    return whole(args.households, "--households", "số hộ"), "hộ"


def ask_threshold(book: Rulebook, args: argparse.Namespace, today: date) -> Answer:
    if args.matter is None:
        raise Refused(f"Thiếu --matter; hãy chọn một trong: {', '.join(book.words['matters'])}.")
    book.check_matter(args.matter, args.scope)
    count, unit = counted(args)
    rule = book.threshold_for(args.matter, args.scope, on=on_day(args, today))
    needed = rule.needed(count)
    edge = f"trên {rule.share}" if rule.strict else f"từ {rule.share} trở lên"
    data = {
        "needed": needed,
        "whole": count,
        "share": str(rule.share),
        "strict": rule.strict,
        "cite": str(rule.cite),
        "key": rule.key,
    }
    said = f"Cần ít nhất {needed} trên tổng số {count} {unit} tán thành ({edge})."
    return Answer(data, [said, f"Căn cứ: {rule.cite}."])


def ask_deadline(book: Rulebook, args: argparse.Namespace, _today: date) -> Answer:
    if args.start is None:
        raise Refused("Thiếu --from: tính từ ngày nào? Hãy viết như 2026-11-30.")
    start = day(args.start, "--from")
    on = start if args.on is None else day(args.on, "--on")
    found = book.deadline(args.key, start=start, on=on)
    data = {
        "due_on": found.due_on.isoformat(),
        "days": found.days,
        "unit": found.unit,
        "cite": str(found.cite),
        "key": found.key,
    }
    side = "trước" if found.backwards else "kể từ"
    count = f"{found.days} {book.word('units', found.unit)} {side} ngày {start:%d/%m/%Y}"
    label = book.rule(args.key).label
    lines = [
        f"{label}: đến hết ngày {found.due_on:%d/%m/%Y} ({count}).",
        f"Căn cứ: {found.cite}.",
    ]
    if found.moved_to:
        lines.append(
            f"Ngày cuối là ngày nghỉ: theo Bộ luật Dân sự 2015 Điều 148 khoản 5 thì sang ngày "
            f"{found.moved_to:%d/%m/%Y}, nhưng nên xong trước."
        )
    if found.advised_on:
        lines.append(f"Nên sớm hơn một ngày: {found.advised_on:%d/%m/%Y}.")
    if found.provisional:
        lines.append(f"Lịch nghỉ năm {found.due_on.year} chưa công bố: hạn có thể thay đổi.")
    return Answer(data, lines)


def ask_methods(book: Rulebook, args: argparse.Namespace, today: date) -> Answer:
    if args.matter is None:
        raise Refused(f"Thiếu --matter; hãy chọn một trong: {', '.join(book.words['matters'])}.")
    data: dict[str, object] = {}
    book.check_matter(args.matter, args.scope)
    lines = [f"{book.word('matters', args.matter)}, {book.word('scopes', args.scope)}:"]
    for way, cell in methods(book, args.matter, scope=args.scope, on=on_day(args, today)).items():
        data[way] = {
            "allowed": cell.allowed,
            "condition": cell.condition,
            "cite": str(cell.cite),
        }
        said = (cell.condition or "Được.") if cell.allowed else "Không được."
        lines.append(f"- {book.word('ways', way).capitalize()}: {said} Căn cứ: {cell.cite}.")
    return Answer(data, lines)


def ask_rule(book: Rulebook, args: argparse.Namespace, today: date) -> Answer:
    rule, on = book.rule(args.key), on_day(args, today)
    value = rule.value(on=on)
    data = {
        "key": rule.key,
        "label": rule.label,
        "quote": rule.quote or None,
        "value": {name: plain(item) for name, item in value.payload.items()},
        "cite": str(value.cite),
        "since": value.since.isoformat(),
        "until": value.until.isoformat() if value.until else None,
        "extends": rule.extends,
        "interpretation": rule.interpretation,
        "parameter": rule.parameter,
        "proposal": rule.proposal,
        "consolidated": value.consolidated,
        "confidence": value.confidence,
        "source": value.source,
        "confirmed_by": value.confirmed_by,
        "note": rule.note or None,
        "digest": value.digest,
    }
    lines = [rule.label]
    lines += [
        f"  {book.word('fields', name)}: {told(book, name, item)}"
        for name, item in value.payload.items()
    ]
    lines.append(f"Áp dụng từ {value.since:%d/%m/%Y}. Căn cứ: {value.cite}.")
    if rule.parameter:
        lines.append("Tham số của tỉnh" + (" (đề xuất)." if rule.proposal else "."))
    if not value.consolidated:
        lines.append("Chưa hợp nhất với các luật sửa đổi.")
    if value.confidence != "found":
        read = book.word("confidences", value.confidence)
        lines.append(f"Đọc đến đâu: {read} ({book.word('sources', str(value.source))}).")
    lines.append(f"Xác nhận: {value.confirmed_by or 'chưa có người của tư pháp xác nhận'}.")
    if rule.note:
        lines.append(f"Ghi chú: {rule.note}")
    return Answer(data, lines)


def ask_keys(book: Rulebook, _args: argparse.Namespace, _today: date) -> Answer:
    return Answer(list(book.keys()), [f"{key}  {rule.label}" for key, rule in book.rules.items()])


def plain(item: object) -> object:
    """Tuples as lists, as JSON has them."""
    return [plain(each) for each in item] if isinstance(item, tuple) else item


def told(book: Rulebook, name: str, item: object) -> str:
    """One field in Vietnamese; codes become words."""
    if isinstance(item, bool):
        return "có" if item else "không"
    if isinstance(item, tuple):
        return "; ".join(told(book, name, each) for each in item)
    if isinstance(item, Mapping):
        return str(item.get("unknown", item.get("key")))
    section = "periods" if name == "period" else name
    return book.words.get(section, {}).get(str(item), " ".join(str(item).split()))


def parser() -> Parser:
    """The commands. --json may stand before or after the command."""
    shared = Parser(add_help=False)
    shared.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="in JSON")
    shared.add_argument("--on", metavar="NGÀY", help="theo luật của ngày này, như 2026-11-30")
    top = Parser(prog="python -m civics", description="Hỏi luật dân chủ ở cơ sở từ dòng lệnh.")
    top.add_argument("--json", action="store_true", default=False, help="trả lời bằng JSON")
    commands = top.add_subparsers(dest="command", parser_class=Parser, metavar="LỆNH")

    def command(name: str, ask: Callable[..., Answer], told: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, parents=[shared], help=told, description=told)
        sub.set_defaults(ask=ask)
        return sub

    sub = command("threshold", ask_threshold, "cần bao nhiêu tán thành")
    sub.add_argument("--matter", metavar="NỘI_DUNG", help="loại nội dung của Điều 15")
    sub.add_argument("--scope", metavar="PHẠM_VI", default="community", help="community, commune")
    sub.add_argument("--households", metavar="SỐ", help="tổng số hộ của thôn, tổ dân phố")
    sub.add_argument("--communities", metavar="SỐ", help="tổng số thôn, tổ dân phố của xã")
    sub = command("deadline", ask_deadline, "hạn đến ngày nào")
    sub.add_argument("key", metavar="KHÓA", help="khóa của quy tắc")
    sub.add_argument("--from", dest="start", metavar="NGÀY", help="ngày bắt đầu, không tính")
    sub = command("methods", ask_methods, "được quyết định bằng cách nào")
    sub.add_argument("--matter", metavar="NỘI_DUNG", help="loại nội dung của Điều 15")
    sub.add_argument("--scope", metavar="PHẠM_VI", default="community", help="community, commune")
    sub = command("rule", ask_rule, "một quy tắc và căn cứ của nó")
    sub.add_argument("key", metavar="KHÓA", help="khóa của quy tắc")
    command("keys", ask_keys, "mọi khóa")
    return top


def run(argv: Sequence[str], *, today: date, book: Rulebook | None = None) -> int:
    """Answer on stdout and return 0, or one sentence on stderr and return 2.

    `book` is the law asked, read from law/ when not given.
    """
    try:
        args = parser().parse_args(argv)
        if args.command is None:
            raise Refused(NO_SUCH_COMMAND)
        answer: Answer = args.ask(book or load(), args, today)
    except CivicsError as refused:
        sys.stderr.write(refused.message + "\n")
        return 2
    text = json.dumps(answer.data, ensure_ascii=False) if args.json else "\n".join(answer.lines)
    sys.stdout.write(text + "\n")
    return 0
