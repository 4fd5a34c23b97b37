"""The kernel's tables in their three databases, and the triggers that let the ledger only grow."""

from django.db import migrations, models

import privacy.ids
import privacy.models.ledger
from privacy.ledger import guards


def _raise(apps, schema_editor):
    guards.raise_guards(schema_editor.connection, schema_editor.connection.alias)


def _lower(apps, schema_editor):
    guards.lower_guards(schema_editor.connection, schema_editor.connection.alias)


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="AccessEvent",
            fields=[
                ("at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField()),
                ("actor", models.CharField(max_length=64)),
                ("role", models.CharField(max_length=32)),
                ("unit", models.CharField(blank=True, max_length=64)),
                ("purpose", models.CharField(max_length=64)),
                ("relation", models.CharField(blank=True, max_length=64)),
                ("request_id", models.CharField(blank=True, max_length=64)),
                ("action", models.CharField(max_length=64)),
                ("salt", models.BinaryField(default=privacy.models.ledger.event_salt)),
                ("event_id", models.UUIDField(default=privacy.ids.uuid7, primary_key=True, serialize=False)),
                ("outcome", models.CharField(max_length=16)),
                ("subjects", models.JSONField()),
                ("fields", models.JSONField()),
                ("about", models.CharField(blank=True, max_length=128)),
            ],
            options={
                "db_table": "ledger_access",
            },
        ),
        migrations.CreateModel(
            name="Checkpoint",
            fields=[
                ("size", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ("sealed_at", models.DateTimeField()),
                ("frontier", models.BinaryField()),
                ("body", models.TextField()),
                ("key_name", models.CharField(max_length=64)),
                ("signature", models.BinaryField()),
            ],
            options={
                "db_table": "ledger_checkpoint",
            },
        ),
        migrations.CreateModel(
            name="DemoClock",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("offset_seconds", models.BigIntegerField(default=0)),
            ],
            options={
                "db_table": "demo_clock",
            },
        ),
        migrations.CreateModel(
            name="LedgerLeaf",
            fields=[
                ("position", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ("source", models.CharField(max_length=8)),
                ("event_id", models.UUIDField(unique=True)),
                ("leaf_hash", models.BinaryField()),
            ],
            options={
                "db_table": "ledger_leaf",
            },
        ),
        migrations.CreateModel(
            name="BlindToken",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("purpose", models.CharField(max_length=8)),
                ("version", models.PositiveSmallIntegerField()),
                ("token", models.BinaryField(max_length=16)),
                ("match_ref", models.CharField(max_length=64)),
                ("slot", models.PositiveSmallIntegerField()),
            ],
            options={
                "db_table": "blind_token",
                "indexes": [models.Index(fields=["token"], name="token_lookup")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("match_ref", "slot", "version"), name="one_token_per_slot"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ChangeEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField()),
                ("actor", models.CharField(max_length=64)),
                ("role", models.CharField(max_length=32)),
                ("unit", models.CharField(blank=True, max_length=64)),
                ("purpose", models.CharField(max_length=64)),
                ("relation", models.CharField(blank=True, max_length=64)),
                ("request_id", models.CharField(blank=True, max_length=64)),
                ("action", models.CharField(max_length=64)),
                ("salt", models.BinaryField(default=privacy.models.ledger.event_salt)),
                ("event_id", models.UUIDField(default=privacy.ids.uuid7, unique=True)),
                ("about_kind", models.CharField(max_length=32)),
                ("about_ref", models.CharField(max_length=64)),
                ("version", models.PositiveIntegerField()),
                ("fields", models.JSONField()),
                ("from_state", models.CharField(blank=True, max_length=32)),
                ("to_state", models.CharField(blank=True, max_length=32)),
                ("reason_code", models.CharField(blank=True, max_length=64)),
            ],
            options={
                "db_table": "ledger_change",
                "indexes": [models.Index(fields=["about_kind", "about_ref", "id"], name="change_of_record")],
            },
        ),
        migrations.CreateModel(
            name="DataKey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key_id", models.BigIntegerField()),
                ("version", models.PositiveSmallIntegerField(default=1)),
                ("scope_kind", models.CharField(max_length=32)),
                ("scope_ref", models.CharField(max_length=64)),
                ("kek_name", models.CharField(max_length=16)),
                ("kek_version", models.PositiveSmallIntegerField()),
                ("wrapped", models.BinaryField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("active", "Active"),
                            ("decrypt_only", "Decrypt Only"),
                            ("blocked", "Blocked"),
                            ("destroyed", "Destroyed"),
                        ],
                        default="active",
                        max_length=16,
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("destroyed_at", models.DateTimeField(null=True)),
                ("destroyed_by", models.CharField(blank=True, max_length=128)),
            ],
            options={
                "db_table": "keystore_key",
                "constraints": [
                    models.UniqueConstraint(fields=("key_id", "version"), name="key_once"),
                    models.UniqueConstraint(
                        fields=("scope_kind", "scope_ref", "version"), name="key_per_scope"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "active")),
                        fields=("scope_kind", "scope_ref"),
                        name="one_active_key_per_scope",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["active", "decrypt_only", "blocked", "destroyed"])
                        ),
                        name="key_status_known",
                    ),
                ],
            },
        ),
        migrations.RunPython(_raise, _lower, hints={"database": "default"}),
        migrations.RunPython(_raise, _lower, hints={"database": "ledger"}),
    ]
