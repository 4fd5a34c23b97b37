"""Every value is sealed again under a new data key, and nobody at work notices."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections, transaction

from casework.actions import melding as meldingen
from casework.models import Melding, Person
from privacy.context import acting, wall_clock
from privacy.crypto import keyring
from privacy.ledger.anchors import row_problems
from privacy.models import AccessEvent, ChangeEvent, DataKey
from privacy.rotation import data
from privacy.rotation.reseal import models_to_reseal
from privacy.sealed import sealed_names
from tests.privacy.rotating import command, values

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys_of_its_own")]


def test_after_new_data_keys_every_value_is_under_them_and_agrees_with_the_ledger(melding):
    before = values()
    said = command("--data")
    assert said["new_versions"] == DataKey.objects.filter(version=2).count() == 3
    assert (said["resealed"], said["unreadable"]) == (4, 0)
    assert values() == before
    assert list(row_problems()) == []
    assert set(DataKey.objects.values_list("version", "status")) == {(1, "decrypt_only"), (2, "active")}


def test_an_open_form_still_fits_after_its_record_was_sealed_again(melding, triagist):
    seen = Melding.objects.get().version
    command("--data")
    meldingen.claim(by=triagist, melding_ref=melding.ref, seen_version=seen)
    assert Melding.objects.get().version == seen + 1
    assert list(row_problems()) == []


def test_sealing_again_is_an_event_at_the_same_version_and_a_recorded_look(melding):
    seen = Melding.objects.get().version
    command("--data")
    event = ChangeEvent.objects.get(about_ref=melding.ref, action="keys.reseal")
    assert (event.version, event.role, event.purpose) == (seen, "R00", "key_rotation")
    assert set(event.fields) == {"narrative", "location", "help_running", "link_evidence", "remark"}
    looks = AccessEvent.objects.filter(action="keys.reseal")
    assert {subject for look in looks for subject in look.subjects} >= {str(melding.pk)}
    assert "melding.narrative" in {name for look in looks for name in look.fields}


def test_who_changes_a_record_during_the_rotation_wins(melding, triagist):
    stale = Melding.objects.get()
    meldingen.claim(by=triagist, melding_ref=melding.ref)
    with data.running("data", "versions", dict) as job:
        data._make_versions(job)
        seen = data.Seen()
        data.reseal([stale], job, seen)
        assert (seen.resealed, seen.busy) == (0, 1)
        assert list(row_problems()) == []
        assert data._until_clean(job).busy == 0
    assert values()["old"] == 0
    assert list(row_problems()) == []


def test_what_was_written_under_an_old_key_in_hand_is_found_by_the_next_pass(melding, triagist):
    with acting(triagist):
        keyring.prepare([("melding", str(melding.pk))])
        stale = Melding.objects.get()
        with data.running("data", "versions", dict) as job:
            data._make_versions(job)
            data._until_clean(job)
        stale.remark = "nog onder de oude sleutel"
        stale.save(update_fields=["remark"])
    assert values()["old"] == 1
    command("--data")
    assert values()["old"] == 0


def test_a_destroyed_scope_gets_no_new_version_and_keeps_nobody_else(melding, as_anke):
    keyring.destroy("person", str(melding.person_id), by=["anke", "bram"])
    said = command("--data")
    person = Person.objects.get(pk=melding.person_id)
    held = [name for name in Person.sealed_attributes() if getattr(person, name) is not None]
    assert said["destroyed"] == len(held) > 5
    assert DataKey.objects.get(scope_kind="person").version == 1
    assert values()["unreadable"] == said["destroyed"]


def test_a_version_added_while_its_scope_is_destroyed_goes_as_well(melding, as_anke):
    command("--data")
    assert keyring.destroy("person", str(melding.person_id), by=["anke", "bram"]) == 2
    with pytest.raises(keyring.Destroyed):
        keyring.key_for("person", str(melding.person_id))


@pytest.mark.django_db(transaction=True)
def test_a_scope_destroyed_at_the_same_moment_keeps_no_version(keys_of_its_own, anke):
    """The rotation holds the old version while somebody else destroys the scope, and commits a new one after."""

    def destroy():
        try:
            return keyring.destroy("person", "p1", by=["anke", "bram"])
        finally:
            connections.close_all()

    with acting(anke):
        keyring.prepare([("person", "p1")])
    with ThreadPoolExecutor(1) as somebody_else:
        with transaction.atomic(using="keystore"):
            (old,) = DataKey.objects.select_for_update().filter(scope_ref="p1")
            DataKey.objects.filter(pk=old.pk).update(status=DataKey.Status.DECRYPT_ONLY)
            destroyed = somebody_else.submit(destroy)
            time.sleep(0.5)
            keyring.new_row(("person", "p1"), key_id=old.key_id, version=2).save()
        assert destroyed.result(timeout=30) == 2
    assert set(DataKey.objects.values_list("status", flat=True)) == {"destroyed"}


def test_a_value_that_does_not_open_is_counted_and_left_as_it_is(melding):
    broken = bytes(100)
    with connections["default"].cursor() as cursor:
        cursor.execute("UPDATE casework_melding SET narrative = %s", [broken])
    with pytest.raises(SystemExit) as ended:
        command("--data")
    assert ended.value.code == 1
    assert Melding.objects.values_list("narrative", flat=True).get()._ciphertext == broken


def test_old_versions_end_only_when_the_copies_of_the_records_are_gone(melding):
    command("--data")
    assert command("--data")["retired"] == 0
    DataKey.objects.update(created_at=wall_clock() - timedelta(days=36))
    assert command("--data")["retired"] == 3 + 3
    assert set(DataKey.objects.values_list("version", "status")) == {
        (1, "destroyed"),
        (2, "destroyed"),
        (3, "decrypt_only"),
        (4, "active"),
    }
    assert (values()["old"], values()["unreadable"]) == (0, 0)


def test_an_old_version_stays_while_a_damaged_value_names_it(melding):
    """Whoever puts the undamaged value back from a copy can still read it."""
    whole = Melding.objects.values_list("narrative", flat=True).get()._ciphertext
    damaged = whole[:-1] + bytes([whole[-1] ^ 1])
    with connections["default"].cursor() as cursor:
        cursor.execute("UPDATE casework_melding SET narrative = %s", [damaged])
    for _ in range(2):
        with pytest.raises(SystemExit):
            command("--data")
        DataKey.objects.update(created_at=wall_clock() - timedelta(days=36))
    with pytest.raises(SystemExit):
        command("--data")
    old = DataKey.objects.filter(scope_kind="melding").order_by("version").values_list("status", flat=True)
    assert list(old) == ["decrypt_only", "destroyed", "decrypt_only", "active"]
    with connections["default"].cursor() as cursor:
        cursor.execute("UPDATE casework_melding SET narrative = %s", [whole])
    assert not values()["unreadable"]


def test_a_new_person_after_the_old_version_ended_is_sealed_as_usual(melding, triagist):
    command("--data")
    DataKey.objects.update(created_at=wall_clock() - timedelta(days=36))
    command("--data")
    meldingen.claim(by=triagist, melding_ref=melding.ref)
    with acting(triagist):
        keyring.prepare([("melding", str(melding.pk))])
        assert keyring.key_for("melding", str(melding.pk)).version == 3


def test_every_model_that_seals_takes_part():
    assert {model._meta.label for model in models_to_reseal()} >= {"casework.Person", "casework.Handover"}
    assert all(sealed_names(model) for model in models_to_reseal())
