"""Who is in these tests: the two sample tables, somebody who acts, and records with a canary in them."""

from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from privacy.context import Acting, acting
from privacy.crypto.providers import provider
from tests.privacy.sample import Note, Someone

CANARY = "Kanarie van Loon"


def row_id(record):
    """The primary key as this engine stores it."""
    return record.pk if connection.features.has_native_uuid_field else record.pk.hex


@contextmanager
def statements(alias):
    """The verbs of the statements sent to one database inside the block; transaction control is left out."""
    with CaptureQueriesContext(connections[alias]) as captured:
        yield lambda: [
            verb
            for query in captured.captured_queries
            if (verb := query["sql"].split(None, 1)[0].upper()) in ("SELECT", "INSERT", "UPDATE", "DELETE")
        ]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The suite's databases, with the sample tables beside the product's."""
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        editor.create_model(Someone)
        editor.create_model(Note)


@pytest.fixture
def anke():
    return Acting(
        actor="anke",
        role="R10",
        unit="va-meldpunt",
        purpose="triage",
        at=datetime(2026, 11, 2, 9, tzinfo=UTC),
    )


@pytest.fixture
def bram():
    return Acting(
        actor="bram", role="R51", unit="wijkteam", purpose="intake", at=datetime(2026, 11, 2, 9, tzinfo=UTC)
    )


@pytest.fixture
def as_anke(anke):
    with acting(anke):
        yield anke


@pytest.fixture
def someone(db, anke):
    with acting(anke):
        return Someone.objects.create(
            ref="P-1", name=CANARY, concern="zegt niets meer", answers={"Q1": "ja", "uitleg": CANARY}
        )


@pytest.fixture
def keys_of_its_own(tmp_path, settings, monkeypatch):
    """A key file that this test may replace."""
    monkeypatch.delenv("SLUITEND_KEYS", raising=False)
    settings.SLUITEND_DATA = tmp_path
    provider.cache_clear()
    yield
    provider.cache_clear()


@pytest.fixture
def triagist(world):
    """Somebody with an account, acting now."""
    return world.by(world.account("R10"))


@pytest.fixture
def melding(keys_of_its_own, triagist):
    """A melding about Wytske, with her tokens."""
    from casework.actions.melding import receive
    from tests.privacy.rotating import WHO

    return receive(
        by=triagist, narrative="Doet niet open.", person=WHO, answers=dict.fromkeys(("Q1", "Q2", "Q3"), "no"),
        melder={"name": "Mevrouw Buur"}, gemeente="0303",
    )  # fmt: skip
