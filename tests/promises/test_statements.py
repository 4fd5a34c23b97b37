"""How many statements does one change cost, and is the next due clock found without looking at all of them?"""

import re
from contextlib import ExitStack
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from casework.actions import ACTIONS
from casework.models import Clock
from casework.models.base import Owned
from casework.reading.desk import Chosen, on_desk, position_from
from casework.reading.worklist import worklist
from casework.seeding import seed
from casework.tasks import BATCH, due_clocks
from privacy.context import acting, now
from tests.named import VA
from tests.promises.arguments import INSIDE, NOUNS, arguments
from tests.promises.test_every_step import CLOSED, Undo, items
from tests.world import World
from workflows.roles import Role

LIGHT = {
    "handover.open": ("R50", "handover", "offered"),
    "handover.plan_talk": ("R50", "handover", "accepted"),
    "handover.let_go": ("R50", "handover", "together"),
    "melding.resume_triage": ("R10", "melding", "waiting_info"),
    "melding.give_feedback": ("R10", "melding", "in_care"),
    "postbak.take_up": ("R10", "postbak", "unread"),
    "pattern.take": ("R12", "pattern", "open"),
}
"""Steps that change a state, an owner or a clock and write no text: six statements, transaction included, and one more
where somebody is told."""

TOLD = ("handover.open", "handover.plan_talk", "handover.let_go")

MOST = 12
"""With a text to seal comes its key, with a second record that record and its clock."""

MAKING = {
    "melding.drop_draft": 13, "melding.give_advice": 13, "handover.withdraw": 13, "handover.lose": 13,
    "triage.agree": 13, "triage.ask_second": 13, "melding.unlink": 14,
    "melding.link": 18, "triage.settle": 18, "triage.disagree": 18, "triage.keep_higher": 18,
    "case.reassign": 16, "case.reopen": 14, "case.ask_partner": 16, "handover.decide_waiting": 13, "handover.offer": 16,
    "handover.offer_outside": 14, "handover.sign_gemeente": 14, "handover.agree_gemeente": 15,
    "handover.rule_gemeente": 15, "handover.pass_on": 15, "handover.fill_in": 17,
    "disclosure.grant": 13, "disclosure.deliver_first": 13, "disclosure.refuse": 14, "disclosure.weigh": 16,
    "melding.add_to_case": 23, "postbak.make_melding": 23, "crisis.accept": 16, "crisis.find_none": 16,
    "crisis.end_elsewhere": 15, "crisis.fill_sheet": 14, "crisis.sign_plan": 16, "crisis.settle_plan": 15,
    "fan_contact.set_out": 17,
}  # fmt: skip
"""Acts that carry more than one record along: a case that begins, a tie, a task with what is released, a disclosure
with the case whose term comes nearer, a weapon with the cases that need a nachtkaart now, a draft with its key that is
destroyed, a crisis with its melding or plan. A visit looks at the flags of every file of this person: two statements
ask whom they were confirmed to be and who is tied to them. A tie asks once whether it brings flags to a case, and who
gets a case of a low urgency asks who is tied and whether one of them has flags: then a nachtkaart is needed.
Transactions of three databases count."""


def statements(action: str, by: Any, given: dict[str, Any]) -> list[str]:
    """What the three databases are asked, beginning and ending of transactions included."""
    with ExitStack() as stack:
        heard = [stack.enter_context(CaptureQueriesContext(connections[alias])) for alias in connections]
        ACTIONS[action].perform(by=by, **given)
        return [query["sql"] for context in heard for query in context.captured_queries]


@pytest.mark.parametrize("action", LIGHT)
def test_a_bare_change_of_state_costs_six_statements(
    action: str, transactional_db: None, world: World
) -> None:
    role, noun, state = LIGHT[action]
    item, given = getattr(world, noun)(state), arguments(world).get(action, {})
    asked = statements(action, world.by(world.account(role)), given | {f"{noun}_ref": item.ref})
    assert "BEGIN" in asked[0]
    assert "COMMIT" in asked
    assert len(asked) <= (7 if action in TOLD else 6), "\n".join(sql[:150] for sql in asked)


@pytest.mark.parametrize("noun", NOUNS)
def test_no_step_of_any_lifecycle_costs_more_than_it_says(noun: str, world: World) -> None:
    given, of_state, dear = arguments(world, CLOSED), {}, []
    for name, step in NOUNS[noun].steps().items():
        action, state, role = f"{noun}.{name}", str(step.sources[0]), str(step.roles[0])
        if name in INSIDE[noun]:
            continue
        tied = of_state.setdefault(state, items(world, noun, state))
        by = world.system() if role == Role.SYSTEM else world.by(world.account(role), at=CLOSED)
        try:
            with transaction.atomic():
                ref = tied.get(role, tied[""]).ref
                asked = statements(action, by, given.get(action, {}) | {f"{noun}_ref": ref})
                raise Undo
        except Undo:
            dear += [f"{action}: {len(asked)}"] if len(asked) > MAKING.get(action, MOST) else []
    assert dear == []


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
    due = due_clocks(moment + timedelta(minutes=20))
    plan = due.values_list("rings_at", "pk")[:BATCH].explain()
    assert "clocks_that_will_ring" in plan, plan
    assert "TEMP B-TREE" not in plan, plan


def test_thirty_clocks_ring_together_in_as_many_statements_as_three(world: World) -> None:
    asked = []
    for many in (3, 30):
        cases = [world.case("guidance", informed="yes") for _ in range(many)]
        clocks = Clock.objects.filter(item_id__in=[case.pk for case in cases], leading=True)
        moment = max(clocks.values_list("rings_at", flat=True))
        clocks.update(rings_at=moment)
        asked.append(
            len(
                statements(
                    "clock.ring",
                    world.by(world.account("R10"), role="R00", at=moment),
                    {"clock_ids": [c.pk for c in clocks]},
                )
            )
        )
        assert set(clocks.values_list("rung", flat=True)) == {1}
    assert asked[0] == asked[1] <= 12


def test_what_can_be_open_can_be_read_in_the_order_of_its_terms() -> None:
    without = [
        model.kind()
        for model in apps.get_models()
        if issubclass(model, Owned)
        and not any(index.name.endswith("_in_order") for index in model._meta.indexes)
    ]
    assert without == []


def most_rows(read: str) -> int:
    """How many rows the busiest part of this statement reads, when PostgreSQL finds rows by index wherever it can.

    Of a few thousand rows reading all is cheap enough to be chosen; the order in which tables are joined shows anyway.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN ANALYZE {read}")
        plan = "\n".join(str(row[0]) for row in cursor.fetchall())
    return max(int(rows) for rows in re.findall(r"actual .*rows=(\d+)", plan))


def read_of(by: Any, noun: str, after: Any = None) -> tuple[int, str, str]:
    """A page of a desk with this noun alone: how many rows, the statement, and how this engine would read it."""
    with acting(by), CaptureQueriesContext(connection) as asked:
        rows = on_desk(by, Chosen(noun=noun), after=after, limit=21)
    (read,) = [query["sql"] for query in asked if f"casework_{noun}" in query["sql"]]
    with connection.cursor() as cursor:
        cursor.execute(f"{'EXPLAIN' if connection.vendor == 'postgresql' else 'EXPLAIN QUERY PLAN'} {read}")
        return len(rows), read, "\n".join(str(row[-1]) for row in cursor.fetchall())


def test_of_many_open_items_a_page_of_a_desk_reads_its_own_in_the_order_of_their_terms(world: World) -> None:
    # So many that reading all of them is dearer on either engine, whatever the day on which the terms are counted.
    for _ in seed(1_500):
        pass
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    triagist, lead = (world.by(world.account(role)) for role in ("R10", "R12"))

    rows, read, plan = read_of(triagist, "melding")
    assert rows == 21
    assert "melding_in_order" in plan, plan
    assert '"due_at" >= ' not in read

    with acting(triagist):
        page = position_from(worklist(triagist, limit=25).after)
    rows, read, plan = read_of(triagist, "melding", page)
    assert rows == 21
    assert "melding_in_order" in plan, plan
    assert '"due_at" >= ' in read, "reading begins where the page before ended"
    if connection.vendor == "postgresql":
        assert re.search(r"Index Cond: .*due_at >= .*ROW\(.*due_at, .*calm, .*id\)", plan), plan
        for role, noun in (("R10", "melding"), ("R12", "melding"), ("R12", "case"), ("R12", "handover")):
            _, read, plan = read_of(world.by(world.account(role)), noun)
            assert most_rows(read) <= 100, plan

    # A rare state is found without passing all the others.
    assert "triage_by_state" in read_of(lead, "triage")[2]
