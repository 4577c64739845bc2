"""Bound phones: opened by a PIN, locked after ten wrong ones, revoked when lost."""

from datetime import date

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.db.models import F, QuerySet

from civics.errors import Refused
from danchu.kit import audit, clock
from danchu.people import access, pins
from danchu.people.actions.cards import no_term
from danchu.people.models import WRONG_PINS, Device, Term

LOCKED = (
    f"Máy này đã tự khóa vì nhập sai mã PIN {WRONG_PINS} lần. Tài khoản của bạn không bị khóa: "
    "hãy đến văn phòng xã, phường lấy thẻ kích hoạt mới."
)
REVOKED = "Máy này đã bị khóa. Nếu vẫn đang giữ máy, hãy đến văn phòng xã, phường lấy thẻ mới."


def check_pin(device: Device, secret: str, pin: str, *, on: date) -> Device:
    """Open the phone, or say how many tries are left.

    A try is counted, under the row's lock, before the PIN is looked at: however many requests come
    at once, no more than WRONG_PINS of them are answered. The slow hash runs outside the lock.
    """
    _count_a_try(device)
    if not check_password(pins.with_device(secret, pin), device.pin):
        raise Refused(_after_a_wrong_pin(device, on=on))
    # Only while still open: another request may have locked or revoked it meanwhile.
    opened = _open(device).update(wrong_pins=0, used_at=clock.now())
    if not opened:
        raise Refused(_why_closed(device))
    if reason := no_term(device.person, on=on):
        raise Refused(reason)
    return device


def change_pin(device: Device, secret: str, old: str, new: str, *, on: date) -> None:
    """A new PIN for this phone; the old one is asked like at the door."""
    if reason := pins.weakness(new):
        raise Refused(reason)
    check_pin(device, secret, old, on=on)
    with transaction.atomic():
        Device.objects.select_for_update().get(pk=device.pk)
        pin = make_password(pins.with_device(secret, new))
        if not _open(device).update(pin=pin):
            raise Refused(_why_closed(device))
        term = access.part_time_terms(device.person, on=on).first()
        _record("people.change_pin", device, by=term, on=on)


@transaction.atomic
def revoke_device(device: Device, *, by: Term | None, on: date) -> Device:
    """A lost phone opens nothing any more; its sessions end with their next request."""
    device = Device.objects.select_for_update().get(pk=device.pk)
    if device.revoked_at is not None:
        raise Refused(f"Máy này đã bị khóa từ ngày {clock.day_of(device.revoked_at):%d/%m/%Y}.")
    device.revoked_at = clock.now()
    device.save(update_fields=["revoked_at"])
    _record("people.revoke_device", device, by=by, on=on)
    return device


def _open(device: Device) -> QuerySet[Device]:
    return Device.objects.filter(pk=device.pk, revoked_at__isnull=True, locked_at__isnull=True)


def _count_a_try(device: Device) -> None:
    tries = _open(device).filter(wrong_pins__lt=WRONG_PINS)
    if not tries.update(wrong_pins=F("wrong_pins") + 1):
        raise Refused(_why_closed(device))


@transaction.atomic
def _after_a_wrong_pin(device: Device, *, on: date) -> str:
    device = Device.objects.select_for_update().get(pk=device.pk)
    left = WRONG_PINS - device.wrong_pins
    if left > 0:
        return f"Mã PIN chưa đúng. Máy này còn {left} lần thử, sau đó sẽ tự khóa."
    if device.locked_at is None:
        device.locked_at = clock.now()
        device.save(update_fields=["locked_at"])
        _record("people.lock_device", device, by=None, on=on)
    return LOCKED


def _why_closed(device: Device) -> str:
    return (
        REVOKED
        if Device.objects.filter(pk=device.pk, revoked_at__isnull=False).exists()
        else LOCKED
    )


def _record(act: str, device: Device, *, by: Term | None, on: date) -> None:
    audit.record(act, by=by, unit_id=device.commune_id, kind="device", key=device.pk, on=on)
