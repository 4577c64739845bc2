"""What an office may do with a case: the address, the words, the form, the act."""

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from danchu.people.models import Term
from danchu.petitions import clocks, doubles
from danchu.petitions import office_forms as forms
from danchu.petitions.actions import complaining, handling, settling, taking_out, unmarking
from danchu.petitions.models import Case, State, Track
from danchu.petitions.office_forms import ActForm
from danchu.petitions.unmarking_form import ApartForm

Does = Callable[[Case, dict[str, Any], Term, date], object]


class Deed(NamedTuple):
    """One act on a case: its name in the address, its button, when it is offered."""

    slug: str
    title: str
    button: str
    form: type[ActForm]
    does: Does
    offered: Callable[[Case], bool]
    main: bool = False  # stands open on the page; the others behind a word
    called: Callable[[Case], str] | None = None  # when its title is another on some cases

    def spoken(self, case: Case) -> str:
        return self.called(case) if self.called else self.title


def _simple(case: Case) -> bool:
    return case.is_open and not case.is_complaint


def _fresh(case: Case) -> bool:
    return case.is_open and case.is_complaint and case.complaint.accepted_on is None


def _running(case: Case) -> bool:
    """A complaint that is being settled."""
    accepted = case.is_open and case.is_complaint and case.complaint.accepted_on is not None
    return accepted and case.state not in {State.SUSPENDED, State.DECIDED}


def _to_publish(case: Case) -> bool:
    """A second decision that was sent, and must be public."""
    decided = case.state == State.DECIDED and case.is_complaint
    return decided and case.complaint.second and case.complaint.sent_on is not None


def _unsent(case: Case) -> str:
    duty = clocks.unsent(case)
    return duty.what.partition(":")[0] if duty else "Gửi quyết định"


def _parted(case: Case) -> str:
    mark = doubles.standing(case)
    return f"Ghi nhầm: không trùng với {mark.of}" if mark else "Ghi nhầm: không trùng"


def _classify(case: Case, data: dict[str, Any], by: Term, on: date) -> object:
    return handling.classify(case, Track(data["track"]), words=data["words"], by=by, on=on)


DEEDS = (
    Deed(
        "tra-loi",
        "Trả lời",
        "Gửi câu trả lời",
        forms.AnswerForm,
        lambda case, data, by, on: handling.answer(case, **data, by=by, on=on),
        _simple,
        main=True,
    ),
    Deed(
        "thu-ly",
        "Thụ lý",
        "Thụ lý hôm nay",
        forms.NothingForm,
        lambda case, data, by, on: complaining.accept(case, by=by, on=on),
        _fresh,
        main=True,
    ),
    Deed(
        "quyet-dinh",
        "Quyết định giải quyết",
        "Ghi quyết định",
        forms.DecideForm,
        lambda case, data, by, on: complaining.decide(case, **data, by=by, on=on),
        _running,
        main=True,
    ),
    Deed(
        "gui-quyet-dinh",
        "Gửi quyết định",
        "Ghi: đã gửi hôm nay",
        forms.NothingForm,
        lambda case, data, by, on: complaining.send_decision(case, by=by, on=on),
        lambda case: case.state == State.DECIDED and case.complaint.sent_on is None,
        main=True,
    ),
    Deed(
        "gui-dinh-chi",
        "Gửi quyết định đình chỉ, tạm đình chỉ, tiếp tục",
        "Ghi: đã gửi hôm nay",
        forms.NothingForm,
        lambda case, data, by, on: complaining.send_stop(case, by=by, on=on),
        lambda case: case.is_complaint and clocks.unsent(case) is not None,
        main=True,
        called=_unsent,
    ),
    Deed(
        "cong-khai-quyet-dinh",
        "Công khai quyết định lần hai",
        "Ghi: đã công khai hôm nay",
        forms.PublishedForm,
        lambda case, data, by, on: complaining.publish_decision(case, **data, by=by, on=on),
        _to_publish,
        main=True,
    ),
    Deed(
        "tiep-tuc",
        "Tiếp tục giải quyết",
        "Tiếp tục từ hôm nay",
        forms.NothingForm,
        lambda case, data, by, on: complaining.resume(case, by=by, on=on),
        lambda case: case.state == State.SUSPENDED,
        main=True,
    ),
    Deed(
        "giao",
        "Giao, bàn giao",
        "Giao",
        forms.AssignForm,
        lambda case, data, by, on: handling.assign(case, data["to"], by=by, on=on),
        lambda case: case.is_open,
        main=True,
    ),
    Deed(
        "hoi",
        "Hỏi người gửi",
        "Gửi câu hỏi",
        forms.AskForm,
        lambda case, data, by, on: handling.ask(case, **data, by=by, on=on),
        _simple,
    ),
    Deed(
        "ghi-chu",
        "Ghi chú nội bộ",
        "Lưu ghi chú",
        forms.NoteForm,
        lambda case, data, by, on: handling.note(case, **data, by=by, on=on),
        lambda case: case.is_open,
    ),
    Deed(
        "gia-han",
        "Gia hạn một lần",
        "Gia hạn",
        forms.ExtendForm,
        lambda case, data, by, on: handling.extend(case, **data, by=by, on=on),
        lambda case: _simple(case) and not case.extended,
    ),
    Deed(
        "khong-thu-ly",
        "Không thụ lý, có lý do",
        "Báo không thụ lý",
        forms.RefuseForm,
        lambda case, data, by, on: complaining.refuse(case, **data, by=by, on=on),
        _fresh,
    ),
    Deed(
        "phuc-tap",
        "Xác định vụ việc phức tạp",
        "Ghi: phức tạp",
        forms.ComplexForm,
        lambda case, data, by, on: settling.make_complex(case, **data, by=by, on=on),
        lambda case: _running(case) and not case.complaint.is_complex,
    ),
    Deed(
        "vung-sau",
        "Ghi văn bản xác định vùng sâu, vùng xa",
        "Ghi văn bản, thêm ngày",
        forms.RemoteForm,
        lambda case, data, by, on: settling.make_remote(case, **data, by=by, on=on),
        lambda case: (_fresh(case) or _running(case)) and not case.complaint.is_remote,
    ),
    Deed(
        "han-thuong",
        "Ghi nhầm: trở lại hạn thường",
        "Trở lại hạn thường",
        forms.PlainForm,
        lambda case, data, by, on: settling.make_plain(case, **data, by=by, on=on),
        lambda case: (
            (_fresh(case) or _running(case))
            and (case.complaint.is_remote or case.complaint.is_complex)
        ),
    ),
    Deed(
        "moi-doi-thoai",
        "Mời đối thoại, hoặc đổi ngày",
        "Gửi thông báo đối thoại",
        forms.InviteForm,
        lambda case, data, by, on: settling.invite(case, **data, by=by, on=on),
        _running,
        called=lambda case: "Đổi ngày đối thoại" if case.complaint.meets_on else "Mời đối thoại",
    ),
    Deed(
        "doi-thoai",
        "Ghi kết quả đối thoại",
        "Ghi kết quả",
        forms.MetForm,
        lambda case, data, by, on: settling.met(case, **data, by=by, on=on),
        lambda case: _running(case) and case.complaint.meets_on is not None,
    ),
    Deed(
        "tam-dinh-chi",
        "Tạm đình chỉ, có lý do",
        "Tạm đình chỉ",
        forms.SuspendForm,
        lambda case, data, by, on: complaining.suspend(case, **data, by=by, on=on),
        _running,
    ),
    Deed(
        "chuyen",
        "Chuyển cơ quan có thẩm quyền",
        "Chuyển, báo người gửi",
        forms.ReferForm,
        lambda case, data, by, on: handling.refer(case, **data, by=by, on=on),
        lambda case: _simple(case) or _fresh(case),
    ),
    Deed(
        "doi-loai",
        "Đổi loại, hạn giữ nguyên",
        "Đổi loại, báo người gửi",
        forms.ClassifyForm,
        _classify,
        _simple,
    ),
    Deed(
        "linh-vuc",
        "Xếp lĩnh vực, để đếm",
        "Xếp",
        forms.TopicForm,
        lambda case, data, by, on: handling.set_topic(case, **data, by=by, on=on),
        lambda case: case.is_open,
    ),
    Deed(
        "trung",
        "Ghi là trùng với đơn khác",
        "Ghi là trùng",
        forms.DuplicateForm,
        lambda case, data, by, on: handling.duplicate(case, **data, by=by, on=on),
        lambda case: case.is_open,
    ),
    Deed(
        "khong-trung",
        "Ghi nhầm: không trùng",
        "Thôi ghi là trùng",
        ApartForm,
        lambda case, data, by, on: unmarking.not_duplicate(case, **data, by=by, on=on),
        lambda case: doubles.standing(case) is not None,
        called=_parted,
    ),
    Deed(
        "lien-quan",
        "Cán bộ có liên quan: không được xem",
        "Chặn người này",
        forms.BarForm,
        lambda case, data, by, on: handling.bar(case, **data, by=by, on=on),
        lambda case: case.is_open,
    ),
    Deed(
        "khong-lien-quan",
        "Trùng tên, không liên quan: cho xem lại",
        "Cho xem lại",
        forms.UnbarForm,
        lambda case, data, by, on: handling.unbar(case, **data, by=by, on=on),
        lambda case: case.is_open and case.bars.exists(),
    ),
    Deed(
        "rut",
        "Người khiếu nại rút, có đơn ký",
        "Ghi: đã rút",
        forms.WithdrawForm,
        lambda case, data, by, on: complaining.withdraw_complaint(case, by=by, on=on),
        lambda case: case.is_open and case.is_complaint and case.state != State.DECIDED,
    ),
    Deed(
        "dua-ra",
        "Đúng ra là tố cáo: đưa khỏi máy",
        "Xóa lời, ảnh khỏi máy",
        forms.SureForm,
        lambda case, data, by, on: taking_out.take_out(case, by=by, on=on),
        _simple,
    ),
)
BY_SLUG = {deed.slug: deed for deed in DEEDS}
