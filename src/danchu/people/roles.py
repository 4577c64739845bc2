"""Which role sits in which kind of unit, and who may write down and let in whom.

Who may write down a term may also print its way in, so nobody here can take over an account that
stands above or beside theirs: `docs/adr/0016-who-lets-in-whom.md`.
"""

from danchu.people.models import CIVIL_SERVANTS, Role
from danchu.places.models import Kind

PART_TIME = frozenset(Role) - CIVIL_SERVANTS
# Appointed or assigned by the chair of the commune.
COMMUNE_OFFICE = frozenset({Role.CLERK, Role.APPROVER, Role.JUSTICE_OFFICER, Role.ONE_STOP_OFFICER})

# The command line (by=None) may write all; it alone writes PROVINCE, INSPECTOR and JURIST.
MAY_APPOINT = {
    Role.CLERK: PART_TIME,
    Role.CHAIR: PART_TIME | COMMUNE_OFFICE,
    Role.PROVINCE: COMMUNE_OFFICE | {Role.CHAIR, Role.FRONT},
}

# Where a role is held.
SEATS = {
    Role.CHAIR: (Kind.COMMUNE,),
    Role.APPROVER: (Kind.COMMUNE,),
    Role.CLERK: (Kind.COMMUNE,),
    Role.JUSTICE_OFFICER: (Kind.COMMUNE,),
    Role.ONE_STOP_OFFICER: (Kind.COMMUNE,),
    Role.FRONT: (Kind.COMMUNE, Kind.FRONT),
    Role.COMMUNITY_HEAD: (Kind.COMMUNITY,),
    Role.FRONT_HEAD: (Kind.COMMUNITY,),
    Role.BOARD_MEMBER: (Kind.COMMUNE, Kind.COMMUNITY),
    Role.COUNCIL_DELEGATE: (Kind.COMMUNE, Kind.COUNCIL),
    Role.DIGITAL_HELPER: (Kind.COMMUNE, Kind.COMMUNITY),
    Role.PROVINCE: (Kind.PROVINCE,),
    Role.INSPECTOR: (Kind.PROVINCE,),
    Role.JURIST: (Kind.PROVINCE,),
}
SPOKEN_SEAT = {
    Kind.COMMUNE: "xã, phường",
    Kind.COMMUNITY: "thôn, xóm, tổ dân phố",
    Kind.PROVINCE: "tỉnh",
    Kind.FRONT: "Ủy ban Mặt trận Tổ quốc Việt Nam",
    Kind.COUNCIL: "Hội đồng nhân dân",
}


def why_not_there(role: Role, kind: str) -> str | None:
    """Why nobody holds `role` in a unit of this kind, in words; None: it is held there."""
    seats = SEATS[role]
    if kind in seats:
        return None
    where = " hoặc ".join(SPOKEN_SEAT[seat] for seat in seats)
    return f"Vai “{role.label}” giữ tại {where}. Hãy chọn lại nơi giữ vai."
