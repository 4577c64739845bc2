"""What this room holds about a person: what they confirmed, objected to, drafted or approved."""

from danchu.people.own_data import Fate, Written, kept_acts

SIGNED = "Người ký quyết định là việc công, ghi cùng quyết định đang áp dụng."


HOLDINGS = (
    kept_acts(
        "Luật: việc đã làm",
        {
            "rulebook.LocalRule.set_by": "Quy định thêm đã ghi",
            "rulebook.Confirmation.confirmed_by": "Giá trị của luật đã xác nhận",
            "rulebook.Objection.raised_by": "Ý kiến phản đối đã nêu",
            "rulebook.Objection.settled_by": "Ý kiến phản đối đã giải quyết",
            "rulebook.LocalDraft.drafted_by": "Bản quy định thêm đã soạn, theo nhiệm kỳ",
            "rulebook.LocalDraft.drafter": "Bản quy định thêm đã soạn",
            "rulebook.LocalDraft.approved_by": "Bản quy định thêm đã duyệt, theo nhiệm kỳ",
            "rulebook.LocalDraft.approver": "Bản quy định thêm đã duyệt",
        },
    ),
)

WRITTEN = (
    Written("rulebook.LocalRule.signer", "Người ký quy định thêm", "unit", Fate.KEEP, SIGNED),
    Written("rulebook.LocalDraft.signer", "Người ký bản soạn", "unit", Fate.KEEP, SIGNED),
)
