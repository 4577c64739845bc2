"""How somebody leaves the roll: name and address go, the household stays counted.

Households are known by name only, and a commune has many namesakes: nobody's name is sought through
the roll. Either their account is tied to the household, or the office opens the one that asked.
"""

from datetime import date

from danchu.kit.folding import fold
from danchu.people.own_data import ERASED_WORDS
from danchu.people.roll.models import FrozenLine, Household, Proxy, Representative, RollAct


def empty(household: Household, name: str, *, on: date | None) -> None:
    """Take `name` and the address out of everything kept of this household, frozen lists too."""
    gone = {"name": ERASED_WORDS, "address": ERASED_WORDS}
    if household.name == name:
        folded = fold(ERASED_WORDS)
        Household.objects.filter(pk=household.pk).update(**gone, folded=folded, erased_on=on)
    Representative.objects.filter(household=household, name=name).update(
        name=ERASED_WORDS, person=None
    )
    acts = RollAct.objects.filter(household=household)
    acts.filter(name_was=name).update(name_was=ERASED_WORDS)
    acts.exclude(address_was="").update(address_was=ERASED_WORDS)
    Proxy.objects.filter(carrier_household=household, carrier=name).update(carrier=ERASED_WORDS)
    FrozenLine.objects.filter(household=household, name=name).update(**gone)


def empty_again(key: int, *, on: date) -> bool:
    """After a restore nobody knows any more which name it was: all names of the household go."""
    household = Household.objects.filter(pk=key).exclude(name=ERASED_WORDS).first()
    if household is None:
        return False
    names = {household.name}
    names |= set(household.representatives.values_list("name", flat=True))
    names |= set(household.frozen_lines.values_list("name", flat=True))
    names |= set(household.acts.values_list("name_was", flat=True))
    for name in names - {"", ERASED_WORDS}:
        household.refresh_from_db()
        empty(household, name, on=on)
    return True
