"""Whoever had somebody hands them on: one running handover per case and sender. Teams with outreach receive as well."""

from django.db import migrations, models

OUTREACH, WIJKTEAM = "R11", ("R50", "R51")


def teams_with_outreach_receive(apps, editor):
    """The teams of a loaded pack are rows; what follows from their roles follows once more."""
    for team in apps.get_model("casework", "Team").objects.all():
        if OUTREACH in team.roles and not team.may_receive:
            team.may_receive = True
            team.save(update_fields=["may_receive"])


def only_wijkteams_receive(apps, editor):
    """As it was: the teams with a wijkteam's roles."""
    for team in apps.get_model("casework", "Team").objects.filter(may_receive=True):
        if not set(WIJKTEAM).intersection(team.roles):
            team.may_receive = False
            team.save(update_fields=["may_receive"])


class Migration(migrations.Migration):

    dependencies = [
        ("casework", "0005_room_at_a_receiver"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="handover",
            name="one_running_handover_per_case",
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["draft", "completed", "withdrawn"]), _negated=True),
                fields=("case", "sender_team"),
                name="one_running_handover_per_case_and_sender",
            ),
        ),
        migrations.RunPython(teams_with_outreach_receive, only_wijkteams_receive),
    ]
