"""Answers that are not data: what is wrong with the question, and what to do. RFC 9457."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Field, NinjaAPI, Schema
from ninja.errors import HttpError, ValidationError

TITLES = {
    404: "Không tìm thấy",
    405: "Chỉ đọc được bằng GET",
    422: "Câu hỏi chưa đúng",
}
HINTS = {
    "cursor": "Không đọc được cursor này. Hãy hỏi lại từ đầu, không kèm cursor, rồi đi theo next.",
    "group": "group phải là số nhóm từ 1 đến 14 (Điều 11 Luật 10/2022/QH15).",
    "kind": "kind phải là một trong: province, district, commune, community, agency, public_unit, "
    "employer, front, council.",
    "limit": "limit phải là số nguyên từ 1 đến 500.",
    "on": "on phải là một ngày viết năm-tháng-ngày, ví dụ 2026-12-02.",
    "status": "status phải là một trong: published, withdrawn, removed, waiting, late.",
    "unit": "unit là mã đơn vị (ví dụ 05818) hoặc tên trên địa chỉ (ví dụ xa-la-bang).",
}


class ProblemDetail(Schema):
    """application/problem+json"""

    type: str = Field("about:blank", description="Loại, theo RFC 9457")
    title: str = Field(description="Việc gì")
    status: int = Field(description="Mã HTTP")
    detail: str = Field(description="Vì sao, và làm gì tiếp", examples=[HINTS["limit"]])
    parameter: str | None = Field(None, description="Tham số cần xem lại", examples=["limit"])


IN_OPENAPI: dict[str, Any] = {
    "responses": {
        status: {
            "description": TITLES[status],
            "content": {"application/problem+json": {"schema": ProblemDetail.json_schema()}},
        }
        for status in (404, 422)
    }
}


class Problem(Exception):
    """The question cannot be answered. `detail` is Vietnamese and says what to do."""

    def __init__(self, status: int, detail: str, parameter: str | None = None) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.parameter = parameter


def unreadable(parameter: str) -> Problem:
    """The parameter's value cannot be read."""
    return Problem(422, HINTS.get(parameter, f"Không đọc được {parameter}."), parameter)


def answer(problem: Problem) -> HttpResponse:
    detail = ProblemDetail(
        type="about:blank",
        title=TITLES.get(problem.status, "Không trả lời được"),
        status=problem.status,
        detail=problem.detail,
        parameter=problem.parameter,
    )
    return HttpResponse(
        detail.model_dump_json(), status=problem.status, content_type="application/problem+json"
    )


def explain_problems(api: NinjaAPI) -> None:
    """Every refusal of `api` becomes problem JSON in Vietnamese."""

    @api.exception_handler(Problem)
    def _problem(request: HttpRequest, problem: Problem) -> HttpResponse:
        return answer(problem)

    @api.exception_handler(ValidationError)
    def _invalid(request: HttpRequest, invalid: ValidationError) -> HttpResponse:
        return answer(unreadable(str(invalid.errors[0]["loc"][-1])))

    @api.exception_handler(HttpError)
    def _refused(request: HttpRequest, refused: HttpError) -> HttpResponse:
        return answer(Problem(refused.status_code, refused.message))
