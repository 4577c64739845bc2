"""Whether words read like a denunciation: somebody accuses somebody of breaking the law.

Asked before anything is kept (Luật Tố cáo Điều 8, 56: the file is secret, and this is a connected
system). It errs on the side of stopping: who only reports a thing rewords it, and nothing is lost.
The lists are ours, not the law's. Every form open to people asks the same words: feedback
(`petitions`, where officials take out what slipped through) and requests for information
(`disclosure.asking`, where a tick lets through who only asks).
"""

import re
import unicodedata

from danchu.kit.folding import fold

# Said of anybody, these accuse by themselves.
ACCUSING = (
    "tố cáo",
    "tố giác",
    "tham nhũng",
    "tham ô",
    "hối lộ",
    "đưa tiền lót tay",
    "biển thủ",
    "nhũng nhiễu",
    "lạm quyền",
    "lộng quyền",
    "lợi dụng chức vụ",
    "trục lợi",
    "rút ruột",
    "khai khống",
    "lập hồ sơ khống",
    "chứng từ khống",
)
# These accuse when they are said of somebody who holds an office.
WRONGS = (
    "ăn chặn",
    "ăn bớt",
    "bớt xén",
    "chiếm đoạt",
    "lừa đảo",
    "đòi tiền",
    "vòi tiền",
    "vòi vĩnh",
    "gợi ý tiền",
    "nhận tiền",
    "lấy tiền",
    "phong bì",
    "lót tay",
    "bao che",
    "làm giả",
    "giả chữ ký",
    "giả mạo",
    "sai phạm",
    "vi phạm pháp luật",
    "trái pháp luật",
    "bán đất công",
    "lấn chiếm đất công",
    "đe dọa",
    "trù dập",
    "đánh người",
    "đánh tôi",
    "quấy rối",
    "kê khống",
)
OFFICES = (
    "chủ tịch",
    "phó chủ tịch",
    "bí thư",
    "trưởng thôn",
    "trưởng xóm",
    "trưởng bản",
    "tổ trưởng",
    "cán bộ",
    "công chức",
    "viên chức",
    "kế toán",
    "thủ quỹ",
    "địa chính",
    "công an",
    "trưởng phòng",
    "hiệu trưởng",
    "lãnh đạo",
    "giám đốc",
    "đảng viên",
    "ban quản lý",
)
# About the fate of a denunciation, or the law itself: no accusation.
ABOUT_THE_LAW = ("luật tố cáo", "quyền tố cáo", "gửi đơn tố cáo ở đâu", "nộp đơn tố cáo ở đâu")
STOPPED = (
    "Lời này giống tố cáo một người. Tố cáo không nhận qua mạng để giữ bí mật cho người tố cáo."
)
SENTENCE = re.compile(r"[.!?\n;]+")
MARKS = re.compile(r"[\u0300-\u036f]")


def reads_like_a_denunciation(text: str) -> bool:
    """True when these words accuse somebody.

    >>> reads_like_a_denunciation("Tôi tố cáo ông A nhận tiền của dân")
    True
    >>> reads_like_a_denunciation("Cống đầu xóm vỡ, xin xã sửa giúp")
    False
    >>> reads_like_a_denunciation("Nhà to cao che mất nắng")
    False
    """
    plain = _plain(text)
    for words in ABOUT_THE_LAW:
        plain = plain.replace(_plain(words), " ")
    bare = not MARKS.search(unicodedata.normalize("NFD", text))  # typed without any accents
    if _any(ACCUSING, plain, bare=bare):
        return True
    return any(
        _any(WRONGS, sentence, bare=bare) and _any(OFFICES, sentence, bare=bare)
        for sentence in SENTENCE.split(plain)
    )


def lists() -> dict[str, tuple[str, ...]]:
    """The lists as a phone needs them to stop such words before it keeps any (`send-later`)."""
    return {
        "accusing": ACCUSING,
        "wrongs": WRONGS,
        "offices": OFFICES,
        "about_the_law": ABOUT_THE_LAW,
    }


def _any(phrases: tuple[str, ...], text: str, *, bare: bool) -> bool:
    """Whole words, with their accents; without them only where the whole text has none."""
    spoken = f" {text} "
    wanted = (fold(phrase) if bare else _plain(phrase) for phrase in phrases)
    return any(f" {phrase} " in spoken for phrase in wanted)


def _plain(text: str) -> str:
    """Small letters, one space between words, signs apart from sentence ends gone."""
    whole = unicodedata.normalize("NFC", text).casefold()
    kept = "".join(c if c.isalnum() or c in ".!?\n;" else " " for c in whole)
    spaced = re.sub(r"([.!?;])", r" \1 ", kept)
    return re.sub(r"[^\S\n]+", " ", spaced)
