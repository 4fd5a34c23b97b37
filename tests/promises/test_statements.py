"""How many statements does one change cost, and is the next due clock found without looking at all of them?"""

from contextlib import ExitStack
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from casework.actions import ACTIONS
from casework.models import Clock
from privacy.context import now
from tests.promises.arguments import arguments
from tests.world import VA, World

CHANGES = {
    "handover.open": ("R50", "handover", "offered", 7),
    "handover.plan_talk": ("R50", "handover", "accepted", 7),
    "handover.let_go": ("R50", "handover", "together", 7),
    "case.call_mdo": ("R11", "case", "contact_phase", 10),
    "case.resume": ("R11", "case", "paused", 10),
    "melding.resume_triage": ("R10", "melding", "waiting_info", 7),
    "melding.mark_insufficient": ("R10", "melding", "in_triage", 11),
    "melding.give_feedback": ("R10", "melding", "in_care", 7),
}


"""Who, of what, in which state, and at most how many statements: seven; where a text is sealed, its key as well."""


def statements(action: str, by: Any, given: dict[str, Any]) -> list[str]:
    """What the three databases are asked, beginning and ending of transactions included."""
    with ExitStack() as stack:
        heard = [stack.enter_context(CaptureQueriesContext(connections[alias])) for alias in connections]
        ACTIONS[action].perform(by=by, **given)
        return [query["sql"] for context in heard for query in context.captured_queries]


@pytest.mark.parametrize("action", CHANGES)
def test_a_change_of_state_costs_a_handful_of_statements(
    action: str, transactional_db: None, world: World
) -> None:
    role, noun, state, most = CHANGES[action]
    item, given = getattr(world, noun)(state), arguments(world).get(action, {})
    asked = statements(action, world.by(world.account(role)), given | {f"{noun}_ref": item.ref})
    listing = "\n".join(sql[:150] for sql in asked)
    assert "BEGIN" in asked[0]
    assert "COMMIT" in asked
    assert len(asked) <= most, listing


def test_the_sweep_finds_what_is_due_through_the_index_of_running_clocks(world: World) -> None:
    moment = now()
    rows = [
        Clock(item_kind="case", item_id=uuid4(), kind="review", team_id=VA, started_at=moment, due_at=moment,
              rings_at=None if number % 2 else moment + timedelta(minutes=number))
        for number in range(4_000)
    ]  # fmt: skip
    Clock.objects.bulk_create(rows)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    due = Clock.objects.filter(rings_at__lte=moment + timedelta(minutes=20)).order_by("rings_at")
    plan = due.values_list("pk", flat=True)[:100].explain()
    assert "clocks_that_will_ring" in plan, plan
    assert "TEMP B-TREE" not in plan, plan
