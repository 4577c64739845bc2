"""What the open data says when it cannot answer, in two languages: kinds of problems, hints."""

from typing import Literal, NamedTuple

from django.http import HttpRequest
from django.utils.translation.trans_real import parse_accept_lang_header

Language = Literal["vi", "en"]


class Said(NamedTuple):
    """One sentence in both languages."""

    vi: str
    en: str

    def of(self, language: Language) -> str:
        return self.en if language == "en" else self.vi


class Kind(NamedTuple):
    """A kind of problem: it has a page of its own, `/api/loi/<slug>/`, which is its `type`."""

    slug: str
    status: int
    title: Said
    why: Said
    what_next: Said


def _kind(slug: str, status: int, *said: tuple[str, str]) -> Kind:
    title, why, what_next = (Said(*one) for one in said)
    return Kind(slug, status, title, why, what_next)


BAD_REQUEST = _kind(
    "khong-doc-duoc",
    400,
    ("Không đọc được câu hỏi", "The request cannot be read"),
    (
        "Trong địa chỉ hay tiêu đề có ký tự không ai gõ được, hoặc không phải UTF-8.",
        "The address or a header holds characters nobody can type, or is not UTF-8.",
    ),
    ("Viết lại địa chỉ bằng UTF-8 rồi hỏi lại.", "Write the address in UTF-8 and ask again."),
)
NO_UNIT = _kind(
    "khong-co-don-vi",
    404,
    ("Không có đơn vị này", "No such unit"),
    (
        (
            "Vào ngày được hỏi không có đơn vị nào mang mã hay tên ấy. Mã cũ được dùng lại từ "
            "01/07/2025, nên ngày quyết định mã thuộc về ai."
        ),
        (
            "No unit carries this code or name on the day asked. Old codes were used again from "
            "2025-07-01, so the day decides whose a code is."
        ),
    ),
    (
        "Tra danh sách ở /api/v1/units, kèm on nếu hỏi về một ngày đã qua.",
        "Look it up in /api/v1/units, with on for a day in the past.",
    ),
)
NO_ADDRESS = _kind(
    "khong-co-dia-chi",
    404,
    ("Không có địa chỉ này", "No such address"),
    ("Địa chỉ gõ sai, hoặc thuộc phiên bản không có.", "It is mistyped, or of another version."),
    (
        "Danh sách địa chỉ ở /api/ và /api/v1/openapi.json.",
        "All addresses are in /api/ and /api/v1/openapi.json.",
    ),
)
WRONG_METHOD = _kind(
    "chi-doc",
    405,
    ("Chỉ đọc, bằng GET hoặc HEAD", "Read only, by GET or HEAD"),
    (
        "Không ghi được gì qua cửa này: đây là dữ liệu công khai để đọc.",
        "Nothing can be written by this door: these are public facts to read.",
    ),
    ("Hỏi lại bằng GET.", "Ask again with GET."),
)
NOT_ACCEPTABLE = _kind(
    "chi-co-json",
    406,
    ("Chỉ trả lời bằng JSON", "Only JSON is answered"),
    ("Tiêu đề Accept không nhận application/json.", "The Accept header refuses application/json."),
    (
        (
            "Bỏ tiêu đề Accept, hoặc thêm application/json. Cần CSV thì thêm ?format=csv vào trang "
            "danh sách của xã."
        ),
        (
            "Leave the Accept header out, or add application/json. For CSV add ?format=csv to a "
            "commune's list page."
        ),
    ),
)
BODY_REFUSED = _kind(
    "khong-nhan-noi-dung",
    415,
    ("Câu hỏi nằm trong địa chỉ", "The question stands in the address"),
    ("Có nội dung gửi kèm, mà ở đây không đọc nội dung nào.", "A body came along; none is read."),
    ("Đưa điều kiện vào sau dấu ? và bỏ nội dung.", "Put conditions after the ? and send no body."),
)
WRONG_VALUE = _kind(
    "cau-hoi-chua-dung",
    422,
    ("Câu hỏi chưa đúng", "The question is not right"),
    (
        "Một tham số có giá trị không đọc được, viết hai lần, hoặc không có tham số tên ấy.",
        "A parameter cannot be read, is given twice, or does not exist.",
    ),
    (
        "Xem errors: mỗi dòng nói tham số nào và phải viết thế nào.",
        "See errors: each line names the parameter and how it must be written.",
    ),
)
TOO_MANY = _kind(
    "hoi-qua-nhieu",
    429,
    ("Hỏi hơi nhiều, xin chờ", "Too many questions, please wait"),
    (
        "Từ một địa chỉ mạng chỉ trả lời chừng ấy câu trong năm phút, để ai cũng hỏi được.",
        (
            "Only so many questions of one network address are answered in five minutes, so that "
            "everybody can ask."
        ),
    ),
    (
        "Chờ số giây ghi ở Retry-After. Hỏi lại bằng If-None-Match và limit=500 thì ít câu hơn.",
        "Wait the seconds in Retry-After. If-None-Match and limit=500 need fewer questions.",
    ),
)
BROKEN = _kind(
    "loi-o-day",
    500,
    ("Có lỗi ở phía này", "Something broke on this side"),
    ("Không phải lỗi của câu hỏi. Lỗi đã được ghi lại.", "It is not your question. It was noted."),
    (
        "Thử lại sau ít phút. Vẫn thế thì báo, kèm X-Request-Id của câu trả lời.",
        "Try again in a few minutes. If it stays, tell us the X-Request-Id of the answer.",
    ),
)
KINDS = {
    kind.slug: kind
    for kind in (
        BAD_REQUEST,
        NO_UNIT,
        NO_ADDRESS,
        WRONG_METHOD,
        NOT_ACCEPTABLE,
        BODY_REFUSED,
        WRONG_VALUE,
        TOO_MANY,
        BROKEN,
    )
}
HINTS = {
    "cursor": Said(
        "Không đọc được cursor này. Hãy hỏi lại từ đầu, không kèm cursor, rồi đi theo next.",
        "This cursor cannot be read. Ask from the beginning, without cursor, then follow next.",
    ),
    "community": Said(
        "community là tên trên địa chỉ của thôn, tổ, hoặc mã hay tên của xã.",
        "community is a community's name in addresses, or a commune's code or name.",
    ),
    "group": Said(
        "group phải là số nhóm từ 1 đến 14 (Điều 11 Luật 10/2022/QH15).",
        "group must be a number from 1 to 14 (Article 11 of Law 10/2022/QH15).",
    ),
    "kind": Said(
        "kind phải là một trong: province, district, commune, community, agency, public_unit, "
        "employer, front, council.",
        "kind must be one of: province, district, commune, community, agency, public_unit, "
        "employer, front, council.",
    ),
    "late": Said("late phải là true hoặc false.", "late must be true or false."),
    "limit": Said(
        "limit phải là số nguyên từ 1 đến 500.", "limit must be a whole number from 1 to 500."
    ),
    "on": Said(
        "on phải là một ngày viết năm-tháng-ngày, ví dụ 2026-12-02.",
        "on must be a day written year-month-day, such as 2026-12-02.",
    ),
    "since": Said(
        "since phải là một ngày viết năm-tháng-ngày, ví dụ 2026-11-01.",
        "since must be a day written year-month-day, such as 2026-11-01.",
    ),
    "status": Said(
        "status phải là một trong: published, withdrawn, removed, waiting, late (items); open, "
        "short, slips, passed, lost, withdrawn (motions).",
        "status must be one of: published, withdrawn, removed, waiting, late (items); open, short, "
        "slips, passed, lost, withdrawn (motions).",
    ),
    "unit": Said(
        "unit là mã đơn vị (ví dụ 05818) hoặc tên trên địa chỉ (ví dụ xa-la-bang).",
        "unit is a unit's code (such as 05818) or its name in addresses (such as xa-la-bang).",
    ),
    "year": Said(
        "year phải là một năm từ 2023 đến 2100.", "year must be a year from 2023 to 2100."
    ),
}


def unreadable(parameter: str) -> Said:
    return HINTS.get(
        parameter, Said(f"Không đọc được {parameter}.", f"{parameter} cannot be read.")
    )


def unknown(parameter: str, known: list[str]) -> Said:
    names = ", ".join(sorted(known))
    return Said(
        f"Không có tham số {parameter}. Ở đây có: {names}.",
        f"There is no parameter {parameter}. Here are: {names}.",
    )


def twice(parameter: str) -> Said:
    return Said(
        f"{parameter} viết hai lần. Chỉ viết một.", f"{parameter} is given twice. Give one."
    )


def language_of(request: HttpRequest) -> Language:
    """English when it is liked better than Vietnamese; Vietnamese for all else."""
    for code, _ in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        if code.startswith("en"):
            return "en"
        if code.startswith("vi") or code == "*":
            return "vi"
    return "vi"
