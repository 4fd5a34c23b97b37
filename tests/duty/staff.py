"""Who works in a simulated region, when do reports come in, and who looks at safety at night?"""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from random import Random

from casework.actions import team
from casework.directory.current import pack
from casework.models import Account
from tests.duty.living import as_of
from tests.named import GEMEENTE
from tests.world import World

STAFF = {"R10": 4, "R11": 9, "R12": 1, "R20": 6, "R21": 2, "R30": 5, "R31": 1, "R50": 10, "R51": 2}
"""Forty colleagues."""


def staffed(world: World, at: datetime, sizes: Mapping[str, int] = STAFF) -> dict[str, list[Account]]:
    """Everybody, with part-timers among the care coordinators and each the deputy of the next."""
    people = {
        role: [world.account(role, f"{role.lower()}-{n}") for n in range(count)]
        for role, count in sizes.items()
    }
    lead = people["R12"][0]
    for number, one in enumerate(people["R11"]):
        stand_in = people["R11"][(number + 1) % len(people["R11"])]
        days = ("12345", "1245", "2345", "123")[number % 4]
        team.set_days(by=as_of(lead, at), username=one.username, works_on=days, starts_at=time(8, 30),
                      deputy=stand_in.username)  # fmt: skip
    return people


def moments(random: Random, start: datetime, *, days: int, many: int) -> list[datetime]:
    """When they come in: seven out of ten outside office hours."""
    found = []
    for _ in range(many):
        day = start + timedelta(days=random.randrange(days))
        hour = random.choice((0, 2, 7, 18, 20, 22, 23)) if random.random() < 0.7 else random.randrange(9, 17)
        found.append(day + timedelta(hours=hour, minutes=random.randrange(60)))
    return sorted(found)


def on_duty(people: dict[str, list[Account]], at: datetime, number: int) -> Account:
    """Who looks at safety now: by turns the crisis team and, in its hours, the evening and night service."""
    fan = pack().night_team(GEMEENTE, at) == people["R30"][0].team_id
    team_of_now = people["R30"] if fan and number % 2 else people["R20"]
    return team_of_now[number % len(team_of_now)]
