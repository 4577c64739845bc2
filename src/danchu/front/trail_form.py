"""The filter above the trail."""

from typing import Any

from django import forms

from danchu.front.audit import KINDS, Reader
from danchu.kit.days import DayField
from danchu.people.access import accounts_named
from danchu.people.models import Role
from danchu.places.models import Kind, Unit

LONGEST = 120
MOST_PEOPLE = 100


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
        self.fields["don-vi"] = forms.ChoiceField(
            label="Ở đâu",
            required=False,
            choices=[("", "Mọi nơi bạn được xem"), *_choices(self.units)],
            error_messages={"invalid_choice": "Không có đơn vị này trong nơi bạn được xem."},
        )
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


def _choices(units: dict[str, Unit]) -> list[tuple[str, str]]:
    """Provinces and communes by name; below them the hamlets, when they are few enough to read."""
    above = [one for one in units.values() if one.kind in {Kind.PROVINCE, Kind.COMMUNE}]
    shown = list(units.values()) if len(above) < 2 else above
    order = {Kind.PROVINCE: 0, Kind.COMMUNE: 1}
    shown.sort(key=lambda one: (order.get(Kind(one.kind), 2), one.folded))
    found = [(one.slug, str(one)) for one in shown]
    rest = [(slug, str(one)) for slug, one in units.items() if one not in shown]
    return [*found, ("Thôn, xóm, tổ dân phố", rest)] if 0 < len(rest) < 60 else found + _quiet(rest)


def _quiet(rest: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Too many to list: still good in an address, so the choices know them."""
    return rest
