"""The state's identity of a person: whose account it opens, and tying it to an official's."""

from datetime import date

from django.db import IntegrityError, transaction

from civics.errors import Refused
from danchu.kit import audit
from danchu.people import access, seals
from danchu.people.actions.citizens import join
from danchu.people.keys import Identity
from danchu.people.models import User
from danchu.people.oidc import Proven

CLOSED = "Tài khoản gắn với định danh này không còn dùng. Hãy liên hệ văn phòng xã, phường."
SECOND = (
    "Tài khoản của người có nhiệm kỳ đã gắn với một định danh khác cùng số. Hãy vào bằng cách đang "
    "dùng, rồi gắn lại định danh ở trang Tài khoản."
)
ANOTHERS = (
    "Định danh này đang mở một tài khoản khác. Nếu đó là tài khoản công dân của chính bạn, hãy vào "
    "tài khoản ấy và xóa đi, rồi gắn lại."
)
NOT_YOURS = (
    "Tài khoản này đã gắn với số định danh khác. Nếu gắn nhầm, hãy gỡ định danh cũ trước; một tài "
    "khoản là một người."
)


@transaction.atomic
def recognise(proven: Proven, *, on: date) -> User:
    """The person whom the state proved; a citizen's account is made at the first time.

    The same national id under a second subject is the same person. Somebody with a term ties it
    again by their own step instead: nobody comes into an official's account by a way they did not
    open themselves.
    """
    identity = access.identity_by_subject(proven.issuer, proven.subject)
    same = access.identity_by_national_id(proven.national_id)
    if identity and same and identity.pk != same.pk:
        raise Refused(ANOTHERS)
    if identity is None and same is not None:
        if access.ever_in_office(same.person):
            raise Refused(SECOND)
        identity = same
    if identity is None:
        identity = _first_time(proven, on=on)
    person = User.objects.select_for_update().get(pk=identity.person_id)
    if not person.is_active:
        raise Refused(CLOSED)
    _seal(identity, proven, on=on)
    if proven.name and not access.ever_in_office(person) and person.full_name != proven.name[:120]:
        person.full_name = proven.name[:120]
        person.save(update_fields=["full_name"])
    return person


@transaction.atomic
def link_identity(person: User, proven: Proven, *, on: date) -> Identity:
    """Tie the state's identity to the account of whoever is signed in. Their name here stays."""
    person = User.objects.select_for_update().get(pk=person.pk)
    own = access.own_identity(person)
    for found in (
        access.identity_by_subject(proven.issuer, proven.subject),
        access.identity_by_national_id(proven.national_id),
    ):
        if found is not None and found.person_id != person.pk:
            raise Refused(ANOTHERS)
    if own and own.national_id_seal and not _same_id(own, proven):
        raise Refused(NOT_YOURS)
    identity = own or Identity(person=person, first_on=on)
    _seal(identity, proven, on=on)
    _record("people.link_identity", person, on=on)
    return identity


@transaction.atomic
def unlink_identity(person: User, *, on: date) -> None:
    """Untie it. A citizen with no other way in deletes the account instead."""
    person = User.objects.select_for_update().get(pk=person.pk)
    if not access.ever_in_office(person) and access.own_number(person) is None:
        raise Refused("Đây là cách vào duy nhất của bạn. Nếu không dùng nữa, hãy xóa tài khoản.")
    Identity.objects.filter(person=person).delete()
    _record("people.unlink_identity", person, on=on)


def _first_time(proven: Proven, *, on: date) -> Identity:
    try:
        with transaction.atomic():
            person = join(proven.name or "Công dân", on=on)
            identity = Identity(person=person, first_on=on)
            _seal(identity, proven, on=on)
            return identity
    except IntegrityError:  # the same person in two browsers, for the first time, at once
        found = access.identity_by_subject(proven.issuer, proven.subject)
        if found is None:
            raise Refused(ANOTHERS) from None
        return found


def _seal(identity: Identity, proven: Proven, *, on: date) -> None:
    """Sealed under the newest key at each sign-in: this is how keys are changed."""
    subject = seals.newest(seals.SUBJECT, f"{proven.issuer} {proven.subject}")
    identity.issuer, identity.used_on = proven.issuer, on
    identity.key_id, identity.subject_seal = subject
    identity.national_id_seal = identity.last_four = ""
    if proven.national_id:
        identity.national_id_seal = seals.newest(seals.NATIONAL_ID, proven.national_id).seal
        identity.last_four = proven.national_id[-4:]
    identity.save()


def _same_id(own: Identity, proven: Proven) -> bool:
    if not proven.national_id:
        return False
    kept = seals.Seal(own.key_id, own.national_id_seal)
    return kept in seals.every(seals.NATIONAL_ID, proven.national_id)


def _record(act: str, person: User, *, on: date) -> None:
    term = access.terms_of(person, on=on).first()
    unit = term.unit_id if term else None
    audit.record(act, by=term, unit_id=unit, kind="account", key=person.pk, on=on)
