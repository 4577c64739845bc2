"""Adding to the law takes two accounts: one writes, another approves. So does ending it."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from civics.errors import Refused
from civics.local import BASIS, check_extension
from danchu.kit import audit
from danchu.kit.law import book
from danchu.people.models import Term
from danchu.rulebook import changing
from danchu.rulebook.actions.local import set_local_rule
from danchu.rulebook.models import LocalDraft, LocalRule
from danchu.rulebook.rulebook import forget, value


@transaction.atomic
def draft(
    key: str,
    *,
    since: date,
    change: Mapping[str, Any],
    document: str,
    signer: str,
    by: Term,
    on: date,
) -> LocalDraft:
    """Write down what the unit of `by` wants to add from `since` on. Nothing holds yet.

    Refused at once when it narrows, or reaches back: nobody should have to approve that.
    """
    _refuse_past(since, on=on)
    base = value(key, unit=by.unit, on=since)
    check_extension(base.rule, base.base, change, level=by.unit.kind, words=book().words)
    if all(base.payload[name] == new for name, new in change.items()):
        raise Refused("Chưa có gì khác với quy định đang áp dụng. Hãy đổi ít nhất một mục.", BASIS)
    row = LocalDraft.objects.create(
        key=key,
        unit=by.unit,
        since=since,
        value=dict(change),
        document=document,
        signer=signer,
        drafted_by=by,
        drafter=by.person,
        drafted_on=on,
    )
    _record("rulebook.draft_local", row, by=by, on=on)
    return row


@transaction.atomic
def draft_end(
    rule: LocalRule, *, since: date, document: str, signer: str, by: Term, on: date
) -> LocalDraft:
    """Write down that an addition shall no longer hold from `since` on."""
    _refuse_past(since, on=on)
    if since < rule.since or (rule.until is not None and since > rule.until):
        raise Refused("Ngày thôi phải nằm trong thời gian quy định thêm đang áp dụng.")
    row = LocalDraft.objects.create(
        key=rule.key,
        unit=rule.unit,
        since=since,
        ends=rule,
        document=document,
        signer=signer,
        drafted_by=by,
        drafter=by.person,
        drafted_on=on,
    )
    _record("rulebook.draft_end", row, by=by, on=on)
    return row


@transaction.atomic
def approve(row: LocalDraft, *, by: Term, on: date) -> LocalRule:
    """Another account makes the draft law of the unit. The law of the day is asked once more."""
    row = _open(row)
    if by.person_id == row.drafter_id:
        raise Refused("Người soạn không tự duyệt. Hãy nhờ một người khác có thẩm quyền duyệt.")
    _refuse_past(row.since, on=on)
    row.approved_by, row.approver, row.closed_on = by, by.person, on
    row.save(update_fields=["approved_by", "approver", "closed_on"])
    if row.ends is not None:
        return _end(row, by=by, on=on)
    return set_local_rule(
        row.key,
        unit=row.unit,
        since=row.since,
        change=row.value,
        document=row.document,
        signer=row.signer,
        by=by,
        on=on,
    )


def _end(row: LocalDraft, *, by: Term, on: date) -> LocalRule:
    rule = LocalRule.objects.select_for_update(of=("self",)).get(ends_with=row)
    rule.until = row.since - timedelta(days=1)
    rule.save(update_fields=["until"])
    forget()
    changing.changed(row.unit, row.since)
    audit.record("rulebook.end_local", by=by, unit_id=row.unit_id, kind="law", key=row.key, on=on)
    return rule


@transaction.atomic
def drop(row: LocalDraft, *, by: Term, on: date) -> LocalDraft:
    """The draft is put aside; it stays readable to the office."""
    row = _open(row)
    row.closed_on = on
    row.save(update_fields=["closed_on"])
    _record("rulebook.drop_draft", row, by=by, on=on)
    return row


def _open(row: LocalDraft) -> LocalDraft:
    locked = LocalDraft.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if locked.closed_on is not None:
        raise Refused(f"Bản này đã được duyệt hoặc bỏ ngày {locked.closed_on:%d/%m/%Y}.")
    return locked


def _refuse_past(since: date, *, on: date) -> None:
    if since < on:
        raise Refused(
            f"Chỉ có hiệu lực từ hôm nay trở đi, không lùi về {since:%d/%m/%Y}. "
            "Hạn đã đặt không đổi."
        )


def _record(act: str, row: LocalDraft, *, by: Term, on: date) -> None:
    audit.record(act, by=by, unit_id=row.unit_id, kind="local_draft", key=row.pk, on=on)
