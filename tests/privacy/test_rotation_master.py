"""A new master key reaches every data key and everybody at work, and the old one ends."""

import stat

import pytest
from django.core.management import CommandError

from casework.models import Person
from privacy.crypto import keyring
from privacy.crypto.providers import key_file, make_keys, provider
from privacy.errors import Denied
from privacy.models import DataKey, KeyRotation
from privacy.rotation import keyfile
from tests.privacy.rotating import command, values

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys_of_its_own")]


def test_after_a_new_master_key_every_data_key_is_under_it_and_everything_opens(melding):
    before = values()
    said = command("--master")
    assert said["versions"] == {"data": 2, "reporter": 2, "wvggz": 2}
    assert (said["rewrapped"], said["under_an_older_version"]) == (DataKey.objects.count(), 0)
    assert set(DataKey.objects.values_list("kek_version", flat=True)) == {2}
    assert values() == before
    assert not before["unreadable"]


def test_the_key_file_stays_the_owners_and_no_draft_is_left(melding):
    command("--master")
    assert stat.S_IMODE(key_file().stat().st_mode) == 0o600
    assert sorted(path.name for path in key_file().parent.iterdir()) == ["master.json", "rotation.lock"]


def test_the_old_master_key_is_refused_and_then_forgotten(melding):
    old = list(DataKey.objects.order_by("pk"))
    command("--master")
    (answer, *_) = provider().unwrap_many([(keyring.wrapped_of(row), keyring.wrap_aad(row)) for row in old])
    assert isinstance(answer, Denied)
    assert set(keyfile.in_file().roots["data"]) == {1, 2}
    assert command("--master", "--forget")["erased"] == {"data": [1], "reporter": [1], "wvggz": [1]}
    assert set(keyfile.in_file().roots["data"]) == {2}
    assert not values()["unreadable"]


def test_the_old_master_key_is_not_forgotten_while_a_data_key_needs_it(melding):
    row = DataKey.objects.first()
    before = {"kek_version": row.kek_version, "wrapped": bytes(row.wrapped)}
    command("--master")
    DataKey.objects.filter(pk=row.pk).update(**before)
    with pytest.raises(CommandError, match="1 data keys still need"):
        command("--master", "--forget")
    command("--master")
    command("--master", "--forget")
    assert not values()["unreadable"]


def test_who_read_a_key_before_the_rotation_still_opens_it(melding, as_anke):
    key_id, version = Person.objects.get().given.key()
    (row,) = DataKey.objects.filter(key_id=key_id)
    command("--master")
    found = {}
    keyring._open([row], found)
    assert found[(key_id, version)].secret


def test_a_key_that_was_wrapped_just_before_is_brought_up_by_who_made_it(as_anke):
    late = keyring.new_row(("person", "late"))
    command("--master")
    late.save()
    keyring.bring_up([late])
    assert DataKey.objects.get(scope_ref="late").kek_version == 2
    assert keyring.key_for("person", "late")


def test_a_key_destroyed_during_the_rotation_stays_destroyed(melding, as_anke):
    rows = list(DataKey.objects.filter(scope_kind="person"))
    keyring.destroy("person", rows[0].scope_ref, by=["anke", "bram"])
    assert keyring.rewrap(rows) == 0
    row = DataKey.objects.get(pk=rows[0].pk)
    assert (row.status, set(bytes(row.wrapped))) == ("destroyed", {0})


def test_a_data_key_that_does_not_open_keeps_the_old_master_key_in_force(melding):
    DataKey.objects.filter(scope_kind="person").update(wrapped=bytes(60))
    with pytest.raises(CommandError) as stopped:
        command("--master")
    assert str(stopped.value).startswith(
        "The rotation stopped: 1 data keys could not be rewrapped (1 do not open)"
    )
    assert "\n" not in str(stopped.value)
    assert not keyfile.in_file().minimum


def test_keys_from_the_environment_are_not_rotated(monkeypatch):
    monkeypatch.setenv("SLUITEND_KEYS", make_keys(demo=True))
    for which in ("--master", "--index"):
        with pytest.raises(CommandError, match="SLUITEND_KEYS"):
            command(which)
    assert not KeyRotation.objects.exists()
