"""Does the check of the promises see it when one is broken? Each test breaks one thing behind the product's back."""

import pytest
from django.db import connection

from casework.invariants import violations
from casework.models import Account, Case, Handover, Melding
from casework.seeding import seed


@pytest.fixture
def lives(region):
    """A small region at work, in which everything is right."""
    for _ in seed(60, start=3):
        pass
    assert violations() == []


def change(table: str, column: str, value: object, record: object) -> None:
    """Write one column the way no action does."""
    pk = record.pk.hex if connection.vendor == "sqlite" else record.pk
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {column} = %s WHERE id = %s", [value, pk])  # noqa: S608  names of the test


def found(promise: int) -> dict[str, str]:
    return {violation.object: violation.why for violation in violations() if violation.promise == promise}


def test_a_clock_that_will_not_ring_is_seen(lives):
    case = Case.objects.filter(state="guidance").first()
    change("casework_clock", "rings_at", None, case.clock)
    assert found(1) == {f"case:{case.ref}": "its clock will not ring"}


def test_an_item_that_stands_on_a_desk_for_another_moment_than_its_term_is_seen(lives):
    case = Case.objects.filter(state="assigned").first()
    change("casework_case", "due_at", "2031-01-01 12:00:00+00:00", case)
    assert found(1) == {f"case:{case.ref}": "it stands on a desk for another moment than its clock says"}


def test_a_clock_of_another_kind_than_the_state_asks_for_is_seen(lives):
    case = Case.objects.filter(state="guidance").first()
    change("casework_clock", "kind", "first_look", case.clock)
    assert found(1)[f"case:{case.ref}"].startswith("its clock is first_look")


def test_a_clock_that_followed_another_one_is_right(lives):
    handover = Handover.objects.filter(state="offered").first()
    change("casework_clock", "kind", "handover_accept", handover.clock)
    assert found(1) == {}


def test_a_clock_that_rings_for_something_finished_is_seen(lives):
    melding = Melding.objects.filter(state="received").first()
    change("casework_clock", "item_id", Case.objects.filter(state="closed").first().pk.hex, melding.clock)
    assert set(found(1)) == {f"clock:{melding.clock_id}", f"melding:{melding.ref}"}


def test_an_owner_who_left_is_seen(lives):
    case = Case.objects.filter(state="guidance").first()
    Account.objects.filter(pk=case.owner_person_id).update(is_active=False)
    assert found(1)[f"case:{case.ref}"] == "its owner has no active account"


def test_an_owner_of_another_team_is_seen(lives):
    case = Case.objects.filter(state="guidance").first()
    change("casework_case", "owner_team_id", "crisisteam", case)
    assert found(1)[f"case:{case.ref}"] == "its owner works in another team than the owning team"


def test_a_duty_and_a_person_at_once_is_seen(lives):
    melding = Melding.objects.filter(state="received").first()
    owner = Account.objects.get(username="seed_triagist")
    change("casework_melding", "owner_person_id", owner.pk.hex, melding)
    assert found(1)[f"melding:{melding.ref}"].endswith("the duty owns it, and a person does as well")


def test_responsibility_that_moved_too_early_is_seen(lives):
    handover = Handover.objects.filter(state="accepted").first()
    change("casework_handover", "owner_person_id", handover.receiver_person_id.hex, handover)
    change("casework_handover", "owner_team_id", handover.receiver_team_id, handover)
    assert found(2) == {
        f"handover:{handover.ref}": "contact is not confirmed, and the sender is not the owner"
    }


def test_responsibility_that_never_moved_is_seen(lives):
    handover = Handover.objects.filter(state="confirmed").first()
    change("casework_handover", "owner_person_id", handover.sender_person_id.hex, handover)
    change("casework_handover", "owner_team_id", handover.sender_team_id, handover)
    assert found(2)[f"handover:{handover.ref}"] == "contact is confirmed, and the receiver is not the owner"


def test_a_confirmation_without_contact_is_seen(lives):
    handover = Handover.objects.filter(state="confirmed").first()
    change("casework_handover", "contact_on", None, handover)
    assert found(2)[f"handover:{handover.ref}"] == "it counts as confirmed without a contact of its own"


def test_a_case_that_hands_over_to_nobody_is_seen(lives):
    case = Case.objects.filter(state="guidance").first()
    change("casework_case", "state", "handing_over", case)
    assert found(2) == {f"case:{case.ref}": "it is being handed over without an open handover"}


def test_a_case_that_closed_before_the_receiver_confirmed_is_seen(lives):
    case = Handover.objects.filter(state="accepted").first().case
    with connection.cursor() as cursor:
        pk = case.pk.hex if connection.vendor == "sqlite" else case.pk
        cursor.execute(
            "UPDATE casework_case SET state = 'closed', clock_id = NULL, due_at = NULL WHERE id = %s", [pk]
        )
    assert found(2)[f"case:{case.ref}"] == "it is closed while its handover is running"


def test_a_change_without_an_event_is_seen(lives):
    melding = Melding.objects.filter(state="received").first()
    change("casework_melding", "version", 7, melding)
    assert found(3) == {f"melding:{melding.ref}": "it is at version 7, its last event at 1"}


def test_readable_text_in_a_sealed_column_is_seen(lives):
    melding = Melding.objects.filter(state="received").first()
    change("casework_melding", "narrative", b"Stank uit de woning." * 10, melding)
    assert found(3) == {f"melding:{melding.ref}": "narrative is not sealed"}


def test_a_value_under_a_key_that_is_gone_is_seen(lives):
    melding = Melding.objects.filter(state="received").first()
    with connection.cursor() as cursor:
        pk = melding.pk.hex if connection.vendor == "sqlite" else melding.pk
        cursor.execute("SELECT narrative FROM casework_melding WHERE id = %s", [pk])
        blob = bytes(cursor.fetchone()[0])
    change("casework_melding", "narrative", blob[:4] + b"\x01" * 8 + blob[12:], melding)
    assert found(3)[f"melding:{melding.ref}"] == "narrative is sealed under a key that is not there"
