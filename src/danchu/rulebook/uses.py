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
LOUD = Use("Đọc loa hôm nay", "/niem-yet/loa/")
BUNDLE = Use("Tờ gộp của xóm", "/niem-yet/to-gop/")
ROLL = Use("Sổ hộ", "/so-ho/")
MEETING = Use("Họp", "/hop/")

ASK = Use("Yêu cầu cung cấp thông tin", "/don-vi/")
TICKET = Use("Phiếu yêu cầu thông tin", "/cong-khai/hoi/phieu/")
ASKED = Use("Yêu cầu thông tin, bàn của xã", "/cong-khai/hoi/")

RIGHTS = Use("Dữ liệu cá nhân: quyền và hạn trả lời", "/du-lieu-ca-nhan/")
MINE = Use("Dữ liệu của tôi", "/tai-khoan/du-lieu/")
LEAKS = Use("Sự cố dữ liệu", "/du-lieu-ca-nhan/su-co/")

VOTES = Use("Bàn và quyết định", "/ban-quyet-dinh/")
IDEAS = Use("Sáng kiến của dân", "/ban-quyet-dinh/sang-kien/cua-toi/")
MATTERS = (
    "contribution",
    "community_fund",
    "village_code",
    "community_head",
    "boards",
    "self_managed",
)
PETITIONS = Use("Phản ánh, kiến nghị, khiếu nại, tố cáo: hạn", "/don-thu/")
PUBLIC_LIST = Use("Phản ánh, kiến nghị công khai", "/don-thu/cong-khai/")
RECEPTION = Use("Lịch tiếp công dân, đối thoại", "/tiep-dan/")
RECEPTION_KEYS = (
    "chair.in_person",
    "schedule",
    "book",
    "refuse",
    "refuse.cases",
    "refuse.by_law",
    "receipt",
    "identity",
)
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
    "disclosure.report_council": (COUNCIL,),
    "disclosure.council_report_due": (COUNCIL, DUE),
    "disclosure.answer_pointer": (Use("Chỉ ra văn bản chưa công khai", "/don-vi/"), DUE),
    "disclosure.ranking": (DONE,),
    "behalf.mend": (ENTERED, DUE),
    "decisions.meeting.representative": (ENTERED, MEETING),
    "decisions.meeting.attendees": (MEETING,),
    "decisions.meeting.clusters": (MEETING,),
    "decisions.meeting.clusters.chair": (MEETING,),
    "decisions.approval.other": (MEETING, VOTES),
    "decisions.points": (MEETING, VOTES),
    "decisions.signatures": (MEETING, VOTES),
    "forms.meeting_notice": (MEETING,),
    **{
        f"meetings.convene.{who}": (MEETING,)
        for who in ("head", "election", "removal", "vacancy", "cluster")
    },
    "meetings.notice": (MEETING, BOARDS, DUE, VOTES),
    "meetings.papers": (MEETING, DUE, VOTES),
    "meetings.send_decision": (MEETING, DUE, VOTES),
    "meetings.time_and_place": (MEETING,),
    "meetings.papers.ready": (MEETING,),
    "meetings.order": (MEETING,),
    "meetings.secretary": (MEETING,),
    "meetings.voting_way": (MEETING,),
    "meetings.show_of_hands": (MEETING,),
    "meetings.tellers": (MEETING,),
    "meetings.tellers.size": (MEETING,),
    "meetings.tellers.duties": (MEETING,),
    "meetings.witnesses": (MEETING,),
    "meetings.count_minutes": (MEETING,),
    "meetings.announce_result": (MEETING,),
    "meetings.clusters": (MEETING,),
    "meetings.clusters.plan": (MEETING,),
    "disclosure.more_channels": (BOARDS, DUE),
    "postings.put_back": (BOARDS, DUE),
    "postings.take_down": (BOARDS, DUE),
    "postings.take_down_at_once": (BOARDS, DUE),
    "postings.read_urgent": (LOUD, DUE),
    "postings.bundle_sheet": (BUNDLE,),
    "people.roll_confirmed": (ROLL,),
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
    "people.households_a_person": (ROLL, MEETING),
    "disclosure.correct": (Use("Đính chính", "/cong-khai/"), DUE),
    "decisions.amend.cases": (VOTES,),
    "decisions.amend.community": (VOTES,),
    "decisions.amend.notify": (VOTES,),
    "decisions.amend.peoples_committee": (VOTES,),
    "decisions.approval.money": (VOTES,),
    "decisions.commune_approval.money": (VOTES,),
    "decisions.effect.commune": (VOTES,),
    "decisions.effect.fatherland_front": (VOTES,),
    "decisions.effect.peoples_committee": (VOTES,),
    "decisions.endorsement": (IDEAS,),
    "decisions.endorsement.responsibility": (IDEAS,),
    "decisions.endorsement.ways": (IDEAS,),
    "decisions.form": (VOTES,),
    "decisions.initiative": (IDEAS,),
    "decisions.initiative.front": (IDEAS,),
    "decisions.meeting.convene": (VOTES,),
    "decisions.meeting.secret_ballot": (VOTES,),
    "decisions.meeting_required": (VOTES,),
    "decisions.organise.publish_result": (VOTES,),
    "decisions.organise.report_council": (VOTES, DUE),
    "decisions.people.petition": (VOTES,),
    "elections.removal.resign": (VOTES,),
    "elections.removal.front": (VOTES,),
    "elections.removal.petition": (VOTES,),
    "elections.removal.recognise": (VOTES,),
    "elections.removal.no_agreement": (VOTES,),
    "elections.new_head": (VOTES, DUE),
    "elections.interim_head": (VOTES,),
    "meetings.candidates": (VOTES,),
    "decisions.post_result": (VOTES, DUE),
    "decisions.posting_days": (VOTES, BOARDS),
    "decisions.propose.commune": (VOTES,),
    "decisions.propose.community": (VOTES,),
    "decisions.recognise": (VOTES, DUE),
    "decisions.send_decision": (VOTES, DUE),
    "decisions.slips.cases": (VOTES,),
    "slips.announce": (VOTES,),
    "slips.case.self_managed": (VOTES,),
    "slips.case.short_meeting": (VOTES,),
    "slips.count": (VOTES,),
    "slips.form": (VOTES,),
    "slips.hall_votes": (VOTES,),
    "slips.plan": (VOTES,),
    "slips.plan.send": (VOTES, DUE),
    "slips.result": (VOTES,),
    "slips.send_decision": (VOTES, DUE),
    "slips.team": (VOTES,),
    "slips.witnesses": (VOTES,),
    **{f"decisions.matter.{m}": (VOTES,) for m in MATTERS},
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
    "personal_data.only_what_is_needed": (
        Use("Kiểm danh sách cá nhân", "/cong-khai/"),
        PUBLIC_LIST,
    ),
    "personal_data.breach": (RIGHTS, LEAKS, DUE),
    "feedback.notice": (PETITIONS, DUE),
    "feedback.answer": (PETITIONS, DUE),
    "feedback.extend": (PETITIONS, DUE),
    "feedback.show": (PUBLIC_LIST, DUE),
    "feedback.show_again": (PUBLIC_LIST, DUE),
    "feedback.reopen": (PETITIONS,),
    "feedback.refer": (PETITIONS, DUE),
    "reception.answer": (PETITIONS, RECEPTION, DUE),
    **{f"reception.{name}": (RECEPTION,) for name in RECEPTION_KEYS},
    "reception.chair": (RECEPTION, DUE),
    "reception.chair_proposed": (RECEPTION, DUE),
    "inspection.dialogue": (RECEPTION, DUE),
    "dialogue.yearly": (RECEPTION,),
    "dialogue.asked": (RECEPTION,),
    "dialogue.notice": (RECEPTION, DUE),
    "dialogue.result": (RECEPTION, DUE, BOARDS),
    "dialogue.answer_later": (RECEPTION, DUE),
    "dialogue.posting_days": (RECEPTION, BOARDS),
    "complaints.limit": (COMPLAIN,),
    "complaints.accept": (PETITIONS, COMPLAIN, DUE),
    "complaints.first.settler": (COMPLAIN,),
    "complaints.second.settler": (COMPLAIN,),
    "complaints.second.verifier": (COMPLAIN,),
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
    "denunciations.secret": (DENOUNCE, PUBLIC_LIST),
    "principles.banned.2": (PUBLIC_LIST,),
    "principles.banned.3": (PUBLIC_LIST,),
    "principles.banned.4": (PUBLIC_LIST,),
    "complaints.second": (COMPLAIN, DUE),
    "complaints.second.complex": (COMPLAIN, DUE),
    "complaints.second.send": (COMPLAIN, DUE),
    "complaints.second.publish": (COMPLAIN,),
    "denunciations.leak": (DENOUNCE,),
    "denunciations.anonymous": (DENOUNCE,),
}
