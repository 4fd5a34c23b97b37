"""Whoever goes around the application is found out, by name of the event."""

import io
import json

import pytest
from django.core.management import call_command
from django.db import connections

from privacy.context import acting
from privacy.ledger.anchors import row_problems
from privacy.ledger.checkpoint import seal_pending
from privacy.ledger.guards import lower_guards
from privacy.ledger.record import change, release
from privacy.ledger.verify import verify
from privacy.models import AccessEvent, ChangeEvent, Checkpoint, LedgerLeaf
from privacy.sealed import digests
from tests.privacy.conftest import CANARY, row_id
from tests.privacy.sample import Someone

pytestmark = pytest.mark.django_db
SAMPLE = Someone._meta.db_table


@pytest.fixture
def owner_of_the_database():
    """Somebody who can take the triggers away."""
    for alias in ("default", "ledger"):
        lower_guards(connections[alias], alias)

    def run(alias, statement, *values):
        with connections[alias].cursor() as cursor:
            cursor.execute(statement, values)

    return run


@pytest.fixture
def ledger(anke):
    """Twelve looks and nine changes, sealed in three rounds."""
    for start in range(3):
        for n in range(4):
            release(anke, "someone.read", [f"p{start}{n}"], ["sample.name"])
        for n in range(3):
            change(anke, "x.y", "x", f"{start}{n}", 1, {"name": "ab" * 32}).save()
        seal_pending()


def overwrite(alias, table, column, value, where=None, key="id"):
    """One cell of one table (`where`, else any one row), as whoever owns the database can do."""
    where = where or f"{key} = (SELECT {key} FROM {table} LIMIT 1)"  # noqa: S608 - names from this file
    statement = f"UPDATE {table} SET {column} = %s WHERE {where}"  # noqa: S608 - the names come from this file
    with connections[alias].cursor() as cursor:
        cursor.execute(statement, [value])


def problems():
    return {problem["problem"] for problem in verify()["problems"]}


def test_an_untouched_ledger_is_whole(ledger):
    result = verify()
    assert (result["ok"], result["events"], result["pending"], result["problems"]) == (True, 21, 0, [])
    assert len(result["root"]) == 64
    assert Checkpoint.objects.count() == 3


def test_sealing_again_changes_nothing(ledger):
    before = verify()["root"]
    assert seal_pending() == 0
    assert verify()["root"] == before


def test_an_empty_ledger_is_whole():
    assert verify()["ok"]


def test_a_fresh_event_is_pending_and_no_problem(ledger, anke):
    release(anke, "someone.read", ["p"], [])
    assert (verify()["ok"], verify()["pending"]) == (True, 1)


@pytest.mark.parametrize(
    ("alias", "table"), [("default", "ledger_change"), ("ledger", "ledger_access")], ids=["change", "access"]
)
def test_an_edited_event_is_found(ledger, owner_of_the_database, alias, table):
    overwrite(alias, table, "actor", "somebody else", key="event_id")
    assert problems() == {"the event was changed after it was sealed"}


def test_a_deleted_event_is_found(ledger, owner_of_the_database):
    gone = AccessEvent.objects.first()
    owner_of_the_database("ledger", "DELETE FROM ledger_access WHERE actor = 'anke'")
    result = verify()
    assert {"problem": "the event is gone", "where": f"access {gone.pk}"} in result["problems"]
    assert len(result["problems"]) == 12


def test_an_event_inserted_with_an_old_date_is_found(ledger, anke):
    first = AccessEvent.objects.order_by("pk").first()
    old = release(anke, "someone.read", ["q"], [])
    forged = AccessEvent.objects.get(pk=old.event_id)
    forged.pk = type(first.pk)(int=first.pk.int - (700_000 << 80))
    forged.recorded_at = first.recorded_at.replace(year=first.recorded_at.year - 1)
    forged.save(force_insert=True)
    assert problems() == {"the event was never sealed"}
    seal_pending()
    assert problems() == {"the event was never sealed"}


def test_an_event_whose_date_does_not_fit_its_place_is_found(ledger, anke):
    event = change(anke, "x.y", "x", "9", 1, {})
    event.recorded_at = event.recorded_at.replace(year=event.recorded_at.year - 1)
    event.save()
    seal_pending()
    assert problems() == {"the event is older than its place in the ledger"}


def test_an_edited_event_with_a_recomputed_leaf_is_found(ledger, owner_of_the_database):
    from privacy.ledger.leaves import leaves

    event = ChangeEvent.objects.first()
    owner_of_the_database("default", "UPDATE ledger_change SET actor = 'x' WHERE id = %s", event.pk)
    hashed, _ = leaves("change", [event.event_id])[event.event_id]
    leaf = LedgerLeaf.objects.get(event_id=event.event_id)
    owner_of_the_database(
        "ledger", "UPDATE ledger_leaf SET leaf_hash = %s WHERE position = %s", hashed, leaf.pk
    )
    assert problems() == {"the checkpoint does not fit the leaves"}


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("DELETE FROM ledger_leaf WHERE position = 20", "leaves are missing"),
        ("DELETE FROM ledger_leaf WHERE position = 3", "a leaf is missing or moved"),
        ("UPDATE ledger_leaf SET position = 90 WHERE position = 20", "a leaf is missing or moved"),
        ("DELETE FROM ledger_checkpoint WHERE size = 21", "leaves stand outside every checkpoint"),
        ("UPDATE ledger_checkpoint SET size = 20 WHERE size = 21", "the checkpoint does not fit the leaves"),
        ("UPDATE ledger_checkpoint SET key_name = 'x' WHERE size = 7", "the signature is not ours"),
        ("UPDATE ledger_checkpoint SET body = body || ' ' WHERE size = 7", "the signature is not ours"),
        ("UPDATE ledger_leaf SET source = 'change' WHERE source = 'access'", "the event is gone"),
    ],
)
def test_tampering_with_leaves_or_checkpoints_is_found(ledger, owner_of_the_database, statement, told):
    owner_of_the_database("ledger", statement)
    assert told in problems()


def test_any_single_bit_flip_in_an_event_changes_its_leaf(ledger):
    from privacy.ledger.leaves import FIELDS, canonical
    from privacy.ledger.tree import leaf_hash

    row = ChangeEvent.objects.values(*FIELDS["change"]).first()
    content = bytearray(canonical("change", row))
    sealed = leaf_hash(bytes(content))
    for position in range(len(content) * 8):
        content[position // 8] ^= 1 << position % 8
        assert leaf_hash(bytes(content)) != sealed
        content[position // 8] ^= 1 << position % 8


def test_every_bit_of_signature_frontier_and_leaf_counts(ledger, owner_of_the_database):
    last = Checkpoint.objects.get(size=21)
    leaf = LedgerLeaf.objects.get(position=11)
    for table, key, column, value, bits in (
        ("ledger_checkpoint", "size = 21", "signature", bytes(last.signature), range(0, 512, 7)),
        ("ledger_checkpoint", "size = 21", "frontier", bytes(last.frontier), range(0, 768, 13)),
        ("ledger_leaf", "position = 11", "leaf_hash", bytes(leaf.leaf_hash), range(0, 256, 11)),
    ):
        for bit in bits:
            flipped = bytearray(value)
            flipped[bit // 8] ^= 1 << bit % 8
            overwrite("ledger", table, column, bytes(flipped), where=key)
            assert not verify()["ok"]
        overwrite("ledger", table, column, value, where=key)
    assert verify()["ok"]


@pytest.fixture
def recorded(someone, anke):
    with acting(anke):
        change(anke, "someone.create", "someone", someone.pk, 1, digests(someone)).save()
        someone.name, someone.version = "Nieuwe naam", 2
        someone.save()
        change(anke, "someone.rename", "someone", someone.pk, 2, digests(someone, "name")).save()
    return someone


def row_findings():
    return {problem["problem"] for problem in row_problems([Someone])}


def test_records_changed_through_the_application_agree_with_the_ledger(recorded):
    assert row_findings() == set()


@pytest.mark.parametrize(
    ("column", "value", "told"),
    [
        ("version", 1, "the record is not at the version of its latest event"),
        ("name", b"something else", "a sealed value is not the one that was recorded"),
        ("melder", b"something else", "a sealed value is not the one that was recorded"),
    ],
)
def test_a_record_changed_around_the_application_is_found(recorded, column, value, told):
    overwrite("default", SAMPLE, column, value)
    assert row_findings() == {told}


def test_an_older_ciphertext_put_back_is_found(recorded, anke):
    with acting(anke):
        before = Someone.objects.filter(pk=recorded.pk).values_list("name", flat=True).get()
        recorded.name, recorded.version = "derde naam", 3
        recorded.save()
        change(anke, "someone.rename", "someone", recorded.pk, 3, digests(recorded, "name")).save()
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "UPDATE privacy_sample_someone SET name = %s WHERE id = %s",
            [before._ciphertext, row_id(recorded)],
        )
    assert row_findings() == {"a sealed value is not the one that was recorded"}


def test_a_record_deleted_or_inserted_around_the_application_is_found(recorded, anke):
    with acting(anke):
        Someone.objects.create(name=CANARY)
    assert row_findings() == {"the record has no event"}
    Someone.objects.all().delete()
    assert row_findings() == {"the record is gone"}
    change(anke, "someone.erased", "someone", recorded.pk, 3, {}).save()
    assert row_findings() == set()


def test_the_command_prints_its_findings_and_its_exit_says_the_same(ledger, owner_of_the_database):
    out = io.StringIO()
    call_command("audit_verify", stdout=out)
    assert json.loads(out.getvalue())["ok"] is True
    owner_of_the_database("ledger", "DELETE FROM ledger_access WHERE actor = 'anke'")
    with pytest.raises(SystemExit) as ended:
        call_command("audit_verify", stdout=io.StringIO())
    assert ended.value.code == 1
