"""Does everything that can be told have words in both languages, and somebody who hears it?"""

from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po
from django.conf import settings

from notifications.event import Event, Level, Receiver
from notifications.events import EVENTS

CATALOGUE = Path(settings.BASE_DIR) / "locale" / "nl" / "LC_MESSAGES" / "django.po"
every_event = pytest.mark.parametrize("event", EVENTS.values(), ids=EVENTS.keys())


@pytest.fixture(scope="module")
def dutch() -> dict[str, str]:
    with CATALOGUE.open("rb") as handle:
        return {str(m.id): str(m.string) for m in read_po(handle) if isinstance(m.id, str) and m.id}


def _placeholders(sentence: str) -> list[str]:
    return [name for _, name, _, _ in Formatter().parse(sentence) if name is not None]


@every_event
def test_every_event_has_words_in_both_languages_that_name_the_reference_only(
    event: Event, dutch: dict[str, str]
):
    assert _placeholders(event.wording) == ["ref"]
    assert _placeholders(dutch[event.wording]) == ["ref"]
    assert dutch[event.wording] != event.wording


@every_event
def test_every_event_has_somebody_who_hears_it_and_a_level(event: Event):
    assert event.receivers
    assert all(isinstance(receiver, Receiver) for receiver in event.receivers)
    assert isinstance(event.level, Level)
    assert EVENTS[event.name] is event


def test_the_sentence_names_the_item_by_its_reference():
    assert "H-7K3QX9P2" in EVENTS["handover.expired"].sentence("H-7K3QX9P2")


@every_event
def test_only_a_caller_who_knows_the_urgency_can_page(event: Event):
    assert event.level is not Level.PAGE


@every_event
def test_every_event_is_told_by_somebody(event: Event):
    told = "".join(
        path.read_text(encoding="utf-8")
        for part in ("casework", "notifications", "workflows")
        for path in (Path(settings.BASE_DIR) / part).rglob("*.py")
        if path.name != "events.py"
    )
    assert f'"{event.name}"' in told
