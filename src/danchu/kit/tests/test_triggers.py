"""What was written in the trail stays: both engines refuse, and a lost trigger is noticed."""

from datetime import date

import pytest
from django.core.checks import Tags, run_checks
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from danchu.kit import audit, search, triggers
from danchu.kit.models import AuditEntry

pytestmark = pytest.mark.django_db
DAY = date(2026, 12, 2)
postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL's own verb")
sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite's own way")


@pytest.fixture
def entry() -> AuditEntry:
    return audit.record("test.act", by=None, unit_id=None, kind="thing", key=1, on=DAY)


def run(sql: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def refused(sql: str) -> bool:
    try:
        run(sql)
    except DatabaseError as error:
        return "append-only" in str(error)
    return False


WRITTEN_AGAIN = (
    "INSERT INTO kit_auditentry SELECT * FROM kit_auditentry WHERE true "
    "ON CONFLICT (id) DO UPDATE SET act = 'other'"
)
FORBIDDEN = [
    "UPDATE kit_auditentry SET act = 'other'",
    "DELETE FROM kit_auditentry",
    "DELETE FROM kit_auditentry WHERE kind = 'thing'",
    WRITTEN_AGAIN,
]


@pytest.mark.parametrize("sql", FORBIDDEN)
def test_an_entry_is_never_changed_nor_removed(entry, sql):
    assert refused(sql)
    assert AuditEntry.objects.get().act == "test.act"


@postgresql
@pytest.mark.parametrize("sql", ["TRUNCATE kit_auditentry", "TRUNCATE kit_auditentry CASCADE"])
def test_the_trail_is_never_emptied(entry, sql):
    assert refused(sql)
    assert AuditEntry.objects.count() == 1


@sqlite
@pytest.mark.parametrize(
    "sql",
    [
        "REPLACE INTO kit_auditentry SELECT * FROM kit_auditentry",
        "INSERT OR REPLACE INTO kit_auditentry SELECT * FROM kit_auditentry",
    ],
)
def test_an_entry_is_not_replaced_by_another_of_its_number(entry, sql):
    assert refused(sql)
    assert AuditEntry.objects.get().act == "test.act"


def test_the_models_own_ways_are_refused_too(entry):
    for act in (entry.delete, AuditEntry.objects.all().delete, entry.save):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            act()


def test_the_trail_is_added_to(entry):
    audit.record("test.more", by=None, unit_id=None, kind="thing", key=2, on=DAY)

    assert AuditEntry.objects.count() == 2


def complaints() -> list[str]:
    return [
        str(found.msg)
        for found in run_checks(tags=[Tags.database], databases=["default"])
        if found.id == "kit.E001"
    ]


def test_nothing_is_missing_after_migrate():
    assert triggers.missing(connection) == []
    assert complaints() == []


def test_each_lost_trigger_is_named_by_check_and_put_back_by_migrate(entry):
    wanted = [one for one in triggers.TRIGGERS if one.text(connection.vendor)]
    for trigger in wanted:
        put_back = triggers.take_off(connection, [trigger])
        assert triggers.missing(connection) == [trigger.name]
        (said,) = complaints()
        assert trigger.name in said
        put_back()
    triggers.take_off(connection, wanted)
    assert triggers.missing(connection) == [one.name for one in wanted]

    call_command("migrate", verbosity=0)
    call_command("migrate", verbosity=0)

    assert complaints() == []
    assert refused("DELETE FROM kit_auditentry")


@postgresql
def test_a_trigger_switched_off_is_missing_and_switched_on_again(entry):
    run("ALTER TABLE kit_auditentry DISABLE TRIGGER kit_auditentry_no_delete")
    assert triggers.missing(connection) == ["kit_auditentry_no_delete"]

    triggers.ensure(connection)

    assert triggers.missing(connection) == []
    assert refused("DELETE FROM kit_auditentry")


@sqlite
def test_a_table_rebuilt_by_a_later_migration_gets_its_triggers_back(entry):
    """SQLite drops them silently with the old table."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE name = 'kit_auditentry'")
        made = cursor.fetchone()[0].replace("kit_auditentry", "kit_new", 1)
        cursor.execute(made)
        cursor.execute("INSERT INTO kit_new SELECT * FROM kit_auditentry")
        cursor.execute("DROP TABLE kit_auditentry")
        cursor.execute("ALTER TABLE kit_new RENAME TO kit_auditentry")
    lost = {f"kit_auditentry_no_{verb}" for verb in ("update", "delete", "replace")}
    assert set(triggers.missing(connection)) == lost

    call_command("migrate", verbosity=0)

    assert triggers.missing(connection) == []
    assert refused("DELETE FROM kit_auditentry")


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("append_only_off")
def test_tests_that_empty_tables_may_take_the_guards_off(entry):
    run("DELETE FROM kit_auditentry")

    assert not AuditEntry.objects.exists()


def test_the_guards_came_back_after_such_a_test(entry):
    assert triggers.missing(connection) == []
    assert refused("DELETE FROM kit_auditentry")


def test_search_keeps_up_after_its_triggers_were_lost_and_put_back():
    search.put("kit", "page", 1, title="Trám xuân", address="/", on=DAY)
    triggers.ensure(connection)

    assert [entry.title for entry in search.find("tram")] == ["Trám xuân"]
