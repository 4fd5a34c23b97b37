"""Does anything that was told about a person stand readable anywhere but on the screen of who may see it?

Sixty words nobody else uses are planted through the real actions of a whole story, with its pages and mails; then every
place this installation keeps or sends anything is searched for them, in every way a program writes text down. Twenty
leaks made on purpose show that the search would find one.
"""

import json
import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from channels.layers import get_channel_layer
from channels_redis.pubsub import RedisPubSubLoopLayer
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.db import Error as DatabaseError
from django.test import Client
from django.urls import reverse

from casework import work
from casework.models import Account, Case, Melding, Triage
from casework.tasks import ring_due
from config.celery import app
from config.logs import PlainFormatter, Withhold
from notifications import delivery
from privacy.context import now
from tests.promises import places
from tests.promises.leaks import LEAKS
from tests.promises.scanner import Scanner
from tests.promises.story import Story
from tests.world import World

SHAPED = {
    "person.birthdate": "1913-02-17", "person.bsn": "999913174", "person.postcode": "8299 ZQ",
    "person.phone": "06-00000913", "melder.phone": "085-0000913", "melder.email": "zeeegel913@voorbeeld.example",
}  # fmt: skip
"""Words that must have a shape to be believed."""
SQUEEZED = ("19130217", "8299ZQ", "0600000913", "600000913", "0850000913", "850000913")
"""The same, as a program may have put them together."""


class Canaries:
    """Hands out words that stand nowhere else, and remembers for which place."""

    def __init__(self) -> None:
        self.stem = f"Zeeëgel=«{secrets.token_hex(3)}»"
        self.given: dict[str, str] = {}

    def say(self, place: str) -> str:
        """The word for this place, the same each time."""
        word = SHAPED.get(place) or f"{self.stem}{len(self.given):02d}"
        return self.given.setdefault(place, word)

    def scanner(self) -> Scanner:
        """Looks for all of them at once: the free words share their beginning."""
        return Scanner([self.stem, *SHAPED.values(), *SQUEEZED])


@contextmanager
def listening(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, bytes]]:
    """What the product logs, and what it says to the live layer, by the name of the place. Filled at the end."""
    heard: dict[str, bytes] = {}
    said: list[Any] = []
    log = StringIO()
    handler = logging.StreamHandler(log)
    handler.addFilter(Withhold())
    handler.setFormatter(PlainFormatter())
    logging.getLogger().addHandler(handler)
    # With Redis each event loop has a layer of its own behind the one that is configured.
    layer = RedisPubSubLoopLayer if settings.REDIS_URL else type(get_channel_layer())
    send = layer.group_send

    async def recorded(self: Any, group: str, message: Any) -> None:
        said.append([group, message])
        await send(self, group, message)

    monkeypatch.setattr(layer, "group_send", recorded)
    try:
        yield heard
    finally:
        logging.getLogger().removeHandler(handler)
        heard["log"], heard["channel"] = log.getvalue().encode(), json.dumps(said).encode()


def signed_in(account: Account) -> Client:
    """The browser of this colleague."""
    browser = Client(raise_request_exception=False)
    browser.force_login(account, backend="casework.accounts.Backend")
    return browser


def look_at_everything(story: Story) -> int:
    """Everybody opens every page of the story there is; how many pages showed something."""
    shown = 0
    for account in (
        story.triagist,
        story.lead,
        story.anke,
        story.sanne,
        story.kees,
        story.world.account("R92"),
    ):
        browser = signed_in(account)
        pages = [reverse("worklist"), reverse("worklist-rows"), reverse("notices")]
        for noun in ("melding", "case", "handover", "escalation", "task"):
            if ref := getattr(story, noun):
                pages.append(reverse(noun, args=[ref]))
        if story.case:
            pages.append(reverse("case-agreements", args=[story.case]))
        if story.melding:
            pages.append(reverse("melding-triage", args=[story.melding]))
        shown += sum(browser.get(page).status_code == 200 for page in pages)
    return shown


def type_something_wrong(story: Story, canaries: Canaries) -> None:
    """A report and a try that are refused: what was typed comes back on the page, and stays nowhere."""
    new = signed_in(story.triagist).post(
        reverse("melding-new"), {"narrative": canaries.say("refused report")}
    )
    assert new.status_code == 422
    assert canaries.stem in new.content.decode()
    tried = {"channel": "visit", "result": canaries.say("refused try"), "seen_version": "1"}
    signed_in(story.anke).post(reverse("case-step", args=[story.case, "log_attempt"]), tried)


def break_things(story: Story, canaries: Canaries, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error that quotes its data, in the middle of a request and in the middle of a sweep."""
    quoting = canaries.say("error")

    def fails(*given: Any) -> None:
        raise DatabaseError(f"Key (text)=({quoting}) already exists in {given}")

    case = Case.objects.get(ref=story.case)
    with monkeypatch.context() as broken:
        broken.setattr(work.Work, "finish", fails)
        anke = signed_in(story.anke)
        typed = {"text": canaries.say("lost note"), "seen_version": case.version}
        answer = anke.post(reverse("case-step", args=[story.case, "note"]), typed)
        assert answer.status_code == 500
        assert canaries.stem not in answer.content.decode()
        ring_due(case.clock.rings_at)


def send_and_wake(at: Any) -> None:
    """The mails go out, and every message the beat knows is put down for a worker."""
    delivery.deliver_due(at)
    for entry in app.conf.beat_schedule.values():
        places.send(entry["task"])


@pytest.mark.timeout(300)
def test_sixty_canaries_are_told_and_found_nowhere(
    transactional_db: None, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    canaries, world = Canaries(), World()
    story = Story(world, at=now(), say=canaries.say)
    shown = 0
    with listening(monkeypatch) as heard:
        for done in story.play():
            if done in (
                "melding.claim",
                "triage.propose",
                "case.note",
                "task.accept",
                "escalation.end",
                "handover.ask",
                "handover.confirm",
            ):
                shown += look_at_everything(story)
            if done == "case.set_goal":
                type_something_wrong(story, canaries)
                break_things(story, canaries, monkeypatch)
        send_and_wake(story.at)
    printed = capfd.readouterr()
    found = places.everywhere() | heard | {"stdout": printed.out.encode(), "stderr": printed.err.encode()}
    places.forget_messages()

    assert len(canaries.given) >= 60
    assert shown >= 40
    assert mail.outbox
    assert b"withheld" in heard["log"]
    assert b"live.hint" in heard["channel"]
    assert Melding.objects.get(ref=story.melding).state == "closed"
    assert canaries.scanner().scan(found) == set()
    size = sum(map(len, found.values())) / 1e6
    with capfd.disabled():
        print(
            f"\n{len(canaries.given)} canaries, {len(found)} places, {size:.1f} MB, {shown} pages shown: 0 found"
        )


def test_twenty_of_twenty_planted_leaks_are_found(
    transactional_db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    World()
    words = {leak: f"Zeeëgel=«{secrets.token_hex(3)}»" for leak in LEAKS}
    before = Triage.objects.count()
    with listening(monkeypatch) as heard:
        for leak, plant in LEAKS.items():
            plant(words[leak])
    found = Scanner(words.values()).scan(places.everywhere(log=False) | heard)
    places.forget_messages()
    cache.clear()
    (Path(settings.SLUITEND_DATA) / "lek.gz").unlink()
    assert Triage.objects.count() == before
    missed = [leak for leak, word in words.items() if word not in {find.text for find in found}]
    assert missed == []
    assert len(words) == 20
