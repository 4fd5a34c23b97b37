"""What is left of a draft, and what does keeping it cost? Keys, statements, the ledger, two windows at once."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.core.management import call_command
from django.db import connections
from django.test import Client

from casework.invariants import violations
from casework.models import DraftForm, Melding
from casework.tasks import sweep_clocks
from privacy.context import wall_clock
from privacy.models import DataKey
from privacy.models.ledger import AccessEvent
from privacy.tasks import seal_ledger
from tests.screens.people import at_the_screen_of, counted_statements
from tests.screens.test_draft import KEEP, STORY, address, kept, page
from tests.screens.test_melding_new import NEW

# What a form gives back is the same on every engine; that its actions are is asked by the promise tests of both.
pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_two_windows_never_overwrite_each_other(triagist):
    form = kept(triagist, page(triagist, narrative="Eerste tekst", location="Haven"))
    second = triagist.get(address(form)).context["form"]
    other = {name: second[name].value() for name in ("token", "draft_ref", "seen_version")}
    kept(triagist, other | {"narrative": "Tweede tekst", "location": "Haven"})
    late = form | {"narrative": "Eerste tekst, verder"}
    refused = triagist.post(KEEP, late)
    assert refused.status_code == 409
    assert refused.json()["compare"]
    both = triagist.post(address(form), late)
    assert both.status_code == 409
    for text in ("Eerste tekst, verder", "Tweede tekst"):
        assert text in both.content.decode()
    sent = triagist.post(NEW, late)
    assert sent.status_code == 409
    assert Melding.objects.get().state == "draft"
    chosen = late | {"seen_version": both.context["conflict"]["version"]}
    assert triagist.post(address(form), chosen).status_code == 302
    assert "Eerste tekst, verder" in triagist.get(address(form)).content.decode()


def test_keeping_a_draft_looks_at_nobody_and_costs_little(triagist):
    form = kept(triagist, page(triagist, narrative=STORY))
    with counted_statements() as statements:
        kept(triagist, form)
    assert len(statements) <= 12
    assert not AccessEvent.objects.exists()


def test_saving_a_draft_as_melding_costs_at_most_sixteen_statements(triagist):
    form = kept(triagist, page(triagist, narrative=STORY, surname="Proef", postcode="8255 AB"))
    with counted_statements() as statements:
        assert triagist.post(NEW, form | {"next": "triage"}).status_code == 302
    assert len(statements) <= 16, "\n".join(sql[:110] for sql in statements)


def test_a_key_that_outlived_its_draft_goes_with_the_sweep_and_an_open_draft_stays_readable(triagist):
    done, still = (kept(triagist, page(triagist, narrative=STORY)) for _ in range(2))
    triagist.post(NEW, done)
    DataKey.objects.filter(scope_kind="draft").update(created_at=wall_clock() - timedelta(hours=2))
    sweep_clocks()
    statuses = DataKey.objects.filter(scope_kind="draft").values_list("status", flat=True)
    assert sorted(statuses) == ["active", "destroyed"]
    assert STORY in triagist.get(address(still)).content.decode()


def test_the_ledger_still_verifies_after_a_draft_was_destroyed(triagist, capsys):
    form = kept(triagist, page(triagist, narrative=STORY))
    kept(triagist, form | {"narrative": "Meer"})
    triagist.post(NEW, form)
    seal_ledger()
    call_command("audit_verify", "--rows")
    found = json.loads(capsys.readouterr().out)
    assert (found["ok"], found["problems"]) == (True, [])


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_page_that_saves_and_sends_at_the_same_moment_makes_one_melding(world):
    colleague = world.account("R10")
    form = page(at_the_screen_of(colleague), narrative=STORY)
    clients = [(at_the_screen_of(colleague), address) for address in (KEEP, KEEP, NEW, NEW)]
    together = Barrier(len(clients))

    def send(client: Client, address: str) -> int:
        together.wait()
        try:
            return client.post(address, form).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(clients)) as fingers:
        statuses = list(fingers.map(send, *zip(*clients, strict=True)))
    assert set(statuses[:2]) <= {200, 409}
    assert statuses[2:] == [302, 302]
    assert Melding.objects.get().state == "received"
    assert not DraftForm.objects.exists()
    assert violations() == []


def test_more_text_than_can_be_kept_is_told_to_the_page_in_a_sentence(triagist):
    refused = triagist.post(KEEP, page(triagist, narrative="x" * 1_200_000))
    assert refused.status_code == 422
    assert refused.json() == {"sentence": "Deze tekst is te lang om te bewaren."}
