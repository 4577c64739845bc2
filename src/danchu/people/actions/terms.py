"""Who takes up which role, and who leaves it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q

from civics.errors import Refused
from danchu.kit import audit, worlds
from danchu.kit.folding import fold
from danchu.people import access
from danchu.people.models import Role, Term, User
from danchu.people.roles import MAY_APPOINT, why_not_there
from danchu.places.models import Kind, Unit


@transaction.atomic
def register_person(full_name: str, *, phone: str = "", by: Term | None) -> User:
    """An account without any right and without a password; the name for signing in is derived."""
    if by is not None and by.role not in MAY_APPOINT:
        raise Refused("Chỉ văn phòng xã, phường mới ghi thêm người vào danh sách.")
    practice = worlds.copy_here() is not None
    stem = fold(full_name).replace(" ", ".")[:40] or "nguoi"
    stem = f"tap-huan.{stem}" if practice else stem  # no name of a real person begins like this
    taken = set(User.objects.filter(username__startswith=stem).values_list("username", flat=True))
    username = next(
        name for number in range(len(taken) + 1) if (name := f"{stem}{number or ''}") not in taken
    )
    return User.objects.create_user(
        username, full_name=full_name.strip(), phone=phone, practice=practice
    )


@transaction.atomic
def appoint(
    person: User,
    role: Role,
    unit: Unit,
    *,
    since: date,
    until: date | None,
    document: str,
    by: Term | None,
    on: date,
    position: str = "",
) -> Term:
    """Write down a term that a document gives. `since` and `until` are both inclusive.

    `by` None: the command line of the machine, which installs the first clerk.
    """
    if User.objects.select_for_update().get(pk=person.pk).erased_on is not None:
        raise Refused("Tài khoản này đã xóa theo yêu cầu. Người ấy trở lại thì ghi là người mới.")
    refuse_to_write(by, role, unit)
    if reason := why_not_there(role, unit.kind):
        raise Refused(reason)
    if until is not None and until < since:
        raise Refused("Ngày kết thúc đứng trước ngày bắt đầu. Hãy xem lại văn bản.")
    running = Term.objects.filter(
        Q(until__isnull=True) | Q(until__gte=since), person=person, role=role, unit=unit
    )
    if until is not None:
        running = running.filter(since__lte=until)
    if running.exists():
        raise Refused(
            f"{person.full_name} đang giữ vai này tại {unit.spoken_name} trong thời gian đó. "
            "Nếu là nhiệm kỳ mới, hãy ghi kết thúc nhiệm kỳ cũ trước."
        )
    term = Term.objects.create(
        person=person,
        role=role,
        unit=unit,
        since=since,
        until=until,
        document=document,
        position=position,
    )
    audit.record("people.appoint", by=by, unit_id=unit.pk, kind="term", key=term.pk, on=on)
    return term


@transaction.atomic
def appoint_new(*, full_name: str, phone: str, by: Term, on: date, role: str, **term: Any) -> Term:
    """Somebody not yet on the list takes up a role: the account and the term are born together."""
    person = register_person(full_name, phone=phone, by=by)
    return appoint(person, Role(role), by=by, on=on, **term)


@transaction.atomic
def end_term(term: Term, *, last_day: date, by: Term | None, on: date) -> Term:
    """Write down the last day in office (inclusive). From the day after, everything is closed."""
    term = Term.objects.select_for_update().select_related("unit", "person").get(pk=term.pk)
    refuse_to_write(by, Role(term.role), term.unit)
    if term.until is not None and term.until < on:
        raise Refused(f"Nhiệm kỳ này đã kết thúc ngày {term.until:%d/%m/%Y}.")
    if term.until is not None and last_day > term.until:
        raise Refused(
            f"Văn bản cho nhiệm kỳ này đến hết ngày {term.until:%d/%m/%Y}. Làm tiếp thì ghi nhiệm "
            "kỳ mới, theo văn bản mới."
        )
    if last_day < term.since:
        raise Refused(
            f"Nhiệm kỳ bắt đầu ngày {term.since:%d/%m/%Y}, nên không thể kết thúc trước ngày ấy."
        )
    term.until = last_day
    term.save(update_fields=["until"])
    audit.record("people.end_term", by=by, unit_id=term.unit_id, kind="term", key=term.pk, on=on)
    return term


Span = tuple[Role, int, date, date | None]  # role, unit, since, until (inclusive; None: open)


def overlapping(terms: Iterable[Span], span: Span) -> Span | None:
    """The first of `terms` that holds the same role in the same unit on a day of `span`."""
    role, unit, since, until = span
    for one in terms:
        starts_before_end = until is None or one[2] <= until
        if one[:2] == (role, unit) and starts_before_end and (one[3] is None or one[3] >= since):
            return one
    return None


def refuse_to_write(by: Term | None, role: Role, unit: Unit) -> None:
    """Refuses unless the holder of `by` may write down terms of `role` in `unit`."""
    if by is None:
        return
    if role not in MAY_APPOINT.get(Role(by.role), frozenset()):
        raise Refused(
            f"Vai “{role.label}” do cấp trên ghi nhận. Văn phòng xã, phường ghi được các vai ở "
            "thôn, tổ dân phố, Ban và đại biểu; Chủ tịch ghi thêm được công chức của mình."
            if by.unit.kind == Kind.COMMUNE
            else f"Vai “{role.label}” do văn phòng xã, phường hoặc người quản trị máy chủ ghi nhận."
        )
    if not access.stands_under(unit, by.unit):
        raise Refused(f"{unit.full_name} không thuộc {by.unit.spoken_name}.")
