"""Who stands in the demo: the commune, three communities, and the people in office. All made up."""

from datetime import date
from typing import NamedTuple

from danchu.kit.folding import fold, slug
from danchu.people.demo import make_person
from danchu.people.models import Role, Term
from danchu.places.findable import make_findable
from danchu.places.models import Belonging, Kind, Title, Unit

COMMUNE, OTHER = "05818", "05722"  # La Bằng, Nghinh Tường
COMMUNITIES = ("Đồng Tâm", "Suối Chè", "Khuôn Lầy")
SINCE = date(2025, 7, 1)
LEFT_ON = date(2026, 6, 30)


class Cast(NamedTuple):
    """The terms that act in the story."""

    clerk: Term
    approver: Term
    chair: Term
    delegate: Term
    second_head: Term | None = None  # whose hamlet meets in the demo


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
    make_findable(communities)
    return unit, communities


# username, name, role, where, title on papers, official phone
OFFICE = [
    ("lan", "Ma Thị Lan", Role.CLERK, "Công chức Văn phòng", "0208 000 0001"),
    ("thang", "Lý Văn Thắng", Role.APPROVER, "Phó Chủ tịch UBND xã", "0208 000 0002"),
    ("binh", "Nông Văn Bình", Role.CHAIR, "Chủ tịch UBND xã", "0208 000 0003"),
    ("ha", "Lưu Thị Hà", Role.JUSTICE_OFFICER, "Công chức Tư pháp - Hộ tịch", "0208 000 0004"),
    ("nga", "Ngô Thị Nga", Role.ONE_STOP_OFFICER, "Công chức một cửa", "0208 000 0005"),
    ("hoa", "Triệu Thị Hoa", Role.COUNCIL_DELEGATE, "Đại biểu HĐND xã", ""),
    ("khoa", "Lương Văn Khoa", Role.BOARD_MEMBER, "Ủy viên Ban Thanh tra nhân dân", ""),
    ("thu", "Phạm Thị Thu", Role.FRONT, "Chủ tịch UBMTTQ Việt Nam xã", ""),
]
HAMLETS = [
    ("tam", "Hoàng Thị Tâm", Role.COMMUNITY_HEAD, 0, "Trưởng xóm"),
    ("son", "Dương Văn Sơn", Role.COMMUNITY_HEAD, 1, "Trưởng xóm"),
    ("mo", "Bàn Thị Mơ", Role.FRONT_HEAD, 0, "Trưởng ban công tác Mặt trận"),
    ("quan", "Hoàng Minh Quân", Role.DIGITAL_HELPER, 0, "Thành viên Tổ công nghệ số cộng đồng"),
]
PROVINCE = [
    ("dung", "Trần Văn Dũng", Role.PROVINCE, "Chuyên viên Sở Nội vụ"),
    ("viet", "Vũ Quốc Việt", Role.INSPECTOR, "Thanh tra viên"),
    ("yen", "Lê Thị Yên", Role.JURIST, "Chuyên viên Sở Tư pháp"),
]


def build_people(unit: Unit, communities: list[Unit], *, on: date) -> Cast:
    """Every role that the house knows, one who left, and one from another commune."""
    province = Unit.objects.standing(on=on).get(kind=Kind.PROVINCE)
    other = Unit.objects.standing(on=on).get(kind=Kind.COMMUNE, code=OTHER)
    office = {
        role: make_person(username, name, role, unit, since=SINCE, position=title, phone=phone)
        for username, name, role, title, phone in OFFICE
    }
    hamlets = {
        username: make_person(username, name, role, communities[index], since=SINCE, position=title)
        for username, name, role, index, title in HAMLETS
    }
    for username, name, role, title in PROVINCE:
        make_person(username, name, role, province, since=SINCE, position=title)
    clerk = "Công chức Văn phòng"
    make_person("mai", "Đặng Thị Mai", Role.CLERK, other, since=SINCE, position=clerk)
    left = f"{clerk} (đã nghỉ)"
    make_person("cuu", "Đỗ Văn Cựu", Role.CLERK, unit, since=SINCE, until=LEFT_ON, position=left)
    return Cast(
        clerk=office[Role.CLERK],
        approver=office[Role.APPROVER],
        chair=office[Role.CHAIR],
        delegate=office[Role.COUNCIL_DELEGATE],
        second_head=hamlets["son"],
    )
