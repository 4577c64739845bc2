"""Items already public tell the search their group, and whether they were made public late."""

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def tell(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    entries = apps.get_model("kit", "SearchEntry").objects.filter(room="disclosure", kind="item")
    for item in apps.get_model("disclosure", "Item").objects.exclude(state="noted").iterator():
        late = item.state == "published" and (item.published_on or item.noted_on) > item.due_on
        entries.filter(key=str(item.pk)).update(topic=str(item.group), late=late)


class Migration(migrations.Migration):
    dependencies = [
        ("disclosure", "0002_note_changes"),
        ("kit", "0004_search_by_number_topic_and_lateness"),
    ]
    operations = [migrations.RunPython(tell, migrations.RunPython.noop)]
