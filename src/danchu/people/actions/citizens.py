"""A citizen's account: made by the first proof, without any right of an office; left at will."""

import secrets as random
from datetime import date

from django.db import transaction

from civics.errors import Refused
from danchu.kit import audit
from danchu.people import access
from danchu.people.keys import Identity, Number, SentCode
from danchu.people.models import User
from danchu.people.own_data import sealed
from danchu.people.proof_holdings import PROOFS


@transaction.atomic
def join(full_name: str, *, on: date) -> User:
    """An account without a password and without a term. Nobody gives themselves a role."""
    username = f"cd-{random.token_hex(8)}"
    person = User.objects.create_user(username, full_name=full_name[:120])
    audit.record("people.join", by=None, unit_id=None, kind="account", key=person.pk, on=on)
    return person


@transaction.atomic
def leave(person: User, *, on: date) -> None:
    """A citizen takes back what stands here of them. What they sent in stays, without them."""
    person = User.objects.select_for_update().get(pk=person.pk)
    if access.ever_in_office(person):
        raise Refused(
            "Tài khoản này có nhiệm kỳ, là hồ sơ của cơ quan, nên không tự xóa được. Hãy nhờ văn "
            "phòng xã, phường."
        )
    for kept in PROOFS:
        kept.erase(person)
    person.full_name, person.is_active = "Người đã rời đi", False
    person.save(update_fields=["full_name", "is_active"])
    audit.record("people.leave", by=None, unit_id=None, kind="account", key=person.pk, on=on)


@transaction.atomic
def retire_key(key_id: str, *, on: date) -> tuple[int, int]:
    """Remove what is still sealed under a key that leaked; how many identities and numbers.

    A seal cannot be made anew without the number, so who did not come in meanwhile starts afresh.
    """
    SentCode.objects.filter(key_id=key_id).delete()
    identities, numbers = (
        kept.objects.filter(key_id=key_id).delete()[0] for kept in (Identity, Number)
    )
    for kept in sealed():
        numbers += kept._default_manager.filter(key_id=key_id).delete()[0]
    audit.record("people.retire_key", by=None, unit_id=None, kind="key", key=key_id, on=on)
    return identities, numbers
