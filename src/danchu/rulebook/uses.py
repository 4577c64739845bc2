"""Which pages use a rule. A test reads the code and fails when this list lags behind."""

from typing import NamedTuple


class Use(NamedTuple):
    """One page that shows or applies a rule."""

    page: str
    address: str  # a page anybody or an official may open


NOTE = Use("Ghi nhận văn bản đã ký", "/cong-khai/ghi-nhan/")
LATE = Use("Việc trễ hạn", "/cong-khai/tre-han/")
DUE = Use("Việc đến hạn", "/viec/")
COMMUNE = Use("Trang của xã: 14 nhóm, kế hoạch năm", "/don-vi/")

USED_BY: dict[str, tuple[Use, ...]] = {
    **{f"disclosure.group.{n}": (COMMUNE, NOTE) for n in range(1, 15)},
    "disclosure.publish": (NOTE, LATE, DUE),
    "disclosure.web": (COMMUNE, NOTE),
    "disclosure.posting": (COMMUNE, NOTE),
    "disclosure.posting.permanent": (COMMUNE, NOTE),
    "disclosure.broadcast": (COMMUNE, NOTE),
    "disclosure.community_head": (COMMUNE, NOTE),
    "disclosure.plan": (COMMUNE,),
    "disclosure.plan_due": (COMMUNE, DUE),
    "disclosure.quarterly_list_due": (DUE,),
    "disclosure.answer_pointer": (Use("Chỉ ra văn bản chưa công khai", "/don-vi/"), DUE),
    "disclosure.correct": (Use("Đính chính", "/cong-khai/"), DUE),
}
