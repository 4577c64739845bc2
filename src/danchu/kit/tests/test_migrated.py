"""The database that tests begin with is the one today's migrations make, and no other."""

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from danchu.kit import triggers
from danchu.kit.tests import migrated


def test_its_digest_follows_migrations_triggers_and_settings(tmp_path, monkeypatch):
    was = migrated.digest()
    assert migrated.digest() == was

    with monkeypatch.context() as other:
        other.setattr(triggers, "TRIGGERS", triggers.TRIGGERS[:-1])
        assert migrated.digest() != was
    (tmp_path / "migrations").mkdir()
    (tmp_path / "migrations" / "0001_initial.py").write_text("")
    with monkeypatch.context() as other:
        other.setattr(apps.get_app_config("kit"), "path", str(tmp_path))
        changed = migrated.digest()
        (tmp_path / "migrations" / "0001_initial.py").write_text("dependencies = []")
        assert len({was, changed, migrated.digest()}) == 3
    assert migrated.digest() == was


def test_migrations_ask_no_code_that_the_digest_does_not_cover():
    """A migration that imported another room would change with it, and the digest would not."""
    asked = set()
    for app in apps.get_app_configs():
        if app.name.startswith("danchu."):
            for file in (Path(app.path) / "migrations").glob("*.py"):
                tree = ast.walk(ast.parse(file.read_text()))
                asked |= {str(node.module) for node in tree if isinstance(node, ast.ImportFrom)}

    ours = {name for name in asked if name.split(".")[0] in {"danchu", "civics"}}
    assert [name for name in ours if not name.startswith("danchu.kit.")] == []
    assert "danchu.kit.search" in ours  # so the list above is not empty by mistake


@pytest.mark.django_db
def test_nothing_is_left_to_migrate_and_every_migration_was_recorded():
    call_command("migrate", check_unapplied=True, verbosity=0)
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=0)

    assert MigrationRecorder(connection).applied_migrations()
    assert triggers.missing(connection) == []
