"""What a commune that ends leaves of requests: open ones pass on with their days.

Closed ones and what was published of them stay with the former commune."""

from collections.abc import Collection, Iterable
from datetime import date

from danchu.disclosure.asking.models import InformationRequest
from danchu.places import hanging
from danchu.places.models import Passing, Reorganisation, Unit

KIND = "information_request"


class Requests(hanging.Hanging):
    """Its own name in the passings: a request never reads as a paper of the same number."""

    room = "asking"

    def lines(self, old: Unit, heir: Unit | None, *, day: date) -> list[hanging.Line]:
        count = InformationRequest.objects.filter(unit=old).open().count()
        to = heir.spoken_name if heir else "đơn vị mới"
        said = "yêu cầu cung cấp thông tin chưa trả lời"
        return [hanging.Line(f"{count} {said}", f"{to} trả lời, giữ nguyên hạn")] * bool(count)

    def carry(self, act: Reorganisation, old: Unit, heir: Unit, *, on: date) -> None:
        for one in InformationRequest.objects.filter(unit=old).open().select_for_update():
            hanging.note(act, self.room, KIND, one.pk, (old, heir), on=on)
            one.unit = heir
            one.save(update_fields=["unit"])

    def give_back(self, passings: Iterable[Passing], *, on: date) -> None:
        """What was answered meanwhile stays with whoever answered it."""
        for one in passings:
            mine = InformationRequest.objects.filter(pk=one.key, unit=one.heir).open()
            mine.update(unit=one.old)

    def new_on(self, units: Collection[Unit], *, besides: Reorganisation | None) -> list[str]:
        asked = InformationRequest.objects.filter(unit__in=units)
        brought = asked.open().filter(pk__in=hanging.passed(besides, self.room, KIND))
        count = asked.count() - brought.count()
        return [f"{count} yêu cầu cung cấp thông tin"] * bool(count)
