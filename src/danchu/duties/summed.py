"""What is done, added up by unit, so that a page of everybody does not open 120,000 rows (ADR 30).

Sums only repeat what duties say; every row may be thrown away and counted anew. Nothing in them
turns at midnight: a duty that is done was on time or late for good, and the open ones are few and
stand in no sum. A unit with a mark is not read from its sums at all.
"""

from typing import Any

from django.db import models

from danchu.duties.models import Basis, Duty
from danchu.kit import triggers
from danchu.kit.triggers import Trigger
from danchu.places.models import OfThisWorld, Unit


class DoneSum(models.Model):
    """Duties done at one unit: of one kind, by one rule, under one kind of day."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=40)
    rule_key = models.CharField("quy tắc", max_length=80)
    basis = models.CharField("hạn của ai", max_length=10, choices=Basis.choices)
    done = models.PositiveIntegerField("đã xong")
    late = models.PositiveIntegerField("trong đó làm trễ")

    objects = OfThisWorld["DoneSum"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "kind", "rule_key", "basis"], name="one_sum_of_what_is_done"
            ),
            models.CheckConstraint(
                condition=models.Q(late__lte=models.F("done")), name="late_is_part_of_done"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.kind} {self.rule_key}: {self.late} / {self.done}"


class DoneChanged(models.Model):
    """Something done at this unit came, went or changed since its sums were made.

    The database adds the row itself, in the transaction of the act; rows are only added, so two
    acts never wait for each other, and whoever adds up removes those whose change it has seen. No
    constraint on the unit: what is left of one that was deleted hurts nobody.
    """

    unit = models.ForeignKey(Unit, models.DO_NOTHING, related_name="+", db_constraint=False)

    objects = OfThisWorld["DoneChanged"]()

    def __str__(self) -> str:
        return f"{self.unit_id}"


# ── the database marks ────────────────────────────────────────────────────────────────────────

_TABLE, _MARKS = Duty._meta.db_table, DoneChanged._meta.db_table

_FUNCTION = f"""
CREATE OR REPLACE FUNCTION {_MARKS}_by_act() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO {_MARKS} (unit_id) SELECT DISTINCT unit_id FROM now_so WHERE done_on IS NOT NULL;
  END IF;
  IF TG_OP <> 'INSERT' THEN
    INSERT INTO {_MARKS} (unit_id) SELECT DISTINCT unit_id FROM was_so WHERE done_on IS NOT NULL;
  END IF;
  RETURN NULL;
END $$
"""  # noqa: S608  our own names
_SEEN = {  # what the statement leaves behind, and what it found
    "insert": "NEW TABLE AS now_so",
    "update": "OLD TABLE AS was_so NEW TABLE AS now_so",
    "delete": "OLD TABLE AS was_so",
}


def _marks(verb: str) -> Trigger:
    """SQLite has one writer at a time: a mark that stands was not yet added up by anybody."""
    name, event = f"{_TABLE}_done_{verb}", verb.upper()
    sides = {"insert": ("NEW",), "update": ("OLD", "NEW"), "delete": ("OLD",)}[verb]
    body = " ".join(
        f"INSERT INTO {_MARKS} (unit_id) SELECT {side}.unit_id "  # noqa: S608  our own names
        f"WHERE {side}.done_on IS NOT NULL AND NOT EXISTS (SELECT 1 FROM {_MARKS} "
        f"WHERE unit_id = {side}.unit_id);"
        for side in sides
    )
    return Trigger(
        name,
        _TABLE,
        sqlite=f"CREATE TRIGGER {name} AFTER {event} ON {_TABLE} BEGIN {body} END",
        postgresql=f"CREATE TRIGGER {name} AFTER {event} ON {_TABLE} REFERENCING {_SEEN[verb]} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {_MARKS}_by_act()",
        needs=_MARKS,
    )


TRIGGERS = [_marks(verb) for verb in _SEEN]


def stand(**_: Any) -> None:
    """From the room's `ready`. They refuse nothing, so they stand while tables are emptied."""
    triggers.stand(TRIGGERS, functions=[_FUNCTION], refuse=False)
