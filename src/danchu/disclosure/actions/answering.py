"""The office handles a request: accepts, asks for more, tells when, extends, refuses, redirects.

Every act locks the request, moves its clock by the rule of the law, and leaves one entry.
"""

from datetime import date

from django.db import transaction

from civics.errors import Refused
from danchu.disclosure.asking import clocks, grounds
from danchu.disclosure.asking.models import InformationRequest, Stage
from danchu.duties import actions as duties
from danchu.kit import audit
from danchu.people.models import Term


@transaction.atomic
def accept_request(request: InformationRequest, *, ready: bool, by: Term, on: date) -> None:
    """The request is valid. What lies ready has the shorter day of the law."""
    request = at_the_office(request)
    if request.accepted_on:
        raise Refused(f"Phiếu này đã được nhận giải quyết ngày {request.accepted_on:%d/%m/%Y}.")
    request.stage, request.accepted_on, request.ready = Stage.ACCEPTED, on, ready
    if ready:
        _sooner(request, on=on)
    request.save()
    audit.record(
        "disclosure.accept_request",
        by=by,
        unit_id=request.unit_id,
        kind=clocks.DUTY,
        key=request.pk,
        on=on,
    )


def _sooner(request: InformationRequest, *, on: date) -> None:
    """What lies ready needs no notice of a later day, and is owed by the earlier one."""
    clock = clocks.of(request)
    if request.notice_due_on:
        why = "thông tin có sẵn, không cần báo thời hạn"
        duties.call_off(clocks.DUTY, request.pk, on=on, why=why, rule_key=clock.notice)
        request.notice_due_on = None
    sooner = clocks.ready_by(request)
    if sooner is None or request.due_on is None or sooner >= request.due_on:
        return
    why = "thông tin có sẵn, hạn ngắn hơn"
    duties.annul(clocks.DUTY, request.pk, on=on, why=why)
    request.due_on, request.due_rule = sooner, clock.ready
    clocks.open_duties(request)


@transaction.atomic
def ask_to_complete(request: InformationRequest, *, missing: str, by: Term, on: date) -> None:
    """Phiếu chưa đầy đủ, chưa rõ (Điều 26 khoản 2): the clock rests until whoever asked adds it."""
    request = at_the_office(request)
    if request.accepted_on:
        raise Refused("Phiếu đã nhận giải quyết là đủ rồi. Cần hỏi thêm thì gọi cho người hỏi.")
    request.stage, request.missing, request.missing_on = Stage.INCOMPLETE, missing.strip(), on
    request.counted_from = request.due_on = request.notice_due_on = None
    request.save()
    duties.call_off(clocks.DUTY, request.pk, on=on, why="chờ người yêu cầu bổ sung")
    audit.record(
        "disclosure.ask_to_complete",
        by=by,
        unit_id=request.unit_id,
        kind=clocks.DUTY,
        key=request.pk,
        on=on,
    )


@transaction.atomic
def announce_supply(
    request: InformationRequest, *, notice: str, fee_vnd: int | None, by: Term, on: date
) -> None:
    """Tell when, where and at what real cost it can be had (Điều 30 khoản 4, 31 khoản 2)."""
    request = at_the_office(request)
    if request.noticed_on:
        raise Refused(f"Đã báo cho người hỏi ngày {request.noticed_on:%d/%m/%Y}.")
    request.notice, request.fee_vnd, request.noticed_on = notice.strip(), fee_vnd, on
    request.stage, request.notice_due_on = Stage.ACCEPTED, None
    request.accepted_on = request.accepted_on or on
    request.save()
    if rule := clocks.of(request).notice:
        duties.close(clocks.DUTY, request.pk, on=on, rule_key=rule)
    audit.record(
        "disclosure.announce_supply",
        by=by,
        unit_id=request.unit_id,
        kind=clocks.DUTY,
        key=request.pk,
        on=on,
    )


@transaction.atomic
def extend_request(
    request: InformationRequest, *, until: date, why: str, by: Term, on: date
) -> None:
    """Once, in time, with a reason, no further than the law lets it (Điều 29–31)."""
    request = at_the_office(request)
    _may_be_extended(request, until=until, why=why, on=on)
    before = request.due_on
    assert before is not None
    request.due_on, request.due_rule = until, clocks.of(request).extend
    request.extended_on, request.extended_why = on, " ".join(why.split())
    request.stage, request.accepted_on = Stage.ACCEPTED, request.accepted_on or on
    request.notice_due_on = None  # the paper that extends tells the day
    request.save()
    if rule := clocks.of(request).notice:
        duties.close(clocks.DUTY, request.pk, on=on, rule_key=rule)
    duties.call_off(clocks.DUTY, request.pk, on=on, why="đã gia hạn, có lý do")
    clocks.open_one(request, request.due_rule, clocks.ANSWER, start=before, due_on=until)
    audit.record(
        "disclosure.extend_request",
        by=by,
        unit_id=request.unit_id,
        kind=clocks.DUTY,
        key=request.pk,
        on=on,
    )


def _may_be_extended(request: InformationRequest, *, until: date, why: str, on: date) -> None:
    assert request.due_on is not None
    if request.extended_on:
        raise Refused(f"Đã gia hạn ngày {request.extended_on:%d/%m/%Y}; luật cho một lần.")
    if request.ready:
        raise Refused("Đã ghi là thông tin có sẵn nên không gia hạn. Hãy cung cấp ngay.")
    if on > request.due_on:
        raise Refused(
            f"Hạn đã hết ngày {request.due_on:%d/%m/%Y}, không gia hạn được nữa. Hãy trả lời ngay."
        )
    last = clocks.extension_by(request)
    if not request.due_on < until <= last:
        raise Refused(
            f"Ngày gia hạn phải sau {request.due_on:%d/%m/%Y} và không quá {last:%d/%m/%Y}."
        )
    if not why.strip():
        raise Refused("Chưa có lý do gia hạn. Người hỏi sẽ đọc câu này.")


@transaction.atomic
def refuse_request(
    request: InformationRequest, *, ground: str, words: str, by: Term, on: date
) -> None:
    """In writing, on one of the law's grounds, with the reason (Điều 28)."""
    request = at_the_office(request)
    chosen = grounds.of_law(on=on).get(ground)
    if chosen is None:
        raise Refused("Chưa chọn lý do trong luật. Ngoài các lý do ấy không được từ chối.")
    if not words.strip():
        raise Refused("Chưa viết lý do cho người hỏi. Luật buộc nêu rõ lý do bằng văn bản.")
    request.ground, request.ground_cite = chosen.words, chosen.cite
    _close(request, Stage.REFUSED, words, by=by, on=on)
    audit.record(
        "disclosure.refuse_request",
        by=by,
        unit_id=request.unit_id,
        kind=clocks.DUTY,
        key=request.pk,
        on=on,
    )


@transaction.atomic
def redirect_request(
    request: InformationRequest, *, to: str, words: str, by: Term, on: date
) -> None:
    """Not ours to give: say who holds it and how to ask there (Điều 26 khoản 3)."""
    request = at_the_office(request)
    request.sent_to = " ".join(to.split())
    if not request.sent_to:
        raise Refused("Chưa ghi cơ quan có trách nhiệm. Ghi tên cơ quan và nơi hỏi.")
    _close(request, Stage.REDIRECTED, words, by=by, on=on)
    audit.record(
        "disclosure.redirect_request",
        by=by,
        unit_id=request.unit_id,
        kind=clocks.DUTY,
        key=request.pk,
        on=on,
    )


def at_the_office(request: InformationRequest) -> InformationRequest:
    """Lock it; refused when it is not the office's turn any more."""
    InformationRequest.objects.select_for_update().get(pk=request.pk)
    request = InformationRequest.objects.select_related("unit").get(pk=request.pk)
    if not request.at_the_office:
        raise Refused(f"Phiếu này không còn chờ xã làm: {request.get_stage_display().lower()}.")
    return request


def _close(request: InformationRequest, stage: Stage, words: str, *, by: Term, on: date) -> None:
    request.stage, request.answer = stage, words.strip()
    request.closed_on, request.closed_by, request.notice_due_on = on, by, None
    request.save()
    duties.close(clocks.DUTY, request.pk, on=on)
