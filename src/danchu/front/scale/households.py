"""The rolls of a made-up province: households with who speaks for them, and who confirmed when."""

from datetime import date, timedelta
from random import Random

from django.db.models import Count

from danchu.front.scale import writing
from danchu.front.scale.loading import Table
from danchu.front.scale.offices import Head, Office
from danchu.front.scale.progress import Bar
from danchu.front.scale.sizes import BEGAN, shares
from danchu.front.scale.trail import Trail
from danchu.kit.clock import moment_on
from danchu.kit.folding import slug
from danchu.kit.models import Batch
from danchu.people.models import Household, Representative, RollConfirmation
from danchu.people.roll.importing import Households

MODELS = (Household, Representative, RollConfirmation)
BROUGHT = timedelta(days=45)  # after they began, communes brought their rolls in
NEVER = 0.05  # of the communities confirmed none


class Rolls:
    """Writes rolls into the tables of `MODELS`."""

    def __init__(self, tables: list[Table], trail: Trail, *, on: date, rng: Random) -> None:
        self.household, self.speaks, self.confirmed = tables
        self._trail, self._on, self._rng = trail, on, rng

    def write(self, offices: list[Office], whole: int, bar: Bar) -> None:
        """`whole` households over all communities, some larger than others.

        A community of the small demo that has a roll keeps it; it counts towards the whole.
        """
        rng = self._rng
        there = _standing(offices)
        places = [head for office in offices for head in office.heads if head.unit_id not in there]
        sizes = iter(shares(whole - sum(there.values()), [rng.uniform(0.5, 1.6) for _ in places]))
        for office in offices:
            batch = self._brought(office)
            brought = 0
            bar.step(sum(there.get(head.unit_id, 0) for head in office.heads))
            for head in office.heads:
                if head.unit_id in there:
                    continue
                size = next(sizes)
                self._roll(head, office, size, batch)
                self._confirm(head, size)
                brought += size
                bar.step(size)
            Batch.objects.filter(pk=batch).update(counts={"new": brought})

    def _brought(self, office: Office) -> int:
        """The import of one commune. What was in its file stands in the roll alone, as always."""
        on = BEGAN + BROUGHT
        batch = Batch.objects.create(
            kind=Households.kind,
            name=f"so-ho-{slug(office.full_name)}.xlsx",
            sha256="",
            unit_id=office.unit_id,
            account_id=office.clerk.person,
            term_id=office.clerk.term,
            made_at=moment_on(on),
            applied_at=moment_on(on),
            state=Batch.State.APPLIED,
        )
        self._trail.add(
            on, "people.import_households", office.clerk, office.unit_id, "batch", batch.pk
        )
        return batch.pk

    def _roll(self, head: Head, office: Office, size: int, batch: int) -> None:
        where = f"{head.unit_name}, {office.spoken_name}"
        since = f"{BEGAN}"
        tail = writing.folded(where)
        for number in range(1, size + 1):
            name = writing.name(self._rng)
            household = self.household.add(
                unit_id=head.unit_id,
                number=number,
                name=name,
                address=f"Số {number}, {where}",
                folded=f"{writing.folded(name)}|so {number} {tail}",
                since=since,
                batch_id=batch,
            )
            self.speaks.add(household_id=household, name=name, since=since)

    def _confirm(self, head: Head, size: int) -> None:
        """Looked through by the head, mostly within the last half year."""
        if self._rng.random() < NEVER or not size:
            return
        first = BEGAN + BROUGHT + timedelta(days=self._rng.randint(1, 60))
        last = self._on - timedelta(days=self._rng.randint(1, 220))
        for on in sorted({day for day in (first, last) if first <= day < self._on}):
            self.confirmed.add(
                unit_id=head.unit_id,
                upto=f"{on}",
                whole=size,
                confirmed_by_id=head.post.term,
                confirmed_on=f"{on}",
            )
            self._trail.add(
                on, "people.confirm_roll", head.post, head.unit_id, "roll", head.unit_id
            )


def _standing(offices: list[Office]) -> dict[int, int]:
    """Communities whose roll the small demo wrote, and how many households it holds."""
    at = [head.unit_id for office in offices for head in office.heads]
    rows = Household.objects.filter(unit__in=at).order_by().values_list("unit")
    return dict(rows.annotate(count=Count("pk")))
