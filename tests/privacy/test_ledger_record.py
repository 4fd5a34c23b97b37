"""Looking is recorded before anything is shown, and what was recorded stays."""

from dataclasses import replace

import pytest
from django.db import DatabaseError, connections, transaction

from privacy.context import acting
from privacy.errors import TraceUnavailable
from privacy.ledger.record import change, denied, release
from privacy.models import AccessEvent, ChangeEvent
from privacy.sealed import digests, reveals, sealed_names
from tests.privacy.conftest import CANARY, statements
from tests.privacy.sample import Someone


@pytest.mark.django_db
def test_a_look_says_who_for_what_at_whom_and_which_fields(someone, anke):
    with acting(anke), statements("ledger") as sent:
        permit = release(anke, "someone.read", [str(someone.pk)], sealed_names(someone), about="someone:P-1")
    event = AccessEvent.objects.get(pk=permit.event_id)
    assert (event.actor, event.role, event.unit, event.purpose) == ("anke", "R10", "va-meldpunt", "triage")
    assert (event.subjects, event.about, event.outcome) == ([str(someone.pk)], "someone:P-1", "ok")
    assert event.fields == ["sample.answers", "sample.concern", "sample.melder", "sample.name"]
    assert event.at == anke.at != event.recorded_at
    assert sent() == ["INSERT"]


@pytest.mark.django_db(transaction=True)
def test_a_look_stays_recorded_when_the_request_is_rolled_back(anke):
    with acting(anke):
        with transaction.atomic():
            someone = Someone.objects.create(name=CANARY)
            release(anke, "someone.read", [str(someone.pk)], ["sample.name"])
            transaction.set_rollback(True)
        assert not Someone.objects.filter(pk=someone.pk).exists()
        assert AccessEvent.objects.filter(subjects__icontains=str(someone.pk)).count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_look_inside_a_transaction_of_the_ledger_is_refused(anke):
    with acting(anke), transaction.atomic(using="ledger"), pytest.raises(TraceUnavailable):
        release(anke, "someone.read", ["x"], ["sample.name"])


@pytest.mark.django_db(transaction=True)
def test_without_the_access_table_nothing_is_shown(anke):
    with acting(anke):
        someone = Someone.objects.create(name=CANARY)
    before = reveals()
    editor = connections["ledger"].schema_editor
    with editor() as schema:
        schema.alter_db_table(AccessEvent, "ledger_access", "ledger_access_away")
    try:
        with acting(anke), pytest.raises(TraceUnavailable) as refused:
            someone.name.reveal(release(anke, "someone.read", [str(someone.pk)], ["sample.name"]))
    finally:
        with editor() as schema:
            schema.alter_db_table(AccessEvent, "ledger_access_away", "ledger_access")
    assert reveals() == before
    assert refused.value.__cause__ is None
    assert "Try again" in refused.value.sentence or "Probeer" in refused.value.sentence


@pytest.mark.django_db
def test_a_refusal_is_recorded_too(anke):
    denied(anke, "someone.read", ["p1"], about="someone:P-7K3QX9P2")
    event = AccessEvent.objects.get(about="someone:P-7K3QX9P2")
    assert (event.outcome, event.fields) == ("denied", [])


@pytest.mark.django_db
def test_a_change_is_recorded_by_names_and_hashes_only(someone, anke):
    event = change(anke, "someone.rename", "someone", someone.pk, 2, digests(someone, "name", "ref"))
    event.save()
    stored = ChangeEvent.objects.get(pk=event.pk)
    assert stored.fields == {"name": someone.name.digest(), "ref": None}
    assert CANARY not in repr(ChangeEvent.objects.filter(pk=event.pk).values().get())


@pytest.mark.django_db
def test_changes_count_upwards_for_who_follows_along(anke):
    events = [change(anke, "x.y", "x", "1", n, {}) for n in (1, 2, 3)]
    ChangeEvent.objects.bulk_create(events)
    numbers = [event.pk for event in events]
    assert numbers == sorted(set(numbers))


@pytest.mark.django_db
@pytest.mark.parametrize("table", ["ledger_change", "ledger_access", "ledger_leaf", "ledger_checkpoint"])
@pytest.mark.parametrize("act", ["UPDATE {} SET {} = {}", "DELETE FROM {}"])
def test_the_database_refuses_to_edit_or_delete(table, act, anke):
    from privacy.ledger.checkpoint import seal_pending

    release(anke, "someone.read", ["p1"], [])
    change(anke, "x.y", "x", "1", 1, {}).save()
    seal_pending()
    alias = "default" if table == "ledger_change" else "ledger"
    column = {"ledger_leaf": "source", "ledger_checkpoint": "body"}.get(table, "actor")
    connection = connections[alias]
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(using=alias):
        connection.cursor().execute(act.format(table, column, "'x'"))


@pytest.mark.django_db
@pytest.mark.postgres
@pytest.mark.parametrize("table", ["ledger_change", "ledger_access", "ledger_leaf", "ledger_checkpoint"])
def test_the_database_refuses_to_truncate(table):
    alias = "default" if table == "ledger_change" else "ledger"
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(using=alias):
        connections[alias].cursor().execute(f"TRUNCATE {table}")


def test_somebody_unknown_cannot_act(anke):
    from privacy.errors import NoContext

    for missing in ({"actor": ""}, {"role": ""}, {"purpose": ""}, {"at": anke.at.replace(tzinfo=None)}):
        with pytest.raises(NoContext):
            replace(anke, **missing)
