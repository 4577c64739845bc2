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
ENTERED = Use("Nhập thay", "/nhap-thay/")

COUNCIL = Use("Báo cáo Hội đồng nhân dân về công khai", "/cong-khai/bao-cao-hoi-dong/")
DONE = Use("Thực hiện công khai, cả tỉnh", "/cong-khai/thuc-hien/")
BOARDS = Use("Niêm yết", "/niem-yet/")
ROLL = Use("Sổ hộ", "/so-ho/")

ASK = Use("Yêu cầu cung cấp thông tin", "/don-vi/")
TICKET = Use("Phiếu yêu cầu thông tin", "/cong-khai/hoi/phieu/")
ASKED = Use("Yêu cầu thông tin, bàn của xã", "/cong-khai/hoi/")

RIGHTS = Use("Dữ liệu cá nhân: quyền và hạn trả lời", "/du-lieu-ca-nhan/")
MINE = Use("Dữ liệu của tôi", "/tai-khoan/du-lieu/")
LEAKS = Use("Sự cố dữ liệu", "/du-lieu-ca-nhan/su-co/")

USED_BY: dict[str, tuple[Use, ...]] = {
    **{f"disclosure.group.{n}": (COMMUNE, NOTE) for n in range(1, 15)},
    "disclosure.publish": (NOTE, LATE, DUE),
    "disclosure.web": (COMMUNE, NOTE),
    "disclosure.posting": (COMMUNE, NOTE, BOARDS),
    "disclosure.posting.permanent": (COMMUNE, NOTE, BOARDS),
    "disclosure.broadcast": (COMMUNE, NOTE, BOARDS),
    "disclosure.community_head": (COMMUNE, NOTE, BOARDS),
    "disclosure.plan": (COMMUNE,),
    "disclosure.plan_due": (COMMUNE, DUE),
    "disclosure.quarterly_list": (Use("Danh sách đã công khai của quý", "/cong-khai/"),),
    "disclosure.quarterly_list_due": (DUE,),
    "disclosure.report_council": (COUNCIL,),
    "disclosure.council_report_due": (COUNCIL, DUE),
    "disclosure.answer_pointer": (Use("Chỉ ra văn bản chưa công khai", "/don-vi/"), DUE),
    "disclosure.ranking": (DONE,),
    "behalf.mend": (ENTERED, DUE),
    "decisions.meeting.representative": (ENTERED,),
    "disclosure.more_channels": (BOARDS, DUE),
    "postings.put_back": (BOARDS, DUE),
    "postings.take_down": (BOARDS, DUE),
    "postings.take_down_at_once": (BOARDS, DUE),
    "people.roll_confirmed": (ROLL,),
    "people.households_a_person": (ROLL,),
    "disclosure.information_request": (ASK,),
    "information.request_form": (ASK,),
    "information.request_contents": (ASK,),
    "information.receive": (ASK, TICKET),
    "information.cost": (ASK, TICKET),
    "information.new_law": (ASK, TICKET, ASKED),
    "information.by_network": (TICKET, ASKED, DUE),
    "information.by_network.ready": (TICKET, ASKED, DUE),
    "information.by_network.notice": (TICKET, ASKED, DUE),
    "information.by_network.extend": (TICKET, ASKED, DUE),
    "information.at_office": (TICKET, ASKED, DUE),
    "information.at_office.ready": (TICKET, ASKED, DUE),
    "information.at_office.extend": (TICKET, ASKED, DUE),
    "information.by_post": (TICKET, ASKED, DUE),
    "information.by_post.ready": (TICKET, ASKED, DUE),
    "information.by_post.notice": (TICKET, ASKED, DUE),
    "information.by_post.extend": (TICKET, ASKED, DUE),
    "information.refuse": (TICKET, ASKED),
    "information.refuse.cases": (TICKET, ASKED),
    "information.not_accessible": (ASKED,),
    "information.conditional": (ASKED,),
    "information.forms": (TICKET, ASKED),
    "information.complain": (TICKET,),
    "information.keep_asker": (Use("Xóa tên người hỏi khi hết hạn giữ", "/cong-khai/hoi/"),),
    "disclosure.correct": (Use("Đính chính", "/cong-khai/"), DUE),
    "personal_data.answer": (RIGHTS, MINE, DUE),
    "personal_data.see": (RIGHTS, MINE, DUE),
    "personal_data.see.extend": (RIGHTS, DUE),
    "personal_data.stop": (RIGHTS, MINE, DUE),
    "personal_data.stop.extend": (RIGHTS, DUE),
    "personal_data.erase": (RIGHTS, MINE, DUE),
    "personal_data.erase.extend": (RIGHTS, DUE),
    "personal_data.erase.kept": (RIGHTS, MINE),
    "personal_data.consent": (RIGHTS,),
    "personal_data.without_consent": (RIGHTS, MINE),
    "personal_data.only_what_is_needed": (Use("Kiểm danh sách cá nhân", "/cong-khai/"),),
    "personal_data.breach": (RIGHTS, LEAKS, DUE),
}
