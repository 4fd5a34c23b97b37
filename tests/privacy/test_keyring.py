"""One key for what is destroyed together, and no key without its master."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connections, transaction

from privacy.context import acting
from privacy.crypto import keyring, providers
from privacy.crypto.providers import FileProvider, make_keys, provider, read_keys, write_key_file
from privacy.errors import Denied, Destroyed, Integrity, Unavailable
from privacy.ledger.record import release
from privacy.models import DataKey
from tests.privacy.conftest import CANARY, statements
from tests.privacy.sample import Someone


@pytest.fixture
def other_keys(monkeypatch):
    """This process meets other master keys than those that wrapped its data keys."""
    monkeypatch.setenv("SLUITEND_KEYS", make_keys(demo=True))
    provider.cache_clear()
    yield
    provider.cache_clear()


@pytest.mark.django_db
def test_keys_for_a_new_melding_cost_one_insert(as_anke):
    scopes = [("person", "p1"), ("melding", "m1"), ("reporter", "m1")]
    with statements("keystore") as sent:
        keyring.prepare(scopes)
        used = [keyring.key_for(*scope) for scope in scopes]
    assert sent() == ["INSERT"]
    assert len({bytes(key.secret) for key in used}) == 3


@pytest.mark.django_db
def test_preparing_again_finds_the_key_that_is_there(anke):
    with acting(anke):
        keyring.prepare([("person", "p1")])
        first = keyring.key_for("person", "p1")
    with acting(anke):
        keyring.prepare([("person", "p1"), ("person", "p2")])
        assert keyring.key_for("person", "p1") == first
    assert DataKey.objects.filter(scope_ref="p1").count() == 1


@pytest.mark.django_db
def test_opened_keys_do_not_outlive_the_one_who_acts(anke, bram):
    with acting(anke):
        keyring.prepare([("person", "p1")])
        with acting(bram), statements("keystore") as inner:
            keyring.key_for("person", "p1")
        with statements("keystore") as outer:
            keyring.key_for("person", "p1")
    assert (inner(), outer()) == (["SELECT"], [])


@pytest.mark.django_db
def test_the_melder_has_a_master_key_of_its_own(as_anke):
    keyring.prepare([("person", "p1"), ("reporter", "m1"), ("wvggz", "w1")])
    rows = DataKey.objects.filter(scope_ref__in=["p1", "m1", "w1"])
    assert dict(rows.values_list("scope_kind", "kek_name")) == {
        "person": "data",
        "reporter": "reporter",
        "wvggz": "wvggz",
    }


@pytest.mark.django_db
def test_a_destroyed_key_never_comes_back(anke, someone):
    with acting(anke):
        before = bytes(DataKey.objects.get(scope_ref=str(someone.pk)).wrapped)
        permit = release(anke, "someone.read", [str(someone.pk)], ["sample.name"])
        assert someone.name.reveal(permit) == CANARY
        assert keyring.destroy("person", str(someone.pk), by=["anke", "bram"]) == 1
        with pytest.raises(Destroyed):
            someone.name.reveal(permit)
    row = DataKey.objects.get(scope_ref=str(someone.pk))
    assert bytes(row.wrapped) != before
    assert set(bytes(row.wrapped)) == {0}
    assert (row.destroyed_by, row.status) == ("anke,bram", "destroyed")
    for attempt in (keyring.key_for, lambda *scope: keyring.prepare([scope])):
        with acting(anke), pytest.raises(Destroyed):
            attempt("person", str(someone.pk))


@pytest.mark.django_db
def test_a_destroyed_person_does_not_keep_the_others_from_being_read(anke, someone):
    from privacy.sealed import open_for

    with acting(anke):
        other = Someone.objects.create(name="blijft leesbaar")
        keyring.destroy("person", str(someone.pk), by=["anke", "bram"])
    with acting(anke):
        rows = list(Someone.objects.filter(pk__in=[someone.pk, other.pk]))
        open_for(rows)
        permit = release(anke, "someone.read", [str(row.pk) for row in rows], ["sample.name"])
        found = {row.pk: row for row in rows}
        assert found[other.pk].name.reveal(permit) == "blijft leesbaar"
        with pytest.raises(Destroyed):
            found[someone.pk].name.reveal(permit)


@pytest.mark.django_db
def test_a_blocked_key_opens_nothing(anke, someone):
    DataKey.objects.filter(scope_ref=str(someone.pk)).update(status="blocked")
    with acting(anke), pytest.raises(Denied):
        keyring.key_for("person", str(someone.pk))


@pytest.mark.django_db
def test_swapped_wrapped_keys_are_refused(anke):
    with acting(anke):
        keyring.prepare([("person", "p1"), ("person", "p2")])
    first, second = DataKey.objects.filter(scope_ref__in=["p1", "p2"]).order_by("scope_ref")
    DataKey.objects.filter(pk=first.pk).update(wrapped=bytes(second.wrapped))
    with acting(anke), pytest.raises(Integrity):
        keyring.key_for("person", "p1")


@pytest.mark.django_db
def test_every_flipped_bit_of_a_wrapped_key_is_refused(anke):
    with acting(anke):
        keyring.prepare([("person", "p1")])
    row = DataKey.objects.get(scope_ref="p1")
    for bit in range(0, len(bytes(row.wrapped)) * 8):
        flipped = bytearray(row.wrapped)
        flipped[bit // 8] ^= 1 << bit % 8
        answer = provider().unwrap_many(
            [(keyring.Wrapped(row.kek_name, row.kek_version, bytes(flipped)), keyring.wrap_aad(row))]
        )
        assert isinstance(answer[0], Integrity)


@pytest.mark.django_db
def test_with_other_master_keys_nothing_opens(anke, someone, other_keys):
    with acting(anke), pytest.raises(Integrity):
        keyring.key_for("person", str(someone.pk))


@pytest.mark.django_db
def test_an_unknown_key_is_an_error_and_not_an_empty_text(anke, someone):
    DataKey.objects.filter(scope_ref=str(someone.pk)).delete()
    with acting(anke), pytest.raises(Integrity):
        someone.name.reveal(release(anke, "someone.read", [str(someone.pk)], ["sample.name"]))


@pytest.mark.django_db(transaction=True)
def test_the_key_is_committed_even_when_the_record_is_not(anke):
    with acting(anke):
        with transaction.atomic():
            someone = Someone.objects.create(name=CANARY)
            transaction.set_rollback(True)
        assert DataKey.objects.filter(scope_ref=str(someone.pk)).exists()
        with transaction.atomic(using="keystore"), pytest.raises(RuntimeError):
            keyring.prepare([("person", "inside")])


@pytest.mark.django_db(transaction=True)
def test_a_destroyed_key_is_in_no_file_of_the_keystore(anke):
    connection = connections["keystore"]
    if connection.vendor != "sqlite":
        # PostgreSQL keeps old rows until its nightly vacuum; docs/privacy.md says so.
        assert keyring.destroy("person", "nobody", by=["anke", "bram"]) == 0
        return
    with acting(anke):
        keyring.prepare([("person", "p1")])
        wrapped = bytes(DataKey.objects.get(scope_ref="p1").wrapped)
        file = Path(connection.settings_dict["NAME"])
        files = list(file.parent.glob(f"{file.name}*"))
        assert any(wrapped in file.read_bytes() for file in files)
        keyring.destroy("person", "p1", by=["anke", "bram"])
    assert not any(wrapped in file.read_bytes() for file in files if file.exists())


def test_a_rewrapped_key_is_the_same_key_under_the_newest_master():
    old = read_keys(make_keys(demo=True))
    wrapped = old.wrap(bytes(32), b"aad", "data")
    newer = FileProvider(roots={**old.roots, "data": {**old.roots["data"], 2: old.roots["wvggz"][1]}})
    (rewrapped,) = newer.rewrap_many([(wrapped, b"aad")])
    assert (wrapped.kek_version, rewrapped.kek_version) == (1, 2)
    assert newer.unwrap_many([(rewrapped, b"aad")]) == [bytes(32)]
    assert isinstance(old.unwrap_many([(rewrapped, b"aad")])[0], Denied)


def test_one_purpose_says_nothing_about_another():
    keys = read_keys(make_keys(demo=True))
    macs = {keys.mac_many(purpose, [b"same"])[0] for purpose in ("nd", "gsy", "tel")}
    assert len(macs) == 3
    assert keys.mac_many("nd", [b"same"]) == keys.mac_many("nd", [b"same"])
    with pytest.raises(Unavailable):
        keys.mac_many("nd", [b"same"], version=2)


def test_the_key_file_belongs_to_its_owner_only(tmp_path, settings, monkeypatch):
    monkeypatch.delenv("SLUITEND_KEYS", raising=False)
    settings.SLUITEND_DATA = tmp_path
    write_key_file(providers.key_file(), demo=True)
    assert stat.S_IMODE(providers.key_file().stat().st_mode) == 0o600
    first = providers.key_file().read_text()
    write_key_file(providers.key_file(), demo=True)
    assert providers.key_file().read_text() == first
    provider.cache_clear()
    os.chmod(providers.key_file(), 0o640)
    with pytest.raises(Unavailable):
        provider()
    provider.cache_clear()


def test_outside_the_demonstration_no_keys_are_made_by_themselves(tmp_path, settings, monkeypatch):
    monkeypatch.delenv("SLUITEND_KEYS", raising=False)
    settings.SLUITEND_DATA, settings.DEMO = tmp_path, False
    provider.cache_clear()
    with pytest.raises(Unavailable):
        provider()
    assert not providers.key_file().exists()
    write_key_file(providers.key_file(), demo=True)
    with pytest.raises(Unavailable, match="demonstration"):
        provider()
    provider.cache_clear()


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"roots": {"data": {"1": "AAAA"}}}', '{"roots": 7}'])
def test_broken_master_keys_are_refused_without_repeating_them(text):
    with pytest.raises(Unavailable) as refused:
        read_keys(text)
    assert refused.value.__cause__ is None
    assert "AAAA" not in str(refused.value)


def test_incomplete_master_keys_are_refused():
    said = json.loads(make_keys(demo=False))
    del said["roots"]["reporter"]
    with pytest.raises(Unavailable, match="complete"):
        read_keys(json.dumps(said))


def test_without_databases_the_command_says_what_comes_first_and_makes_nothing(tmp_path):
    ours = {
        name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "SLUITEND_KEYS")
    }
    make = [sys.executable, "manage.py", "master_keys", "--make"]
    made = subprocess.run(
        make, env=ours | {"SLUITEND_DATA": str(tmp_path)}, capture_output=True, text=True, check=False
    )
    assert made.returncode == 1
    assert made.stderr == "CommandError: The databases are not prepared yet: run manage.py prepare first.\n"
    assert not (tmp_path / "keys").exists()


@pytest.mark.django_db
def test_the_command_never_overwrites_master_keys(tmp_path, settings, monkeypatch, anke):
    monkeypatch.delenv("SLUITEND_KEYS", raising=False)
    settings.SLUITEND_DATA = tmp_path
    provider.cache_clear()
    call_command("master_keys", "--make")
    with pytest.raises(CommandError, match="already"):
        call_command("master_keys", "--make")
    providers.key_file().unlink()
    with acting(anke):
        keyring.prepare([("person", "p1")])
    with pytest.raises(CommandError, match="data keys"):
        call_command("master_keys", "--make")
    provider.cache_clear()
