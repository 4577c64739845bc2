"""Rows against the records and against each other: which unit each row speaks of."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from danchu.kit.batches import Change, Field
from danchu.kit.folding import fold
from danchu.places.importing.rows import KINDS, Wanted, Wrong
from danchu.places.models import Unit
from danchu.places.naming import same_letters


class Known:
    """The units already in the records, looked up once for the whole file."""

    def __init__(self, wanted: Sequence[Wanted]) -> None:
        self.by_code: dict[tuple[int, str, str], Unit] = {}
        self.by_name: dict[tuple[int, str, str], list[Unit]] = defaultdict(list)
        self.by_fold: dict[tuple[int, str, str], list[Unit]] = defaultdict(list)
        self.asked = Counter(_name_key(one) for one in wanted)
        found = Unit.objects.filter(
            commune__in={one.commune.pk for one in wanted}, kind__in=list(KINDS), valid_to=None
        )
        for unit in found:
            place = (unit.commune_id or 0, unit.kind)
            if unit.own_code:
                self.by_code[*place, unit.own_code.casefold()] = unit
            self.by_name[*place, same_letters(unit.full_name)].append(unit)
            self.by_fold[*place, unit.folded].append(unit)

    def match(self, one: Wanted) -> Unit | None:
        """The unit this row speaks of; None for a new one; Wrong when that cannot be told."""
        place = (one.commune.pk, one.kind)
        if one.own_code and (unit := self.by_code.get((*place, one.own_code.casefold()))):
            if unit.folded != fold(one.full_name):
                raise Wrong(
                    f"Mã {one.own_code} đang là {unit.spoken_name}. Đổi tên là việc có quyết định: "
                    f"dùng trang Đổi tên. Nếu là đơn vị khác, hãy đặt mã khác."
                )
            return unit
        same = self.by_name[*place, same_letters(one.full_name)]
        if one.own_code:
            same = [unit for unit in same if not unit.own_code]
        if len(same) > 1 or (same and self.asked[_name_key(one)] > 1):
            raise Wrong(
                f"Trong sổ có {len(same)} đơn vị tên {one.full_name} chưa phân biệt được với dòng "
                "này. Hãy ghi mã riêng của từng đơn vị trong sổ trước."
            )
        if same:
            return same[0]
        near = [] if one.own_code else self.by_fold[*place, fold(one.full_name)]
        if near:
            raise Wrong(
                f"Gần giống {near[0].spoken_name} đã có trong sổ. Nếu là một thì ghi đúng tên "
                "trong sổ; nếu là hai thì thêm mã riêng cho dòng này."
            )
        return None


def _name_key(one: Wanted) -> tuple[int, str, str]:
    return one.commune.pk, one.kind, fold(one.full_name)


def twice(wanted: Sequence[Wanted]) -> dict[int, str]:
    """Lines of one file that cannot be told apart, with what to do."""
    names, codes = defaultdict(list), defaultdict(list)
    for one in wanted:
        names[_name_key(one)].append(one)
        if one.own_code:
            codes[one.commune.pk, one.kind, one.own_code.casefold()].append(one)
    refused: dict[int, str] = {}
    for same in names.values():
        if len(same) > 1 and not all(one.own_code for one in same):
            for one in same:
                lines = ", ".join(str(other.row.line) for other in same if other is not one)
                refused[one.row.line] = (
                    f"Tên {one.full_name} trùng hoặc chỉ khác dấu với dòng {lines}. Nếu "
                    "là một xóm thì xóa bớt; nếu là hai xóm thì ghi mã riêng cho từng dòng, hoặc "
                    "thêm chữ phân biệt vào tên."
                )
    for same in codes.values():
        for one in same if len(same) > 1 else []:
            lines = ", ".join(str(other.row.line) for other in same if other is not one)
            said = f"Mã {one.own_code} trùng với dòng {lines}. Mỗi đơn vị một mã riêng."
            refused.setdefault(one.row.line, said)
    return refused


def change(one: Wanted, unit: Unit | None) -> Change:
    if unit is None:
        data = {
            "commune": one.commune.pk,
            "kind": one.kind.value,
            "title": one.title.value,
            "name": one.name,
            "own_code": one.own_code,
            "since": one.since.isoformat() if one.since else None,
            "document": one.document,
        }
        fields = [Field("Loại", "", KINDS[one.kind])]
        told = {"Mã riêng": one.own_code, "Văn bản": one.document}
        told["Từ ngày"] = f"{one.since:%d/%m/%Y}" if one.since else ""
        fields += [Field(label, "", said) for label, said in told.items() if said]
        return Change(one.row.line, "new", one.full_name, fields, data)
    fields, new = _differences(one, unit)
    state = "changed" if new else "same"
    return Change(one.row.line, state, unit.full_name, fields, {"unit": unit.pk, "set": new})


def _differences(one: Wanted, unit: Unit) -> tuple[list[Field], dict[str, Any]]:
    """What the row would write over what stands. An empty cell writes nothing."""
    fields, new = [], {}
    asked: dict[str, tuple[str, Any, Any]] = {
        "name": ("Tên", unit.name, one.name),
        "own_code": ("Mã riêng", unit.own_code, one.own_code),
        "source": ("Văn bản", unit.source, one.document),
    }
    for key, (label, old, said) in asked.items():
        if said and said != old:
            fields.append(Field(label, old, said))
            new[key] = said
    if one.since and one.since != unit.valid_from:
        old = f"{unit.valid_from:%d/%m/%Y}" if unit.valid_from else ""
        if unit.predecessors.exists():
            raise Wrong(f"{unit.full_name} có từ {old} theo quyết định, không sửa bằng tệp được.")
        fields.append(Field("Từ ngày", old, f"{one.since:%d/%m/%Y}"))
        new["valid_from"] = one.since.isoformat()
    return fields, new
