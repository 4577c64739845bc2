"""Who stands in the demo: the commune, three communities, and the people in office. All made up."""

from datetime import date
from typing import NamedTuple

from danchu.kit.folding import fold, slug
from danchu.people.demo import make_person
from danchu.people.models import Role, Term
from danchu.places.models import Belonging, Kind, Title, Unit

COMMUNE, OTHER = "05818", "05722"  # La Bằng, Nghinh Tường
COMMUNITIES = ("Đồng Tâm", "Suối Chè", "Khuôn Lầy")
SINCE = date(2025, 7, 1)


class Cast(NamedTuple):
    """The terms that act in the story."""

    clerk: Term
    approver: Term
    chair: Term
    delegate: Term


def build_places(*, on: date) -> tuple[Unit, list[Unit]]:
    """The commune is a real unit marked as demo; its communities are made up."""
    unit = Unit.objects.standing(on=on).get(kind=Kind.COMMUNE, code=COMMUNE)
    unit.demo = True
    unit.save(update_fields=["demo"])
    communities = []
    for name in COMMUNITIES:
        one = Unit.objects.create(
            kind=Kind.COMMUNITY,
            title=Title.XOM,
            name=name,
            folded=fold(f"xóm {name}"),
            slug=slug(f"xóm {name} {unit.full_name} minh họa"),
            valid_from=SINCE,
            source="minh họa",
            demo=True,
            commune=unit,
            province=unit.province,
        )
        Belonging.objects.create(unit=one, parent=unit, since=SINCE)
        communities.append(one)
    return unit, communities


def build_people(unit: Unit, communities: list[Unit], *, on: date) -> Cast:
    """Every role that this issue knows, one who left, and one from another commune."""
    province = Unit.objects.standing(on=on).get(kind=Kind.PROVINCE)
    other = Unit.objects.standing(on=on).get(kind=Kind.COMMUNE, code=OTHER)

    def person(username: str, name: str, role: Role, at: Unit, **more: str | date) -> Term:
        return make_person(username, name, role, at, since=SINCE, on=SINCE, **more)  # type: ignore[arg-type]

    cast = Cast(
        clerk=person(
            "lan",
            "Ma Thị Lan",
            Role.CLERK,
            unit,
            position="Công chức Văn phòng",
            phone="0208 000 0001",
        ),
        approver=person(
            "thang",
            "Lý Văn Thắng",
            Role.APPROVER,
            unit,
            position="Phó Chủ tịch UBND xã",
            phone="0208 000 0002",
        ),
        chair=person(
            "binh",
            "Nông Văn Bình",
            Role.CHAIR,
            unit,
            position="Chủ tịch UBND xã",
            phone="0208 000 0003",
        ),
        delegate=person(
            "hoa", "Triệu Thị Hoa", Role.COUNCIL_DELEGATE, unit, position="Đại biểu HĐND xã"
        ),
    )
    person("tam", "Hoàng Thị Tâm", Role.COMMUNITY_HEAD, communities[0], position="Trưởng xóm")
    person("son", "Dương Văn Sơn", Role.COMMUNITY_HEAD, communities[1], position="Trưởng xóm")
    person(
        "mo", "Bàn Thị Mơ", Role.FRONT_HEAD, communities[0], position="Trưởng ban công tác Mặt trận"
    )
    person(
        "khoa", "Lương Văn Khoa", Role.BOARD_MEMBER, unit, position="Ủy viên Ban Thanh tra nhân dân"
    )
    person("thu", "Phạm Thị Thu", Role.FRONT, unit, position="Chủ tịch UBMTTQ Việt Nam xã")
    person("mai", "Đặng Thị Mai", Role.CLERK, other, position="Công chức Văn phòng")
    person("dung", "Trần Văn Dũng", Role.PROVINCE, province, position="Chuyên viên Sở Nội vụ")
    person("viet", "Vũ Quốc Việt", Role.INSPECTOR, province, position="Thanh tra viên")
    person("yen", "Lê Thị Yên", Role.JURIST, province, position="Chuyên viên Sở Tư pháp")
    person(
        "cuu",
        "Đỗ Văn Cựu",
        Role.CLERK,
        unit,
        position="Công chức Văn phòng (đã nghỉ)",
        until=date(2026, 6, 30),
    )
    return cast
