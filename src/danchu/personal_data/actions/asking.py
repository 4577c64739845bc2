"""A person asks about their own data: at their account, or on paper at the office."""

import secrets
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from civics.errors import Refused
from danchu.duties import actions as duties
from danchu.kit import audit
from danchu.kit.law import book
from danchu.people import own_data
from danchu.people.access import terms_of
from danchu.people.actions.erase import why_not
from danchu.people.models import Term, User
from danchu.personal_data import access, rules
from danchu.personal_data.models import DataRequest, Identity, Kind, State, What
from danchu.places.models import Unit

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # nothing that is misread aloud or on paper


@dataclass(frozen=True)
class Wish:
    """What is asked, as the form gives it."""

    kind: Kind
    text: str = ""
    what: str = ""
    term: Term | None = None
    wish: str = ""

    def checked(self) -> dict[str, Any]:
        """The fields of the row; refused when a correction does not say what and how."""
        plain = {"kind": self.kind, "text": self.text.strip()}
        if self.kind != Kind.CORRECT:
            return plain
        if not self.what:
            raise Refused("Hãy chọn điều cần sửa.")
        if self.what != What.OTHER and not self.wish.strip():
            raise Refused("Hãy ghi lời đúng để văn phòng sửa theo.")
        if self.what in {What.POSITION, What.DOCUMENT} and self.term is None:
            raise Refused("Hãy chọn nhiệm kỳ có chỗ ghi sai.")
        return plain | {"what": self.what, "wish": self.wish.strip(), "term": self.term}


@transaction.atomic
def ask(person: User, unit: Unit, wish: Wish, *, on: date) -> DataRequest:
    """One's own request, at one's own account. Opens the duties to respond and to have it done."""
    _may_ask(person, wish, on=on)
    request = _opened(unit, wish, {"person": person}, on=on)
    term = terms_of(person, on=on).first()
    audit.record(
        "personal_data.ask", by=term, unit_id=unit.pk, kind="data_request", key=request.pk, on=on
    )
    return request


@transaction.atomic
def ask_on_paper(
    unit: Unit,
    wish: Wish,
    *,
    person: User | None,
    name: str,
    contact: str,
    identity: Identity,
    by: Term,
    on: date,
) -> DataRequest:
    """The office writes down a request made at its table, after making sure who asks.

    `person`: the account of whoever asks, when they have one; their name then stands there.
    """
    if person is not None:
        if person.pk == by.person_id:
            raise Refused("Yêu cầu của chính bạn: hãy gửi ở trang Dữ liệu của tôi.")
        _may_ask(person, wish, on=on)
    else:
        _without_account(wish, name)
    who = {
        "person": person,
        "name": "" if person else " ".join(name.split()),
        "contact": contact.strip(),
        "identity": identity,
        "entered_by": by,
    }
    request = _opened(unit, wish, who, on=on)
    audit.record(
        "personal_data.ask_on_paper",
        by=by,
        unit_id=unit.pk,
        kind="data_request",
        key=request.pk,
        on=on,
    )
    return request


@transaction.atomic
def drop(request: DataRequest, *, person: User, on: date) -> DataRequest:
    """Whoever asked thinks better of it; a clock already over stays counted as late."""
    request = DataRequest.objects.select_for_update().get(pk=request.pk)
    if request.person_id != person.pk:
        raise Refused("Chỉ người đã gửi yêu cầu mới thôi được yêu cầu ấy.")
    if not request.is_open:
        raise Refused(f"Yêu cầu này: {request.get_state_display().lower()}.")
    request.state = State.DROPPED
    request.save(update_fields=["state"])
    duties.call_off(rules.DUTY, request.pk, on=on, why="người yêu cầu thôi")
    term = terms_of(person, on=on).first()
    audit.record(
        "personal_data.drop",
        by=term,
        unit_id=request.unit_id,
        kind="data_request",
        key=request.pk,
        on=on,
    )
    return request


def _may_ask(person: User, wish: Wish, *, on: date) -> None:
    """Of an account that is to be erased, nobody may still be in office."""
    if wish.kind == Kind.ERASE and (reason := why_not(person, on=on)):
        raise Refused(reason, book().value(own_data.KEPT, on=on).cite)
    if wish.term is not None and wish.term.person_id != person.pk:
        raise Refused("Nhiệm kỳ này không phải của người yêu cầu.")


def _without_account(wish: Wish, name: str) -> None:
    if not name.strip():
        raise Refused("Chưa có họ tên người yêu cầu. Hãy ghi như trên giấy tờ đã xem.")
    if wish.kind == Kind.CORRECT and wish.what != What.OTHER:
        raise Refused(
            "Người này không có tài khoản, nên không có họ tên hay nhiệm kỳ để sửa ngay. "
            "Chọn “Điều khác” và ghi rõ sai ở văn bản nào."
        )


def _opened(unit: Unit, wish: Wish, who: dict[str, Any], *, on: date) -> DataRequest:
    if unit.kind not in access.ANSWERS:
        raise Refused("Hãy chọn xã, phường sẽ trả lời.")
    asked = wish.checked()
    due_on = rules.done_by(unit, wish.kind, on=on)
    code = "".join(secrets.choice(ALPHABET) for _ in range(10))
    try:
        with transaction.atomic():
            request = DataRequest.objects.create(
                code=code, unit=unit, asked_on=on, due_on=due_on, **asked, **who
            )
    except IntegrityError as already:
        raise Refused(
            f"Bạn đã gửi yêu cầu “{wish.kind.label}” và văn phòng chưa trả lời xong. "
            "Hãy xem ở trang Dữ liệu của tôi; cần nói thêm thì thôi yêu cầu cũ rồi gửi lại."
        ) from already
    rules.open_duties(request)
    return request
