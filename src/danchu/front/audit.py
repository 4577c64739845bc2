"""Nhật ký in words: what each act is called, where its line leads, whose names this reader sees."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from danchu.disclosure import access
from danchu.disclosure.asking import access as asking
from danchu.front.acts import ACTS
from danchu.kit.models import AuditEntry
from danchu.people.access import Person, names_within, seen_units, terms_named
from danchu.people.models import Role, Term
from danchu.places.models import Unit

READERS = (Role.CHAIR, Role.PROVINCE, Role.INSPECTOR)
KINDS = {
    "item": "Văn bản",
    "pointer": "Văn bản được chỉ ra",
    "information_request": "Phiếu yêu cầu thông tin",
    "published_answer": "Hỏi đáp",
    "public_case": "Việc công khai",
    "file": "Tệp",
    "paper": "Giấy niêm yết",
    "posting": "Giấy tại một nơi",
    "posting_proof": "Bằng chứng niêm yết",
    "place": "Nơi niêm yết",
    "schedule": "Lịch phát loa",
    "sheet": "Tờ gộp",
    "scan": "Bản quét chờ nhập",
    "plan": "Kế hoạch năm",
    "quarterly_list": "Danh sách quý",
    "quarterly_words": "Lời của danh sách quý",
    "council": "Kỳ họp Hội đồng nhân dân",
    "document": "Văn bản hành chính",
    "nothing": "Không phát sinh trong kỳ",
    "law": "Giá trị của luật",
    "rule": "Quy định thêm",
    "local_draft": "Bản soạn quy định thêm",
    "term": "Nhiệm kỳ",
    "household": "Hộ",
    "roll": "Sổ hộ",
    "frozen_roll": "Danh sách hộ đã chốt",
    "proxy": "Giấy ủy quyền",
    "card": "Thẻ kích hoạt",
    "device": "Điện thoại",
    "account": "Tài khoản",
    "extract": "Phiếu trích nhật ký",
    "calendar": "Địa chỉ lịch",
    "passkey": "Khóa truy cập",
    "key": "Khóa niêm",
}

ASKED, ANSWERED = "information_request", "published_answer"
Doors = dict[tuple[str, str], tuple[str, str]]  # kind, key → address, number
NOWHERE = ("", "")
NOBODY = "không đăng nhập"


class Entry(NamedTuple):
    """One entry in words."""

    entry: AuditEntry
    what: str
    about: str  # the paper's number, where its page opens for this reader
    who: str  # a name this reader may see, else the role under which it was done
    role: str
    unit: str
    slug: str  # of the unit; "" for none
    address: str
    named: bool  # the name may be seen, so its other acts may be asked for


class Reader(NamedTuple):
    """Whoever reads: which units, as which person."""

    person: Person
    units: dict[int, Unit]  # those they head, oversee or inspect, no others
    on: date


def reader(person: Person, *, on: date) -> Reader:
    units = seen_units(person, roles=READERS, on=on)
    return Reader(person, {unit.pk: unit for unit in units}, on)


def said(rows: list[AuditEntry], of: Reader) -> list[Entry]:
    """The same number of queries for one entry and for a thousand."""
    doors = _doors(rows, of.person, on=of.on)
    accounts = {row.account_id for row in rows if row.account_id}
    names = names_within(accounts, set(of.units), but=of.person.pk)
    terms = terms_named({row.term_id for row in rows if row.term_id})
    return [_entry(row, of, doors, names, terms) for row in rows]


def _entry(
    row: AuditEntry, of: Reader, doors: Doors, names: dict[int, str], terms: dict[int, Term]
) -> Entry:
    address, about = doors.get((row.kind, row.key), NOWHERE)
    term = terms.get(row.term_id or 0)
    unit = of.units.get(row.unit_id or 0)
    name = names.get(row.account_id or 0, "")
    as_role = f"{term.get_role_display()}, {term.unit.spoken_name}" if term else ""
    return Entry(
        entry=row,
        what=ACTS.get(row.act, row.act),
        about=about,
        who=name or as_role or (f"tài khoản số {row.account_id}" if row.account_id else NOBODY),
        role=as_role if name else "",
        unit=str(unit) if unit else "",
        slug=unit.slug if unit else "",
        address=address,
        named=bool(name),
    )


def _doors(rows: Iterable[AuditEntry], person: Person, *, on: date) -> Doors:
    """Page and number of each thing, where there is a page that this reader may open."""
    keys: dict[str, set[int]] = {"item": set(), "pointer": set(), ASKED: set(), ANSWERED: set()}
    doors: Doors = {}
    for row in rows:
        if row.kind in keys:
            keys[row.kind].add(int(row.key))
        elif row.kind == "law":
            doors["law", row.key] = (f"/luat/{row.key}/", "")
    items = [
        (access.kept_by(person, on=on), "/cong-khai/{}/soan/"),
        (access.public_items(), "/cong-khai/{}/"),
        (access.with_originals(person, on=on), "/cong-khai/{}/niem-phong/"),
    ]
    for found, address in items:
        numbered = found.filter(pk__in=keys["item"]).order_by().values_list("pk", "number")
        for pk, named in numbered:
            doors["item", str(pk)] = (address.format(pk), named)
    for pointer in access.pointers_of(person, on=on).filter(pk__in=keys["pointer"]):
        address = f"/cong-khai/chi-van-ban/{pointer.pk}/tra-loi/"
        doors["pointer", str(pointer.pk)] = (address, pointer.number)
    for ticket in asking.requests_of(person, on=on).filter(pk__in=keys[ASKED]):
        doors[ASKED, str(ticket.pk)] = (f"/cong-khai/hoi/{ticket.pk}/", ticket.code)
    for answer in asking.public_answers().filter(pk__in=keys[ANSWERED]):
        doors[ANSWERED, str(answer.pk)] = (f"/cong-khai/hoi-dap/{answer.pk}/", f"số {answer.pk}")
    return doors
