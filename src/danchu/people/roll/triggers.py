"""What the database itself keeps true of the roll, on both engines.

A frozen list is never changed; only an erasure may put `ERASED_WORDS` for a name and an address.
Two people never speak for one household on the same day.
"""

from danchu.kit import triggers
from danchu.kit.triggers import Trigger

ERASED = "(đã xóa theo yêu cầu)"  # `own_data.ERASED_WORDS`; a test holds them equal
ROLL, LINE, SPEAKS = "people_frozenroll", "people_frozenline", "people_representative"
STAYS = ("id", "roll_id", "line", "household_id", "number")


def _line_update() -> Trigger:
    """Like append-only, but for the two texts that an erasure takes out."""
    kept = " AND ".join(f"NEW.{one} = OLD.{one}" for one in STAYS)
    only = f"{kept} AND NEW.name = '{ERASED}' AND NEW.address = '{ERASED}'"
    return Trigger(
        name=f"{LINE}_no_update",
        table=LINE,
        sqlite=f"CREATE TRIGGER {LINE}_no_update BEFORE UPDATE ON {LINE} "
        f"WHEN NOT ({only}) BEGIN SELECT RAISE(ABORT, '{LINE} is append-only'); END",
        postgresql=f"CREATE TRIGGER {LINE}_no_update BEFORE UPDATE ON {LINE} "
        f"FOR EACH ROW WHEN (NOT ({only})) EXECUTE FUNCTION danchu_append_only()",
    )


OVERLAP = (
    f"SELECT 1 FROM {SPEAKS} o WHERE o.household_id = NEW.household_id AND o.id <> NEW.id "  # noqa: S608  our names
    "AND (NEW.until IS NULL OR o.since <= NEW.until) AND (o.until IS NULL OR o.until >= NEW.since)"
)


def _one_speaks(verb: str) -> Trigger:
    name = f"{SPEAKS}_one_{verb}"
    unknown = OVERLAP.replace("NEW.id", "COALESCE(NEW.id, -1)")  # SQLite gives the id afterwards
    return Trigger(
        name=name,
        table=SPEAKS,
        sqlite=f"CREATE TRIGGER {name} BEFORE {verb.upper()} ON {SPEAKS} WHEN EXISTS ({unknown}) "
        "BEGIN SELECT RAISE(ABORT, 'two representatives on one day'); END",
        postgresql=f"CREATE TRIGGER {name} BEFORE {verb.upper()} ON {SPEAKS} "
        "FOR EACH ROW EXECUTE FUNCTION danchu_one_representative()",
    )


FUNCTION = (
    "CREATE OR REPLACE FUNCTION danchu_one_representative() RETURNS trigger LANGUAGE plpgsql AS $$ "
    f"BEGIN IF EXISTS ({OVERLAP}) THEN RAISE EXCEPTION 'two representatives on one day' "
    "USING ERRCODE = 'unique_violation'; END IF; RETURN NEW; END $$"
)

TRIGGERS = [
    *triggers.append_only(ROLL),
    *(one for one in triggers.append_only(LINE) if not one.name.endswith("_no_update")),
    _line_update(),
    _one_speaks("insert"),
    _one_speaks("update"),
]


def stand() -> None:
    """From the room's `ready`."""
    triggers.stand(TRIGGERS, functions=[FUNCTION])
