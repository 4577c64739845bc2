"""Numbers this room lets others read: how papers of a span of days were put up, way by way."""

from datetime import date
from typing import NamedTuple

from django.db.models import Count, F, Q, Sum

from danchu.places.models import Unit
from danchu.postings.models import Channel, Gap, Posting, State


class Way(NamedTuple):
    """One way, over all papers handed in. Places and mouths, not papers, are counted."""

    channel: Channel
    papers: int
    whole: int
    in_time: int
    late: int  # done after the day
    missing: int  # not done, and the day is over
    waiting: int  # not done, and the day is not over
    gappy: int  # places with days missing
    gap_days: int  # of all places together, still open gaps up to and with the day asked

    @property
    def name(self) -> str:
        return str(self.channel.label)


def ways(unit: Unit, since: date, until: date, *, on: date) -> list[Way]:
    """Papers of `unit` handed in from `since` to `until` (both inclusive), as they stand on `on`.

    On loudspeakers a cluster is done once it has spoken on all its days. Two queries.
    """
    rows = Posting.objects.owed().filter(paper__unit=unit, paper__handed_on__range=(since, until))
    rows = rows.exclude(channel=Channel.WEB)
    running = Q(channel=Channel.BROADCAST, state=State.UP)
    done = Q(first_on__isnull=False) & ~running
    counted = (
        rows.order_by()
        .values_list("channel")
        .annotate(
            papers=Count("paper", distinct=True),
            whole=Count("pk"),
            in_time=Count("pk", filter=done & Q(first_on__lte=F("due_on"))),
            late=Count("pk", filter=done & Q(first_on__gt=F("due_on"))),
            missing=Count("pk", filter=~done & Q(due_on__lt=on)),
            waiting=Count("pk", filter=~done & Q(due_on__gte=on)),
            gappy=Count("pk", filter=Q(gap_days__gt=0)),
            gap_days=Sum("gap_days"),
        )
    )
    found = {Channel(channel): Way(Channel(channel), *numbers) for channel, *numbers in counted}
    open_gaps = Gap.objects.filter(posting__in=rows, until__isnull=True, since__lte=on)
    for key, day, had in open_gaps.values_list("posting__channel", "since", "posting__gap_days"):
        way = found[Channel(key)]
        more, place = (on - day).days + 1, int(had == 0)
        found[way.channel] = way._replace(gap_days=way.gap_days + more, gappy=way.gappy + place)
    return [found[channel] for channel in Channel if channel in found]
