"""What somebody leaves in this room when a term ends; see `people/handing_over.py`.

Drafts belong to the commune, so whoever holds the role next already writes on. The author's name
stays on them: who wrote a text still does not approve it, in another role either.
"""

from datetime import date

from django.db.models import QuerySet

from danchu.disclosure.access import DECIDING
from danchu.disclosure.models import CLOSED, Version
from danchu.people.handing_over import Left
from danchu.people.models import Role, Term


def left_drafts(term: Term, on: date) -> list[Left]:
    """Versions this person was writing: the office keeps them, whoever holds the role goes on."""
    open_versions = Version.objects.filter(published_at__isnull=True, sealed=False)
    return [
        Left(_named(one), f"/cong-khai/{one.item_id}/soan/", one.item.due_on)
        for one in _unclosed(open_versions.filter(drafted_by=term))
    ]


def left_to_decide(term: Term, on: date) -> list[Left]:
    """Versions handed to the approver, for a term that approves."""
    if Role(term.role) not in DECIDING:
        return []
    handed = Version.objects.filter(published_at__isnull=True, submitted_on__isnull=False)
    return [
        Left(_named(one), f"/cong-khai/{one.item_id}/duyet/", one.item.due_on)
        for one in _unclosed(handed.filter(item__unit=term.unit_id, sealed=False))
    ]


def _unclosed(versions: QuerySet[Version]) -> QuerySet[Version]:
    found = versions.exclude(item__state__in=CLOSED).select_related("item")
    return found.order_by("item__due_on", "pk")


def _named(version: Version) -> str:
    """By the paper's number: a title not yet public stays off the printed record."""
    kind = "bản đầu" if version.number == 1 else f"đính chính lần {version.number - 1}"
    state = "đã trình, chờ duyệt" if version.submitted_on else "đang soạn"
    return f"{version.item.number} ngày {version.item.decided_on:%d/%m/%Y}: {kind}, {state}"
