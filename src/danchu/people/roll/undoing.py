"""An import of households taken back, while nobody went on with what it brought."""

from civics.errors import Refused
from danchu.kit.models import Batch
from danchu.people.roll.filling import folded
from danchu.people.roll.models import (
    Continuation,
    FrozenLine,
    Household,
    Proxy,
    Representative,
    RollAct,
)


def take_back(batch: Batch) -> None:
    """New households are deleted, changed ones put back. Refused, naming what hangs there."""
    born = Household.objects.filter(batch_id=batch.pk)
    touched = RollAct.objects.filter(batch_id=batch.pk)
    if said := _hangs(batch):
        raise Refused(
            f"Chưa hoàn tác được: {said}. Hãy sửa từng hộ, hoặc ghi chuyển đi, gạch hộ ghi nhầm."
        )
    for act in touched.select_related("household").order_by("-pk"):
        _put_back(act)
    touched.delete()
    # Straight in the database: 400,000 rows are never built as objects, and nothing hangs on them.
    speakers = Representative.objects.filter(household__in=born.values("pk"))
    speakers._raw_delete(born.db)
    born._raw_delete(born.db)


def _hangs(batch: Batch) -> str:
    """What came to hang on the households of this import."""
    born = Household.objects.filter(batch_id=batch.pk)
    last = RollAct.objects.filter(batch_id=batch.pk).order_by("pk").first()
    changed = RollAct.objects.filter(batch_id=batch.pk).values("household")
    acts = RollAct.objects.exclude(batch_id=batch.pk)
    later = acts.filter(household__in=changed, pk__gt=last.pk) if last else acts.none()
    counts = [
        (acts.filter(household__batch_id=batch.pk).count() + later.count(), "thay đổi đã ghi sau"),
        (acts.filter(other__batch_id=batch.pk).count(), "lần nhập hộ, tách hộ"),
        (FrozenLine.objects.filter(household__in=born.values("pk")).count(), "dòng đã chốt"),
        (Proxy.objects.filter(household__batch_id=batch.pk).count(), "giấy ủy quyền"),
        (Proxy.objects.filter(carrier_household__batch_id=batch.pk).count(), "giấy ủy quyền"),
        (Continuation.objects.filter(old__batch_id=batch.pk).count(), "hộ đã chuyển thôn, xóm"),
    ]
    said = [f"{count} {what}" for count, what in counts if count]
    return f"ở những hộ vừa nhập đã có {', '.join(said)}" if said else ""


def _put_back(act: RollAct) -> None:
    """The name and address before, and whoever spoke before."""
    one = act.household
    speaker = Representative.objects.filter(household=one, until=None).first()
    before = Representative.objects.filter(household=one, until__isnull=False).order_by("-since")
    earlier = before.first()
    if speaker and speaker.name != act.name_was:
        if earlier and speaker.since == act.on and earlier.name == act.name_was:
            speaker.delete()
            earlier.until = None
            earlier.save(update_fields=["until"])
        else:
            speaker.name = act.name_was
            speaker.save(update_fields=["name"])
    one.name, one.address = act.name_was, act.address_was
    one.folded = folded(one.name, one.address)
    one.save(update_fields=["name", "address", "folded"])
