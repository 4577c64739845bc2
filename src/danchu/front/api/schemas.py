"""What the open data says. Field names are English and stay; descriptions are for people."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from ninja import Field, Schema
from pydantic import BeforeValidator, WithJsonSchema

from danchu.duties.models import Basis
from danchu.places.models import Kind


def _iso_day(value: Any) -> Any:
    """Only 2026-12-02: by itself the reader would also take a number of seconds."""
    if isinstance(value, str) and len(value) == 10 and value[4] == value[7] == "-":
        return value
    if isinstance(value, date):
        return value
    raise ValueError("not a day")


Day = Annotated[
    date,
    BeforeValidator(_iso_day),
    WithJsonSchema({"type": "string", "format": "date", "examples": ["2026-12-02"]}),
]


class Status(StrEnum):
    """Public facts about an item. `late` cuts across the others."""

    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    REMOVED = "removed"
    WAITING = "waiting"
    LATE = "late"


class MotionStatus(StrEnum):
    """How far a motion is."""

    OPEN = "open"
    SHORT = "short"
    SLIPS = "slips"
    PASSED = "passed"
    LOST = "lost"
    WITHDRAWN = "withdrawn"


class UnitOut(Schema):
    code: str = Field(description="Mã đơn vị; trống với xóm, tổ dân phố", examples=["05818"])
    kind: Kind = Field(description="Loại", examples=["commune"])
    title: str = Field(description="Danh xưng", examples=["xã"])
    name: str = Field(description="Tên, không kèm danh xưng", examples=["La Bằng"])
    full_name: str = Field(description="Tên đầy đủ", examples=["Xã La Bằng"])
    slug: str = Field(description="Tên trên địa chỉ, không trùng", examples=["xa-la-bang"])
    valid_from: date | None = Field(
        description="Có từ ngày; null: có trước khi sổ này ghi", examples=["2025-07-01"]
    )
    valid_to: date | None = Field(description="Đến hết ngày; null: hiện còn", examples=[None])
    parent: str | None = Field(
        description="Mã đơn vị cấp trên vào ngày `on`; null: không có", examples=["19"]
    )
    address: str = Field(description="Đường dẫn trang", examples=["/xa/xa-la-bang/"])
    demo: bool = Field(description="true: việc ở đây là minh họa", examples=[False])


class CiteOut(Schema):
    rule: str = Field(description="Khóa quy tắc", examples=["disclosure.publish"])
    cite: str = Field(description="Điều, khoản", examples=["Luật 10/2022/QH15 Điều 12 khoản 3"])
    address: str = Field(description="Trang căn cứ", examples=["/luat/disclosure.publish/"])


class ItemOut(Schema):
    id: int = Field(examples=[128])
    unit: str = Field(description="Mã đơn vị", examples=["05818"])
    unit_slug: str = Field(description="Tên đơn vị trên địa chỉ", examples=["xa-la-bang"])
    group: int = Field(description="Nhóm 1–14, Điều 11", examples=[5])
    number: str = Field(description="Số, ký hiệu", examples=["128/QĐ-UBND"])
    decided_on: date = Field(description="Ngày ký", examples=["2026-11-18"])
    signer: str | None = Field(
        description="Người ký; null khi chưa công khai hoặc đã gỡ", examples=["Triệu Thị Hoa"]
    )
    title: str | None = Field(
        description="Tên nội dung; null khi chưa công khai hoặc đã gỡ",
        examples=["Danh sách hộ nghèo năm 2026"],
    )
    status: Status = Field(
        description="published: đang công khai; withdrawn: đã thu hồi, còn tên; "
        "removed: đã gỡ khẩn; waiting: đã ghi nhận, chưa công khai"
    )
    due_on: date = Field(description="Hạn công khai, tính cả ngày này", examples=["2026-11-25"])
    due_basis: Basis = Field(
        description="Hạn của ai: law (luật), parameter (mốc của tỉnh), fallback (dự phòng, "
        "luật chuyên ngành đặt ngày nhưng chưa đọc được)"
    )
    published_on: date | None = Field(description="Ngày công khai", examples=["2026-11-20"])
    late: bool = Field(description="Quá hạn vào ngày `on`, hoặc đã công khai trễ")
    address: str | None = Field(
        description="Đường dẫn trang; null khi chưa công khai", examples=["/cong-khai/128/"]
    )
    cites: list[CiteOut] = Field(description="Căn cứ")
    demo: bool = Field(description="true: minh họa, không có thật", examples=[False])


class Counts(Schema):
    """whole = on_time + late + overdue_open"""

    due: int = Field(description="Chưa xong, còn trong hạn", examples=[3])
    on_time: int = Field(description="Xong đúng hạn", examples=[61])
    late: int = Field(description="Xong trễ", examples=[2])
    overdue_open: int = Field(description="Quá hạn, chưa xong", examples=[1])
    whole: int = Field(description="Mẫu số: on_time + late + overdue_open", examples=[64])


class SummaryOut(Counts):
    """Việc có hạn do luật đặt. Hai loại hạn khác để riêng, không cộng vào."""

    unit: str | None = Field(description="Mã đơn vị; null: tất cả", examples=["05818"])
    on: date = Field(description="Tính vào ngày", examples=["2026-12-02"])
    basis: Basis = Field(Basis.LAW, description="Luôn là law: hạn do luật đặt")
    parameter: Counts = Field(description="Mốc của tỉnh, luật không đặt ngày")
    fallback: Counts = Field(description="Hạn dự phòng, chưa đọc được luật chuyên ngành")


class UnitList(Schema):
    items: list[UnitOut]
    next: str | None = Field(description="Đưa lại làm cursor để đọc tiếp; null: đã hết")


class PartOut(Schema):
    """Một thôn, tổ của việc toàn xã. Dưới năm hộ, hoặc dưới năm hộ dự: chỉ nêu kết quả."""

    community: str = Field(description="Tên trên địa chỉ", examples=["xom-dong-tam"])
    households: int | None = Field(description="Tổng số hộ đã chốt", examples=[200])
    yes: int | None = Field(description="Số hộ tán thành", examples=[134])
    no: int | None = Field(description="Số hộ không tán thành", examples=[16])
    needed: int | None = Field(description="Số hộ phải tán thành", examples=[134])
    passed: bool | None = Field(description="null: chưa quyết định", examples=[True])
    voted_on: date | None = Field(description="Ngày biểu quyết", examples=["2026-12-02"])


class MotionOut(Schema):
    id: int = Field(examples=[12])
    unit: str = Field(description="Tên đơn vị trên địa chỉ", examples=["xom-dong-tam"])
    matter: str = Field(description="Điều 15: contribution, …", examples=["contribution"])
    scope: str = Field(description="community hoặc commune", examples=["community"])
    way: str = Field(description="meeting hoặc slips", examples=["meeting"])
    status: str = Field(description="open, short, slips, passed, lost, withdrawn")
    title: str = Field(description="Tên việc", examples=["Góp làm đường xóm"])
    households: int | None = Field(
        description="Mẫu số: tổng số hộ; việc toàn xã: tổng số thôn, tổ", examples=[200]
    )
    yes: int | None = Field(description="Tán thành", examples=[134])
    no: int | None = Field(description="Không tán thành", examples=[16])
    needed: int | None = Field(description="Phải tán thành", examples=[134])
    passed: bool | None = Field(description="null: chưa quyết định", examples=[True])
    cite: str = Field(description="Điều, khoản của tỷ lệ; trống: chưa biểu quyết")
    voted_on: date | None = Field(description="Ngày biểu quyết", examples=["2026-12-02"])
    parts: list[PartOut] = Field(description="Từng thôn, tổ của việc toàn xã")
    address: str = Field(description="Đường dẫn trang", examples=["/ban-quyet-dinh/12/"])
    demo: bool = Field(description="true: minh họa, không có thật", examples=[False])


class MotionList(Schema):
    items: list[MotionOut]
    next: str | None = Field(description="Đưa lại làm cursor để đọc tiếp; null: đã hết")


class ItemList(Schema):
    items: list[ItemOut]
    next: str | None = Field(description="Đưa lại làm cursor để đọc tiếp; null: đã hết")
