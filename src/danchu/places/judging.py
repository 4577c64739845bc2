"""Whether a decision about units can be written down: each refusal names the fact and what next."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from civics.errors import Refused
from danchu.kit import worlds
from danchu.places import hanging
from danchu.places.models import Kind, Reorganisation, Succession, Unit
from danchu.places.naming import same_letters, taken_apart

ORDERED = (Kind.COMMUNITY, Kind.AGENCY, Kind.PUBLIC_UNIT, Kind.EMPLOYER, Kind.COMMUNE)
FARTHEST = timedelta(days=2 * 366)


class Decision(NamedTuple):
    """The paper that decides, and the first day of the new order."""

    document: str
    signed_on: date
    day: date
    reason: str = ""

    @property
    def last_day(self) -> date:
        """The last day of the old order."""
        return self.day - timedelta(days=1)

    @property
    def cited(self) -> str:
        return f"{self.document} ngày {self.signed_on:%d/%m/%Y}"


class NewUnit(NamedTuple):
    """A unit that a decision makes: full name ('Xóm Bản Nghè') and code, if it has one."""

    full_name: str
    code: str = ""


def decision(paper: Decision, *, on: date) -> None:
    """The paper itself: it has a number, was signed, and does not reach back before that."""
    worlds.refuse_inside()
    if not paper.document.strip():
        raise Refused("Chưa có số văn bản. Ghi như trên quyết định, ví dụ 12/NQ-HĐND.")
    if paper.signed_on > on:
        raise Refused(
            f"Ngày ký {paper.signed_on:%d/%m/%Y} còn ở phía trước. Ký rồi mới ghi vào sổ."
        )
    if paper.day < paper.signed_on:
        raise Refused(
            f"Ngày có hiệu lực {paper.day:%d/%m/%Y} đứng trước ngày ký "
            f"{paper.signed_on:%d/%m/%Y}. Hãy xem lại hai ngày trên văn bản."
        )
    if paper.day > on + FARTHEST:
        raise Refused(f"Ngày có hiệu lực {paper.day:%d/%m/%Y} quá xa. Hãy xem lại năm.")


def ends(unit: Unit, day: date) -> None:
    """`unit` may have its last day on the eve of `day`."""
    changes(unit, day)
    hung = unit.belongings.filter(until=None).first()
    began = [one for one in (unit.valid_from, hung and hung.since) if one]
    if began and day <= max(began):
        raise Refused(
            f"{unit.full_name} bắt đầu ngày {max(began):%d/%m/%Y}, nên không thể kết thúc trước "
            f"ngày {day:%d/%m/%Y}. Hãy xem lại ngày có hiệu lực."
        )


def changes(unit: Unit, day: date) -> None:
    """`unit` stands, will stand, and no other act about it lies on or after `day`."""
    if unit.kind not in ORDERED:
        raise Refused(f"{unit.full_name} không nhập, tách, giải thể hay đổi tên ở đây được.")
    if unit.valid_to is not None:
        raise Refused(
            f"{unit.full_name} kết thúc ngày {unit.valid_to:%d/%m/%Y} theo việc đã ghi. Nếu việc "
            "ấy ghi nhầm, hãy hủy nó trước."
        )
    later = [
        *Succession.objects.filter(new=unit, on__gte=day).values_list("act", "on"),
        *Reorganisation.objects.standing()
        .filter(naming__unit=unit.pk, on__gte=day)
        .values_list("document", "on"),
    ]
    if later:
        act, at = later[0]
        raise Refused(
            f"{unit.full_name} đã có việc theo {act}, từ ngày {at:%d/%m/%Y}. Việc sau phải có hiệu "
            "lực sau ngày ấy."
        )


def side_by_side(units: Sequence[Unit]) -> None:
    """All of one kind, under one commune (communes: one province)."""
    first = units[0]
    for unit in units[1:]:
        if unit.kind != first.kind:
            raise Refused(
                f"{unit.full_name} và {first.spoken_name} không cùng loại, nên không làm chung "
                "trong một việc được."
            )
        if _above(unit) != _above(first):
            place = unit.commune.spoken_name if unit.commune else "tỉnh khác"
            raise Refused(
                f"{unit.full_name} thuộc {place}, không cùng nơi với {first.spoken_name}. Đơn vị "
                "kế thừa phải ở cùng một xã, phường."
            )


def heir(unit: Unit, olds: Iterable[Unit], day: date) -> None:
    """`unit` may take over what `olds` leave."""
    if unit in list(olds):
        raise Refused(
            f"{unit.full_name} vừa kết thúc vừa kế thừa thì thành vòng tròn. Hãy bỏ nó khỏi danh "
            "sách kết thúc, hoặc chọn đơn vị kế thừa khác."
        )
    if unit.valid_to is not None:
        raise Refused(
            f"{unit.full_name} kết thúc ngày {unit.valid_to:%d/%m/%Y}, nên không kế thừa được. "
            "Hãy chọn đơn vị còn hoạt động."
        )
    if unit.valid_from and unit.valid_from > day:
        raise Refused(
            f"{unit.full_name} bắt đầu ngày {unit.valid_from:%d/%m/%Y}, sau ngày có hiệu lực "
            f"{day:%d/%m/%Y}. Hãy chọn đơn vị khác hoặc ngày khác."
        )


def placed(old: Unit, into: Sequence[NewUnit], placing: Mapping[int, int]) -> dict[int, int]:
    """Where each unit under `old` goes, by its place in `into`; no unit and no commune is left out.

    Of units that `old` does not have, nothing is kept.
    """
    members = {unit.pk: unit.full_name for unit in Unit.objects.filter(commune=old, valid_to=None)}
    found = {pk: placing[pk] for pk in members if placing.get(pk) in range(len(into))}
    if left := [name for pk, name in members.items() if pk not in found]:
        more = f" và {len(left) - 3} nơi nữa" if len(left) > 3 else ""
        raise Refused(
            f"{old.full_name} có {len(members)} đơn vị trực thuộc. Hãy chọn mỗi nơi về xã, phường "
            f"mới nào; còn thiếu {', '.join(left[:3])}{more}."
        )
    empty = [one.full_name for at, one in enumerate(into) if at not in found.values()]
    if members and empty:
        raise Refused(f"Chưa có thôn, xóm nào về {empty[0]}. Hãy xem lại danh sách.")
    return found


def name_free(said: NewUnit, like: Unit, olds: Iterable[Unit]) -> tuple[str, str]:
    """Title and name of a unit made beside `like`; refused when another standing unit has it."""
    full_name = " ".join(said.full_name.split())
    apart = taken_apart(full_name, Kind(like.kind))
    if apart is None or not apart.name:
        raise Refused(f"“{full_name}” chưa có danh xưng. Ghi đủ, như Xóm Đồng Tâm, Tổ dân phố 3.")
    if len(apart.name) > 120:
        raise Refused("Tên mới dài hơn 120 ký tự. Hãy ghi như trên quyết định.")
    ended = {unit.pk for unit in olds}
    beside = Unit.objects.filter(kind=like.kind, valid_to=None, **_place(like)).exclude(
        pk__in=ended
    )
    wanted = same_letters(full_name)
    if any(same_letters(unit.full_name) == wanted for unit in beside):
        raise Refused(f"Ở đây đã có {full_name}. Hãy chọn tên khác, hoặc nhập vào chính đơn vị ấy.")
    return apart.title, apart.name


def nothing_forbids(olds: Sequence[Unit], into: Unit | None, day: date) -> None:
    """Every room above lets go."""
    reasons = [one for room in hanging.rooms() for one in room.forbids(olds, into, day=day)]
    if reasons:
        raise Refused(" ".join(reasons))


def _above(unit: Unit) -> int | None:
    return unit.province_id if unit.kind == Kind.COMMUNE else unit.commune_id


def _place(unit: Unit) -> dict[str, int | None]:
    if unit.kind == Kind.COMMUNE:
        return {"province_id": unit.province_id}
    return {"commune_id": unit.commune_id}
