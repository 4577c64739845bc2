"""The office answers: responds, extends once, does it, or refuses on a ground of law."""

from datetime import date

from django.db import transaction

from civics.errors import Refused
from danchu.duties import actions as duties
from danchu.kit import audit
from danchu.people import actions as people
from danchu.people.models import Term
from danchu.personal_data import rules
from danchu.personal_data.forgetting import forget_words
from danchu.personal_data.models import DataRequest, Kind, State, What
from danchu.places.models import Unit


@transaction.atomic
def respond(request: DataRequest, *, by: Term, on: date) -> DataRequest:
    """Tell the asker that it came and by when it will be done: the first of the two clocks."""
    request = _locked(request, by)
    if request.state != State.WAITING:
        raise Refused("Đã phản hồi yêu cầu này rồi. Việc còn lại là làm xong hoặc trả lời.")
    request.state, request.responded_on, request.responded_by = State.WORKING, on, by
    request.save(update_fields=["state", "responded_on", "responded_by"])
    duties.close(rules.DUTY, request.pk, on=on, rule_key=rules.ANSWER)
    _record("personal_data.respond", request, by=by, on=on)
    return request


@transaction.atomic
def extend(request: DataRequest, *, why: str, by: Term, on: date) -> DataRequest:
    """More time, once, before the first day is over, with a reason that the asker reads."""
    request = _locked(request, by)
    if request.extended_on:
        raise Refused("Yêu cầu này đã gia hạn một lần; luật chỉ cho một lần.")
    if request.due_on < on:
        raise Refused("Đã quá hạn nên không gia hạn được nữa. Hãy làm xong và trả lời ngay.")
    if not why.strip():
        raise Refused("Hãy ghi lý do gia hạn: người yêu cầu sẽ đọc câu này.")
    request.due_on = rules.extend(request, on=on)
    request.extended_on, request.extended_why = on, why.strip()
    request.save(update_fields=["due_on", "extended_on", "extended_why"])
    _record("personal_data.extend", request, by=by, on=on)
    return request


@transaction.atomic
def fulfil(request: DataRequest, *, answer: str, by: Term, on: date) -> DataRequest:
    """Done as asked; a correction is made in this very act. Erasing is an act of its own."""
    request = _locked(request, by)
    if request.kind == Kind.ERASE:
        raise Refused("Xóa dữ liệu có trang riêng, có bước xem lại trước khi xóa.")
    if not answer.strip():
        raise Refused("Hãy ghi đã làm gì: người yêu cầu sẽ đọc câu này.")
    if request.kind == Kind.CORRECT:
        _correct(request, by=by, on=on)
    _decide(request, State.DONE, answer=answer, by=by, on=on)
    _record("personal_data.fulfil", request, by=by, on=on)
    return request


@transaction.atomic
def refuse(request: DataRequest, *, ground: str, answer: str, by: Term, on: date) -> DataRequest:
    """Not done, on a ground that the law knows, with a reason in plain words."""
    request = _locked(request, by)
    if ground not in rules.GROUNDS:
        raise Refused("Chưa chọn căn cứ từ chối.")
    if not answer.strip():
        raise Refused("Hãy ghi lý do từ chối: người yêu cầu sẽ đọc câu này.")
    request.ground = ground
    _decide(request, State.REFUSED, answer=answer, by=by, on=on)
    _record("personal_data.refuse", request, by=by, on=on)
    return request


@transaction.atomic
def erase(request: DataRequest, *, by: Term, on: date) -> int:
    """Grant a request to erase: irreversible, by another account than asked or entered it.

    How many texts lost a name, for somebody without an account; 0 for an account.
    """
    request = _locked(request, by)
    if request.kind != Kind.ERASE:
        raise Refused("Yêu cầu này không phải yêu cầu xóa.")
    if request.entered_by and request.entered_by.person_id == by.person_id:
        raise Refused("Bạn là người ghi yêu cầu này. Việc xóa phải do người thứ hai duyệt.")
    _decide(request, State.DONE, answer="", by=by, on=on)
    texts = 0
    if request.person is not None:
        people.erase(request.person, by=by, on=on)
    else:
        around = Unit.objects.within(request.unit)
        texts = people.erase_name(request.name, around, by=by, on=on)
        forget_words(request)
    _record("personal_data.erase", request, by=by, on=on)
    return texts


def _locked(request: DataRequest, by: Term) -> DataRequest:
    DataRequest.objects.select_for_update().get(pk=request.pk)
    request = DataRequest.objects.select_related("unit", "person", "term", "entered_by").get(
        pk=request.pk
    )
    if by.person_id == request.person_id:
        raise Refused("Đây là yêu cầu của chính bạn. Người khác trong văn phòng trả lời.")
    if by.unit_id != request.unit_id:
        raise Refused("Yêu cầu này do đơn vị khác trả lời.")
    if not request.is_open:
        raise Refused(f"Yêu cầu này: {request.get_state_display().lower()}.")
    return request


def _correct(request: DataRequest, *, by: Term, on: date) -> None:
    person, term = request.person, request.term
    if request.what == What.FULL_NAME and person is not None:
        request.was = person.full_name
        people.correct_name(person, request.wish, by=by, on=on)
    elif term is not None and request.what in {What.POSITION, What.DOCUMENT}:
        now = {"position": term.position, "document": term.document}
        request.was = now[request.what]
        people.correct_term(term, **{**now, request.what: request.wish}, by=by, on=on)


def _decide(request: DataRequest, state: State, *, answer: str, by: Term, on: date) -> None:
    """Both clocks stop; an answer given at once is the response too."""
    request.state, request.answer, request.decided_on, request.decided_by = (
        state,
        answer.strip(),
        on,
        by,
    )
    if request.responded_on is None:
        request.responded_on, request.responded_by = on, by
    request.save()
    duties.close(rules.DUTY, request.pk, on=on)


def _record(act: str, request: DataRequest, *, by: Term, on: date) -> None:
    audit.record(act, by=by, unit_id=request.unit_id, kind="data_request", key=request.pk, on=on)
