"""The papers of the demo. Numbers, names and sums are made up."""

from typing import NamedTuple


class Paper(NamedTuple):
    """One decision and how its story ends.

    `signed_ago`: working days before today; or `due_in`: it falls due so many working days from
    today. `published_after`: working days from signing to publication.
    """

    group: int
    number: str
    title: str
    body: str
    ends: str  # published, noted, submitted, corrected, withdrawn, removed
    signed_ago: int | None = None
    due_in: int = 0
    published_after: int = 2
    personal_list: str = ""
    correction: tuple[str, str] = ("", "")
    why: str = ""


PAPERS = [
    Paper(
        1,
        "12/NQ-HĐND",
        "Kế hoạch phát triển kinh tế, xã hội của xã",
        "Xã đặt 14 chỉ tiêu. Trồng mới 40 ha chè, làm 3,2 km đường bê tông, giảm 38 hộ nghèo.\n\n"
        "Ai muốn xem cả bản kế hoạch thì mở tệp kèm theo, hoặc đến trụ sở xã.",
        "published",
        signed_ago=40,
    ),
    Paper(
        2,
        "118/QĐ-UBND",
        "Tình hình thực hiện dự toán ngân sách xã quý vừa qua",
        "Thu 4 tỷ 120 triệu đồng, bằng 71 phần trăm dự toán năm. Chi 3 tỷ 860 triệu đồng.\n\n"
        "Bảng chi tiết theo từng khoản nằm trong tệp kèm theo.",
        "published",
        signed_ago=30,
    ),
    Paper(
        4,
        "66/QĐ-UBND",
        "Quy chế thực hiện dân chủ của xã",
        "Quy chế nói rõ việc nào dân biết, dân bàn, dân quyết, ai trả lời, trong mấy ngày.",
        "published",
        signed_ago=55,
        published_after=1,
    ),
    Paper(
        5,
        "131/TB-UBND",
        "Thu, chi quỹ Đền ơn đáp nghĩa",
        "Thu 86 triệu đồng của 1.240 hộ. Chi 52 triệu: sửa 2 nhà, thăm 41 gia đình chính sách.",
        "corrected",
        signed_ago=24,
        correction=("41 gia đình", "43 gia đình"),
        why="Đếm thiếu 2 gia đình chính sách ở xóm Khuôn Lầy",
    ),
    Paper(
        7,
        "140/QĐ-UBND",
        "Danh sách và mức hỗ trợ sửa nhà cho hộ nghèo",
        "Xã hỗ trợ 12 hộ nghèo sửa hoặc dựng lại nhà, tổng cộng 510 triệu đồng.\n\n"
        "Ai thấy thiếu hoặc sai thì báo trưởng xóm, hoặc hỏi văn phòng xã.",
        "published",
        signed_ago=16,
        personal_list="Nguyễn Văn A (minh họa), xóm Đồng Tâm: dựng mới, 60 triệu đồng\n"
        "Trần Thị B (minh họa), xóm Suối Chè: sửa chữa, 30 triệu đồng",
    ),
    Paper(
        11,
        "143/BC-UBND",
        "Tổng hợp ý kiến bà con về bãi tập kết rác",
        "Có 214 ý kiến. Xã tiếp thu: dời điểm tập kết ra xa nhà dân 300 mét.\n\n"
        "Chưa tiếp thu: thu gom mỗi ngày, vì chỉ có một xe; xã giải trình trong tệp kèm theo.",
        "published",
        signed_ago=14,
        published_after=8,
    ),
    Paper(
        12,
        "150/TB-UBND",
        "Mức thu phí chợ Suối Chè",
        "Chỗ bán cố định 120.000 đồng một tháng, chỗ bán không cố định 5.000 đồng một buổi.",
        "published",
        signed_ago=10,
        published_after=3,
    ),
    Paper(
        13,
        "151/TB-UBND",
        "Thủ tục hành chính làm tại xã",
        "Xã trực tiếp làm 128 thủ tục. Mỗi thủ tục ghi rõ giấy tờ cần, số ngày, lệ phí.",
        "withdrawn",
        signed_ago=12,
        why="Kèm nhầm danh mục cũ; xã công khai lại theo danh mục mới",
    ),
    Paper(
        8,
        "153/QĐ-UBND",
        "Phân phối tiền quyên góp sau mưa lũ",
        "Nội dung này đã gỡ.",
        "removed",
        signed_ago=9,
    ),
    Paper(3, "155/QĐ-UBND", "Tiến độ đường bê tông liên xóm", "", "noted", signed_ago=9),
    Paper(
        10,
        "160/KL-UBND",
        "Kết quả kiểm tra việc thu quỹ xóm",
        "Xã kiểm tra 3 xóm. Một xóm thu chưa có biên bản họp, đã trả lại 4 triệu 200 nghìn đồng.",
        "submitted",
        due_in=2,
    ),
    Paper(7, "161/QĐ-UBND", "Kết quả rà soát hộ nghèo, hộ cận nghèo", "", "noted", due_in=1),
]
