"""One tap of anybody at a posted QR: did you know of this before today? Two counters, no row of a
person. How weak that is stands in the README: whoever wants to can answer more than once."""

from django.db import transaction
from django.db.models import F

from civics.errors import Refused
from danchu.disclosure.counted import HeardBefore
from danchu.disclosure.models import Item, State


@transaction.atomic
def heard(item: Item, *, knew: bool) -> None:
    """Count one answer. Refused when the item is not public any more."""
    item = Item.objects.select_for_update().get(pk=item.pk)
    if item.state != State.PUBLISHED:
        raise Refused("Nội dung này không còn công khai nên không hỏi nữa. Cảm ơn ông bà.")
    row, _ = HeardBefore.objects.get_or_create(item=item)
    column = "knew" if knew else "new"
    HeardBefore.objects.filter(pk=row.pk).update(**{column: F(column) + 1})
