"""A commune or province may go further than the law, never less far."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from civics.cite import Cite
from civics.errors import Refused
from civics.rules import Rule, Value
from civics.schema import Words

# The rules `regulation.extend_only` and `regulation.<sphere>.extend_only` of law/, repeated
# here so that a refusal needs no rulebook; a test keeps them the same.
_LAW = "Luật 10/2022/QH15"
BASIS = Cite(_LAW, "Điều 35 khoản 2 điểm c")
BASES = {
    "agency": Cite(_LAW, "Điều 59 khoản 1 điểm a"),
    "state_enterprise": Cite(_LAW, "Điều 81 khoản 1 điểm a"),
    "employer": Cite(_LAW, "Điều 82 khoản 3"),
}

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
    words: Words = MappingProxyType({}),
) -> None:
    """Refuse `proposed` (fields that replace those of `base`) when it narrows the law.

    Numbers may only move the way `rule.extends` says ("longer", "shorter"; otherwise not at
    all), lists may only grow, a yes may not become a no, a no becomes a yes only where the
    rule may be extended, everything else stays. An equal value passes. The deciding `level`
    of a parameter ("province") sets its number freely. The refusal rests on the article of
    the rule's own sphere. `words` (those of the rulebook) say the codes of a list in Vietnamese.
    """
    basis = BASES.get(rule.sphere, BASIS)
    if not proposed:
        raise Refused("Chưa ghi nội dung nào được mở rộng.", basis)
    free = rule.parameter == level
    for name, new in proposed.items():
        if name not in base.payload:
            called = words.get("fields", {}).get(name, name)
            raise Refused(f"Quy định “{rule.label}” không có mục “{called}” để mở rộng.", basis)
        codes = words.get(name, {})
        complaint = _complaint(rule.extends, base.payload[name], new, free=free, codes=codes)
        if complaint:
            raise Refused(complaint, basis)


def _complaint(
    extends: str, old: object, new: object, *, free: bool, codes: Mapping[str, str]
) -> str | None:
    """Why `new` may not stand in the place of `old`; None when it may."""
    if new == old and isinstance(new, bool) == isinstance(old, bool):
        return None
    if isinstance(old, bool):
        return _about_yes_no(extends, old, new)
    if isinstance(old, int):
        return _about_number(extends, old, new, free=free)
    if isinstance(old, tuple) and extends != "none":
        return _about_list(old, new, codes)
    return _COMPLAINTS["same"].format(base=_said(old, codes), proposed=_said(new, codes))


def _about_yes_no(extends: str, old: bool, new: object) -> str | None:
    if old or new is not True:
        return "Yêu cầu luật đã đặt thì không được bỏ."
    if extends == "none":
        return "Điều luật không cho phép thì không được cho phép."
    return None


def _about_number(extends: str, old: int, new: object, *, free: bool) -> str | None:
    if not isinstance(new, int) or isinstance(new, bool) or new < 1:
        return f"Phải là số nguyên từ 1 trở lên, không phải {_said(new)}."
    if free or (extends == "longer" and new > old) or (extends == "shorter" and new < old):
        return None
    return _COMPLAINTS.get(extends, _COMPLAINTS["same"]).format(base=old, proposed=new)


def _about_list(old: tuple[object, ...], new: object, codes: Mapping[str, str]) -> str | None:
    if not isinstance(new, list | tuple):
        return "Phải là một danh sách."
    missing = [item for item in old if item not in new]
    return f"Chỉ được thêm, không được bỏ: {_said(missing, codes)}." if missing else None


def _said(item: object, codes: Mapping[str, str] = MappingProxyType({})) -> str:
    if isinstance(item, list | tuple):
        return "; ".join(_said(each, codes) for each in item)
    if isinstance(item, bool):
        return "có" if item else "không"
    return codes.get(str(item), str(item))
