"""Whichever keys are rotated: a dry run, one at a time, recorded, and one line when it is refused."""

import pytest
from django.core.management import CommandError
from django.db import connections

from privacy.crypto.providers import key_file, provider
from privacy.errors import RotationRefused
from privacy.models import AccessEvent
from privacy.rotation import data, index, master
from tests.privacy.rotating import command, everything

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys_of_its_own")]


@pytest.mark.parametrize(
    "which", [["--master"], ["--data"], ["--index"], ["--master", "--forget"]], ids=" ".join
)
def test_a_dry_run_changes_nothing_and_says_what_would_happen(melding, which):
    provider()
    before = everything()
    said = command(*which, "--dry-run")
    assert said["dry_run"] is True
    assert everything() == before
    counted = {"--master": ("data_keys", 3), "--data": ("new_versions", 3), "--index": ("persons", 1)}
    name, expected = counted[which[0]]
    assert "--forget" in which or said[name] == expected


@pytest.mark.parametrize("part", [master, data, index], ids=["master", "data", "index"])
def test_one_rotation_at_a_time(part):
    with data.running("data", "versions", dict), pytest.raises(RotationRefused, match="another process"):
        part.rotate() if part is master else part.rotate(0)


def test_every_step_stands_in_the_ledger(melding):
    for which in ("--master", "--data", "--index"):
        command(which)
    said = set(AccessEvent.objects.filter(action__startswith="keys.").values_list("action", flat=True))
    assert said >= {
        *(f"keys.master.{step}" for step in ("begin", "key", "rewrap", "refuse", "finish")),
        *(f"keys.data.{step}" for step in ("begin", "versions", "reseal", "settle", "retire", "finish")),
        *(
            f"keys.index.{step}"
            for step in ("begin", "key", "settle", "backfill", "switch", "drop", "finish")
        ),
    }


@pytest.mark.parametrize("arguments", [["--forget", "--data"], [], ["--master", "--data"]], ids=str)
def test_a_wrong_wish_is_one_line(arguments):
    with pytest.raises(CommandError) as refused:
        command(*arguments)
    assert "\n" not in str(refused.value)


def test_nothing_is_rotated_when_it_cannot_be_recorded(melding):
    before = key_file().read_bytes()
    with connections["ledger"].cursor() as cursor:
        cursor.execute("ALTER TABLE ledger_access RENAME TO ledger_away")
    with pytest.raises(CommandError, match=r"keys\.master\.begin"):
        command("--master")
    assert key_file().read_bytes() == before
