"""Việc mật số N: received, accepted, due, extended, settled. Never a name, never a word."""

from datetime import date

from django.db import transaction
from django.db.models import Max

from civics.errors import Refused
from danchu.duties import actions as duties
from danchu.kit import audit
from danchu.people.models import Role, Term
from danchu.petitions import clocks
from danchu.petitions.models import Denunciation, DenunciationState, InCharge
from danchu.places.models import Unit
from danchu.rulebook.rulebook import value

WITHDRAW = "denunciations.withdraw"


@transaction.atomic
def enter_secret(*, received_on: date, many_places: bool, by: Term, on: date) -> Denunciation:
    """A matter came by paper or by word of mouth; the file lies in the safe."""
    if received_on > on:
        raise Refused("Ngày nhận còn chưa đến. Hãy xem lại.")
    unit = Unit.objects.select_for_update(of=("self",)).get(pk=by.unit_id)  # two take turns
    _refuse_not_head(by)
    year = received_on.year
    taken = Denunciation.objects.filter(unit=unit, year=year).aggregate(last=Max("number"))["last"]
    one = Denunciation.objects.create(
        unit=unit,
        year=year,
        number=(taken or 0) + 1,
        received_on=received_on,
        many_places=many_places,
    )
    key = clocks.CHECK_MANY if many_places else clocks.CHECK
    clocks.secret(one, key, "kiểm tra, thụ lý", start=received_on)
    clocks.secret(
        one, clocks.DENOUNCE_REFER, "chuyển nếu không thuộc thẩm quyền", start=received_on
    )
    _record("petitions.enter_secret", one, by=by, on=on)
    return one


@transaction.atomic
def put_in_charge(one: Denunciation, term: Term, *, by: Term, on: date) -> InCharge:
    """The head names who may know of the matter."""
    one = _locked(one, by)
    _refuse_not_head(by)
    if term.unit_id != one.unit_id:
        raise Refused("Chỉ giao được cho người của đơn vị.")
    made, fresh = InCharge.objects.get_or_create(
        denunciation=one, term=term, until=None, defaults={"since": on}
    )
    if not fresh:
        raise Refused("Người này đang phụ trách rồi.")
    _record("petitions.put_in_charge", one, by=by, on=on)
    return made


@transaction.atomic
def accept_secret(one: Denunciation, *, by: Term, on: date) -> Denunciation:
    """Accepted: the clock of settling runs from today."""
    one = _locked(one, by, DenunciationState.RECEIVED)
    duties.close(clocks.SECRET, one.pk, on=on)
    one.due_on = clocks.secret(one, clocks.RESOLVE, "giải quyết", start=on)
    one.state, one.accepted_on = DenunciationState.ACCEPTED, on
    one.save(update_fields=["state", "accepted_on", "due_on"])
    _record("petitions.accept_secret", one, by=by, on=on)
    return one


@transaction.atomic
def close_unaccepted(
    one: Denunciation, state: DenunciationState, *, by: Term, on: date
) -> Denunciation:
    """Not accepted, or passed on to whom it belongs."""
    one = _locked(one, by, DenunciationState.RECEIVED)
    if state not in {DenunciationState.REFUSED, DenunciationState.REFERRED}:
        raise Refused("Hãy chọn: không thụ lý, hoặc chuyển.")
    duties.close(clocks.SECRET, one.pk, on=on)
    one.state, one.closed_on = state, on
    one.save(update_fields=["state", "closed_on"])
    _record("petitions.close_unaccepted", one, by=by, on=on)
    return one


@transaction.atomic
def extend_secret(one: Denunciation, *, by: Term, on: date) -> Denunciation:
    """Once for a complex matter, twice for an especially complex one; never after the day."""
    one = _locked(one, by, DenunciationState.ACCEPTED)
    assert one.due_on is not None  # the constraint keeps it
    most = len(value(clocks.RESOLVE_MORE, unit=one.unit, on=on).payload["cases"])
    if one.extensions >= most:
        raise Refused(f"Đã gia hạn {one.extensions} lần, luật không cho thêm.")
    if one.due_on < on:
        raise Refused("Đã quá hạn nên không gia hạn được nữa.")
    duties.annul(clocks.SECRET, one.pk, on=on, why="đã gia hạn")
    one.due_on = clocks.secret(one, clocks.RESOLVE_MORE, "giải quyết, đã gia hạn", start=one.due_on)
    one.extensions += 1
    one.save(update_fields=["due_on", "extensions"])
    _record("petitions.extend_secret", one, by=by, on=on)
    return one


@transaction.atomic
def settle_secret(one: Denunciation, *, by: Term, on: date) -> Denunciation:
    """The conclusion is signed. It must be made public without whoever told of it."""
    one = _locked(one, by, DenunciationState.ACCEPTED)
    duties.close(clocks.SECRET, one.pk, on=on)
    one.state, one.closed_on = DenunciationState.SETTLED, on
    one.save(update_fields=["state", "closed_on"])
    clocks.secret(one, clocks.DENOUNCE_PUBLISH, "công khai kết luận", start=on)
    _record("petitions.settle_secret", one, by=by, on=on)
    return one


@transaction.atomic
def stop_secret(one: Denunciation, *, none_holds: bool, by: Term, on: date) -> Denunciation:
    """Withdrawn on a signed paper, and none of the cases holds in which the law wants it settled
    all the same (NĐ 156/2026 Điều 1): whoever stops it looked at them and says so."""
    one = _locked(one, by)
    if one.closed_on:
        raise Refused(f"Việc này: {one.get_state_display().lower()}.")
    if not none_holds:
        raise Refused(
            "Chưa đình chỉ. Hãy xem từng trường hợp luật buộc giải quyết tiếp: có một trường hợp "
            "thì giải quyết tiếp; không có thì đánh dấu vào ô rồi bấm lại."
        )
    duties.call_off(clocks.SECRET, one.pk, on=on, why="người tố cáo rút, có đơn ký")
    one.state, one.closed_on = DenunciationState.STOPPED, on
    one.save(update_fields=["state", "closed_on"])
    _record("petitions.stop_secret", one, by=by, on=on)
    return one


@transaction.atomic
def publish_secret(one: Denunciation, *, by: Term, on: date) -> Denunciation:
    """The conclusion was made public, outside this system, as the law asks."""
    one = _locked(one, by, DenunciationState.SETTLED)
    if one.published_on:
        raise Refused(f"Đã ghi công khai ngày {one.published_on:%d/%m/%Y}.")
    one.published_on = on
    one.save(update_fields=["published_on"])
    duties.close(clocks.SECRET, one.pk, on=on)
    _record("petitions.publish_secret", one, by=by, on=on)
    return one


def _locked(one: Denunciation, by: Term, state: DenunciationState | None = None) -> Denunciation:
    Denunciation.objects.select_for_update(of=("self",)).get(pk=one.pk)
    one = Denunciation.objects.select_related("unit").get(pk=one.pk)
    if by.unit_id != one.unit_id:
        raise Refused("Sổ của đơn vị khác.")
    if by.role != Role.CHAIR and not one.in_charge.filter(term=by, until=None).exists():
        raise Refused("Việc này do người khác phụ trách.")
    if state and one.state != state:
        raise Refused(f"Việc này: {one.get_state_display().lower()}.")
    return one


def _refuse_not_head(by: Term) -> None:
    if by.role != Role.CHAIR:
        raise Refused("Chỉ người đứng đầu đơn vị vào sổ, giao việc mật.")


def _record(act: str, one: Denunciation, *, by: Term, on: date) -> None:
    audit.record(act, by=by, unit_id=one.unit_id, kind=clocks.SECRET, key=one.pk, on=on)
