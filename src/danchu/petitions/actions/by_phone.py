"""A sender's phone opens the case: tied by a code, untied at will, asked instead of a secret."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from danchu.people.keys import SentCode
from danchu.people.seals import Seal
from danchu.petitions import steps
from danchu.petitions.models import Case, CasePhone

# Without accents: so one text is one message on every phone (GSM 03.38).
TEXT = (
    "Dan Chu: ma mo viec da gui xa, phuong la {code}. Ma dung mot lan, trong {minutes} phut. "
    "Khong dua ma nay cho ai, ke ca can bo."
)


@transaction.atomic
def tie_phone(case: Case, proven: SentCode, seals: Sequence[Seal], *, on: date) -> CasePhone:
    """From now on a code to this phone opens the case; an earlier phone of it does no more.

    `seals`: the number's own as CASE_PHONE, newest first, made while it was still known: the code
    itself bears the seal by which accounts are found, and that one is never kept at a case.
    """
    case = steps.locked(case)
    kept = {**seals[0]._asdict(), "last_three": proven.last_three}
    made, _ = CasePhone.objects.update_or_create(case=case, defaults={**kept, "tied_on": on})
    steps.record("petitions.tie_phone", case, by=None, on=on)
    return made


@transaction.atomic
def untie_phone(case: Case, *, on: date) -> None:
    """The ticket alone opens it again."""
    case = steps.locked(case)
    if CasePhone.objects.filter(case=case).delete()[0]:
        steps.record("petitions.untie_phone", case, by=None, on=on)


@transaction.atomic
def open_by_phone(seals: Sequence[Seal]) -> list[Case]:
    """Cases tied to the phone that was just proven, the newest last; sealed by the newest key.

    `seals`: the number's own as CASE_PHONE under every key, newest first, as above.
    """
    mine = CasePhone.objects.sealed_as(seals).select_for_update()
    keys = [one.case_id for one in mine.order_by("case_id")]
    CasePhone.objects.filter(case__in=keys).update(**seals[0]._asdict())
    return list(Case.objects.filter(pk__in=keys).order_by("pk"))
