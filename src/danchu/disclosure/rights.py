"""What people in office may do in this room. A line a right; see `people/may.py`."""

from datetime import date

from danchu.disclosure.access import DECIDING, OFFICE
from danchu.disclosure.models import POINTING_ROLES
from danchu.disclosure.periods import Quarter
from danchu.people.may import Right
from danchu.people.models import Role, Term
from danchu.places.models import Kind


def _year(term: Term, on: date) -> tuple[object, ...]:
    return (on.year,)


def _quarter(term: Term, on: date) -> tuple[object, ...]:
    quarter = Quarter.of(on)
    return (quarter.year, quarter.number)


def _commune(term: Term, on: date) -> tuple[object, ...] | None:
    """The commune of the term; of a body of the province, none."""
    home = term.unit.commune or term.unit
    return (home.slug,) if home.kind == Kind.COMMUNE and home.stands(on=on) else None


RIGHTS = [
    Right(
        "Ghi nhận văn bản đã ký; soạn, đính chính, trình duyệt nội dung công khai",
        OFFICE,
        "disclosure:index",
        also=(
            "disclosure:note",
            "disclosure:owed",
            "disclosure:renote",
            "disclosure:draft",
            "disclosure:attach",
            "disclosure:detach",
            "disclosure:drop_correction",
            "disclosure:check",
            "disclosure:decide",
        ),
    ),
    Right(
        "Nhập danh sách văn bản kèm tệp: xem trước, ghi, trình duyệt, hoàn tác",
        (Role.CLERK,),
        "disclosure:bring",
        also=(
            "disclosure:bring_template",
            "disclosure:bring_batch",
            "disclosure:bring_more",
            "disclosure:bring_apply",
            "disclosure:bring_undo",
            "disclosure:bring_rejected",
            "disclosure:bring_submit",
        ),
    ),
    Right(
        "Gửi bản quét vào hàng chờ và nhập từng bản",
        (Role.CLERK,),
        "disclosure:scans",
        also=("disclosure:scan", "disclosure:scan_file", "disclosure:drop_scan"),
    ),
    Right(
        "Công khai theo bản giấy đã ký; gỡ khẩn; trả lời người chỉ ra văn bản",
        OFFICE,
        "disclosure:index",
        also=("disclosure:publish_signed", "disclosure:remove", "disclosure:answer"),
    ),
    Right(
        "Nhập thay người dân không có máy: chỉ ra văn bản chưa công khai",
        OFFICE,
        "disclosure:point_for",
    ),
    Right(
        "Sửa, ban hành bài đọc loa; thêm, rút bản ghi âm; tạo giọng máy; xếp, thôi xếp việc khẩn",
        OFFICE,
        "disclosure:index",
        also=(
            "disclosure:script",
            "disclosure:record",
            "disclosure:voice",
            "disclosure:on_air",
            "disclosure:not_urgent",
            "disclosure:take_back",
        ),
    ),
    Right(
        "Nhập thay phiếu yêu cầu cung cấp thông tin của người đến trụ sở, gửi thư",
        OFFICE,
        "disclosure:ask_for",
    ),
    Right(
        "Trả lời yêu cầu cung cấp thông tin: nhận, hướng dẫn bổ sung, báo thời hạn, cung cấp; "
        "công khai hỏi đáp người khác đã trả lời, gỡ khẩn hỏi đáp",
        OFFICE,
        "disclosure:requests",
        also=(
            "disclosure:request",
            "disclosure:request_step",
            "disclosure:request_answer",
            "disclosure:request_file",
            "disclosure:request_file_act",
            "disclosure:request_publish",
            "disclosure:answer_remove",
        ),
    ),
    Right(
        "Gia hạn, từ chối cung cấp thông tin, có lý do theo luật", DECIDING, "disclosure:requests"
    ),
    Right("Ghi không phát sinh trong kỳ", OFFICE, "disclosure:nothing"),
    Right(
        "Niêm yết danh sách quý",
        OFFICE,
        "disclosure:quarterly_list",
        also=(
            "disclosure:quarterly_paper",
            "disclosure:quarterly_words",
            "disclosure:quarterly_item",
        ),
        arguments=_quarter,
    ),
    Right(
        "Ghi ngày họp Hội đồng nhân dân; lập báo cáo về công khai, đưa lên công khai chờ duyệt",
        OFFICE,
        "disclosure:sessions",
        also=(
            "disclosure:session",
            "disclosure:move_session",
            "disclosure:report_paper",
            "disclosure:report_item",
        ),
    ),
    Right(
        "Lập thông báo niêm yết, biên bản niêm yết, biên bản gỡ, phiếu gửi cho xóm",
        OFFICE,
        "disclosure:index",
        also=("disclosure:posting_paper", "disclosure:bundle_paper"),
    ),
    Right(
        "Chuẩn bị kế hoạch công khai của năm",
        OFFICE,
        "disclosure:plan_form",
        also=("disclosure:plan_paper",),
        arguments=_year,
    ),
    Right("Ban hành kế hoạch công khai của năm", DECIDING, "disclosure:plan_form", arguments=_year),
    Right(
        "Duyệt, trả lại, thu hồi, trả lời vì sao không công khai",
        DECIDING,
        "disclosure:index",
        also=("disclosure:approve", "disclosure:withdraw", "disclosure:refuse"),
    ),
    Right(
        "Mở nội dung đã gỡ khẩn, bản trước khi che đã niêm phong; mỗi lần mở đều được ghi",
        (Role.INSPECTOR,),
        "front:trail",
        also=("disclosure:sealed", "disclosure:sealed_file", "disclosure:original"),
    ),
    Right(
        "Chỉ ra văn bản chưa công khai, ghi rõ vai của mình",
        POINTING_ROLES,
        "xa:point",
        arguments=_commune,
    ),
]
