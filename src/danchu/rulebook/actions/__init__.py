"""The acts of this room: adding to the law from below, and answering for its values."""

from danchu.rulebook.actions.confirming import confirm, object_to, settle
from danchu.rulebook.actions.drafting import approve, draft, draft_end, drop
from danchu.rulebook.actions.local import set_local_rule

__all__ = [
    "approve",
    "confirm",
    "draft",
    "draft_end",
    "drop",
    "object_to",
    "set_local_rule",
    "settle",
]
