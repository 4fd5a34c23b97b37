"""Notices in somebody's list, and the messages that still have to leave the house."""

from django.db import migrations, models

import privacy.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Notice",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=privacy.ids.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("to_person", models.UUIDField(null=True)),
                ("to_team", models.CharField(blank=True, max_length=60)),
                ("to_role", models.CharField(blank=True, max_length=10)),
                ("event", models.CharField(max_length=60)),
                ("about_kind", models.CharField(max_length=20)),
                ("about_ref", models.CharField(max_length=40)),
                (
                    "level",
                    models.CharField(
                        choices=[("page", "page"), ("today", "today"), ("silent", "silent")], max_length=6
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("due_at", models.DateTimeField(null=True)),
                ("read_at", models.DateTimeField(null=True)),
                ("dedupe_key", models.CharField(max_length=64, unique=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("read_at__isnull", True)),
                        fields=["to_person", "-created_at"],
                        name="unread_of_a_person",
                    ),
                    models.Index(
                        condition=models.Q(("read_at__isnull", True), ("to_person__isnull", True)),
                        fields=["to_team", "-created_at"],
                        name="unread_of_a_team",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("level__in", ["page", "today", "silent"])),
                        name="a_notice_has_a_level",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to_person__isnull", False),
                            models.Q(("to_team", ""), _negated=True),
                            models.Q(("to_role", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="a_notice_has_a_receiver",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Outbox",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=privacy.ids.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("key", models.CharField(max_length=80, unique=True)),
                ("transport", models.CharField(max_length=20)),
                ("recipient", models.CharField(max_length=254)),
                ("event", models.CharField(max_length=60)),
                ("about_ref", models.CharField(max_length=40)),
                ("due_at", models.DateTimeField(null=True)),
                ("not_before", models.DateTimeField()),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("lease_until", models.DateTimeField(null=True)),
                ("delivered_at", models.DateTimeField(null=True)),
                ("dead_at", models.DateTimeField(null=True)),
                ("created_at", models.DateTimeField()),
            ],
            options={
                "verbose_name_plural": "outbox",
                "indexes": [
                    models.Index(
                        condition=models.Q(("dead_at__isnull", True), ("delivered_at__isnull", True)),
                        fields=["not_before"],
                        name="mail_still_to_send",
                    )
                ],
            },
        ),
    ]
