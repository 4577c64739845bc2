"""A commune or province may go further than the law, never less far."""

from __future__ import annotations

from collections.abc import Mapping

from civics.cite import Cite
from civics.errors import Refused
from civics.rules import Rule, Value

# The rule `regulation.extend_only` of law/, repeated here so that a refusal needs no rulebook;
# a test keeps the two the same.
BASIS = Cite("Luật 10/2022/QH15", "Điều 35 khoản 2 điểm c")

_COMPLAINTS = {
    "longer": "Chỉ được dài hơn {base}, không được rút còn {proposed}.",
    "shorter": "Chỉ được sớm hơn {base}, không được kéo đến {proposed}.",
    "same": "Phải giữ nguyên {base}, không được đổi thành {proposed}.",
}


def check_extension(
    rule: Rule,
    base: Value,
    proposed: Mapping[str, object],
    *,
    level: str = "commune",
) -> None:
    """Refuse `proposed` (fields that replace those of `base`) when it narrows the law.

    Numbers may only move the way `rule.extends` says ("longer", "shorter"; otherwise not at
    all), lists may only grow, a yes may not become a no, everything else stays. An equal
    value passes. The deciding `level` of a parameter ("province") sets its number freely.
    """
    if not proposed:
        raise Refused("Chưa ghi nội dung nào được mở rộng.", BASIS)
    free = rule.parameter == level
    for name, new in proposed.items():
        if name not in base.payload:
            raise Refused(f"Quy tắc '{rule.label}' không có mục '{name}' để mở rộng.", BASIS)
        _check_field(rule.extends, base.payload[name], new, free=free)


def _check_field(extends: str, old: object, new: object, *, free: bool) -> None:
    if new == old:
        return
    if isinstance(old, bool):
        if new is not True:
            raise Refused("Yêu cầu luật đã đặt thì không được bỏ.", BASIS)
    elif isinstance(old, int):
        _check_number(extends, old, new, free=free)
    elif isinstance(old, tuple) and extends != "none":
        _check_list(old, new)
    else:
        raise Refused(_COMPLAINTS["same"].format(base=_said(old), proposed=_said(new)), BASIS)


def _check_number(extends: str, old: int, new: object, *, free: bool) -> None:
    if not isinstance(new, int) or isinstance(new, bool) or new < 1:
        raise Refused(f"Phải là số nguyên từ 1 trở lên, không phải {_said(new)}.", BASIS)
    fits = free or (extends == "longer" and new > old) or (extends == "shorter" and new < old)
    if not fits:
        complaint = _COMPLAINTS.get(extends, _COMPLAINTS["same"])
        raise Refused(complaint.format(base=old, proposed=new), BASIS)


def _check_list(old: tuple[object, ...], new: object) -> None:
    if not isinstance(new, list | tuple):
        raise Refused("Phải là một danh sách.", BASIS)
    missing = [item for item in old if item not in new]
    if missing:
        raise Refused(f"Chỉ được thêm, không được bỏ: {_said(missing)}.", BASIS)


def _said(item: object) -> str:
    if isinstance(item, list | tuple):
        return ", ".join(str(each) for each in item)
    return str(item)
