"""Answers that are not data: what is wrong with the question, and what to do. RFC 9457."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from ninja import Field, NinjaAPI, Schema
from ninja.errors import HttpError, ValidationError

from danchu.front.api import words
from danchu.front.api.words import Kind, Said
from danchu.kit.pages import absolute


class Wrong(Schema):
    """One parameter that must be looked at again."""

    parameter: str = Field(description="Tham số cần xem lại", examples=["limit"])
    detail: str = Field(description="Phải viết thế nào", examples=[words.HINTS["limit"].vi])


class ProblemDetail(Schema):
    """application/problem+json, tiếng Việt hoặc tiếng Anh theo Accept-Language"""

    type: str = Field(description="Địa chỉ trang giải thích loại lỗi này, theo RFC 9457")
    title: str = Field(description="Việc gì")
    status: int = Field(description="Mã HTTP")
    detail: str = Field(description="Vì sao, và làm gì tiếp", examples=[words.HINTS["limit"].vi])
    instance: str = Field(description="Câu hỏi này", examples=["/api/v1/items?limit=0"])
    parameter: str | None = Field(None, description="Tham số đầu tiên trong errors")
    errors: list[Wrong] = Field(description="Từng tham số; trống khi lỗi không ở tham số nào")


class Error(NamedTuple):
    """What is wrong with one parameter."""

    parameter: str
    said: Said


class Problem(Exception):
    """The question cannot be answered. `said` tells why and what to do; else the kind's words."""

    def __init__(self, kind: Kind, said: Said | None = None, errors: Sequence[Error] = ()) -> None:
        super().__init__(kind.slug)
        self.kind = kind
        self.errors = list(errors)
        whole = Said(*(f"{a} {b}" for a, b in zip(kind.why, kind.what_next, strict=True)))
        self.said = said or (self.errors[0].said if self.errors else whole)


def unreadable(parameter: str) -> Problem:
    """The parameter's value cannot be read."""
    return Problem(words.WRONG_VALUE, errors=[Error(parameter, words.unreadable(parameter))])


def answer(request: HttpRequest, problem: Problem) -> HttpResponse:
    """In the language the asker likes better, of the two we write."""
    language, kind = words.language_of(request), problem.kind
    detail = ProblemDetail(
        type=_page_of(request, kind),
        title=kind.title.of(language),
        status=kind.status,
        detail=problem.said.of(language),
        instance=request.get_full_path(),
        parameter=problem.errors[0].parameter if problem.errors else None,
        errors=[
            Wrong(parameter=error.parameter, detail=error.said.of(language))
            for error in problem.errors
        ],
    )
    response = HttpResponse(
        detail.model_dump_json(), status=kind.status, content_type="application/problem+json"
    )
    response["Content-Language"] = language
    patch_vary_headers(response, ["Accept-Language"])
    return response


def _page_of(request: HttpRequest, kind: Kind) -> str:
    """Its address; without a host when the one asked by is not ours (RFC 9457 allows both)."""
    page = f"/api/loi/{kind.slug}/"
    try:
        return absolute(request, page)
    except DisallowedHost:
        return page


def described(*kinds: Kind) -> dict[str, Any]:
    """The refusals of an operation, for the OpenAPI description."""
    found: dict[int, list[str]] = {}
    for kind in kinds:
        found.setdefault(kind.status, []).append(kind.title.vi)
    schema = ProblemDetail.json_schema()
    return {
        str(status): {
            "description": "; ".join(titles),
            "content": {"application/problem+json": {"schema": schema}},
        }
        for status, titles in found.items()
    }


def explain_problems(api: NinjaAPI) -> None:
    """Every refusal of `api` becomes problem JSON."""

    @api.exception_handler(Problem)
    def _problem(request: HttpRequest, problem: Problem) -> HttpResponse:
        return answer(request, problem)

    @api.exception_handler(ValidationError)
    def _invalid(request: HttpRequest, invalid: ValidationError) -> HttpResponse:
        names = dict.fromkeys(str(one["loc"][-1]) for one in invalid.errors)
        errors = [Error(name, words.unreadable(name)) for name in names]
        return answer(request, Problem(words.WRONG_VALUE, errors=errors))

    @api.exception_handler(HttpError)
    def _refused(request: HttpRequest, refused: HttpError) -> HttpResponse:
        return answer(request, Problem(words.BAD_REQUEST))
