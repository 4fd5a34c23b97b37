"""What happens when several people do something at the same moment? One is first, nobody's words are lost.

Real threads with real transactions. Fifty races of two to eight people in the suite, a thousand in the long run.
"""

import os
import random
import threading
from collections import Counter

import pytest
from django.db import DatabaseError, connections, transaction

from casework.actions import case as cases
from casework.actions import melding as meldingen
from casework.errors import ChangedMeanwhile, SomebodyElseFirst
from casework.invariants import violations
from casework.models import Case, Clock, Melding
from casework.tasks import ring_due
from privacy.ledger.record import ChangeEvent
from tests.promises.races import KINDS, at_once, losers
from tests.world import World

RACES = 1_000 if os.environ.get("SLUITEND_LONG") == "1" else 50
MOST = 8

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(0 if RACES > 50 else 300)]


def test_two_triagists_claim_one_melding_and_one_of_them_gets_it(world: World) -> None:
    melding = world.melding("received", owner_person=None)
    rivals = [world.by(world.account("R10", name)) for name in ("tess", "bram")]
    answers = at_once(
        *(lambda by=by: meldingen.claim(by=by, melding_ref=melding.ref, seen_version=1) for by in rivals)
    )
    (lost,) = losers(answers)
    assert type(lost) is SomebodyElseFirst
    owner = Melding.objects.get(pk=melding.pk).owner_person
    assert str(owner.pk if owner else "") in {by.actor for by in rivals}
    assert lost.record.owner_person == owner


def test_in_every_race_one_is_first_and_no_text_is_lost(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    chance = random.Random(1_914)
    writers: Counter[str] = Counter()
    for number in range(RACES):
        many, race = chance.randint(2, MOST), KINDS[number % len(KINDS)]
        race(world, many)
        writers[race.__name__] += many
    assert violations() == []
    said = ", ".join(f"{name} {count}" for name, count in writers.items())
    with capsys.disabled():
        print(f"\n{RACES} races, {writers.total()} writers, one winner each and no text lost: {said}")


def test_a_clock_that_four_sweepers_find_rings_once(world: World) -> None:
    case = world.case("guidance", informed="yes")
    for _ in range(5):
        moment = Clock.objects.get(item_id=case.pk, leading=True).rings_at
        assert moment is not None
        before = ChangeEvent.objects.filter(action="clock.ring", about_ref=case.ref).count()
        rang = at_once(*[lambda moment=moment: ring_due(moment)] * 4)
        after = ChangeEvent.objects.filter(action="clock.ring", about_ref=case.ref).count()
        assert after - before == 1
        assert sum(rang) >= 1
    assert Clock.objects.get(item_id=case.pk, leading=True).rung == 5


@pytest.mark.postgres
def test_a_sweep_waits_for_nobody_and_rings_the_next_time(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    held, free = world.case("guidance", informed="yes"), world.case("guidance", informed="yes")
    moment = max(Clock.objects.filter(item_id__in=[held.pk, free.pk]).values_list("rings_at", flat=True))

    def rung(case: Case) -> int:
        return ChangeEvent.objects.filter(action="clock.ring", about_ref=case.ref).count()

    def swept() -> tuple[int, int]:
        ring_due(moment)
        return rung(held), rung(free)

    found: list[tuple[int, int]] = []

    def sweeper() -> None:
        try:
            found.append(swept())
        finally:
            connections.close_all()

    with transaction.atomic():
        Case.objects.select_for_update().get(pk=held.pk)
        beside = threading.Thread(target=sweeper)
        beside.start()
        beside.join(30)
    assert found == [(0, 1)]
    assert "could not ring" not in caplog.text, "it passes by instead of waiting until it is told to stop"
    assert swept() == (1, 1)


def test_what_went_away_and_came_back_is_not_what_somebody_saw(world: World) -> None:
    tess, bram = (world.by(world.account("R10", name)) for name in ("tess", "bram"))
    melding = world.melding("received", owner_person=None)
    meldingen.claim(by=tess, melding_ref=melding.ref, seen_version=1)
    meldingen.release(by=tess, melding_ref=melding.ref)
    assert Melding.objects.get(pk=melding.pk).state == "received"
    with pytest.raises(ChangedMeanwhile):
        meldingen.claim(by=bram, melding_ref=melding.ref, seen_version=1)


def test_a_copy_from_before_cannot_be_written_over_what_came_since(world: World) -> None:
    old_copy = Case.objects.get(pk=world.case("guidance").pk)
    anke = world.by(world.account("R11"))
    cases.record_refusal(by=anke, case_ref=old_copy.ref, words="nee", risk="matig", doubt="no")
    cases.weigh_again(by=anke, case_ref=old_copy.ref, risk="matig")
    old_copy.reweighed = 7
    with pytest.raises(DatabaseError, match="did not affect any rows"):
        old_copy.save_changes(["reweighed"])
    assert Case.objects.get(pk=old_copy.pk).reweighed == 1
