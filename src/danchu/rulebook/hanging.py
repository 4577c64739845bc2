"""What a commune added to the law ends with it; the new commune writes down what still holds."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from danchu.places import hanging
from danchu.places.models import Passing, Reorganisation, Unit
from danchu.rulebook.models import LocalDraft, LocalRule


class Additions(hanging.Hanging):
    room = "rulebook"

    def lines(self, old: Unit, heir: Unit | None, *, day: date) -> list[hanging.Line]:
        last = day - timedelta(days=1)
        to = heir.spoken_name if heir else "đơn vị mới"
        rules, drafts = _running(old, day).count(), _open(old).count()
        said = [
            (
                rules,
                "quy định thêm đang áp dụng",
                f"áp dụng đến hết ngày {last:%d/%m/%Y}; {to} soạn lại quy định còn cần",
            ),
            (drafts, "bản soạn quy định thêm", f"đóng lại; {to} soạn bản của mình"),
        ]
        return [hanging.Line(f"{count} {what}", becomes) for count, what, becomes in said if count]

    def forbids(self, olds: Collection[Unit], heir: Unit | None, *, day: date) -> list[str]:
        coming = LocalRule.objects.filter(unit__in=olds, since__gte=day).select_related("unit")
        return [
            f"Quy định thêm theo {one.document} bắt đầu ngày {one.since:%d/%m/%Y}, sau khi "
            f"{one.unit.spoken_name} kết thúc. Hãy cho thôi quy định ấy trước."
            for one in coming[:3]
        ]

    def settle(self, act: Reorganisation, old: Unit, heir: Unit, *, on: date) -> None:
        for rule in _running(old, act.on).select_for_update():
            was = {"until": rule.until.isoformat() if rule.until else None}
            hanging.note(act, self.room, "rule", rule.pk, (old, heir), on=on, was=was)
            rule.until = act.on - timedelta(days=1)
            rule.save(update_fields=["until"])

    def carry(self, act: Reorganisation, old: Unit, heir: Unit, *, on: date) -> None:
        for draft in _open(old).select_for_update(of=("self",)):
            hanging.note(act, self.room, "draft", draft.pk, (old, heir), on=on)
            draft.closed_on = on
            draft.save(update_fields=["closed_on"])

    def give_back(self, passings: Iterable[Passing], *, on: date) -> None:
        for one in passings:
            if one.kind == "rule":
                LocalRule.objects.filter(pk=one.key).update(until=one.was["until"])
            else:
                LocalDraft.objects.filter(pk=one.key, approver=None).update(closed_on=None)

    def new_on(self, units: Collection[Unit], *, besides: Reorganisation | None) -> list[str]:
        count = LocalRule.objects.filter(unit__in=units).count()
        count += LocalDraft.objects.filter(unit__in=units).count()
        return [f"{count} quy định thêm"] * bool(count)


def _running(unit: Unit, day: date) -> QuerySet[LocalRule]:
    """Additions that would hold on `day` or after."""
    return LocalRule.objects.filter(
        Q(until__isnull=True) | Q(until__gte=day), unit=unit, since__lt=day
    )


def _open(unit: Unit) -> QuerySet[LocalDraft]:
    return LocalDraft.objects.filter(unit=unit, closed_on=None)
