"""What was destroyed stays destroyed, also for whoever has an old copy of everything but the master key."""

import pytest

from casework.models import Person
from privacy.context import acting
from privacy.crypto import keyring
from privacy.crypto.providers import key_file
from privacy.errors import Denied, Destroyed, RotationRefused
from privacy.ledger.record import release
from privacy.models import BlindToken, DataKey
from privacy.rotation import data, index, master
from privacy.rotation.keyfile import in_file
from privacy.sealed import reveal
from privacy.tokens import PersonFacts, candidates, write_tokens
from tests.privacy.conftest import CANARY
from tests.privacy.rotating import not_found, values

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys_of_its_own")]


@pytest.fixture
def people(keys_of_its_own, world):
    """Somebody who will be destroyed, and somebody who stays."""
    return world.person(surname=CANARY), world.person(surname="blijft leesbaar")


def copy_of(model):
    return list(model._default_manager.all())


def put_back(model, rows):
    """The table as it was, by whoever has the copy and the database."""
    model._default_manager.all().delete()
    model._default_manager.bulk_create(rows)


def surname(person, by):
    with acting(by):
        permit = release(by, "test.read", [str(person.pk)], ["person.surname"])
        return reveal(Person.objects.get(pk=person.pk), "surname", release=permit)["surname"]


def destroy(person, by):
    with acting(by):
        keyring.destroy("person", str(person.pk), by=["anke", "bram"])


def test_an_old_keystore_with_the_old_master_key_still_opens_so_the_other_tests_can_fail(people, anke):
    gone, _ = people
    kept = copy_of(DataKey)
    destroy(gone, anke)
    with pytest.raises(Destroyed):
        surname(gone, anke)
    put_back(DataKey, kept)
    assert surname(gone, anke) == CANARY


def test_an_old_keystore_is_of_no_use_once_the_master_key_rolled_over(people, anke):
    gone, stays = people
    kept = copy_of(DataKey)
    destroy(gone, anke)
    master.rotate()
    after = copy_of(DataKey)
    put_back(DataKey, kept)
    with pytest.raises(Denied):
        surname(gone, anke)
    # Not even who lowers the minimum by hand: the master key itself is gone after the next step.
    put_back(DataKey, after)
    master.forget()
    put_back(DataKey, kept)
    key_file().write_text(key_file().read_text().replace('"minimum"', '"ignored"'))
    with pytest.raises(Denied):
        surname(gone, anke)
    put_back(DataKey, after)
    assert surname(stays, anke) == "blijft leesbaar"


def test_old_records_open_with_the_keystore_of_today_except_what_was_destroyed(people, anke):
    """Records from before two rotations of data keys, a roll-over and a destruction."""
    gone, stays = people
    old = {person.pk: person.surname._ciphertext for person in people}
    data.rotate(0)
    destroy(gone, anke)
    master.rotate()
    data.rotate(0)
    master.forget()
    with acting(anke):
        permit = release(anke, "test.read", [str(pk) for pk in old], ["person.surname"])
        for person, outcome in ((stays, "blijft leesbaar"), (gone, Destroyed)):
            record = Person.objects.get(pk=person.pk)
            record.surname._ciphertext = old[person.pk]
            if outcome is Destroyed:
                with pytest.raises(Destroyed):
                    record.surname.reveal(permit)
            else:
                assert record.surname.reveal(permit) == outcome


def test_old_tokens_put_back_find_nobody_until_the_index_is_rotated_again(world, anke):
    asked = PersonFacts(given="Wytske", surname="Postma", birthdate="1940-02-19")
    person = world.person(given="Wytske", surname="Postma", birthdate="1940-02-19")
    write_tokens(str(person.pk), asked)
    kept = copy_of(BlindToken)
    index.rotate(0)
    put_back(BlindToken, kept)
    assert candidates(asked) == []
    index.rotate(0)
    assert [ref for ref, _ in candidates(asked)] == [str(person.pk)]
    assert not_found() == []


def test_without_the_key_file_no_rotation_begins(people):
    in_file()
    key_file().unlink()
    with pytest.raises(RotationRefused, match="key file"):
        master.rotate()
    assert not values()["unreadable"]
