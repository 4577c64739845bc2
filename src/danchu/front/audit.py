"""Nhật ký in words: what each act is called, where its line leads, whose names this reader sees."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from danchu.disclosure import access
from danchu.disclosure.asking import access as asking
from danchu.kit.models import AuditEntry
from danchu.people.access import Person, names_within, seen_units, terms_named
from danchu.people.models import Role, Term
from danchu.places.models import Unit

READERS = (Role.CHAIR, Role.PROVINCE, Role.INSPECTOR)
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
    "disclosure.check_personal": "Kiểm danh sách cá nhân",
    "disclosure.mask": "Che số của từng người, niêm phong bản trước",
    "disclosure.keep_personal": "Giữ số của từng người, có lý do",
    "disclosure.attach": "Thêm tệp",
    "disclosure.detach": "Bỏ tệp",
    "disclosure.point": "Có người chỉ ra văn bản",
    "disclosure.answer": "Trả lời người chỉ ra",
    "disclosure.link": "Nối với văn bản đã ghi",
    "disclosure.nothing": "Ghi không phát sinh trong kỳ",
    "disclosure.plan": "Ban hành kế hoạch năm",
    "disclosure.quarterly_list": "Niêm yết danh sách quý",
    "disclosure.ask": "Có người yêu cầu cung cấp thông tin",
    "disclosure.complete_request": "Người hỏi bổ sung phiếu yêu cầu thông tin",
    "disclosure.withdraw_request": "Người hỏi rút phiếu yêu cầu thông tin",
    "disclosure.accept_request": "Nhận giải quyết phiếu yêu cầu thông tin",
    "disclosure.ask_to_complete": "Hướng dẫn bổ sung phiếu yêu cầu thông tin",
    "disclosure.announce_supply": "Báo thời hạn cung cấp thông tin",
    "disclosure.extend_request": "Gia hạn cung cấp thông tin, có lý do",
    "disclosure.refuse_request": "Từ chối cung cấp thông tin, có lý do",
    "disclosure.redirect_request": "Chỉ nơi có trách nhiệm cung cấp thông tin",
    "disclosure.write_answer": "Soạn câu trả lời yêu cầu thông tin",
    "disclosure.drop_file": "Bỏ tệp khỏi câu trả lời",
    "disclosure.mask_file": "Che số của từng người trong tệp trả lời",
    "disclosure.supply": "Cung cấp thông tin theo yêu cầu",
    "disclosure.publish_answer": "Công khai hỏi đáp, không có tên người hỏi",
    "disclosure.remove_answer": "Gỡ khẩn hỏi đáp",
    "disclosure.word_list": "Viết lời của danh sách quý",
    "disclosure.enter_session": "Ghi ngày họp Hội đồng nhân dân",
    "disclosure.move_session": "Ghi lại ngày họp Hội đồng nhân dân",
    "disclosure.word_report": "Viết lời báo cáo Hội đồng nhân dân",
    "disclosure.make_item": "Đưa danh sách, báo cáo lên công khai, chờ duyệt",
    "postings.hand_in": "Giao giấy phải niêm yết, phát, báo",
    "postings.close": "Thôi niêm yết một giấy",
    "postings.prove": "Ghi việc dán, gỡ, báo, đọc loa",
    "postings.report_gone": "Báo giấy không còn trên bảng",
    "postings.still_there": "Trả lời: giấy vẫn còn trên bảng",
    "postings.open_photo": "Thanh tra mở ảnh bảng niêm yết",
    "postings.add_place": "Ghi nơi niêm yết",
    "postings.end_place": "Thôi dùng nơi niêm yết",
    "postings.make_urgent": "Xếp một giấy là việc khẩn",
    "postings.make_ordinary": "Thôi xếp một giấy là việc khẩn",
    "postings.also": "Thêm cách công khai cho một giấy",
    "postings.set_schedule": "Ghi lịch phát loa",
    "postings.note_printed": "Ghi đã in tờ gộp",
    "disclosure.issue_script": "Ban hành bài đọc loa",
    "disclosure.keep_recording": "Thêm bản ghi âm",
    "disclosure.take_back_recording": "Rút bản ghi âm",
    "disclosure.put_on_air": "Đưa việc khẩn lên loa",
    "disclosure.no_longer_urgent": "Thôi xếp một việc là khẩn",
    "decisions.propose": "Đề xuất việc để bà con bàn",
    "decisions.agree": "Thống nhất với Mặt trận, đưa ra bàn",
    "decisions.withdraw": "Rút một việc đưa ra bàn",
    "decisions.open_at_meeting": "Mở biểu quyết tại cuộc họp",
    "decisions.count_from_meeting": "Ghi kết quả biểu quyết tại cuộc họp",
    "decisions.sum_up": "Tổng hợp kết quả các thôn, tổ",
    "decisions.begin_initiative": "Ghi sáng kiến của người dân",
    "decisions.endorse": "Ghi hộ đồng thuận với sáng kiến",
    "decisions.endorse_online": "Hộ bấm đồng thuận với sáng kiến",
    "decisions.send_initiative": "Gửi sáng kiến đến Trưởng thôn, Tổ trưởng",
    "decisions.consent_to_initiative": "Ban công tác Mặt trận tán thành sáng kiến",
    "decisions.take_up": "Đưa sáng kiến ra bàn",
    "decisions.decline_initiative": "Trả lại sáng kiến, có lý do",
    "decisions.plan_slips": "Lập kế hoạch phát phiếu",
    "decisions.send_plan": "Gửi kế hoạch phát phiếu lên xã",
    "decisions.prepare_slips": "Chốt sổ, lập phiếu lấy ý kiến",
    "decisions.collect_slip": "Ghi đã thu một phiếu",
    "decisions.count_slips": "Ghi kết quả kiểm phiếu",
    "decisions.call_off_slips": "Dừng đợt phát phiếu",
    "decisions.write_decision": "Lập quyết định của cộng đồng",
    "decisions.send_decision": "Gửi quyết định lên xã và Mặt trận",
    "decisions.receive_decision": "Nhận quyết định của thôn, tổ",
    "decisions.recognise": "Công nhận quyết định của cộng đồng",
    "decisions.refuse_recognition": "Không công nhận, có lý do",
    "decisions.set_effect": "Định ngày có hiệu lực của quyết định toàn xã",
    "decisions.post_result": "Chuyển kết quả đi niêm yết",
    "decisions.report_progress": "Báo cáo thực hiện quyết định",
    "decisions.repeal": "Bãi bỏ quyết định của cộng đồng",
    "decisions.ask_to_amend": "Đề nghị cộng đồng sửa quyết định",
    "decisions.record_objection": "Ghi kiến nghị của công dân về quyết định",
    "decisions.answer_objection": "Trả lời kiến nghị về quyết định",
    "decisions.send_part": "Gửi quyết định của thôn về việc toàn xã",
    "decisions.set_council_session": "Ghi kỳ họp Hội đồng sẽ báo cáo",
    "decisions.tell_council": "Báo cáo Hội đồng việc bàn, quyết định",
    "decisions.set_new_election": "Ghi quyết định bầu Trưởng thôn mới",
    "decisions.note_step": "Ghi một bước đã làm trên giấy",
    "decisions.enter_round": "Nhập đợt phát phiếu từ giấy",
    "meetings.convene": "Triệu tập cuộc họp",
    "meetings.replan": "Sửa ngày, giờ, nơi họp",
    "meetings.add_item": "Thêm việc vào chương trình họp",
    "meetings.drop_item": "Bỏ việc khỏi chương trình họp",
    "meetings.add_handout": "Đưa tài liệu họp lên",
    "meetings.plan_clusters": "Gửi phương án họp theo cụm",
    "meetings.decide_clusters": "Xã quyết định phương án họp theo cụm",
    "meetings.drop_clusters": "Thôi họp theo cụm",
    "meetings.notify": "Báo họp đến các hộ",
    "meetings.send_papers": "Ghi đã gửi tài liệu họp",
    "meetings.cancel": "Hủy cuộc họp",
    "meetings.move": "Dời cuộc họp",
    "meetings.open_meeting": "Mở cuộc họp, chốt danh sách hộ",
    "meetings.attend": "Ghi hộ có mặt",
    "meetings.take_back": "Bỏ hộ ghi nhầm có mặt",
    "meetings.confirm_officers": "Ghi thư ký, kiểm phiếu, chứng kiến",
    "meetings.choose_way": "Ghi cách biểu quyết",
    "meetings.note_question": "Ghi câu hỏi và trả lời",
    "meetings.enter_tally": "Nhập một lần đếm",
    "meetings.settle_count": "Ghi kết quả biểu quyết",
    "meetings.correct_count": "Đính chính kết quả biểu quyết",
    "meetings.close": "Kết thúc cuộc họp",
    "meetings.end_without_vote": "Kết thúc cuộc họp không biểu quyết",
    "meetings.write_minutes": "Lập biên bản cuộc họp",
    "meetings.sign_minutes": "Ghi biên bản đã ký",
    "documents.draw_up": "Lập văn bản",
    "documents.issue": "Cấp số, ban hành văn bản",
    "documents.void": "Hủy văn bản",
    "documents.put_away": "Cất nội dung văn bản",
    "documents.receive_signed": "Gửi bản PDF đã ký số",
    "documents.check_signed": "Kiểm lại bản ký số",
    "documents.drop_signed": "Gỡ bản ký số gửi nhầm",
    "disclosure.bring_in": "Ghi danh sách văn bản từ tệp",
    "disclosure.undo_bring_in": "Hoàn tác danh sách văn bản từ tệp",
    "disclosure.declare_public": "Khai đã công khai trên giấy",
    "disclosure.send_scan": "Gửi bản quét vào hàng chờ",
    "disclosure.enter_scan": "Nhập bản quét",
    "disclosure.drop_scan": "Bỏ bản quét khỏi hàng chờ",
    "behalf.enter": "Nhập thay",
    "behalf.confirm": "Người được nhập thay nói đúng",
    "behalf.deny": "Người được nhập thay nói không đúng",
    "behalf.mend": "Sửa việc nhập thay",
    "reception.plan_days": "Xếp ngày tiếp công dân",
    "reception.book": "Giữ chỗ tiếp công dân",
    "reception.cancel": "Thôi chỗ tiếp công dân đã giữ",
    "reception.close_day": "Ghi ai đã tiếp công dân, hay vì sao không tiếp",
    "reception.receive": "Ghi sổ một lượt tiếp công dân",
    "reception.answer": "Trả lời một lượt tiếp công dân",
    "reception.make_case": "Ghi lời ở buổi tiếp công dân thành đơn",
    "reception.plan_dialogue": "Lập hội nghị đối thoại",
    "reception.announce": "Báo trước hội nghị đối thoại",
    "reception.call_off": "Không tổ chức đối thoại, có lý do",
    "reception.hold": "Ghi đã đối thoại",
    "reception.publish_results": "Thông báo kết quả đối thoại",
    "reception.ask": "Nhận câu hỏi đối thoại",
    "reception.show_question": "Đưa câu hỏi đối thoại lên trang",
    "reception.refuse_question": "Không đưa câu hỏi đối thoại ra, có lý do",
    "reception.answer_question": "Trả lời câu hỏi đối thoại",
    "petitions.send": "Nhận phản ánh, kiến nghị",
    "petitions.say_more": "Người gửi nói thêm",
    "petitions.reopen": "Người gửi nói chưa được, mở lại",
    "petitions.withdraw": "Người gửi rút phản ánh, kiến nghị",
    "petitions.wish": "Người gửi muốn công khai phản ánh",
    "petitions.take_back": "Người gửi thôi công khai phản ánh",
    "petitions.show": "Công khai phản ánh bằng lời của xã",
    "petitions.refuse_show": "Không công khai phản ánh, có căn cứ",
    "petitions.appeal_show": "Người gửi đề nghị xem lại việc không công khai",
    "petitions.remove_show": "Gỡ khẩn phản ánh đã công khai",
    "petitions.mask_photo": "Che ảnh rồi công khai bản che",
    "petitions.refuse_photo": "Không công khai ảnh của phản ánh",
    "petitions.set_topic": "Xếp lĩnh vực của phản ánh",
    "petitions.publish_decision": "Ghi đã công khai quyết định giải quyết lần hai",
    "petitions.assign": "Giao người phụ trách đơn",
    "petitions.note": "Ghi chú nội bộ vào đơn",
    "petitions.ask": "Hỏi lại người gửi",
    "petitions.answer": "Trả lời phản ánh, kiến nghị",
    "petitions.extend": "Gia hạn trả lời, có lý do",
    "petitions.refer": "Chuyển đơn cho cơ quan có thẩm quyền",
    "petitions.classify": "Đổi loại đơn, hướng dẫn sang đúng đường",
    "petitions.duplicate": "Ghi đơn là trùng",
    "petitions.bar": "Chặn người có liên quan xem đơn",
    "petitions.unbar": "Cho người không liên quan xem lại đơn",
    "petitions.keep_template": "Lưu mẫu trả lời",
    "petitions.hand_in": "Nhận đơn khiếu nại",
    "petitions.accept": "Thụ lý khiếu nại",
    "petitions.refuse": "Không thụ lý khiếu nại, có lý do",
    "petitions.make_complex": "Xác định vụ việc phức tạp",
    "petitions.suspend": "Tạm đình chỉ giải quyết khiếu nại",
    "petitions.resume": "Tiếp tục giải quyết khiếu nại",
    "petitions.decide": "Ghi quyết định giải quyết khiếu nại",
    "petitions.send_decision": "Gửi quyết định giải quyết khiếu nại",
    "petitions.withdraw_complaint": "Ghi người khiếu nại rút đơn",
    "petitions.enter_secret": "Vào sổ việc mật",
    "petitions.put_in_charge": "Giao người phụ trách việc mật",
    "petitions.accept_secret": "Thụ lý việc mật",
    "petitions.close_unaccepted": "Khép việc mật không thụ lý, đã chuyển",
    "petitions.extend_secret": "Gia hạn việc mật",
    "petitions.settle_secret": "Giải quyết xong việc mật",
    "petitions.publish_secret": "Ghi đã công khai kết luận việc mật",
    "rulebook.set_local": "Quy định thêm",
    "rulebook.draft_local": "Soạn quy định thêm",
    "rulebook.draft_end": "Soạn việc thôi quy định thêm",
    "rulebook.end_local": "Thôi quy định thêm",
    "rulebook.drop_draft": "Bỏ bản soạn quy định thêm",
    "rulebook.confirm": "Xác nhận giá trị của luật",
    "rulebook.object": "Phản đối giá trị của luật",
    "rulebook.settle": "Giải quyết ý kiến phản đối",
    "duties.open_calendar": "Mở địa chỉ lịch việc đến hạn",
    "duties.close_calendar": "Tắt địa chỉ lịch việc đến hạn",
    "front.export_trail": "Trích nhật ký ra tệp",
    "places.import_units": "Đưa đơn vị từ tệp vào sổ",
    "places.undo_import": "Hoàn tác việc đưa đơn vị từ tệp",
    "places.merge": "Nhập đơn vị",
    "places.split": "Tách đơn vị",
    "places.dissolve": "Giải thể đơn vị",
    "places.rename": "Đổi tên đơn vị",
    "places.carry": "Chuyển việc sang đơn vị kế thừa",
    "places.undo": "Hủy việc ghi nhầm về đơn vị",
    "people.appoint": "Giao nhiệm vụ",
    "people.name_helper": "Ghi người phụ trách trợ giúp",
    "people.set_phone": "Ghi số điện thoại công vụ",
    "people.open_practice": "Mở xã tập huấn",
    "people.close_practice": "Đóng xã tập huấn",
    "people.end_term": "Kết thúc nhiệm kỳ",
    "people.hand_over": "Bàn giao khi hết nhiệm kỳ",
    "people.bring_in": "Nhập danh sách người giữ vai",
    "people.undo_batch": "Hoàn tác nhập danh sách người",
    "people.look": "Xem trang của một người",
    "people.issue_card": "In thẻ kích hoạt",
    "people.bind_device": "Gắn điện thoại",
    "people.enter_once": "Vào một lần trên máy dùng chung",
    "people.revoke_device": "Khóa điện thoại",
    "people.lock_device": "Điện thoại tự khóa vì sai mã",
    "people.change_pin": "Đổi mã PIN",
    "people.change_password": "Đổi mật khẩu",
    "people.set_password": "Đặt lại mật khẩu",
    "people.enrol_app": "Gắn ứng dụng mã xác thực",
    "people.add_passkey": "Thêm khóa truy cập",
    "people.remove_passkey": "Bỏ khóa truy cập",
    "people.link_identity": "Gắn định danh điện tử",
    "people.unlink_identity": "Gỡ định danh điện tử",
    "people.join": "Có tài khoản công dân",
    "people.leave": "Công dân xóa tài khoản",
    "people.retire_key": "Bỏ khóa niêm cũ",
    "people.change_contact": "Tự sửa điện thoại, thư điện tử",
    "people.correct_name": "Sửa họ tên theo yêu cầu",
    "people.correct_term": "Sửa chức danh, văn bản của nhiệm kỳ theo yêu cầu",
    "people.add_household": "Ghi một hộ vào sổ hộ",
    "people.split_household": "Tách hộ",
    "people.move_away": "Ghi hộ chuyển đi",
    "people.merge_households": "Nhập hộ vào hộ khác",
    "people.strike_household": "Gạch hộ ghi nhầm",
    "people.change_representative": "Đổi người đại diện hộ",
    "people.correct_household": "Sửa chỗ ghi sai trong sổ hộ",
    "people.import_households": "Đưa sổ hộ vào từ tệp",
    "people.undo_households": "Hoàn tác việc đưa sổ hộ từ tệp",
    "people.confirm_roll": "Xác nhận sổ hộ",
    "people.freeze_roll": "Chốt danh sách hộ",
    "people.look_roll": "Xem sổ hộ",
    "people.look_household": "Xem trang của một hộ",
    "people.give_proxy": "Ghi giấy ủy quyền của hộ",
    "people.withdraw_proxy": "Ghi thôi ủy quyền",
    "people.erase_household": "Xóa tên, địa chỉ của một hộ theo yêu cầu",
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
KINDS = {
    "item": "Văn bản",
    "pointer": "Văn bản được chỉ ra",
    "information_request": "Phiếu yêu cầu thông tin",
    "published_answer": "Hỏi đáp",
    "public_case": "Việc công khai",
    "file": "Tệp",
    "paper": "Giấy niêm yết",
    "posting": "Giấy tại một nơi",
    "posting_proof": "Bằng chứng niêm yết",
    "place": "Nơi niêm yết",
    "schedule": "Lịch phát loa",
    "sheet": "Tờ gộp",
    "scan": "Bản quét chờ nhập",
    "plan": "Kế hoạch năm",
    "quarterly_list": "Danh sách quý",
    "quarterly_words": "Lời của danh sách quý",
    "council": "Kỳ họp Hội đồng nhân dân",
    "document": "Văn bản hành chính",
    "nothing": "Không phát sinh trong kỳ",
    "law": "Giá trị của luật",
    "rule": "Quy định thêm",
    "local_draft": "Bản soạn quy định thêm",
    "term": "Nhiệm kỳ",
    "household": "Hộ",
    "roll": "Sổ hộ",
    "frozen_roll": "Danh sách hộ đã chốt",
    "proxy": "Giấy ủy quyền",
    "card": "Thẻ kích hoạt",
    "device": "Điện thoại",
    "account": "Tài khoản",
    "extract": "Phiếu trích nhật ký",
    "calendar": "Địa chỉ lịch",
    "passkey": "Khóa truy cập",
    "key": "Khóa niêm",
}

ASKED, ANSWERED = "information_request", "published_answer"
Doors = dict[tuple[str, str], tuple[str, str]]  # kind, key → address, number
NOWHERE = ("", "")
NOBODY = "không đăng nhập"


class Entry(NamedTuple):
    """One entry in words."""

    entry: AuditEntry
    what: str
    about: str  # the paper's number, where its page opens for this reader
    who: str  # a name this reader may see, else the role under which it was done
    role: str
    unit: str
    slug: str  # of the unit; "" for none
    address: str
    named: bool  # the name may be seen, so its other acts may be asked for


class Reader(NamedTuple):
    """Whoever reads: which units, as which person."""

    person: Person
    units: dict[int, Unit]  # those they head, oversee or inspect, no others
    on: date


def reader(person: Person, *, on: date) -> Reader:
    units = seen_units(person, roles=READERS, on=on)
    return Reader(person, {unit.pk: unit for unit in units}, on)


def said(rows: list[AuditEntry], of: Reader) -> list[Entry]:
    """The same number of queries for one entry and for a thousand."""
    doors = _doors(rows, of.person, on=of.on)
    accounts = {row.account_id for row in rows if row.account_id}
    names = names_within(accounts, set(of.units), but=of.person.pk)
    terms = terms_named({row.term_id for row in rows if row.term_id})
    return [_entry(row, of, doors, names, terms) for row in rows]


def _entry(
    row: AuditEntry, of: Reader, doors: Doors, names: dict[int, str], terms: dict[int, Term]
) -> Entry:
    address, about = doors.get((row.kind, row.key), NOWHERE)
    term = terms.get(row.term_id or 0)
    unit = of.units.get(row.unit_id or 0)
    name = names.get(row.account_id or 0, "")
    as_role = f"{term.get_role_display()}, {term.unit.spoken_name}" if term else ""
    return Entry(
        entry=row,
        what=ACTS.get(row.act, row.act),
        about=about,
        who=name or as_role or (f"tài khoản số {row.account_id}" if row.account_id else NOBODY),
        role=as_role if name else "",
        unit=str(unit) if unit else "",
        slug=unit.slug if unit else "",
        address=address,
        named=bool(name),
    )


def _doors(rows: Iterable[AuditEntry], person: Person, *, on: date) -> Doors:
    """Page and number of each thing, where there is a page that this reader may open."""
    keys: dict[str, set[int]] = {"item": set(), "pointer": set(), ASKED: set(), ANSWERED: set()}
    doors: Doors = {}
    for row in rows:
        if row.kind in keys:
            keys[row.kind].add(int(row.key))
        elif row.kind == "law":
            doors["law", row.key] = (f"/luat/{row.key}/", "")
    items = [
        (access.kept_by(person, on=on), "/cong-khai/{}/soan/"),
        (access.public_items(), "/cong-khai/{}/"),
        (access.with_originals(person, on=on), "/cong-khai/{}/niem-phong/"),
    ]
    for found, address in items:
        numbered = found.filter(pk__in=keys["item"]).order_by().values_list("pk", "number")
        for pk, named in numbered:
            doors["item", str(pk)] = (address.format(pk), named)
    for pointer in access.pointers_of(person, on=on).filter(pk__in=keys["pointer"]):
        address = f"/cong-khai/chi-van-ban/{pointer.pk}/tra-loi/"
        doors["pointer", str(pointer.pk)] = (address, pointer.number)
    for ticket in asking.requests_of(person, on=on).filter(pk__in=keys[ASKED]):
        doors[ASKED, str(ticket.pk)] = (f"/cong-khai/hoi/{ticket.pk}/", ticket.code)
    for answer in asking.public_answers().filter(pk__in=keys[ANSWERED]):
        doors[ANSWERED, str(answer.pk)] = (f"/cong-khai/hoi-dap/{answer.pk}/", f"số {answer.pk}")
    return doors
