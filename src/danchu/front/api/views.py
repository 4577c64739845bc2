"""The addresses of the open data, and what they ask."""

from typing import Annotated

from django.http import HttpRequest
from ninja import NinjaAPI, Query
from ninja.renderers import JSONRenderer

from danchu.front.api import paging, rows
from danchu.front.api.problems import HINTS, IN_OPENAPI, Problem, ProblemDetail, explain_problems
from danchu.front.api.schemas import (
    Day,
    ItemList,
    Status,
    SummaryOut,
    UnitList,
)
from danchu.kit.clock import today
from danchu.places.models import Kind

ABOUT = (
    "Dữ liệu công khai về thực hiện dân chủ ở cơ sở tỉnh Thái Nguyên. "
    "Chỉ đọc, không cần đăng nhập. Danh sách đọc tiếp bằng cursor; "
    "câu trả lời có ETag, hỏi lại bằng If-None-Match."
)


class Readable(JSONRenderer):
    """Vietnamese letters as they are, not as codes."""

    json_dumps_params = {"ensure_ascii": False}


api = NinjaAPI(
    title="Dân Chủ: dữ liệu mở",
    version="1.0.0",
    description=ABOUT,
    docs_url=None,  # a page of ours would need scripts the content policy refuses
    urls_namespace="front:api",
    renderer=Readable(),
)
explain_problems(api)

OnDay = Annotated[
    Day | None, Query(description="Vào ngày; không có: hôm nay", example="2026-12-02")
]
Limit = Annotated[int, Query(ge=1, le=500, description="Nhiều nhất bao nhiêu dòng")]
Cursor = Annotated[str | None, Query(description="Giá trị next của lần đọc trước")]
UnitName = Annotated[str | None, Query(description=HINTS["unit"], example="05818")]


@api.get("/units", response=UnitList, openapi_extra=IN_OPENAPI, summary="Đơn vị đứng vào một ngày")
def units(
    request: HttpRequest,
    kind: Annotated[
        Kind | None,
        Query(description="Loại; commune gồm xã, phường và thị trấn", example="commune"),
    ] = None,
    on: OnDay = None,
    limit: Limit = 100,
    cursor: Cursor = None,
) -> UnitList:
    on = on or today()
    part = paging.by_code(rows.units(kind, on=on), limit=limit, cursor=cursor)
    return UnitList(items=rows.units_out(part.rows, on=on), next=part.next)


@api.get("/items", response=ItemList, openapi_extra=IN_OPENAPI, summary="Nội dung phải công khai")
def items(
    request: HttpRequest,
    unit: UnitName = None,
    group: Annotated[int | None, Query(ge=1, le=14, description="Nhóm, Điều 11", example=5)] = None,
    status: Annotated[Status | None, Query(description="late: quá hạn hoặc công khai trễ")] = None,
    on: OnDay = None,
    limit: Limit = 100,
    cursor: Cursor = None,
) -> ItemList:
    on = on or today()
    found = rows.items(rows.unit_named(unit, on=on), group, status, on=on)
    part = paging.by_id_falling(found, limit=limit, cursor=cursor)
    return ItemList(items=[rows.item_out(item, on=on) for item in part.rows], next=part.next)


@api.get(
    "/duties/summary",
    response=SummaryOut,
    openapi_extra=IN_OPENAPI,
    summary="Việc đến hạn, đúng hạn",
)
def duties_summary(request: HttpRequest, unit: UnitName = None, on: OnDay = None) -> SummaryOut:
    on = on or today()
    return rows.summary(rows.unit_named(unit, on=on), on=on)


@api.get("/{path:rest}", include_in_schema=False, response={404: ProblemDetail})
def nothing_here(request: HttpRequest, rest: str) -> None:
    raise Problem(404, f"Không có /api/v1/{rest}. Danh sách địa chỉ ở /api/v1/openapi.json.")
