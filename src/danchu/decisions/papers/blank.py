"""Every paper without a record, by the word in its address: for a meeting wholly on paper."""

from collections.abc import Callable
from datetime import date

from danchu.decisions.papers import deciding, ideas, slips
from danchu.documents.paper import Paper
from danchu.meetings import blanks as meetings

BLANKS: dict[str, tuple[str, Callable[[], Paper]]] = {
    "sang-kien": ("Đề xuất sáng kiến", lambda: ideas.idea(None, on=date.min)),
    "dong-thuan": ("Danh sách hộ đồng thuận", lambda: ideas.endorsements(None, on=date.min)),
    "kien-nghi-cho-thoi": ("Kiến nghị cho thôi Trưởng thôn, Tổ trưởng", ideas.removal_petition),
    "thong-bao-hop": ("Thông báo họp (Mẫu số 01)", meetings.notice),
    "so-co-mat": ("Danh sách hộ dự họp, ký tên", meetings.attendance),
    "bien-ban-hop": ("Biên bản cuộc họp", meetings.minutes),
    "bien-ban-bo-phieu-kin": ("Biên bản kiểm phiếu kín (Mẫu số 02)", meetings.tally),
    "ke-hoach-phat-phieu": ("Kế hoạch phát phiếu", lambda: slips.plan(None)),
    "thong-bao-phat-phieu": ("Thông báo phát phiếu", lambda: slips.announcement(None)),
    "so-thu-phieu": ("Sổ phát, thu phiếu", lambda: slips.collection(None)),
    "bien-ban-kiem-phieu": ("Biên bản kiểm phiếu (Mẫu số 04)", lambda: slips.minutes(None)),
    "quyet-dinh": ("Quyết định của cộng đồng (Mẫu số 03)", lambda: deciding.decision(None, None)),
    "cong-nhan": ("Quyết định công nhận", lambda: deciding.recognition(None)),
    "khong-cong-nhan": ("Trả lời không công nhận", lambda: deciding.refusal(None)),
}
