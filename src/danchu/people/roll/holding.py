"""What the roll of households holds about a person: name and permanent address, nothing more."""

from danchu.people.models import User
from danchu.people.own_data import Fate, Holding, Shown, Written, kept_acts
from danchu.people.roll import erasing
from danchu.people.roll.models import Representative

OFFICE_MENDS = "Trưởng thôn hoặc văn phòng xã sửa trong Sổ hộ, có căn cứ."
BY_HOUSEHOLD = (
    "Sổ hộ có nhiều người trùng tên: văn phòng xóa đúng hộ đã yêu cầu, ở trang của hộ ấy; "
    "số hộ và số dòng của danh sách đã chốt không đổi."
)


def spoken_for(person: User) -> list[Shown]:
    rows = Representative.objects.filter(person=person).select_related("household__unit")
    return [
        Shown(
            f"Đại diện hộ số {row.household.number}, {row.household.unit.spoken_name}",
            [
                ("Họ và tên", row.name),
                ("Địa chỉ thường trú", row.household.address),
                ("Từ ngày", f"{row.since:%d/%m/%Y}"),
                ("Đến hết ngày", f"{row.until:%d/%m/%Y}" if row.until else "chưa kết thúc"),
            ],
        )
        for row in rows.order_by("-since")
    ]


def forget(person: User) -> None:
    """Runs while the account is being emptied: the household keeps its number and its count."""
    for row in Representative.objects.filter(person=person).select_related("household"):
        erasing.empty(row.household, row.name, on=person.erased_on)


HOLDINGS = (
    Holding(
        "Sổ hộ",
        (
            "people.Representative.person",
            "people.Representative.name",
            "people.Representative.household",
        ),
        spoken_for,
        OFFICE_MENDS,
        Fate.BLANK,
        "Họ tên, địa chỉ trong sổ và trong danh sách đã chốt bị xóa; số hộ giữ nguyên.",
        forget,
    ),
    kept_acts(
        "Sổ hộ: việc đã làm",
        {
            "people.RollAct.entered_by": "Lần ghi vào sổ hộ",
            "people.RollConfirmation.confirmed_by": "Lần xác nhận sổ hộ",
            "people.Proxy.entered_by": "Giấy ủy quyền đã ghi",
            "people.FrozenRoll.frozen_by": "Danh sách đã chốt",
        },
    ),
)

WRITTEN = (
    Written(
        "people.Household.name",
        "Tên người đại diện hộ",
        "unit",
        Fate.KEEP,
        BY_HOUSEHOLD,
        also=("people.Household.address",),
    ),
    Written(
        "people.FrozenLine.name",
        "Tên trong danh sách đã chốt",
        "roll__unit",
        Fate.KEEP,
        BY_HOUSEHOLD,
        also=("people.FrozenLine.address",),
    ),
    Written(
        "people.RollAct.name_was",
        "Tên người đại diện hộ trước đó",
        "household__unit",
        Fate.KEEP,
        BY_HOUSEHOLD,
        also=("people.RollAct.address_was",),
    ),
    Written(
        "people.Proxy.carrier",
        "Tên người được ủy quyền",
        "household__unit",
        Fate.BLANK,
        "Tên được xóa khỏi giấy ủy quyền đã ghi; hộ ủy quyền vẫn được tính.",
    ),
)

_WHICH = "hộ nào, không phải tên ai"
IMPERSONAL = {
    "people.RollAct.household": _WHICH,
    "people.Proxy.household": _WHICH,
    "people.Proxy.carrier_household": _WHICH,
    "people.FrozenLine.household": _WHICH,
    "people.ProxyPaper.name": "tên tệp; ảnh được niêm phong, chỉ người giữ sổ mở",
}
