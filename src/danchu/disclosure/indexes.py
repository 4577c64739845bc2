"""Which page is served by which index; docs/benchmarks.md tells what each of them saves."""

from django.db import models
from django.db.models import F, Q

ITEM = [
    models.Index(fields=["unit", "state", "-published_on"], name="item_of_unit"),
    models.Index(fields=["state", "-published_on", "-id"], name="item_newest"),
    models.Index(  # the 14 groups of a commune, counted without opening a row
        fields=["unit", "group", "state", "due_on", "published_on", "decided_on"],
        name="item_groups_counted",
    ),
    models.Index(fields=["state", "unit"], name="item_counted"),
    models.Index(fields=["number"], opclasses=["varchar_pattern_ops"], name="item_number"),
    models.Index(  # what a commune made public, the newest first
        fields=["unit", "-published_on", "-id"],
        condition=Q(state__in=["published", "withdrawn", "removed"]),
        name="item_on_record",
    ),
    models.Index(  # made public late, of one commune and of all, the newest first
        fields=["state", "-published_on", "-id", "unit", "group", "due_on"],
        condition=Q(state="published", published_on__gt=F("due_on")),
        name="item_published_late",
    ),
    models.Index(  # what waits, of all, the longest first
        fields=["due_on", "id", "unit", "group"],
        condition=Q(state__in=["noted", "submitted"]),
        name="item_waiting",
    ),
]

VERSION = [
    models.Index(  # the feed: what changed last, of everybody
        fields=["-published_at", "-item"],
        condition=Q(published_at__isnull=False, sealed=False),
        name="version_newest",
    ),
]
