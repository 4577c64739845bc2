"""What a jurist is asked to confirm first: ten points, in order, each with what it covers."""

from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import NamedTuple

from civics.rulebook import Rule, Value


class Cover(NamedTuple):
    """Values of one instrument. `number` stands in its spoken name; no articles: all of it."""

    number: str
    articles: frozenset[int] = frozenset()

    def holds(self, value: Value) -> bool:
        if self.number not in value.instrument:
            return False
        return not self.articles or value.cite.article in self.articles


class Point(NamedTuple):
    """One thing to confirm, why it comes so early, and the values that wait for it."""

    number: int
    title: str
    why: str
    keys: tuple[str, ...] = ()  # named patterns win over instruments
    covers: tuple[Cover, ...] = ()
    parameters: bool = False  # everything that the province must decide

    def names(self, rule: Rule) -> bool:
        if self.parameters and rule.parameter:
            return True
        return any(fnmatchcase(rule.key, pattern) for pattern in self.keys)

    def covered(self, value: Value) -> bool:
        return any(cover.holds(value) for cover in self.covers)


LAW_10 = "10/2022/QH15"
TOUCHED = frozenset({2, 4, 11, 25, *range(36, 41), *range(46, 64), 83, 85, 86})

POINTS = (
    Point(
        1,
        "Luật Thực hiện dân chủ ở cơ sở, bản hợp nhất",
        "Luật 47/2024 và Điều 4 Luật 97/2025 đã sửa một số điều; ở đây mới đọc bản năm 2022. "
        "Xem trước hết các điều nói về cấp huyện, công đoàn cơ quan, quy hoạch.",
        covers=(Cover(LAW_10, TOUCHED), Cover("47/2024/QH15"), Cover("97/2025/QH15")),
    ),
    Point(
        2,
        "Nghị định 59/2023 và 61/2023",
        "Đã có nghị định sửa chưa, mười biểu mẫu kèm theo có còn nguyên không.",
        covers=(Cover("59/2023/NĐ-CP"), Cover("61/2023/NĐ-CP")),
    ),
    Point(
        3,
        "Nghị quyết 62/NQ-HĐND và các mốc của tỉnh",
        "Nghị quyết có áp dụng cho phần Bắc Kạn cũ không, Hội đồng mới đã thay chưa; kế hoạch, "
        "chế độ báo cáo, tiêu chí mô hình và những mốc ngày luật để tỉnh đặt.",
        covers=(Cover("62/NQ-HĐND"),),
        parameters=True,
    ),
    Point(
        4,
        "Tiếp công dân, khiếu nại, tố cáo theo Luật 136/2025",
        "Chủ tịch xã tiếp dân mấy ngày một tháng; những số ngày nào đã đổi.",
        keys=("reception.*", "complaints.*", "denunciations.*"),
        covers=(
            Cover("136/2025/QH15"),
            Cover("42/2013/QH13"),
            Cover("02/2011/QH13"),
            Cover("25/2018/QH14"),
            Cover("154/2026/NĐ-CP"),
            Cover("155/2026/NĐ-CP"),
            Cover("156/2026/NĐ-CP"),
        ),
    ),
    Point(
        5,
        "Luật Tiếp cận thông tin mới",
        "Luật thay Luật 104/2016 đã thông qua chưa, có hiệu lực ngày nào.",
        keys=("information.*",),
        covers=(Cover("104/2016/QH13"),),
    ),
    Point(
        6,
        "Ngày công khai ngân sách, Nghị định 73/2026",
        "Điều 36 và 37 đặt số ngày; chưa đọc được nên nhóm 2 đang dùng hạn dự phòng.",
        keys=("disclosure.group.2", "budget.*"),
        covers=(Cover("73/2026/NĐ-CP"), Cover("26/2026/TT-BTC"), Cover("343/2016/TT-BTC")),
    ),
    Point(
        7,
        "Chuẩn tiếp cận pháp luật, Quyết định 27/2025",
        "Bộ tiêu chí và thông tư hướng dẫn của Bộ Tư pháp.",
        keys=("legal_access.*",),
        covers=(Cover("27/2025/QĐ-TTg"), Cover("25/2021/QĐ-TTg"), Cover("09/2021/TT-BTP")),
    ),
    Point(
        8,
        "Thôn, tổ dân phố: Nghị định 185/2026 và đợt sắp xếp năm 2026",
        "Lời văn chính thức, và danh sách xóm, tổ dân phố cùng số hộ.",
        keys=("places.community.*",),
        covers=(Cover("185/2026/NĐ-CP"),),
    ),
    Point(
        9,
        "Biểu quyết trực tuyến có phải ghi tên không",
        "Nghị định 59 Điều 5 khoản 4 đòi danh sách người tham gia và bản chụp kết quả.",
        keys=("online.*",),
    ),
    Point(
        10,
        "Công khai danh sách cá nhân",
        "Căn cứ về dữ liệu cá nhân khi nêu tên ở các nhóm 7, 8, 9, và cách che bớt.",
        keys=(
            "disclosure.group.7",
            "disclosure.group.8",
            "disclosure.group.9",
            "personal_data.*",
        ),
        covers=(Cover("91/2025/QH15"), Cover("356/2025/NĐ-CP")),
    ),
)


def point_of(rule: Rule, value: Value) -> Point | None:
    """The point that asks for this value: one that names its key, else one that covers its place;
    None for the rest of the law."""
    named: Iterator[Point] = (one for one in POINTS if one.names(rule))
    covered = (one for one in POINTS if one.covered(value))
    return next(named, None) or next(covered, None)
