"""What this room holds about a person: initiatives, endorsements, names on papers, acts done."""

from danchu.decisions.models import Endorsement, Initiative
from danchu.people.models import User
from danchu.people.own_data import KEPT, Fate, Holding, Shown, Written, kept_acts


def initiatives(person: User) -> list[Shown]:
    return [
        Shown(
            f"Sáng kiến, ngày {one.started_on:%d/%m/%Y}",
            [("Tên việc", one.title), ("Nội dung", one.text), ("Nơi", str(one.unit))],
        )
        for one in Initiative.objects.filter(person=person).select_related("unit").order_by("-pk")
    ]


def forget(person: User) -> None:
    """The proposal stays with the community; whose it was goes."""
    Initiative.objects.filter(person=person).update(person=None, name="(đã xóa theo yêu cầu)")


def endorsements(person: User) -> list[Shown]:
    mine = Endorsement.objects.filter(representative__person=person)
    return [
        Shown(
            f"Đồng ý với sáng kiến, ngày {one.given_on:%d/%m/%Y}", [("Việc", str(one.initiative))]
        )
        for one in mine.select_related("initiative").order_by("-pk")
    ]


HOLDINGS = (
    Holding(
        "Sáng kiến của bạn",
        ("decisions.Initiative.person", "decisions.Initiative.name"),
        initiatives,
        "Nói với Trưởng thôn, Tổ trưởng nơi bạn ở.",
        Fate.BLANK,
        "Tên bạn mất; việc đã đề xuất thuộc về cộng đồng nên giữ lại.",
        forget,
    ),
    Holding(
        "Hộ bạn đồng ý với sáng kiến",
        ("decisions.Endorsement.representative", "decisions.Endorsement.household"),
        endorsements,
        "Nói với Trưởng thôn, Tổ trưởng nơi bạn ở.",
        Fate.KEEP,
        "Luật buộc người có sáng kiến chịu trách nhiệm về danh sách hộ đồng thuận.",
        rule=KEPT,
    ),
    kept_acts(
        "Bàn và quyết định: việc đã làm",
        {
            "decisions.Motion.proposed_by": "Việc đã đề xuất",
            "decisions.Motion.agreed_by": "Việc đã thống nhất",
            "decisions.Count.written_by": "Kết quả đã ghi",
            "decisions.Initiative.entered_by": "Sáng kiến đã ghi giúp",
            "decisions.IdeaPaper.entered_by": "Bước của sáng kiến đã nhập từ giấy",
            "decisions.Initiative.consent_by": "Sáng kiến đã tán thành thay Mặt trận",
            "decisions.Endorsement.entered_by": "Ý kiến đồng thuận đã ghi",
            "decisions.SlipRound.issued_by": "Kế hoạch phát phiếu đã ban hành",
            "decisions.Slip.collected_by": "Phiếu đã ghi thu",
            "decisions.Decision.written_by": "Văn bản quyết định đã lập",
            "decisions.Change.by": "Quyết định đã bãi bỏ, đề nghị sửa",
            "decisions.Progress.by": "Việc thực hiện đã báo cáo",
            "decisions.Objection.entered_by": "Kiến nghị đã ghi",
            "decisions.Objection.answered_by": "Kiến nghị đã trả lời",
        },
    ),
)

PUBLIC = "Bà con đọc và bàn trên đúng những lời này; việc đã quyết định không sửa lại được."
SIGNED = "Luật buộc ghi ai ký, ai chứng kiến (Điều 20 khoản 2 điểm g; NĐ 59 Điều 4 khoản 6)."
BLANKED = "Tên được xóa khỏi lời."
WRITTEN = (
    *(
        Written(field, "Sáng kiến của người dân", "unit", Fate.BLANK, BLANKED)
        for field in (
            "decisions.Initiative.title",
            "decisions.Initiative.text",
            "decisions.Initiative.declined_why",
        )
    ),
    Written("decisions.TeamMember.name", "Tổ phát phiếu", "round__part__unit", Fate.KEEP, SIGNED),
    Written(
        "decisions.SlipRound.witness_one",
        "Hộ chứng kiến kiểm phiếu",
        "part__unit",
        Fate.KEEP,
        SIGNED,
        also=("decisions.SlipRound.witness_two",),
    ),
    Written(
        "decisions.Decision.household_one",
        "Đại diện hộ ký quyết định",
        "unit",
        Fate.KEEP,
        SIGNED,
        also=("decisions.Decision.household_two",),
    ),
    *(
        Written(field, "Việc đưa ra bàn", "unit", Fate.KEEP, PUBLIC)
        for field in (
            "decisions.Motion.title",
            "decisions.Motion.text",
            "decisions.Decision.text",
            "decisions.Decision.executor",
            "decisions.Motion.removal_paper",
        )
    ),
)
WRITTEN = (
    *WRITTEN,
    *(
        Written(field, "Kiến nghị về quyết định", "decision__unit", Fate.BLANK, BLANKED)
        for field in ("decisions.Objection.text", "decisions.Objection.answer")
    ),
    Written(
        "decisions.IdeaPaper.paper",
        "Giấy của sáng kiến",
        "initiative__unit",
        Fate.BLANK,
        BLANKED,
    ),
)
IMPERSONAL = {
    "decisions.CountScan.name": "tên tệp; ảnh được niêm phong, chỉ người của việc ấy mở",
    "decisions.IdeaPaper.name": "tên tệp; ảnh được niêm phong, chỉ người giữ sáng kiến mở",
    "decisions.Objection.paper": "đơn nào, ngày nào; không ghi tên người viết",
    "decisions.Count.households": "tổng số hộ",
    "decisions.Initiative.households": "tổng số hộ",
}
