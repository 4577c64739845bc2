"""A code to a phone: sent, typed, and whose account it opens."""

import hmac
import secrets as random
from datetime import date, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F

from civics.errors import Refused
from danchu.kit import clock
from danchu.people import access, seals
from danchu.people.actions.citizens import join
from danchu.people.gateway import Gateway, NotSent
from danchu.people.keys import Number, SentCode
from danchu.people.models import User

MINUTES = 5
# Without accents: so one text is one message on every phone and through every gateway (GSM 03.38).
TEXT = (
    "Dan Chu: ma vao cua ban la {code}. Ma dung mot lan, trong {minutes} phut. "
    "Khong dua ma nay cho ai, ke ca can bo."
)
NOT_SENT = (
    "Chưa gửi được tin nhắn lúc này. Hãy thử lại sau ít phút, hoặc chọn cách vào khác. "
    "Xem nội dung công khai thì không cần đăng nhập."
)
WRONG = "Mã chưa đúng, đã dùng hoặc đã quá 5 phút. Hãy xem lại tin nhắn, hoặc lấy mã mới."
IN_OFFICE = (
    "Tài khoản của số này đang giữ vai hoặc không còn dùng, nên mã điện thoại không mở được. Hãy "
    "vào bằng thẻ và mã PIN, hoặc bằng mật khẩu và mã."
)


@transaction.atomic
def keep_code(number: str) -> tuple[SentCode, str]:
    """A fresh code for this number; the earlier ones of the number are void, and ended ones go."""
    SentCode.objects.filter(ends_at__lt=clock.now()).delete()
    sealed = seals.newest(seals.PHONE, number)
    earlier = SentCode.objects.open().filter(key_id=sealed.key_id, seal=sealed.seal)
    earlier.update(used_at=clock.now())
    code = f"{random.randbelow(10**6):06}"
    sent = SentCode.objects.create(
        key_id=sealed.key_id,
        seal=sealed.seal,
        last_three=number[-3:],
        known=access.number_known(number),
        code_hash="",
        ends_at=clock.now() + timedelta(minutes=MINUTES),
    )
    sent.code_hash = _hash(sent.pk, code)
    sent.save(update_fields=["code_hash"])
    return sent, code


def send_code(number: str, through: Gateway, text: str = TEXT) -> SentCode:
    """Keep a code, then hand it to the gateway: no lock is held while another server thinks.

    `text` says what the code opens, with `{code}` and `{minutes}`, without accents.
    """
    sent, code = keep_code(number)
    try:
        through.send(number, text.format(code=code, minutes=MINUTES))
    except NotSent:
        void_code(sent)
        raise Refused(NOT_SENT) from None
    return sent


@transaction.atomic
def void_code(sent: SentCode) -> None:
    """A code that never left opens nothing."""
    SentCode.objects.filter(pk=sent.pk).update(used_at=clock.now())


def enter_by_code(pk: int, typed: str, *, on: date) -> User:
    """The person whom this code lets in. A citizen's account is made at the first time.

    Several transactions: see `_matching`.
    """
    sent = _matching(pk, typed)
    with transaction.atomic():
        _use_up(sent)
        return _person_of(sent, on=on)


def prove_by_code(pk: int, typed: str) -> SentCode:
    """The code that was sent, now used up: whoever typed it holds that phone. Nobody is let in.

    Several transactions: see `_matching`.
    """
    sent = _matching(pk, typed)
    _use_up(sent)
    return sent


def _matching(pk: int, typed: str) -> SentCode:
    """The open code that `typed` is.

    The try is counted before the code is compared, in a transaction of its own: a burst of guesses
    cannot get more than `CODE_TRIES` answers, and a refusal does not give the try back.
    """
    if not SentCode.objects.open().filter(pk=pk).update(tries=F("tries") + 1):
        raise Refused(WRONG)
    sent = SentCode.objects.get(pk=pk)
    if not hmac.compare_digest(sent.code_hash, _hash(pk, typed)):
        raise Refused(WRONG)
    return sent


def _use_up(sent: SentCode) -> None:
    """Of two who type it at once, one is refused."""
    if not SentCode.objects.filter(pk=sent.pk, used_at=None).update(used_at=clock.now()):
        raise Refused(WRONG)


def _person_of(sent: SentCode, *, on: date) -> User:
    """Whose number it is; a known number is sealed anew under the newest key."""
    known = sent.known or Number.objects.filter(key_id=sent.key_id, seal=sent.seal).first()
    if known is None:
        try:
            with transaction.atomic():
                person = join(f"Công dân, số …{sent.last_three}", on=on)
                known = Number(person=person, last_three=sent.last_three, first_on=on)
                _seal(known, sent, on=on)
        except IntegrityError:  # the same phone in two browsers, for the first time, at once
            known = Number.objects.get(key_id=sent.key_id, seal=sent.seal)
    _seal(known, sent, on=on)
    if not known.person.is_active or access.terms_of(known.person, on=on).exists():
        raise Refused(IN_OFFICE)
    return known.person


def _seal(number: Number, sent: SentCode, *, on: date) -> None:
    number.key_id, number.seal, number.used_on = sent.key_id, sent.seal, on
    number.save()


def _hash(pk: int, code: str) -> str:
    """A million codes are soon tried, so the hash needs the house's key."""
    key = settings.SECRET_KEY.encode()
    return hmac.new(key, f"sent code:{pk}:{code}".encode(), "sha256").hexdigest()
