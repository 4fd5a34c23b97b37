"""Which moment is meant in the two nights in which the clock changes?"""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError

from casework.forms.fields import moment
from privacy.context import acting
from tests.world import World
from workflows.calendars import AMSTERDAM

FIRST, SECOND = datetime(2031, 10, 26, 0, 30, tzinfo=UTC), datetime(2031, 10, 26, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize("typed", ["2031-10-26T02:30", "26-10-2031 02:30"])
@pytest.mark.parametrize(
    ("now", "meant"),
    [
        (datetime(2031, 10, 25, 23, 0, tzinfo=AMSTERDAM), FIRST),
        (datetime(2031, 10, 26, 2, 20, tzinfo=AMSTERDAM), FIRST),
        (datetime(2031, 10, 26, 2, 20, fold=1, tzinfo=AMSTERDAM), SECOND),
        (datetime(2031, 10, 26, 8, 0, tzinfo=AMSTERDAM), SECOND),
    ],
)
def test_of_the_hour_that_comes_twice_the_nearest_is_meant(
    typed: str, now: datetime, meant: datetime, world: World
) -> None:
    with acting(world.by(world.account("R30"), at=now)):
        assert moment("When").clean(typed) == meant


def test_an_hour_that_is_skipped_is_refused_with_a_sentence(world: World) -> None:
    now = datetime(2031, 3, 30, 1, 0, tzinfo=AMSTERDAM)
    with acting(world.by(world.account("R30"), at=now)), pytest.raises(ValidationError) as refused:
        moment("When").clean("2031-03-30T02:30")
    assert refused.value.messages == [
        "Dit uur wordt die nacht overgeslagen: de klok gaat vooruit. Kies een uur later."
    ]


@pytest.mark.parametrize("typed", ["onzin", "2031-13-45T99:99"])
def test_what_is_no_moment_is_refused_as_before(typed: str, world: World) -> None:
    with acting(world.by(world.account("R30"))), pytest.raises(ValidationError) as refused:
        moment("When").clean(typed)
    assert refused.value.messages == ["Voer een geldige datum/tijd in."]
