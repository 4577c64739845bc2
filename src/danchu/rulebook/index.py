"""The law by subject, and its search: with accents or without."""

from typing import NamedTuple

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from civics.rulebook import Rule, Rulebook
from danchu.kit.folding import fold
from danchu.kit.law import book, once_a_book

# Files of `law/`, in the order people ask: what they see, decide, check; then how the house is run.
TITLES = {
    "principles": "Luật nói về việc gì, ai có quyền gì",
    "benefits": "Dân thụ hưởng (Điều 7)",
    "disclosure": "Công khai thông tin (Điều 11 đến 14)",
    "behalf": "Nhập thay cho người không có máy",
    "postings": "Dán lại, gỡ giấy niêm yết",
    "people": "Sổ hộ, người nói thay hộ (thôn, tổ dân phố)",
    "decisions": "Nhân dân bàn và quyết định (Điều 15 đến 24)",
    "methods": "Nội dung nào, bằng cách nào (Điều 17, 19)",
    "meetings": "Họp cộng đồng dân cư (Nghị định 59)",
    "slips": "Phát phiếu lấy ý kiến hộ gia đình (Nghị định 59)",
    "online": "Biểu quyết trực tuyến (Nghị định 59)",
    "codes": "Hương ước, quy ước (Nghị định 61)",
    "code_life": "Sửa, bỏ, thực hiện hương ước (Nghị định 61)",
    "elections": "Bầu Trưởng thôn, Tổ trưởng (Nghị định 59)",
    "consultations": "Dân bàn, tham gia ý kiến",
    "inspection": "Dân kiểm tra",
    "conferences": "Hội nghị định kỳ của thôn, tổ (Nghị định 59)",
    "dialogue": "Đối thoại với Nhân dân",
    "supervision": "Dân giám sát: các Ban",
    "boards": "Ban Thanh tra, Ban Giám sát đầu tư (Nghị định 59)",
    "information": "Xin cung cấp thông tin",
    "reception": "Tiếp công dân",
    "feedback": "Phản ánh, kiến nghị",
    "complaints": "Khiếu nại",
    "denunciations": "Tố cáo",
    "services": "Thủ tục hành chính, một cửa",
    "regulation": "Quy chế thực hiện dân chủ của xã",
    "budget": "Công khai ngân sách xã",
    "measures": "Sáu biện pháp của tỉnh (Nghị quyết 62)",
    "learning": "Bồi dưỡng",
    "outreach": "Tuyên truyền, phổ biến",
    "emulation": "Khen thưởng, xử lý vi phạm",
    "resources": "Công nghệ, điều kiện làm việc",
    "evaluation": "Đánh giá kết quả",
    "reporting": "Trách nhiệm các cơ quan, báo cáo",
    "legal_access": "Xã đạt chuẩn tiếp cận pháp luật",
    "forms": "Mẫu giấy tờ",
    "papers": "Thể thức văn bản",
    "places": "Đơn vị hành chính",
    "platform": "Trang thông tin của xã",
    "personal_data": "Dữ liệu cá nhân",
}


class Section(NamedTuple):
    """Rules of one subject: the commune's first, then agencies', enterprises', as written."""

    title: str
    rules: list[Rule]


def sections(query: str) -> list[Section]:
    """Every rule, by file; `query` narrows by words with or without accents."""
    wanted = fold(query).split()
    found: dict[str, list[Rule]] = {}
    for key, words in _words().items():
        if all(word in words for word in wanted):
            rule = book().rule(key)
            found.setdefault(rule.room, []).append(rule)
    order = [*TITLES, *(room for room in found if room not in TITLES)]
    return [
        Section(TITLES.get(room, room), sorted(found[room], key=_whose))
        for room in order
        if room in found
    ]


@once_a_book
def _words(law: Rulebook) -> dict[str, str]:
    """By key, every word of a rule, folded: once for each reading of `law/`."""
    told = {}
    for rule in map(law.rule, law.rules):
        cites = " ".join(str(value.cite) for value in rule.values)
        told[rule.key] = fold(f"{rule.label} {rule.quote} {rule.note} {rule.key} {cites}")
    return told


@once_a_book
def whole_law(law: Rulebook) -> SafeString:
    """All chapters as the page shows them, closed: 900 rules, and nothing but the law."""
    return SafeString(render_to_string("rulebook/_chapters.html", {"sections": sections("")}))


def _whose(rule: Rule) -> bool:
    """False first: most readers live in a commune."""
    return rule.sphere not in {"commune", "all"}
