"""What was public on paper before this house knew of it: said by the office, never proven."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from civics.errors import Refused
from danchu.disclosure.bringing.rows import declaring_is_wrong
from danchu.disclosure.brought import DeclaredPublic
from danchu.disclosure.models import CLOSED, Item
from danchu.kit import audit
from danchu.people.models import Term


@transaction.atomic
def declare_public(
    item: Item, *, since: date, ways: Sequence[str], by: Term, on: date
) -> DeclaredPublic:
    """Write down "theo khai báo của cơ quan"; said again, it is what was said last.

    Refused: a day to come, a day before the signing. Neither due day nor duty moves.
    """
    item = Item.objects.select_for_update().get(pk=item.pk)
    if item.state in CLOSED:
        raise Refused(f"{item.get_state_display()}: không khai thêm được nữa.")
    if why := declaring_is_wrong(since, item.decided_on, on=on):
        raise Refused(why)
    said = {"since": since, "ways": [*ways], "declared_by": by, "declared_on": on}
    row, _ = DeclaredPublic.objects.update_or_create(item=item, defaults=said)
    audit.record(
        "disclosure.declare_public", by=by, unit_id=item.unit_id, kind="item", key=item.pk, on=on
    )
    return row
