"""The filter above the trail."""

from typing import Any

from django import forms

from danchu.front.audit import KINDS, Reader
from danchu.kit.days import DayField
from danchu.people.access import accounts_named
from danchu.people.models import Role
from danchu.places.models import Kind, Unit
from danchu.places.naming import in_order

LONGEST = 120
MOST_PEOPLE = 100
MOST_HAMLETS = 60


class TrailForm(forms.Form):
    """The filter above the trail; it is sent by GET, so an address holds the whole question."""

    q = forms.CharField(
        label="Việc, hoặc số văn bản",
        help_text="Ví dụ: công khai · gỡ khẩn · 155/QĐ-UBND. Không cần gõ dấu.",
        required=False,
        max_length=LONGEST,
    )
    ai = forms.CharField(label="Ai làm", help_text="Họ tên.", required=False, max_length=LONGEST)
    vai = forms.ChoiceField(label="Với vai", required=False)
    loai = forms.ChoiceField(label="Về loại gì", required=False)
    tu = DayField(label="Từ ngày", required=False)
    den = DayField(label="Đến hết ngày", required=False)

    def __init__(self, *args: Any, of: Reader, own: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.of = of
        self.own = own
        self.units: dict[str, Unit] = {} if own else {unit.slug: unit for unit in of.units.values()}
        self.fields["vai"].choices = [("", "Vai nào cũng được"), *Role.choices]  # type: ignore[attr-defined]
        self.fields["loai"].choices = [("", "Loại nào cũng được"), *KINDS.items()]  # type: ignore[attr-defined]
        self.fields["don-vi"] = UnitField(self.units)
        if own:
            for name in ("ai", "vai", "don-vi"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        since, until = data.get("tu"), data.get("den")
        if since and until and until < since:
            self.add_error("den", "Ngày cuối đứng trước ngày đầu. Hãy đổi lại hai ngày.")
        if data.get("ai"):
            who = str(data["ai"])
            data["accounts"] = accounts_named(who, set(self.of.units))
            if len(data["accounts"]) > MOST_PEOPLE:
                self.add_error("ai", f"Hơn {MOST_PEOPLE} người có tên này. Hãy gõ cả họ và tên.")
        return data


def _choices(units: dict[str, Unit]) -> list[Any]:
    """Provinces and communes by name; below them the hamlets, when they are few enough to read."""
    above = {Kind.PROVINCE: 0, Kind.COMMUNE: 1}
    shown = sorted(units.values(), key=lambda one: (above.get(Kind(one.kind), 2), in_order(one)))
    first = [(one.slug, str(one)) for one in shown if Kind(one.kind) in above]
    rest = [(one.slug, str(one)) for one in shown if Kind(one.kind) not in above]
    return [*first, ("Thôn, xóm, tổ dân phố", rest)] if 0 < len(rest) <= MOST_HAMLETS else first


class UnitField(forms.ChoiceField):
    """Knows more units than it lists: a hamlet of a whole province comes by a link."""

    def __init__(self, units: dict[str, Unit]) -> None:
        super().__init__(
            label="Ở đâu",
            required=False,
            choices=[("", "Mọi nơi bạn được xem"), *_choices(units)],
            error_messages={"invalid_choice": "Không có đơn vị này trong nơi bạn được xem."},
        )
        self.units = units

    def valid_value(self, value: Any) -> bool:
        return value in self.units
