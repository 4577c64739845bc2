"""Activation cards: printed by the commune, good for one phone, once, within seven days."""

from datetime import date, timedelta
from typing import NamedTuple

from django.contrib.auth.hashers import make_password
from django.db import transaction

from civics.errors import Refused
from danchu.kit import audit, clock, worlds
from danchu.people import access, pins, secrets
from danchu.people.models import CIVIL_SERVANTS, Card, Device, Term, User

CARD_DAYS = 7  # after the day of issue, which is not counted; the last day is inclusive
NEW_CARD = "Hãy nhờ văn phòng xã, phường in thẻ mới."


class Issued(NamedTuple):
    """A card with its code. The code is known only now: print it."""

    card: Card
    code: str


class Bound(NamedTuple):
    """A phone with its secret. The secret is known only now: put it in the phone's cookie."""

    device: Device
    secret: str


@transaction.atomic
def issue_card(person: User, *, by: Term, on: date) -> Issued:
    """Print a card for a part-time person; an earlier card not yet used is void from now on."""
    _refuse_stranger(person, by=by, on=on)
    return replace_card(person, by=by, on=on)


@transaction.atomic
def replace_card(person: User, *, by: Term, on: date) -> Issued:
    """The card itself, for callers who know that `by` looks after this person."""
    if worlds.copy_here() is not None:
        raise Refused("Ở xã tập huấn không in thẻ thật. Ra khỏi xã tập huấn rồi in thẻ.")
    person = User.objects.select_for_update().get(pk=person.pk)
    if reason := no_term(person, on=on):
        raise Refused(reason)
    commune = by.unit
    Card.objects.filter(person=person, used_at__isnull=True, revoked_at__isnull=True).update(
        revoked_at=clock.now()
    )
    code = secrets.new_code()
    card = Card.objects.create(
        person=person,
        commune=commune,
        code_hash=secrets.code_hash(code),
        issued_on=on,
        expires_on=on + timedelta(days=CARD_DAYS),
    )
    audit.record("people.issue_card", by=by, unit_id=commune.pk, kind="card", key=card.pk, on=on)
    return Issued(card, code)


@transaction.atomic
def bind_device(card: Card, pin: str, *, name: str, on: date) -> Bound:
    """Use the card up: this phone now belongs to its person, opened by `pin`."""
    if reason := pins.weakness(pin):
        raise Refused(reason)
    card, term = _use(card, on=on)
    secret = secrets.new_secret()
    device = Device.objects.create(
        person=card.person,
        commune=card.commune,
        card=card,
        name=name,
        secret_hash=secrets.secret_hash(secret),
        pin=make_password(pins.with_device(secret, pin)),
        bound_at=clock.now(),
        used_at=clock.now(),
    )
    audit.record(
        "people.bind_device", by=term, unit_id=card.commune_id, kind="device", key=device.pk, on=on
    )
    return Bound(device, secret)


@transaction.atomic
def enter_once(card: Card, *, on: date) -> User:
    """Use the card up for one visit on a shared phone: nothing stays on it."""
    card, term = _use(card, on=on)
    audit.record(
        "people.enter_once", by=term, unit_id=card.commune_id, kind="card", key=card.pk, on=on
    )
    return card.person


def why_not(card: Card, *, on: date) -> str | None:
    """Why this card opens nothing on `on`, in words for the person holding it; None: it does."""
    if card.used_at is not None:
        used = f"{clock.day_of(card.used_at):%d/%m/%Y}"
        return (
            f"Thẻ này đã được dùng ngày {used} để kích hoạt một máy. Nếu không phải bạn, hãy gọi "
            "ngay văn phòng xã, phường để khóa máy đó và in thẻ mới."
        )
    if card.revoked_at is not None:
        return f"Thẻ này đã được thay bằng thẻ in sau. Hãy dùng thẻ mới nhất. {NEW_CARD}"
    if card.expires_on < on:
        return f"Thẻ này đã hết hạn ngày {card.expires_on:%d/%m/%Y}. {NEW_CARD}"
    return no_term(card.person, on=on)


def no_term(person: User, *, on: date) -> str | None:
    """Why a card or PIN opens nothing for this person on `on`; None: a term of today carries it."""
    if access.part_time_terms(person, on=on).exists():
        return None
    terms = Term.objects.filter(person=person)
    if terms.in_office(on=on).filter(role__in=CIVIL_SERVANTS).exists():
        return "Người giữ vai công chức đăng nhập bằng mật khẩu và mã xác thực, không dùng thẻ."
    coming = terms.filter(since__gt=on).order_by("since").first()
    if coming is not None:
        return f"Nhiệm kỳ bắt đầu từ ngày {coming.since:%d/%m/%Y}. Từ ngày ấy mới dùng được."
    last = terms.filter(until__lt=on).order_by("-until").first()
    if last is not None:
        return f"Nhiệm kỳ đã kết thúc ngày {last.until:%d/%m/%Y}, nên không còn việc ở đây."
    return "Chưa có nhiệm kỳ nào được ghi nhận cho người này."


def _use(card: Card, *, on: date) -> tuple[Card, Term | None]:
    """Lock the card, so that of two phones pressing at once only one gets it."""
    Card.objects.select_for_update().get(pk=card.pk)
    card = Card.objects.select_related("person", "commune").get(pk=card.pk)
    if reason := why_not(card, on=on):
        raise Refused(reason)
    card.used_at = clock.now()
    card.save(update_fields=["used_at"])
    return card, access.part_time_terms(card.person, on=on).first()


def _refuse_stranger(person: User, *, by: Term, on: date) -> None:
    if not access.people_run_by(by.person, on=on).filter(pk=person.pk).exists():
        raise Refused("Người này không thuộc xã, phường của bạn.")
