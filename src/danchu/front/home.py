"""The first page: find your commune, and how the province stands today."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from danchu.disclosure import access, figures, reading
from danchu.kit.clock import today
from danchu.kit.pages import page
from danchu.places import finding
from danchu.places.reading import by_letter

NEWEST = 6
# Nghị quyết 62/NQ-HĐND, Điều 1 khoản 2; what this house already does for each.
MEASURES = [
    ("a", "Bồi dưỡng người phụ trách", "Chưa có trên trang này.", ""),
    ("b", "Tuyên truyền, lấy ý kiến", "Luật đọc bằng lời dễ hiểu, có điều khoản.", "/luat/"),
    (
        "c",
        "Trách nhiệm, công khai",
        "14 nhóm phải công khai, mỗi việc có hạn.",
        "/cong-khai/tre-han/",
    ),
    ("d", "Biểu dương, xử lý", "Chưa có trên trang này.", ""),
    ("đ", "Công nghệ, điều kiện làm việc", "Trang của từng xã, nguồn tin, dữ liệu mở.", "/don-vi/"),
    (
        "e",
        "Thanh tra, kiểm tra, giám sát",
        "Việc trễ ai cũng thấy, theo điều luật nào.",
        "/cong-khai/tre-han/",
    ),
]


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Works as one form without JavaScript: `?q=` answers on the same page."""
    on = today()
    query = request.GET.get("q", "").strip()
    newest = reading.with_titles(access.newest_anywhere())[:NEWEST]
    return page(
        request,
        "front/home.html",
        q=query,
        hits=finding.find_communes(query, on) if query else None,
        figures=figures.of_unit(None, on=on),
        newest=reading.rows(newest, on=on),
        measures=MEASURES,
        letters=by_letter(finding.communes(on=on), on=on),
    )
