"""Is a missing or an ended card somebody's work? One term of the case, that rings with its owner."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings

from casework import nachtkaart, nachtkaart_terms
from casework.actions import ACTIONS
from casework.directory.current import digest_of, files_of, pack
from casework.models import Case, Disclosure, LoadedPack
from casework.reading import case as reading
from casework.tasks import ring_due
from casework.worry import FLAGS
from notifications.models import Notice
from privacy.context import acting
from tests.world import World
from workflows.calendars import local_date

DAY = datetime(2027, 3, 1, 10, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))


def do(action: str, world: World, *, role: str = "R11", at: datetime = DAY, **given: Any) -> Any:
    return ACTIONS[action].perform(by=world.by(world.account(role), at=at), **given)


def write(case: Case, world: World, *, days: int = 30, at: datetime = DAY, **given: Any) -> Case:
    text = {"calms": "Zacht praten.", "agreements": "", "agreed": "yes"}
    do("nachtkaart.write", world, case_ref=case.ref, last_day=local_date(at) + timedelta(days=days), at=at,
       **(text | given))  # fmt: skip
    return Case.objects.select_related("card_clock").get(pk=case.pk)


def told(world: World, event: str) -> int:
    return Notice.objects.filter(event=event, to_person=world.account("R11").pk).count()


@pytest.mark.parametrize(("urgency", "worry", "asked"), [("U3", 0, True), ("U2", 0, True), ("U4", FLAGS, True),
                                                         ("U4", 0, False), ("U5", 1, False)])  # fmt: skip
def test_who_gets_a_case_with_flags_or_of_u3_is_asked_for_a_card(
    urgency: str, worry: int, asked: bool, world: World
) -> None:
    melding = world.melding("forwarded", worry=worry)
    case = world.case("proposed", melding=melding, urgency=urgency, owner_person=None)
    do("case.assign", world, role="R12", case_ref=case.ref, owner=world.account("R11").username)
    clock = Case.objects.select_related("card_clock").get(pk=case.pk).card_clock
    assert (clock is not None and clock.kind == "nachtkaart_missing") is asked


@pytest.fixture
def older_pack(world: World) -> Iterator[None]:
    """The pack in force was loaded before there were cards."""
    files = files_of(Path(settings.REGION_DIR))
    blocks = files["clocks.toml"].split("[[clock]]")
    files["clocks.toml"] = "[[clock]]".join(one for one in blocks if 'kind = "nachtkaart_' not in one)
    LoadedPack.objects.create(region="flevoland", digest=digest_of(files), files=files, loaded_at=DAY)
    pack.cache_clear()
    yield
    pack.cache_clear()


def test_a_region_whose_pack_knows_no_such_term_works_on_and_a_card_counts_all_the_same(
    older_pack: None, world: World
) -> None:
    case = world.case("proposed", melding=world.melding("forwarded"), urgency="U3", owner_person=None)
    do("case.assign", world, role="R12", case_ref=case.ref, owner=world.account("R11").username)
    case = write(case, world)
    assert (case.state, case.card_clock) == ("assigned", None)
    card = nachtkaart.newest(case)
    assert card is not None
    assert card.ends_at > DAY + timedelta(days=30)


def test_a_missing_card_rings_with_the_owner(world: World) -> None:
    case = world.case("proposed", melding=world.melding("forwarded"), urgency="U3", owner_person=None)
    do("case.assign", world, role="R12", case_ref=case.ref, owner=world.account("R11").username)
    ring_due(DAY + timedelta(days=4))
    assert told(world, "case.card_missing") == 1
    case = write(case, world, at=DAY + timedelta(days=4))
    assert case.card_clock is not None
    assert case.card_clock.kind == "nachtkaart_ends"


def test_the_owner_hears_a_week_before_the_end_and_at_the_end_and_must_write_anew(world: World) -> None:
    case = write(world.case("guidance"), world, days=30)
    end = nachtkaart_terms.end_of(local_date(DAY) + timedelta(days=30))
    assert case.card_clock is not None
    assert (case.card_clock.due_at, case.card_clock.rings_at) == (end, end - timedelta(days=7))
    ring_due(end - timedelta(days=7))
    assert (told(world, "case.card_ends"), told(world, "case.card_ended")) == (1, 0)
    ring_due(end)
    assert told(world, "case.card_ended") == 1
    clock = Case.objects.select_related("card_clock").get(pk=case.pk).card_clock
    assert clock is not None
    assert clock.kind == "nachtkaart_missing"
    assert clock.rings_at is not None


def test_a_new_card_takes_the_place_of_the_one_before(world: World) -> None:
    case = write(world.case("guidance"), world)
    first = nachtkaart.newest(case)
    write(case, world, at=DAY + timedelta(hours=1), calms="Alleen appen.")
    second = nachtkaart.newest(case)
    assert first is not None
    assert second is not None
    assert second.pk != first.pk
    first.refresh_from_db()
    assert first.stopped_at == DAY + timedelta(hours=1)


def test_who_says_that_none_is_needed_is_asked_no_more(world: World) -> None:
    case = write(world.case("guidance"), world)
    do("nachtkaart.stop", world, case_ref=case.ref, reason="Zij wil het niet.")
    case = Case.objects.get(pk=case.pk)
    assert case.card_clock_id is None
    assert nachtkaart.newest(case) is None


def test_a_card_is_a_disclosure_that_stands_until_its_last_day(world: World) -> None:
    case = write(world.case("guidance"), world, days=30)
    shared = Disclosure.objects.get(case=case, way="standing")
    assert (shared.state, shared.valid_until) == ("delivered", local_date(DAY) + timedelta(days=30))
    assert (shared.ground, shared.consent) == ("L7", "yes")
    assert shared.kinds == ["name", "flags", "health", "agreements"]


def test_the_page_of_the_case_says_how_it_stands(world: World) -> None:
    case = write(world.case("guidance"), world)
    by = world.by(world.account("R11"), at=DAY)

    def stands() -> dict[str, Any]:
        with acting(by):
            return dict(reading.read(case.ref, by=by).page["card_of_night"])

    assert stands()["counts"]
    words = {"words": "Dat gaat ze niets aan.", "source": "person"}
    do("consent.record", world, case_ref=case.ref, recipient_kind="partner", answer="no", **words)
    assert stands()["refused"]


def test_a_weapon_that_is_seen_asks_for_a_card(world: World) -> None:
    case = world.case("guidance")
    crisis = world.crisis("on_site", melding=world.melding("forwarded", person=case.person))
    do("crisis.fill_sheet", world, role="R20", crisis_ref=crisis.ref, sheet={"weapons": "yes"})
    clock = Case.objects.select_related("card_clock").get(pk=case.pk).card_clock
    assert clock is not None
    assert clock.kind == "nachtkaart_missing"
