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

BOARDS = Use("Niêm yết", "/niem-yet/")
ROLL = Use("Sổ hộ", "/so-ho/")

RIGHTS = Use("Dữ liệu cá nhân: quyền và hạn trả lời", "/du-lieu-ca-nhan/")
MINE = Use("Dữ liệu của tôi", "/tai-khoan/du-lieu/")
LEAKS = Use("Sự cố dữ liệu", "/du-lieu-ca-nhan/su-co/")

PETITIONS = Use("Phản ánh, kiến nghị, khiếu nại, tố cáo: hạn", "/don-thu/")
COMPLAIN = Use("Làm đơn khiếu nại", "/don-thu/khieu-nai/")
DENOUNCE = Use("Tố cáo gửi ở đâu", "/don-thu/to-cao/")

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
    "disclosure.answer_pointer": (Use("Chỉ ra văn bản chưa công khai", "/don-vi/"), DUE),
    "behalf.mend": (ENTERED, DUE),
    "decisions.meeting.representative": (ENTERED,),
    "disclosure.more_channels": (BOARDS, DUE),
    "postings.put_back": (BOARDS, DUE),
    "postings.take_down": (BOARDS, DUE),
    "postings.take_down_at_once": (BOARDS, DUE),
    "people.roll_confirmed": (ROLL,),
    "people.households_a_person": (ROLL,),
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
    "feedback.notice": (PETITIONS, DUE),
    "feedback.answer": (PETITIONS, DUE),
    "feedback.extend": (PETITIONS, DUE),
    "feedback.reopen": (PETITIONS,),
    "feedback.refer": (PETITIONS, DUE),
    "reception.answer": (PETITIONS, DUE),
    "complaints.limit": (COMPLAIN,),
    "complaints.accept": (PETITIONS, COMPLAIN, DUE),
    "complaints.first": (PETITIONS, COMPLAIN, DUE),
    "complaints.first.complex": (COMPLAIN, DUE),
    "complaints.first.send": (COMPLAIN, DUE),
    "complaints.suspend.send": (COMPLAIN, DUE),
    "complaints.second.limit": (COMPLAIN,),
    "complaints.complex": (COMPLAIN,),
    "denunciations.check": (PETITIONS, DENOUNCE, DUE),
    "denunciations.check.many_places": (DUE,),
    "denunciations.refer": (DUE,),
    "denunciations.resolve": (PETITIONS, DENOUNCE, DUE),
    "denunciations.resolve.extend": (DUE,),
    "denunciations.publish": (DUE,),
    "denunciations.secret": (DENOUNCE,),
    "denunciations.leak": (DENOUNCE,),
    "denunciations.anonymous": (DENOUNCE,),
}
