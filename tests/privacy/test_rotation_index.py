"""Persons are found before, during and after a new index key, and nobody else is."""

import pytest
from django.core.management import CommandError

from privacy.crypto import keyring
from privacy.models import AccessEvent, BlindToken, DataKey
from privacy.rotation import keyfile
from privacy.tokens import PersonFacts, candidates, forget_tokens, write_tokens
from tests.privacy.rotating import WHO, command, not_found

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys_of_its_own")]


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
