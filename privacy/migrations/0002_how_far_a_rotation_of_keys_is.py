"""Where a rotation of keys was, so that a killed one goes on."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("privacy", "0001_kernel_tables_and_append_only_guards"),
    ]

    operations = [
        migrations.CreateModel(
            name="KeyRotation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=8)),
                ("stage", models.CharField(max_length=16)),
                ("target", models.JSONField(default=dict)),
                ("cursor", models.CharField(blank=True, max_length=128)),
                ("started_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "keystore_rotation",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("finished_at__isnull", True)),
                        fields=("kind",),
                        name="one_unfinished_rotation_per_kind",
                    )
                ],
            },
        ),
    ]
