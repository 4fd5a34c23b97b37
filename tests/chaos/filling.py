"""A program that gives a region what rings soon: `python -m tests.chaos.filling MANY SECONDS`.

MANY cases of the highest urgency but one, whose first try is due in the next SECONDS. Prints their references as JSON.
"""

import json
import sys
from datetime import timedelta

import django

django.setup()

from casework.models import Case, Clock  # noqa: E402  the apps must be loaded first
from privacy.context import now  # noqa: E402
from tests.world import World  # noqa: E402


def main(many: int, seconds: int) -> None:
    """The terms end one after the other, evenly."""
    world, refs = World(), []
    for _ in range(many):
        refs.append(world.case("assigned", urgency="U1").ref)
    clocks = list(Clock.objects.filter(item_kind="case", leading=True).order_by("pk"))
    began = now()
    for number, clock in enumerate(clocks):
        due = began + timedelta(seconds=seconds * (number + 1) / len(clocks))
        Clock.objects.filter(pk=clock.pk).update(
            started_at=began - timedelta(hours=1), due_at=due, rings_at=due
        )
        Case.objects.filter(pk=clock.item_id).update(due_at=due)
    print(json.dumps(refs))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
