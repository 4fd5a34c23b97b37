from django.db import migrations, models

FLAGS = 2
"""The bit of a melding's worry that says that there are safety flags."""

SET_LATER = ("crisis.fill_sheet", "fan_profile.activate", "fan_profile.write_plan", "fan_profile.keep")
"""What puts a flag at a file that is there already."""


def as_it_is_known(apps, schema_editor):
    """Somebody was reported with flags, or got one since: a report says the first, the ledger the second."""
    Person, Melding = apps.get_model("casework", "Person"), apps.get_model("casework", "Melding")
    reported = Melding.objects.annotate(flags=models.F("worry").bitand(FLAGS)).filter(flags__gt=0)
    Person.objects.filter(pk__in=reported.values("person_id")).update(flagged=True)
    changed = apps.get_model("privacy", "ChangeEvent").objects.filter(about_kind="person", action__in=SET_LATER)
    later = {ref for ref, fields in changed.values_list("about_ref", "fields").iterator() if "flags" in fields}
    Person.objects.filter(ref__in=later).update(flagged=True)


class Migration(migrations.Migration):

    dependencies = [
        ("casework", "0025_calls_and_profiles_at_night"),
        ("privacy", "0002_how_far_a_rotation_of_keys_is"),
    ]

    operations = [
        migrations.AddField("person", "flagged", models.BooleanField(default=False)),
        migrations.RunPython(as_it_is_known, migrations.RunPython.noop),
    ]
