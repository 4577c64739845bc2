from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0007_households"),
        ("petitions", "0004_words_for_every_kind_of_unit"),
        ("places", "0005_where_each_hamlet_of_a_split_commune_goes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["unit", "-closed_on", "-id"], name="case_closed_last"),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["unit", "topic", "state"], name="case_by_topic"),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                fields=["unit", "received_on", "track", "topic", "state", "closed_on", "due_on"],
                name="case_for_figures",
            ),
        ),
        migrations.AddIndex(
            model_name="publiccase",
            index=models.Index(fields=["state", "-shown_on", "-id"], name="public_case_newest"),
        ),
    ]
