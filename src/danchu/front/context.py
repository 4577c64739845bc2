"""What the frame of every page shows: the doors, who is signed in, whether this is a demo."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from danchu.behalf.access import about
from danchu.decisions.access import EVERYBODY as DECIDES
from danchu.front import practice
from danchu.front.appearance import theme_of
from danchu.front.audit import READERS
from danchu.front.helping import help_for
from danchu.kit.clock import today
from danchu.meetings.access import RECORDS
from danchu.people import gate, unheld
from danchu.people.access import demo_stands
from danchu.people.access.rolls import READERS as ROLL_READERS
from danchu.people.models import Role, Term
from danchu.people.roles import MAY_APPOINT
from danchu.petitions.access import HANDLES as PETITIONS
from danchu.reception.access import OFFICE as RECEIVES

NAV = [
    ("Tìm xã", "/"),
    ("Bàn, quyết định", "/ban-quyet-dinh/"),
    ("Gửi phản ánh", "/don-thu/"),
    ("Việc trễ hạn", "/cong-khai/tre-han/"),
    ("Luật", "/luat/"),
    ("Tìm", "/tim/"),
]
FOOT = [
    ("Tìm xã", "/"),
    ("92 xã, phường", "/don-vi/"),
    ("Việc trễ hạn", "/cong-khai/tre-han/"),
    ("Gửi phản ánh, đơn", "/don-thu/"),
    ("Lịch tiếp công dân, đối thoại", "/tiep-dan/"),
    ("Luật", "/luat/"),
    ("Dữ liệu mở", "/api/"),
    ("Nguồn tin", "/atom.xml"),
    ("Dữ liệu cá nhân", "/du-lieu-ca-nhan/"),
    ("Đăng nhập", "/dang-nhap/"),
]
OFFICE = {Role.CLERK, Role.APPROVER, Role.CHAIR}


def house(request: HttpRequest) -> dict[str, Any]:
    """The `house` variable of every template."""
    on = today()
    terms = gate.terms(request)
    frame = {
        "today": on,
        "theme": theme_of(request),
        "province": "Tỉnh Thái Nguyên",
        "nav": _doors(request, NAV) + _way_in(request, terms),
        "foot_nav": _doors(request, FOOT),
        "demo": demo_stands(),
        "practice": practice.strip(request),
        "demo_logins": "/minh-hoa/" if settings.LOCAL else "",
        "person": str(request.user) if request.user.is_authenticated else None,
        "office": str(terms[0].unit) if terms else "",
        "desk_nav": _doors(request, _desk(terms)) if terms else [],
        "help": lambda: help_for(request, terms),
        "entered_for_me": lambda: bool(terms) and about(request.user).waiting().exists(),
        "unheld": lambda: unheld.number(request.user, terms, on=on),
        "account_address": "/tai-khoan/",
        "sign_out_address": "/dang-xuat/",
        "shared_phone": gate.shared_phone(request),
    }
    return {"house": frame}


def _doors(request: HttpRequest, doors: list[tuple[str, str]]) -> list[dict[str, Any]]:
    return [
        {"label": label, "address": address, "current": request.path == address}
        for label, address in doors
    ]


def _way_in(request: HttpRequest, terms: list[Term]) -> list[dict[str, Any]]:
    """A stranger's door, or a citizen's; whoever holds a term has the desk."""
    if terms:
        return []
    known = request.user.is_authenticated
    label, address = ("Tài khoản", "/tai-khoan/") if known else ("Đăng nhập", "/dang-nhap/")
    current = known and request.path == address
    return [{"label": label, "address": address, "icon": "person", "current": current}]


def _desk(terms: list[Term]) -> list[tuple[str, str]]:
    roles = {Role(term.role) for term in terms}
    doors = [
        ({Role.COMMUNITY_HEAD}, "Hôm nay", "/niem-yet/hom-nay/"),
        (roles, "Việc đến hạn", "/viec/"),
        (PETITIONS, "Đơn, phản ánh", "/don-thu/ban/"),
        (RECEIVES, "Tiếp công dân", "/tiep-dan/ban/"),
        (OFFICE, "Công khai", "/cong-khai/"),
        (OFFICE, "Niêm yết", "/niem-yet/"),
        (OFFICE, "Kế hoạch", f"/cong-khai/ke-hoach/{today().year}/"),
        (OFFICE, "Văn bản", "/van-ban/"),
        (OFFICE, "Nhập thay", "/nhap-thay/"),
        (DECIDES, "Bàn, quyết định", "/ban-quyet-dinh/bang/"),
        (RECORDS, "Họp", "/hop/"),
        (ROLL_READERS, "Sổ hộ", "/so-ho/"),
        (MAY_APPOINT, "Người và máy", "/tai-khoan/nguoi-va-may/"),
        ({Role.CLERK, Role.CHAIR, Role.PROVINCE}, "Đơn vị", "/tai-khoan/don-vi/"),
        (OFFICE | {Role.PROVINCE}, "Quy định thêm", "/luat/quy-dinh-them/"),
        ({Role.JURIST}, "Chờ xác nhận", "/luat/cho-xac-nhan/"),
        (READERS, "Nhật ký", "/nhat-ky/"),
    ]
    return [(label, address) for opens, label, address in doors if roles & set(opens)]
