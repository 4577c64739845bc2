"""Official papers that this room hands to `documents`: written from its records, not retyped."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from danchu.disclosure.models import Channel, Plan
from danchu.disclosure.owed import Owed
from danchu.disclosure.periods import Quarter
from danchu.disclosure.reading import Row
from danchu.documents.paper import Block, Paper, Signer, Table, Text
from danchu.people.models import Role, Term
from danchu.places.models import Title, Unit
from danchu.rulebook.rulebook import Applied

OFFICE = "ỦY BAN NHÂN DÂN"
ROMAN = ("", "I", "II", "III", "IV")


class Words(NamedTuple):
    """What the office writes around numbers that are the records'."""

    opening: str = ""
    closing: str = ""


def quarterly_list(
    unit: Unit,
    quarter: Quarter,
    rows: Sequence[Row],
    rules: Iterable[Applied],
    *,
    on: date,
    words: Words | None = None,
) -> Paper:
    """What was made public in a quarter, how and when, to be posted (Điều 13 khoản 2)."""
    words = words or Words()
    said = f"quý {ROMAN[quarter.number]} năm {quarter.year}"
    return of_the_committee(
        unit,
        name="THÔNG BÁO",
        about=f"Danh sách nội dung đã công khai {said}",
        symbol="TB-UBND",
        basis=basis(rules),
        blocks=(
            *paragraphs(words.opening),
            *_listed(unit, said, rows),
            *paragraphs(words.closing),
        ),
        to=(f"Các {communities(unit)} (để niêm yết)", "Thường trực HĐND", "Ủy ban MTTQ Việt Nam"),
        on=on,
    )


def plan(plan: Plan, asks: Sequence[Owed], rules: Iterable[Applied], *, on: date) -> Paper:
    """The plan of one year (Điều 14 khoản 1): the law's part, and what the commune adds."""
    lines = {line.group: line for line in plan.lines.all()}
    rows = []
    for one in asks:
        line = lines.get(one.number)
        more = [line.more_places, line.when] if line else []
        who = (line.responsible if line else "") or "Văn phòng HĐND và UBND"
        ways = "; ".join(f"{way.name}{_for_days(way.days)}" for way in one.channels)
        ways = "; ".join([ways, *[words for words in more if words]])
        rows.append((str(one.number), one.name, ways, f"{one.working_days} ngày làm việc", who))
    head = ("Nhóm", "Nội dung", "Cách công khai", "Hạn, sau ngày ký", "Chịu trách nhiệm")
    loud = "có" if plan.has_loudspeaker else "không có"
    return of_the_committee(
        plan.unit,
        name="KẾ HOẠCH",
        about=f"Công khai thông tin năm {plan.year}",
        symbol="KH-UBND",
        basis=basis(rules),
        blocks=(
            Text(
                f"Ủy ban nhân dân {plan.unit.spoken_name} công khai 14 nhóm nội dung trong năm "
                f"{plan.year} như sau. {plan.unit.full_name} {loud} hệ thống truyền thanh."
            ),
            Table(head, tuple(rows), (7, 18, 21, 11, 13), right=(0,)),
        ),
        to=("Thường trực HĐND", "Ủy ban MTTQ Việt Nam", f"Các {communities(plan.unit)}"),
        on=on,
    )


def of_the_committee(
    unit: Unit,
    *,
    name: str,
    about: str,
    symbol: str,
    basis: tuple[str, ...],
    blocks: tuple[Block, ...],
    to: tuple[str, ...],
    on: date,
) -> Paper:
    chair = Term.objects.in_office(on=on).filter(unit=unit, role=Role.CHAIR).first()
    return Paper(
        name=name,
        about=about,
        above=OFFICE,
        org=unit.full_name.upper(),
        place=unit.name,
        symbol=symbol,
        basis=basis,
        blocks=blocks,
        signers=(Signer(f"TM. {OFFICE}", "CHỦ TỊCH", str(chair.person) if chair else ""),),
        recipients=(*to, "Lưu: VT"),
    )


def _listed(unit: Unit, said: str, rows: Sequence[Row]) -> tuple[Block, ...]:
    who = f"Ủy ban nhân dân {unit.spoken_name}"
    if not rows:
        return (Text(f"{who} không có nội dung nào phải công khai trong {said}."),)
    head = ("STT", "Nội dung", "Văn bản", "Hình thức", "Công khai ngày", "Hạn")
    cells = tuple(
        (
            str(at),
            row.title,
            f"{row.item.number} ngày {row.item.decided_on:%d/%m/%Y}",
            "; ".join(str(Channel(way).label) for way in row.item.channels),
            f"{row.item.published_on:%d/%m/%Y}",
            f"{row.item.due_on:%d/%m/%Y}",
        )
        for at, row in enumerate(rows, start=1)
    )
    late = sum(row.item.late(on=row.item.published_on or row.item.due_on) for row in rows)
    return (
        Text(f"{who} thông báo {len(rows)} nội dung đã công khai trong {said}:"),
        Table(head, cells, (5, 17, 13, 14, 11, 11), right=(0,)),
        Text(f"Công khai đúng hạn {len(rows) - late} trên {len(rows)} nội dung."),
    )


def basis(rules: Iterable[Applied]) -> tuple[str, ...]:
    """The articles in force that set what the paper says."""
    places = dict.fromkeys(str(one.national.cite) for one in rules)
    return tuple(f"Căn cứ {place};" for place in places)


def paragraphs(words: str) -> tuple[Text, ...]:
    """What somebody typed, a paragraph a line."""
    return tuple(Text(" ".join(line.split())) for line in words.splitlines() if line.strip())


def _for_days(days: int | None) -> str:
    return f" ({days} ngày)" if days else ""


def communities(unit: Unit) -> str:
    """'xóm, tổ dân phố': as a commune and a ward call them."""
    return "tổ dân phố" if unit.title == Title.PHUONG else "xóm, tổ dân phố"
