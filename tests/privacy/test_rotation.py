"""Keys get new versions while people work, and nobody at work notices."""

import io
import json
import stat
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connections

from casework.actions import melding as meldingen
from casework.models import Melding, Person
from privacy.context import acting, wall_clock
from privacy.crypto import keyring
from privacy.crypto.providers import key_file, make_keys, provider
from privacy.errors import Denied, RotationRefused
from privacy.ledger.anchors import row_problems
from privacy.models import AccessEvent, BlindToken, ChangeEvent, DataKey, KeyRotation
from privacy.rotation import data, index, keyfile, master
from privacy.rotation.reseal import models_to_reseal
from privacy.sealed import sealed_names
from privacy.tokens import PersonFacts, candidates, forget_tokens, write_tokens
from tests.privacy.rotating import everything, not_found, values

pytestmark = pytest.mark.django_db
WHO = {"given": "Wytske", "surname": "Postma", "birthdate": "1940-02-19"}


@pytest.fixture(autouse=True)
def keys_of_its_own(tmp_path, settings, monkeypatch):
    """A key file that this test may replace."""
    monkeypatch.delenv("SLUITEND_KEYS", raising=False)
    settings.SLUITEND_DATA = tmp_path
    provider.cache_clear()
    yield
    provider.cache_clear()


@pytest.fixture
def anke_of(world):
    return world.by(world.account("R10"))


@pytest.fixture
def melding(world, anke_of):
    """A melding about Wytske, with her tokens."""
    return meldingen.receive(
        by=anke_of, narrative="Doet niet open.", person=WHO, answers=dict.fromkeys(("Q1", "Q2", "Q3"), "no"),
        melder={"name": "Mevrouw Buur"}, gemeente="0303",
    )  # fmt: skip


def command(*arguments):
    out = io.StringIO()
    call_command("rotate_keys", *arguments, "--settle", "0", stdout=out)
    return json.loads(out.getvalue())


def disagreements():
    return list(row_problems())


# --- master keys ----------------------------------------------------------------------------------------


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


# --- data keys ------------------------------------------------------------------------------------------


def test_after_new_data_keys_every_value_is_under_them_and_agrees_with_the_ledger(melding):
    before = values()
    said = command("--data")
    assert said["new_versions"] == DataKey.objects.filter(version=2).count() == 3
    assert (said["resealed"], said["unreadable"]) == (4, 0)
    assert values() == before
    assert disagreements() == []
    assert set(DataKey.objects.values_list("version", "status")) == {(1, "decrypt_only"), (2, "active")}


def test_an_open_form_still_fits_after_its_record_was_sealed_again(melding, anke_of):
    seen = Melding.objects.get().version
    command("--data")
    meldingen.claim(by=anke_of, melding_ref=melding.ref, seen_version=seen)
    assert Melding.objects.get().version == seen + 1
    assert disagreements() == []


def test_sealing_again_is_an_event_at_the_same_version_and_a_recorded_look(melding):
    seen = Melding.objects.get().version
    command("--data")
    event = ChangeEvent.objects.get(about_ref=melding.ref, action="keys.reseal")
    assert (event.version, event.role, event.purpose) == (seen, "R00", "key_rotation")
    assert set(event.fields) == {"narrative", "location", "link_evidence", "remark"}
    looks = AccessEvent.objects.filter(action="keys.reseal")
    assert {subject for look in looks for subject in look.subjects} >= {str(melding.pk)}
    assert "melding.narrative" in {name for look in looks for name in look.fields}


def test_who_changes_a_record_during_the_rotation_wins(melding, anke_of):
    stale = Melding.objects.get()
    meldingen.claim(by=anke_of, melding_ref=melding.ref)
    with data.running("data", "versions", dict) as job:
        data._make_versions(job)
        seen = data.Seen()
        data.reseal([stale], job, seen)
        assert (seen.resealed, seen.busy) == (0, 1)
        assert disagreements() == []
        assert data._until_clean(job).busy == 0
    assert values()["old"] == 0
    assert disagreements() == []


def test_what_was_written_under_an_old_key_in_hand_is_found_by_the_next_pass(melding, anke_of):
    with acting(anke_of):
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
    assert said["destroyed"] == len(Person.sealed_attributes())
    assert DataKey.objects.get(scope_kind="person").version == 1
    assert values()["unreadable"] == said["destroyed"]


def test_a_version_added_while_its_scope_is_destroyed_goes_as_well(melding, as_anke):
    command("--data")
    assert keyring.destroy("person", str(melding.person_id), by=["anke", "bram"]) == 2
    with pytest.raises(keyring.Destroyed):
        keyring.key_for("person", str(melding.person_id))


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


def test_a_new_person_after_the_old_version_ended_is_sealed_as_usual(melding, anke_of):
    command("--data")
    DataKey.objects.update(created_at=wall_clock() - timedelta(days=36))
    command("--data")
    meldingen.claim(by=anke_of, melding_ref=melding.ref)
    with acting(anke_of):
        keyring.prepare([("melding", str(melding.pk))])
        assert keyring.key_for("melding", str(melding.pk)).version == 3


def test_every_model_that_seals_takes_part():
    assert {model._meta.label for model in models_to_reseal()} >= {"casework.Person", "casework.Handover"}
    assert all(sealed_names(model) for model in models_to_reseal())


# --- the index key --------------------------------------------------------------------------------------


def test_she_is_found_before_during_and_after_a_new_index_key(melding):
    asked = PersonFacts(**WHO)
    assert [ref for ref, _ in candidates(asked)] == [str(melding.person_id)]
    keyfile.add_versions({"index": 2})
    write_tokens("meanwhile", asked)
    assert BlindToken.objects.filter(match_ref="meanwhile").count() == 2 * 17
    assert {ref for ref, _ in candidates(asked)} == {str(melding.person_id), "meanwhile"}
    forget_tokens(["meanwhile"])
    said = command("--index")
    assert (said["version"], said["persons"], said["dropped"]) == (3, 1, 17)
    assert set(BlindToken.objects.values_list("version", flat=True)) == {3}
    assert [ref for ref, _ in candidates(asked)] == [str(melding.person_id)]
    assert set(keyfile.in_file().roots["index"]) == {3}
    assert not_found() == []


def test_reading_her_facts_for_the_tokens_is_recorded(melding):
    command("--index")
    look = AccessEvent.objects.get(action="keys.index.read")
    assert (look.subjects, look.purpose) == ([str(melding.person_id)], "key_rotation")
    assert "person.surname" in look.fields


def test_who_may_no_longer_be_found_stays_forgotten(melding):
    forget_tokens([str(melding.person_id)])
    assert command("--index")["persons"] == 0
    assert not BlindToken.objects.exists()


def test_the_tokens_of_a_destroyed_person_end_with_the_old_version(melding, as_anke):
    keyring.destroy("person", str(melding.person_id), by=["anke", "bram"])
    said = command("--index")
    assert (said["persons"], said["without_facts"]) == (0, 1)
    assert not BlindToken.objects.exists()


def test_somebody_who_cannot_be_read_stops_the_rotation_before_the_switch(melding):
    DataKey.objects.filter(scope_kind="person").update(status="blocked")
    with pytest.raises(CommandError, match="1 persons cannot be read"):
        command("--index")
    assert BlindToken.objects.filter(version=1).count() == 17
    DataKey.objects.filter(scope_kind="person").update(status="active")
    assert command("--index")["resumed"]
    assert not_found() == []


# --- all of them ----------------------------------------------------------------------------------------


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
