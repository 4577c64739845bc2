"""The full-text index on both engines. The triggers that feed it on SQLite: `kit.triggers`."""

from typing import Any

from django.core.management import call_command
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

FORWARDS = {
    "sqlite": "CREATE VIRTUAL TABLE kit_search_fts USING fts5("
    "folded, content='kit_searchentry', content_rowid='id', tokenize='ascii')",
    "postgresql": "CREATE INDEX kit_search_fts ON kit_searchentry "
    "USING gin (to_tsvector('simple', folded))",
}
BACKWARDS = {
    "sqlite": "DROP TABLE kit_search_fts",
    "postgresql": "DROP INDEX kit_search_fts",
}


def build(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    editor.execute(FORWARDS[editor.connection.vendor])


def unbuild(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    editor.execute(BACKWARDS[editor.connection.vendor])


def cache_table(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    call_command("createcachetable", database=editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("kit", "0001_first")]
    operations = [
        migrations.RunPython(build, unbuild),
        migrations.RunPython(cache_table, migrations.RunPython.noop),
    ]
