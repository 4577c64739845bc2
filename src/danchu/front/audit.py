"""Nhật ký: who did what in a unit, for its head, the province and the inspector."""

from datetime import date
from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from danchu.disclosure import access
from danchu.kit.clock import today
from danchu.kit.models import AuditEntry
from danchu.kit.pages import page
from danchu.kit.readable import number
from danchu.people.access import Person, names_of, seen_units
from danchu.people.gate import desk
from danchu.people.models import Role
from danchu.places.models import Unit

READERS = (Role.CHAIR, Role.PROVINCE, Role.INSPECTOR)
PER_PAGE = 50
ACTS = {
    "disclosure.note": "Ghi nhận văn bản đã ký",
    "disclosure.renote": "Sửa ghi nhận",
    "disclosure.draft": "Soạn nội dung",
    "disclosure.submit": "Trình người duyệt",
    "disclosure.give_back": "Trả lại người soạn",
    "disclosure.publish": "Công khai",
    "disclosure.correct": "Bắt đầu đính chính",
    "disclosure.drop_correction": "Bỏ bản đính chính đang soạn",
    "disclosure.withdraw": "Thu hồi",
    "disclosure.remove": "Gỡ khẩn",
    "disclosure.open_sealed": "Mở nội dung đã niêm phong",
    "disclosure.refuse": "Trả lời vì sao không công khai",
    "disclosure.attach": "Thêm tệp",
    "disclosure.detach": "Bỏ tệp",
    "disclosure.point": "Có người chỉ ra văn bản",
    "disclosure.answer": "Trả lời người chỉ ra",
    "disclosure.link": "Nối với văn bản đã ghi",
    "disclosure.nothing": "Ghi không phát sinh trong kỳ",
    "disclosure.plan": "Ban hành kế hoạch năm",
    "disclosure.quarterly_list": "Niêm yết danh sách quý",
    "rulebook.set_local": "Quy định thêm",
    "rulebook.draft_local": "Soạn quy định thêm",
    "rulebook.draft_end": "Soạn việc thôi quy định thêm",
    "rulebook.end_local": "Thôi quy định thêm",
    "rulebook.drop_draft": "Bỏ bản soạn quy định thêm",
    "rulebook.confirm": "Xác nhận giá trị của luật",
    "rulebook.object": "Phản đối giá trị của luật",
    "rulebook.settle": "Giải quyết ý kiến phản đối",
    "people.appoint": "Giao nhiệm vụ",
    "people.end_term": "Kết thúc nhiệm kỳ",
    "people.issue_card": "In thẻ kích hoạt",
    "people.bind_device": "Gắn điện thoại",
    "people.enter_once": "Vào một lần trên máy dùng chung",
    "people.revoke_device": "Khóa điện thoại",
    "people.lock_device": "Điện thoại tự khóa vì sai mã",
    "people.change_pin": "Đổi mã PIN",
    "people.change_password": "Đổi mật khẩu",
    "people.set_password": "Đặt lại mật khẩu",
    "people.enrol_app": "Gắn ứng dụng mã xác thực",
    "people.change_contact": "Tự sửa điện thoại, thư điện tử",
    "people.correct_name": "Sửa họ tên theo yêu cầu",
    "people.correct_term": "Sửa chức danh, văn bản của nhiệm kỳ theo yêu cầu",
    "people.erase": "Xóa dữ liệu của một tài khoản theo yêu cầu",
    "people.erase_name": "Xóa tên khỏi một lời ghi theo yêu cầu",
    "people.erase_again": "Xóa lại sau khi khôi phục bản sao lưu",
    "personal_data.ask": "Gửi yêu cầu về dữ liệu của mình",
    "personal_data.ask_on_paper": "Ghi yêu cầu về dữ liệu cá nhân nhận tại trụ sở",
    "personal_data.drop": "Thôi yêu cầu về dữ liệu của mình",
    "personal_data.respond": "Phản hồi yêu cầu về dữ liệu cá nhân",
    "personal_data.extend": "Gia hạn yêu cầu về dữ liệu cá nhân",
    "personal_data.fulfil": "Làm xong yêu cầu về dữ liệu cá nhân",
    "personal_data.refuse": "Từ chối yêu cầu về dữ liệu cá nhân, có lý do",
    "personal_data.erase": "Duyệt xóa dữ liệu cá nhân",
    "personal_data.copy": "Lấy bản sao dữ liệu cá nhân",
    "personal_data.note_incident": "Ghi nhận sự cố dữ liệu cá nhân",
    "personal_data.tell_incident": "Báo sự cố dữ liệu cho cơ quan chuyên trách",
}


Doors = dict[tuple[str, str], tuple[str, str]]  # kind, key → address, number
NOWHERE = ("", "")


class Entry(NamedTuple):
    """One entry in words."""

    entry: AuditEntry
    what: str
    about: str  # the paper's number, where its page opens for this reader
    who: str
    unit: str
    address: str


@desk
@require_safe
def trail(request: HttpRequest) -> HttpResponse:
    """Newest first; `?truoc=` continues below an entry, so new ones never shift a page."""
    on = today()
    units = _readable(request.user, on=on)
    if not units:
        raise Http404
    below = number(request.GET.get("truoc", ""))
    rows = _rows(units, below)
    older = f"/nhat-ky/?truoc={rows[PER_PAGE - 1].pk}" if len(rows) > PER_PAGE else ""
    return page(
        request,
        "front/trail.html",
        rows=_said(rows[:PER_PAGE], units, _doors(rows, request.user, on=on)),
        older=older,
        newer="/nhat-ky/" if below is not None else "",
    )


def _readable(person: Person, *, on: date) -> dict[int, Unit]:
    """Units whose trail this person may read: those they head, oversee or inspect, no others."""
    return {unit.pk: unit for unit in seen_units(person, roles=READERS, on=on)}


def _rows(units: dict[int, Unit], below: int | None) -> list[AuditEntry]:
    entries = AuditEntry.objects.filter(unit_id__in=list(units)).order_by("-pk")
    if below is not None:
        entries = entries.filter(pk__lt=below)
    return list(entries[: PER_PAGE + 1])


def _doors(rows: list[AuditEntry], person: Person, *, on: date) -> Doors:
    """Page and number of each thing, where there is a page that this reader may open."""
    keys = {
        kind: [int(row.key) for row in rows if row.kind == kind] for kind in ("item", "pointer")
    }
    items = [
        (access.kept_by(person, on=on), "/cong-khai/{}/soan/"),
        (access.public_items(), "/cong-khai/{}/"),
    ]
    doors: Doors = {
        ("law", row.key): (f"/luat/{row.key}/", "") for row in rows if row.kind == "law"
    }
    for found, address in items:
        for pk, named in found.filter(pk__in=keys["item"]).values_list("pk", "number"):
            doors["item", str(pk)] = (address.format(pk), named)
    for pointer in access.pointers_of(person, on=on).filter(pk__in=keys["pointer"]):
        address = f"/cong-khai/chi-van-ban/{pointer.pk}/tra-loi/"
        doors["pointer", str(pointer.pk)] = (address, pointer.number)
    return doors


def _said(rows: list[AuditEntry], units: dict[int, Unit], doors: Doors) -> list[Entry]:
    names: dict[int, Any] = names_of({row.account_id for row in rows if row.account_id})
    return [
        Entry(
            row,
            ACTS.get(row.act, row.act),
            doors.get((row.kind, row.key), NOWHERE)[1],
            names.get(row.account_id or 0, "không đăng nhập"),
            str(units[row.unit_id]) if row.unit_id else "",
            doors.get((row.kind, row.key), NOWHERE)[0],
        )
        for row in rows
    ]
