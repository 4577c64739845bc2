"""What the whole house knows and no room alone: nothing made up stands where people live."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Tags, Warning, register
from django.db import DatabaseError

from danchu.front.demo import made_up


@register(Tags.database, deploy=True)
def nothing_made_up_stands_here(
    app_configs: Any, databases: Sequence[str] | None = None, **_: Any
) -> list[CheckMessage]:
    try:
        if not databases or not made_up():
            return []
    except DatabaseError:  # no tables yet: another check says so
        return []
    return [
        Warning(
            "made-up people and papers stand in this database",
            hint="Dựng cơ sở dữ liệu mới và không chạy `seed`: bản minh họa không xóa được.",
            id="front.W001",
        )
    ]
