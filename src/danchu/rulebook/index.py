"""The law by subject, and its search: with accents or without."""

from typing import NamedTuple

from civics.rulebook import Rule
from danchu.kit.folding import fold
from danchu.kit.law import book

TITLES = {
    "disclosure": "Công khai thông tin (Điều 11 đến 14)",
    "decisions": "Nhân dân bàn và quyết định (Điều 15 đến 24)",
    "methods": "Nội dung nào, bằng cách nào (Điều 17, 19)",
    "meetings": "Họp cộng đồng dân cư (Nghị định 59)",
    "slips": "Phát phiếu lấy ý kiến hộ gia đình (Nghị định 59)",
    "online": "Biểu quyết trực tuyến (Nghị định 59)",
    "codes": "Hương ước, quy ước (Nghị định 61)",
    "regulation": "Quy chế thực hiện dân chủ của xã",
}


class Section(NamedTuple):
    """Rules of one file, in the order of the articles."""

    title: str
    rules: list[Rule]


def sections(query: str) -> list[Section]:
    """Every rule, by file; `query` narrows by words with or without accents."""
    wanted = fold(query).split()
    found: dict[str, list[Rule]] = {}
    for key in book().rules:
        rule = book().rule(key)
        cites = " ".join(str(value.cite) for value in rule.values)
        words = fold(f"{rule.label} {rule.quote} {rule.note} {key} {cites}")
        if all(word in words for word in wanted):
            found.setdefault(rule.room, []).append(rule)
    order = [*TITLES, *(room for room in found if room not in TITLES)]
    return [Section(TITLES.get(room, room), found[room]) for room in order if room in found]
