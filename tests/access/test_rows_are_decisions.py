"""Do the rows a query gives equal the rows the policy permits, for every role, over random items?"""

from datetime import datetime, timedelta
from random import Random
from typing import Any

import pytest
from django.db import connection

from casework.conditions import FACTS, Condition
from casework.holding import nouns
from casework.models import Case, FanContact, Handover, Melding, PartnerTask
from casework.policy import may_see
from casework.scoping import visible
from casework.ties import has
from privacy.context import Acting
from tests.access.draw import HOURS, MONDAY
from tests.world import World
from workflows.roles import Role

NOUNS: tuple[Any, ...] = tuple(nouns())
TEAMS = ("va-meldpunt", "crisisteam", "fan-noord", "fan-almere", "wijkteam-dronten", "wijkteam-urk")
UNITS = (*TEAMS, "partner-kwintes", "regio-flevoland", "wvggz-onderzoek", "", "public")
GEMEENTEN = ("0034", "0303", "0184", "0050", "")
STATED = frozenset(set(Condition) - set(FACTS))
ITEMS = 12
READERS = 150


def scattered(world: World, dice: Random) -> dict[Any, list[Any]]:
    """Items of every noun in every state, whose clear columns are anything at all."""
    people = [world.account(role) for role in ("R10", "R11", "R12", "R20", "R30", "R50")]
    for model in NOUNS:
        noun = model.kind()
        over = str(next(state for state in model.State if state.final))
        for number in range(ITEMS):
            getattr(world, noun)(over) if number % 4 == 0 else getattr(world, noun)()
    for model in NOUNS:
        _scatter(model, people, dice)
    return {model: list(model.objects.all()) for model in NOUNS}


def _scatter(model: Any, people: list[Any], dice: Random) -> None:
    """The filter must agree on every value a column can hold, also on what no action would write."""
    ids = [str(one.pk) for one in people]
    for item in model.objects.all():
        states = [str(state) for state in model.State if state.final == item.state_info.final]
        values: dict[str, Any] = {
            "state": dice.choice(states), "owner_team_id": dice.choice(TEAMS), "owner_person_id": dice.choice(ids),
            "shielded_for": dice.choice(("", "", "", " ".join(dice.sample(ids, 2)))),
        }  # fmt: skip
        if model is Melding:
            values["target"] = dice.choice((*TEAMS, "", "HUISARTS"))
        if model is Handover:
            values |= {"sender_team_id": dice.choice(TEAMS), "sender_person_id": dice.choice(ids),
                       "receiver_team_id": dice.choice((*TEAMS, None)),
                       "consent": dice.choice(("yes", "no")), "sharing_stopped": dice.random() < 0.3}  # fmt: skip
        if model is PartnerTask:
            values |= {"sender_team_id": dice.choice(TEAMS), "sender_person_id": dice.choice(ids),
                       "receiver_team_id": dice.choice((*TEAMS, "partner-kwintes")),
                       "sharing_stopped": dice.random() < 0.3}  # fmt: skip
        if model is FanContact:
            # The database demands somebody who waits in the states of a visit.
            visitor, lookout = dice.sample(ids, 2)
            values |= {"visitor_id": visitor, "lookout_id": lookout, "visit_until": MONDAY}
        if has(model, "gemeente"):
            values["gemeente"] = dice.choice(GEMEENTEN)
        named = list(values)
        columns = ", ".join(f"{name} = %s" for name in named)
        with connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE {model._meta.db_table} SET {columns} WHERE id = %s",  # noqa: S608  names of our own columns
                [_written(model, name, values[name]) for name in named] + [_written(model, "id", item.pk)],
            )


def _written(model: Any, column: str, value: Any) -> Any:
    """A value as this engine keeps it."""
    field = next(field for field in model._meta.concrete_fields if column == field.column)
    return field.get_db_prep_value(value, connection)


def reader(role: Role, people: list[str], dice: Random) -> Acting:
    """Somebody in this role, anywhere, at any hour."""
    at: datetime = MONDAY + timedelta(days=dice.randrange(7), hours=dice.choice(HOURS))
    return Acting(
        actor=dice.choice(people), role=role, unit=dice.choice(UNITS), purpose="test", at=at,
        stands_in=tuple(dice.sample(people, dice.choice((0, 0, 1)))),
    )  # fmt: skip


@pytest.mark.django_db
def test_the_rows_of_a_query_are_the_rows_the_policy_permits(world: World) -> None:
    dice = Random(4)
    made = scattered(world, dice)
    people = [str(account.pk) for account in world.accounts.values()]
    seen = dict.fromkeys(NOUNS, 0)
    for number in range(READERS * len(Role) // 10):
        role = list(Role)[number % len(Role)]
        if role is Role.SYSTEM:
            continue
        by, listing = reader(role, people, dice), dice.random() < 0.5
        stated = frozenset(one for one in STATED if dice.random() < 0.3)
        for model, items in made.items():
            permitted = {item.pk for item in items if may_see(item, by, listing=listing, under=stated).permit}
            rows = set(
                visible(model.objects.all(), by, listing=listing, under=stated).values_list("pk", flat=True)
            )
            assert rows == permitted, f"{model.kind()} for {by}, listing={listing}, under={sorted(stated)}"
            seen[model] += len(rows)
    assert all(seen.values()), f"nobody saw any of {[m.kind() for m, n in seen.items() if not n]}"


def test_a_count_is_a_count_of_what_may_be_seen(world: World) -> None:
    mine, theirs = world.case("guidance"), world.case("guidance", owner_person=world.account("R11", "ander"))
    anke = world.by(world.account("R11"))
    assert set(visible(Case.objects.all(), anke)) == {mine}
    assert set(visible(Case.objects.all(), anke, listing=True)) == {mine, theirs}
    stranger = world.by(world.account("R11", "elders", team="wijkteam-urk"))
    assert visible(Case.objects.all(), stranger, listing=True).count() == 0
