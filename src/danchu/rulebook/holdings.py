"""What this room holds about a person: what they confirmed, objected to, drafted or approved."""

from danchu.people.models import User
from danchu.people.own_data import KEPT, Fate, Holding, Shown, Written
from danchu.rulebook.models import Confirmation, LocalDraft, LocalRule, Objection

SIGNED = "Người ký quyết định là việc công, ghi cùng quyết định đang áp dụng."


def acts(person: User) -> list[Shown]:
    counts = [
        ("Giá trị của luật đã xác nhận", Confirmation.objects.filter(confirmed_by__person=person)),
        ("Ý kiến phản đối đã nêu", Objection.objects.filter(raised_by__person=person)),
        ("Ý kiến phản đối đã giải quyết", Objection.objects.filter(settled_by__person=person)),
        ("Quy định thêm đã ghi", LocalRule.objects.filter(set_by__person=person)),
        ("Bản quy định thêm đã soạn", LocalDraft.objects.filter(drafter=person)),
        ("Bản quy định thêm đã duyệt", LocalDraft.objects.filter(approver=person)),
    ]
    facts = [(name, str(count)) for name, rows in counts if (count := rows.count())]
    return [Shown("Việc ở phần Luật", facts)] if facts else []


HOLDINGS = (
    Holding(
        "Luật: việc đã làm",
        (
            "rulebook.LocalRule.set_by",
            "rulebook.Confirmation.confirmed_by",
            "rulebook.Objection.raised_by",
            "rulebook.Objection.settled_by",
            "rulebook.LocalDraft.drafted_by",
            "rulebook.LocalDraft.drafter",
            "rulebook.LocalDraft.approved_by",
            "rulebook.LocalDraft.approver",
        ),
        acts,
        "Không ai sửa được: đây là việc đã diễn ra.",
        Fate.KEEP,
        "Việc làm khi giữ vai. Tên ở đó đổi thành “Người dùng đã xóa theo yêu cầu”.",
        rule=KEPT,
    ),
)

WRITTEN = (
    Written("rulebook.LocalRule.signer", "Người ký quy định thêm", "unit", Fate.KEEP, SIGNED),
    Written("rulebook.LocalDraft.signer", "Người ký bản soạn", "unit", Fate.KEEP, SIGNED),
)
