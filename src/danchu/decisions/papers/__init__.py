"""Papers of this room, each written once: page, PDF and Word are drawn from it.

Every writer takes None instead of a record and then leaves room for the pen. The annex of NĐ 59
was not read (its boxes are not in law/), so each says "mẫu đề xuất".
"""

from danchu.decisions.papers.deciding import decision, recognition, refusal
from danchu.decisions.papers.ideas import endorsements, idea
from danchu.decisions.papers.slips import announcement, collection, minutes, plan

__all__ = [
    "announcement",
    "collection",
    "decision",
    "endorsements",
    "idea",
    "minutes",
    "plan",
    "recognition",
    "refusal",
]
