"""A program that tells how a region stands: `python -m tests.chaos.telling`. It prints one JSON object."""

import json
from collections import Counter

import django

django.setup()

from casework.invariants import violations  # noqa: E402  the apps must be loaded first
from casework.models import Case, Clock, Melding  # noqa: E402
from notifications.models import Notice, Outbox  # noqa: E402
from notifications.outbox import undelivered  # noqa: E402
from privacy.context import now  # noqa: E402
from privacy.ledger.record import ChangeEvent  # noqa: E402


def main() -> None:
    """References, how often each rang, and what waits."""
    rings = ChangeEvent.objects.filter(action="clock.ring", about_kind="case")
    rang = rings.values_list("about_ref", "at")
    clocks = {one.item_id: one for one in Clock.objects.filter(item_kind="case", leading=True)}
    cases = {ref: clocks[pk] for ref, pk in Case.objects.values_list("ref", "pk")}
    first = dict(rang.order_by("-at"))
    told = Notice.objects.filter(event="clock.rang").values_list(
        "about_ref", "to_person", "to_team", "to_role"
    )
    print(json.dumps({
        "meldingen": sorted(Melding.objects.values_list("ref", flat=True)),
        "rang": Counter(ref for ref, _ in rang), "rungs": {ref: clock.rung for ref, clock in cases.items()},
        "most_late": max(((at - cases[ref].due_at).total_seconds() for ref, at in first.items()), default=0),
        "told_twice": [str(one) for one, times in Counter(told).items() if times > 1],
        "due": Clock.objects.filter(rings_at__lte=now()).count(), "undelivered": undelivered().count(),
        "dead": Outbox.objects.filter(dead_at__isnull=False).count(),
        "violations": [str(one) for one in violations()],
    }))  # fmt: skip


if __name__ == "__main__":
    main()
