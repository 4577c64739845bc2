"""A list of people in office from a spreadsheet: judged line by line, written whole, taken back.

Two people of one name are never silently one account: a line goes to a standing account only by
the same phone number, by its username, or because the very term of the line stands already.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db.models import ProtectedError, Q

from civics.errors import Refused
from danchu.kit import audit
from danchu.kit.audit import InOffice
from danchu.kit.batches import Change, Field, Plan
from danchu.kit.folding import fold
from danchu.kit.models import AuditEntry, Batch
from danchu.kit.tables import Column, Row
from danchu.people import access, actions
from danchu.people.actions.terms import Span, overlapping, refuse_to_write
from danchu.people.models import Card, Device, OneTimePassword, Role, Term, User
from danchu.people.rows import ANOTHER, COLUMNS, Places, Wanted, read
from danchu.places.models import Unit

# Acts about a term or an account that printing ways in leaves; anything else is work done.
ONLY_PRINTED = ("people.appoint", "people.issue_card", "people.set_password", "people.look")


class Namesake(NamedTuple):
    """Somebody already known under the name of a line."""

    person: User | None  # None: of an earlier line of this file
    line: int
    phone: str
    terms: list[Span]

    @property
    def told(self) -> str:
        if self.person is None:
            return f"dòng {self.line}"
        return f"tài khoản {self.person.username}"


class People:
    """`kit.batches.Importer` for the people in office of whoever holds `by`."""

    kind = "people.terms"
    title = "Nhập người giữ vai"
    columns: Sequence[Column] = COLUMNS
    most = 1000

    def __init__(self, by: Term, *, on: date) -> None:
        self.by = by
        self.places = Places(access.units_run_by(by.person, on=on), by.unit)

    # ── judging ───────────────────────────────────────────────────────────────────────────────

    def plan(self, rows: Sequence[Row], *, on: date) -> Plan:
        changes, rejected = [], []
        known = _known(rows, self.by, on=on)
        for row in rows:
            try:
                wanted = read(row, self.places)
                refuse_to_write(self.by, wanted.role, wanted.unit)
                changes.append(_judge(row, wanted, known.setdefault(fold(wanted.full_name), [])))
            except Refused as refused:
                rejected.append((row, refused.message))
        return Plan(changes, rejected)

    # ── writing ───────────────────────────────────────────────────────────────────────────────

    def write(self, changes: Sequence[Change], *, batch: Batch, on: date) -> list[Any]:
        made = []
        born = {line: person for _, person, line in batch.made if line}
        units = Unit.objects.in_bulk([one.data["unit"] for one in changes])
        for one in changes:
            data = one.data
            person = self._person(data, born)
            term = actions.appoint(
                person,
                Role(data["role"]),
                units[data["unit"]],
                since=date.fromisoformat(data["since"]),
                until=date.fromisoformat(data["until"]) if data["until"] else None,
                document=data["document"],
                position=data["position"],
                by=self.by,
                on=on,
            )
            made.append([term.pk, person.pk, data["line"]])
        return made

    def _person(self, data: dict[str, Any], born: dict[int, int]) -> User:
        if data["person"]:
            return User.objects.get(pk=data["person"])
        if data["line"] in born:
            return User.objects.get(pk=born[data["line"]])
        person = actions.register_person(data["full_name"], phone=data["phone"], by=self.by)
        born[data["line"]] = person.pk
        return person

    def done(self, batch: Batch, *, by: InOffice | None, on: date) -> None:
        unit = self.by.unit_id
        audit.record("people.bring_in", by=by, unit_id=unit, kind="batch", key=batch.pk, on=on)

    # ── taking back ───────────────────────────────────────────────────────────────────────────

    def undo(self, batch: Batch, *, by: InOffice | None, on: date) -> None:
        """Terms go, and accounts born with them; refused once somebody came in or did something."""
        terms = [term for term, _, _ in batch.made]
        born = {person for _, person, line in batch.made if line}
        _refuse_used(terms, born)
        Card.objects.filter(person__in=born).delete()
        OneTimePassword.objects.filter(person__in=born).delete()
        try:
            Term.objects.filter(pk__in=terms).delete()
            User.objects.filter(pk__in=born).delete()
        except ProtectedError as hanging:
            raise Refused(
                "Đã có việc gắn vào người của lần nhập này. Hãy ghi thôi giữ vai từng người."
            ) from hanging
        unit = self.by.unit_id
        audit.record("people.undo_batch", by=by, unit_id=unit, kind="batch", key=batch.pk, on=on)


def _known(rows: Sequence[Row], by: Term, *, on: date) -> dict[str, list[Namesake]]:
    """Accounts of this commune (or province) under the names of the file, with all their terms."""
    names = {fold(row.values.get("full_name", "")) for row in rows}
    here = access.all_terms_run_by(by.person, on=on)
    people: dict[int, Namesake] = {}
    for term in here.filter(person__is_active=True).order_by("pk"):
        if fold(term.person.full_name) in names:
            first = Namesake(term.person, 0, term.person.phone, [])
            one = people.setdefault(term.person_id, first)
            one.terms.append((Role(term.role), term.unit_id, term.since, term.until))
    known: dict[str, list[Namesake]] = {}
    for one in people.values():
        known.setdefault(fold(one.person.full_name if one.person else ""), []).append(one)
    return known


def _judge(row: Row, wanted: Wanted, namesakes: list[Namesake]) -> Change:
    """New, or standing already; Refused when it is not clear who is meant."""
    span = (wanted.role, wanted.unit.pk, wanted.since, wanted.until)
    standing = next((one for one in namesakes if _is_row(one, wanted, span)), None)
    if standing is not None:
        return Change(row.line, "same", wanted.full_name, [], {})
    who = _who(wanted, namesakes)
    if who is None:
        who = Namesake(None, row.line, wanted.phone, [])
        namesakes.append(who)
    elif clash := overlapping(who.terms, span):
        raise Refused(
            f"{wanted.full_name} ({who.told}) đang giữ vai này tại {wanted.unit.spoken_name} từ "
            f"{clash[2]:%d/%m/%Y}. Nếu là nhiệm kỳ mới, hãy ghi kết thúc nhiệm kỳ cũ trước."
        )
    who.terms.append(span)
    return Change(row.line, "new", wanted.full_name, _fields(wanted, who), _data(wanted, who))


def _is_row(one: Namesake, wanted: Wanted, span: Span) -> bool:
    """The very term of the line stands, and nothing says that somebody else is meant."""
    other_phone = one.phone and wanted.phone and one.phone != wanted.phone
    return (
        one.person is not None
        and span in one.terms
        and not other_phone
        and wanted.username.lower() in {"", one.person.username}
    )


def _who(wanted: Wanted, namesakes: list[Namesake]) -> Namesake | None:
    """Whose term this is; None: somebody new. Refused when only a person can tell."""
    if fold(wanted.username) == fold(ANOTHER):
        return None
    if wanted.username:
        asked = wanted.username.lower()
        named = [one for one in namesakes if one.person and one.person.username == asked]
        if not named:
            raise Refused(
                f"Không có ai tên {wanted.full_name} với tên đăng nhập “{wanted.username}” ở đây. "
                "Hãy xem lại, hoặc để trống cột ấy."
            )
        return named[0]
    if not namesakes:
        return None
    by_phone = [one for one in namesakes if wanted.phone and one.phone == wanted.phone]
    if len(by_phone) == 1:
        return by_phone[0]
    if wanted.phone and all(one.phone and one.phone != wanted.phone for one in namesakes):
        return None
    told = ", ".join(one.told for one in namesakes)
    raise Refused(
        f"Đã có {wanted.full_name} ({told}). Cùng một người thì ghi cùng số điện thoại, hoặc ghi "
        f"tên đăng nhập vào cột Tên đăng nhập; người khác trùng tên thì ghi “{ANOTHER}” vào cột ấy."
    )


def _fields(wanted: Wanted, who: Namesake) -> list[Field]:
    until = f" đến hết {wanted.until:%d/%m/%Y}" if wanted.until else ""
    said = [
        ("Vai", wanted.position or wanted.role.label),
        ("Tại", wanted.unit.spoken_name),
        ("Nhiệm kỳ", f"từ {wanted.since:%d/%m/%Y}{until}"),
        ("Văn bản", wanted.document),
        ("Điện thoại", wanted.phone),
        ("Tài khoản", "mới" if who.person is None else f"đã có, {who.person.username}"),
    ]
    return [Field(label, "", new) for label, new in said if new]


def _data(wanted: Wanted, who: Namesake) -> dict[str, Any]:
    return {
        "full_name": wanted.full_name,
        "phone": wanted.phone,
        "role": wanted.role.value,
        "unit": wanted.unit.pk,
        "since": wanted.since.isoformat(),
        "until": wanted.until.isoformat() if wanted.until else "",
        "document": wanted.document,
        "position": wanted.position,
        "person": who.person.pk if who.person else None,
        "line": 0 if who.person else who.line,  # lines of one new person share the first
    }


def _refuse_used(terms: Iterable[int], born: Iterable[int]) -> None:
    """Nothing but printing may have happened to whom the import brought in."""
    acted = AuditEntry.objects.filter(Q(term_id__in=terms) | Q(account_id__in=born))
    used = set(Device.objects.filter(person__in=born).values_list("person", flat=True))
    used |= set(
        Card.objects.filter(person__in=born, used_at__isnull=False).values_list("person", flat=True)
    )
    used |= {entry.account_id for entry in acted if entry.account_id}
    keys = [str(term) for term in terms]
    about = AuditEntry.objects.filter(kind="term", key__in=keys).exclude(act__in=ONLY_PRINTED)
    if used:
        names = ", ".join(sorted(access.names_of(used).values())[:5])
        raise Refused(
            f"{names} đã vào phần mềm hoặc đã làm việc, nên không hoàn tác cả đợt được. "
            "Người nào ghi nhầm thì ghi thôi giữ vai người ấy."
        )
    if about.exists():
        raise Refused(
            "Có nhiệm kỳ của lần nhập này đã được ghi kết thúc hoặc bàn giao, nên không hoàn tác "
            "được nữa."
        )
