"""The addresses of the open data, and what they ask."""

from typing import Annotated, Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Query
from ninja.renderers import JSONRenderer

from danchu.front.api import paging, rows, words
from danchu.front.api.problems import Problem, described, explain_problems
from danchu.front.api.schemas import (
    Day,
    ItemList,
    MotionList,
    MotionStatus,
    Status,
    SummaryOut,
    UnitList,
)
from danchu.kit.clock import today
from danchu.places.models import Kind

VERSION = "1.2.0"
ABOUT = (
    "Dữ liệu công khai về thực hiện dân chủ ở cơ sở tỉnh Thái Nguyên. "
    "Chỉ đọc, không cần đăng nhập. Danh sách đọc tiếp bằng cursor hoặc tiêu đề Link; "
    "câu trả lời có ETag, hỏi lại bằng If-None-Match. Hướng dẫn và ví dụ: /api/."
)
HEADERS: dict[str, Any] = {
    "ETag": {"description": "Dấu của câu trả lời", "schema": {"type": "string"}},
    "Link": {"description": "next, service-desc, service-doc", "schema": {"type": "string"}},
    **{
        f"RateLimit-{name}": {"description": about, "schema": {"type": "integer", "minimum": 0}}
        for name, about in {
            "Limit": "Số câu hỏi trong năm phút từ một địa chỉ mạng",
            "Remaining": "Còn bao nhiêu câu",
            "Reset": "Sau bao nhiêu giây thì đếm lại từ đầu",
        }.items()
    },
}


class Readable(JSONRenderer):
    """Vietnamese letters as they are, not as codes."""

    json_dumps_params = {"ensure_ascii": False}


api = NinjaAPI(
    title="Dân Chủ: dữ liệu mở",
    version=VERSION,
    description=ABOUT,
    docs_url=None,  # ours is /api/, and needs no scripts
    urls_namespace="front:api",
    renderer=Readable(),
)
explain_problems(api)


def _extra(*, unit: bool) -> dict[str, Any]:
    """What the description says beyond the parameters: headers, and every refusal."""
    always = (words.NOT_ACCEPTABLE, words.BODY_REFUSED, words.WRONG_VALUE, words.TOO_MANY)
    kinds = (*([words.NO_UNIT] if unit else []), *always, words.BROKEN)
    return {"responses": {"200": {"headers": HEADERS}, **described(*kinds)}}


OnDay = Annotated[
    Day | None, Query(description="Vào ngày; không có: hôm nay", example="2026-12-02")
]
Limit = Annotated[int, Query(ge=1, le=500, description="Nhiều nhất bao nhiêu dòng")]
UnitName = Annotated[
    str | None,
    Query(description=words.HINTS["unit"].vi, example="05818", pattern="^[0-9A-Za-z-]{1,160}$"),
]

Group = Annotated[int | None, Query(ge=1, le=14, description="Nhóm, Điều 11", example=5)]
MotionStatusIs = Annotated[
    MotionStatus | None, Query(description="short: họp không đủ hộ; slips: đang lấy phiếu")
]
StatusIs = Annotated[Status | None, Query(description="late: quá hạn hoặc công khai trễ")]
Year = Annotated[int | None, Query(ge=2023, le=2100, description="Năm công khai", example=2026)]
Late = Annotated[bool | None, Query(description="true: chỉ việc trễ; false: bỏ việc trễ")]
Since = Annotated[
    Day | None,
    Query(
        description="Có gì mới từ ngày này: ghi nhận, công khai, đính chính, thu hồi, gỡ",
        example="2026-11-01",
    ),
]


def _cursor(of: str) -> Any:
    """`format` names whose cursor it is: one of another list is refused."""
    return Query(  # type: ignore[type-arg]  # as in the annotations above
        description="Giá trị next của lần đọc trước; trống: từ đầu",
        format=f"cursor-of-{of}",
    )


UnitCursor = Annotated[str | None, _cursor("units")]
MotionCursor = Annotated[str | None, _cursor("motions")]
ItemCursor = Annotated[str | None, _cursor("items")]


@api.get(
    "/units",
    response=UnitList,
    openapi_extra=_extra(unit=False),
    summary="Đơn vị đứng vào một ngày",
)
def units(
    request: HttpRequest,
    response: HttpResponse,
    kind: Annotated[
        Kind | None,
        Query(description="Loại; commune gồm xã, phường và thị trấn", example="commune"),
    ] = None,
    on: OnDay = None,
    limit: Limit = 100,
    cursor: UnitCursor = None,
) -> UnitList:
    on = on or today()
    part = paging.by_code(rows.units(kind, on=on), limit=limit, cursor=cursor or None)
    _link_next(request, response, part.next)
    return UnitList(items=rows.units_out(part.rows, on=on), next=part.next)


@api.get(
    "/items", response=ItemList, openapi_extra=_extra(unit=True), summary="Nội dung phải công khai"
)
def items(
    request: HttpRequest,
    response: HttpResponse,
    unit: UnitName = None,
    group: Group = None,
    status: StatusIs = None,
    year: Year = None,
    late: Late = None,
    since: Since = None,
    on: OnDay = None,
    limit: Limit = 100,
    cursor: ItemCursor = None,
) -> ItemList:
    on = on or today()
    wanted = rows.Wanted(rows.unit_named(unit, on=on), group, status, year, late, since)
    part = paging.by_id_falling(rows.items(wanted, on=on), limit=limit, cursor=cursor or None)
    _link_next(request, response, part.next)
    return ItemList(items=[rows.item_out(item, on=on) for item in part.rows], next=part.next)


@api.get(
    "/motions",
    response=MotionList,
    openapi_extra=_extra(unit=True),
    summary="Việc dân bàn và quyết định",
)
def motions(
    request: HttpRequest,
    response: HttpResponse,
    community: UnitName = None,
    status: MotionStatusIs = None,
    on: OnDay = None,
    limit: Limit = 100,
    cursor: MotionCursor = None,
) -> MotionList:
    unit = rows.unit_named(community, on=on or today(), field="community")
    found = rows.motions(unit, status)
    part = paging.by_id_falling(found, limit=limit, cursor=cursor or None)
    _link_next(request, response, part.next)
    return MotionList(items=rows.motions_out(part.rows), next=part.next)


@api.get(
    "/duties/summary",
    response=SummaryOut,
    openapi_extra=_extra(unit=True),
    summary="Việc đến hạn, đúng hạn",
)
def duties_summary(request: HttpRequest, unit: UnitName = None, on: OnDay = None) -> SummaryOut:
    on = on or today()
    return rows.summary(rows.unit_named(unit, on=on), on=on)


@api.get("/{path:rest}", include_in_schema=False)
def nothing_here(request: HttpRequest, rest: str) -> None:
    raise Problem(words.NO_ADDRESS)


def _link_next(request: HttpRequest, response: HttpResponse, cursor: str | None) -> None:
    """The rest of the list as a header, asked the same way."""
    if cursor:
        asked = {**request.GET.dict(), "cursor": cursor}
        response["Link"] = f'<{request.path}?{urlencode(asked)}>; rel="next"'
