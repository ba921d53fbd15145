import django.db.models.deletion
from django.db import migrations, models

import lvxun.web.registers.models


class Migration(migrations.Migration):
    dependencies = [("registers", "0002_slots_and_search")]

    operations = [
        migrations.CreateModel(
            name="SearchIndex",
            fields=[
                (
                    "record",
                    models.OneToOneField(
                        db_column="rowid",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="search_index",
                        serialize=False,
                        to="registers.record",
                    ),
                ),
                ("tokens", lvxun.web.registers.models.TokensField()),
            ],
            options={"db_table": "registers_search", "managed": False},
        ),
    ]
