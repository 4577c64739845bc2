"""Writing down what a province or a commune adds to the law. It extends, it never narrows."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from civics.errors import Refused
from civics.local import check_extension
from danchu.kit import audit
from danchu.kit.law import book
from danchu.people.models import Term
from danchu.places.models import Unit
from danchu.rulebook import changing
from danchu.rulebook.models import LocalRule
from danchu.rulebook.rulebook import forget, value


@transaction.atomic
def set_local_rule(
    key: str,
    *,
    unit: Unit,
    since: date,
    change: Mapping[str, Any],
    document: str,
    signer: str,
    by: Term,
    on: date,
) -> LocalRule:
    """Add one local value from `since` on (inclusive).

    Refused, with Điều 35 khoản 2 điểm c, when it narrows what holds above this unit; and when the
    day is over, because past due days never move.
    """
    if since < on:
        raise Refused(
            f"Quy định thêm có hiệu lực từ hôm nay trở đi, không lùi về {since:%d/%m/%Y}."
        )
    base = value(key, unit=unit, on=since)
    check_extension(base.rule, base.base, change, level=unit.kind, words=book().words)
    try:
        with transaction.atomic():
            row = LocalRule.objects.create(
                key=key,
                unit=unit,
                since=since,
                value=dict(change),
                document=document,
                signer=signer,
                set_by=by,
            )
    except IntegrityError as already:
        raise Refused(f"Đã có quy định thêm từ ngày {since:%d/%m/%Y} cho mục này.") from already
    forget()
    changing.changed(unit, since)
    audit.record("rulebook.set_local", by=by, unit_id=unit.pk, kind="rule", key=row.pk, on=on)
    return row
