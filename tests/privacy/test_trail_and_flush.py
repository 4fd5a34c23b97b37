"""Configuration has a readable trail without secrets; a ledger is emptied in tests and demonstrations only."""

import pytest
from auditlog.models import LogEntry
from auditlog.registry import auditlog
from django.contrib.auth.models import Group, Permission
from django.core.management import CommandError, call_command

from privacy import trail
from privacy.ledger.record import release
from privacy.models import AccessEvent
from privacy.opaque import MASK
from tests.privacy.sample import Someone


@pytest.fixture
def groups_are_trailed(monkeypatch):
    trail.register(Group)
    trail.register(Group)
    yield
    auditlog.unregister(Group)


@pytest.mark.django_db
def test_a_renamed_group_is_told_with_old_and_new_value(groups_are_trailed):
    group = Group.objects.create(name="triage")
    group.name = "screening"
    group.save()
    entry = LogEntry.objects.get(object_pk=str(group.pk), action=LogEntry.Action.UPDATE)
    assert entry.changes["name"] == ["triage", "screening"]
    assert entry.object_repr == f"group:{group.pk}"
    assert entry.serialized_data is None


@pytest.mark.django_db
def test_related_records_are_counted_and_not_named(groups_are_trailed):
    group = Group.objects.create(name="triage")
    group.permissions.add(*Permission.objects.all()[:2])
    entry = LogEntry.objects.filter(object_pk=str(group.pk), action=LogEntry.Action.UPDATE).get()
    assert entry.changes["permissions"]["objects"] == 2


@pytest.mark.django_db
def test_what_is_not_for_reading_is_told_without_its_value(groups_are_trailed, monkeypatch):
    monkeypatch.setitem(auditlog._registry[Group], "mask_fields", ["name"])
    group = Group.objects.create(name="triage")
    entry = LogEntry.objects.get(object_pk=str(group.pk))
    assert entry.changes["name"] == [MASK, MASK]


def test_records_about_persons_are_refused_there():
    with pytest.raises(ValueError, match="ledger"):
        trail.register(Someone)


@pytest.mark.django_db(transaction=True)
def test_a_test_run_may_empty_the_ledger_and_the_guards_come_back(anke):
    from django.db import DatabaseError, transaction

    release(anke, "someone.read", ["p"], [])
    call_command("flush", verbosity=0, interactive=False, database="ledger", inhibit_post_migrate=True)
    assert not AccessEvent.objects.exists()
    release(anke, "someone.read", ["p"], [])
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(using="ledger"):
        AccessEvent.objects.all().delete()


@pytest.mark.django_db
def test_a_real_ledger_is_never_emptied(settings, monkeypatch):
    from django.core import mail

    settings.DEMO = False
    monkeypatch.delattr(mail, "outbox")
    with pytest.raises(CommandError, match="only grows"):
        call_command("flush", verbosity=0, interactive=False, database="ledger")
