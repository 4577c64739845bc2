"""Numbers and days become one word of the index; a search may be narrowed to a topic."""

from typing import Any

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def index_again(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """What `kit.search.indexed` adds to each page already there.

    On SQLite the new columns made the table anew, without its triggers: the index is rebuilt whole.
    """
    from danchu.kit.search import indexed

    entries = apps.get_model("kit", "SearchEntry").objects
    for entry in entries.only("plain", "folded").iterator(chunk_size=500):
        entry.folded = indexed(entry.plain)
        entry.save(update_fields=["folded"])
    if editor.connection.vendor == "sqlite":
        editor.execute("INSERT INTO kit_search_fts(kit_search_fts) VALUES ('rebuild')")


class Migration(migrations.Migration):
    dependencies = [("kit", "0003_tally")]
    operations = [
        migrations.AddField(
            "searchentry",
            "topic",
            models.CharField(max_length=20, blank=True, default=""),
            preserve_default=False,
        ),
        migrations.AddField("searchentry", "late", models.BooleanField(default=False)),
        migrations.RunPython(index_again, migrations.RunPython.noop),
    ]
