"""Proxies in writing: who speaks for a household that cannot come, for what, until when.

The law does not say whether somebody may speak for two households (Luật 10/2022 Điều 18 khoản 2
speaks of one representative of one household). The safe choice, a parameter of the province: one.
"""

from datetime import date
from typing import NamedTuple

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import QuerySet

from civics.errors import Refused
from danchu.kit import audit, files
from danchu.kit.folding import fold
from danchu.people.models import Household, Proxy, ProxyPaper, Term
from danchu.people.roll import rows, rules
from danchu.places.models import Unit
from danchu.places.naming import same_letters

MOST = "people.households_a_person"


class Wish(NamedTuple):
    """What the paper says. `carrier_household` None: a member of the same household."""

    carrier: str
    for_what: str
    since: date
    until: date
    carrier_household: Household | None = None
    kept_at: str = ""
    paper: "UploadedFile[bytes] | None" = None


@transaction.atomic
def give_proxy(household: Household, wish: Wish, *, by: Term, on: date) -> Proxy:
    """Write down a proxy given on paper. Refused without the paper or a word where it is kept."""
    Unit.objects.select_for_update().get(pk=household.unit_id)
    household = Household.objects.select_for_update(of=("self",)).get(pk=household.pk)
    carrier = _carrier(wish)
    _refuse_unfit(household, wish, on=on)
    _refuse_second(household, wish)
    _refuse_too_many(household, carrier, wish, on=on)
    made = Proxy.objects.create(
        household=household,
        carrier=carrier,
        carrier_household=wish.carrier_household,
        for_what=" ".join(wish.for_what.split())[:200],
        since=wish.since,
        until=wish.until,
        kept_at=" ".join(wish.kept_at.split())[:200],
        entered_by=by,
        entered_on=on,
    )
    if wish.paper is not None:
        kept = files.take_in(wish.paper)
        files.seal([kept.stored_as])
        ProxyPaper.objects.create(proxy=made, **kept._asdict())
    unit = household.unit_id
    audit.record("people.give_proxy", by=by, unit_id=unit, kind="proxy", key=made.pk, on=on)
    return made


@transaction.atomic
def withdraw_proxy(proxy: Proxy, *, by: Term, on: date) -> Proxy:
    """The household speaks for itself again, from `on`."""
    proxy = Proxy.objects.select_for_update(of=("self",)).get(pk=proxy.pk)
    if proxy.withdrawn_on is not None or proxy.until < on:
        raise Refused("Giấy ủy quyền này đã hết hiệu lực.")
    proxy.withdrawn_on = on
    proxy.save(update_fields=["withdrawn_on"])
    unit = proxy.household.unit_id
    audit.record("people.withdraw_proxy", by=by, unit_id=unit, kind="proxy", key=proxy.pk, on=on)
    return proxy


def _carrier(wish: Wish) -> str:
    if wish.carrier_household is not None:
        return wish.carrier_household.name
    try:
        return rows.person(wish.carrier)
    except rows.Wrong as wrong:
        raise Refused(str(wrong)) from wrong


def _refuse_unfit(household: Household, wish: Wish, *, on: date) -> None:
    if household.until is not None or household.struck_on is not None:
        raise Refused("Hộ này đã ra khỏi sổ nên không ủy quyền được nữa.")
    if not wish.for_what.strip():
        raise Refused("Chưa ghi ủy quyền để làm gì. Ghi như: họp xóm ngày 12/12/2026.")
    if wish.until < wish.since:
        raise Refused("Ngày cuối đứng trước ngày đầu. Hãy xem lại hai ngày.")
    if wish.until < on:
        raise Refused(f"Giấy này đã hết hạn ngày {wish.until:%d/%m/%Y}.")
    if wish.paper is None and not wish.kept_at.strip():
        raise Refused(
            "Ủy quyền phải bằng văn bản. Hãy chụp giấy gửi kèm, hoặc ghi bản giấy đang giữ ở đâu."
        )
    other = wish.carrier_household
    if other is not None and (other.unit_id != household.unit_id or other.pk == household.pk):
        raise Refused("Hộ được ủy quyền phải là một hộ khác của cùng thôn, xóm.")
    if other is not None and (other.until is not None or other.struck_on is not None):
        raise Refused("Hộ được ủy quyền đã ra khỏi sổ.")


def _refuse_second(household: Household, wish: Wish) -> None:
    """One voice of a household at a time."""
    held = _overlapping(wish).filter(household=household).first()
    if held:
        raise Refused(
            f"Hộ này đã ủy quyền cho {held.carrier} đến {held.until:%d/%m/%Y}. Ghi thôi ủy quyền "
            "ấy trước, rồi ghi giấy mới."
        )


def _refuse_too_many(household: Household, carrier: str, wish: Wish, *, on: date) -> None:
    """How many households one person would speak for, their own among them."""
    most = int(rules.value(MOST, unit=household.unit, on=on)["households"])
    own = wish.carrier_household or _speaks_already(household, carrier)
    others = [one.household for one in _carried_by(household, carrier, wish)]
    spoken_for = [*([own] if own else []), *others]
    if len(spoken_for) + 1 <= most:
        return
    raise Refused(
        f"{carrier} đã nói thay hộ số {spoken_for[0].number}. Luật không nói một người được nói "
        f"thay mấy hộ; cách an toàn đang dùng là mỗi người {most} hộ, để không ai có hai lá phiếu. "
        "Hãy chọn người khác, tốt nhất là thành viên của chính hộ này; nếu chỉ là trùng tên thì "
        "ghi thêm điều phân biệt, như “Nguyễn Văn Hùng (con ông Tâm)”."
    )


def _speaks_already(household: Household, carrier: str) -> Household | None:
    """Another household of the community whose representative has this very name."""
    here = Household.objects.filter(unit=household.unit_id, until=None, struck_on=None)
    alike = here.exclude(pk=household.pk).filter(folded__startswith=f"{fold(carrier)}|")
    asked = same_letters(carrier)
    return next((one for one in alike if same_letters(one.name) == asked), None)


def _carried_by(household: Household, carrier: str, wish: Wish) -> list[Proxy]:
    """Proxies of other households that go to the same person in the same days."""
    theirs = _overlapping(wish).filter(household__unit=household.unit_id)
    theirs = theirs.exclude(household=household).select_related("household")
    asked = same_letters(carrier)
    return [one for one in theirs if same_letters(one.carrier) == asked]


def _overlapping(wish: Wish) -> "QuerySet[Proxy]":
    return Proxy.objects.filter(
        since__lte=wish.until, until__gte=wish.since, withdrawn_on__isnull=True
    )
