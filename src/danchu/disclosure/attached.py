"""Files of a public version, read with the version itself: most have one, and ask no query more."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, JSONField, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from danchu.disclosure.models import Attachment, Version

_OF_A_FILE = (
    *("id", "name", "content_type", "size", "sha256", "stored_as"),
    *("personal", "signed_paper", "sealed"),
)


def with_files(versions: QuerySet[Version]) -> QuerySet[Version]:
    """Each carries `first_file`, told by its columns, and whether there are `more_files`."""
    files = Attachment.objects.filter(version=OuterRef("pk")).order_by("pk")
    told = JSONObject(**{one: one for one in _OF_A_FILE})
    first = Subquery(files.values(told=told)[:1], output_field=JSONField())
    same = Attachment.objects.filter(version=OuterRef("version")).order_by("pk")
    more = Exists(files.filter(pk__gt=Subquery(same.values("pk")[:1])))
    return versions.annotate(first_file=first, more_files=more)


def files_of(version: Version) -> Iterable[Attachment]:
    """In the order in which they came. `version` is of `with_files`, or its files are asked for."""
    if getattr(version, "more_files", True):
        return version.files.order_by("pk")
    told: dict[str, Any] | None = getattr(version, "first_file", None)
    return [Attachment(version=version, **told)] if told else []
