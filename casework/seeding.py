"""How does a large region come to be for measuring? In bulk, yet sealed, tokenised and logged like real work.

The only place that stores records of a lifecycle without their actions; the made-up lives come from seed_life.py.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from random import Random
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction

from casework.directory.current import pack
from casework.edge import SYSTEM_ACTOR, system
from casework.models import (
    Account,
    Case,
    Clock,
    ContactAttempt,
    Handover,
    Melding,
    Person,
    Reporter,
    Triage,
    TriageVersion,
)
from casework.seed_life import Change, Life, Staff, life
from privacy.context import Acting, acting, now
from privacy.ledger.record import ChangeEvent, change
from privacy.models.tokens import BlindToken
from privacy.sealed import Sealed, prepare_for
from privacy.tokens import token_rows
from workflows.roles import Role

BATCH = 200
ROWS = 500
"""In one statement: a database takes a limited number of values at once."""
COORDINATORS = 8
ORDER: tuple[type[Any], ...] = (
    Person, Melding, Reporter, Triage, TriageVersion, Case, ContactAttempt, Handover,
)  # fmt: skip
"""Whoever is referred to comes first."""


def seed(meldingen: int, *, start: int = 0) -> Iterator[int]:
    """Add that many made-up meldingen; yields how many there are after each batch. `start` makes it repeatable.

    The same number and start give the same names, states and distances in time, counted back from now.
    """
    dice, staff, today = Random(start), staff_of_region(), now()  # noqa: S311  made-up lives, no secrets
    done = 0
    while done < meldingen:
        size = min(BATCH, meldingen - done)
        _store([life(dice, staff, now=today) for _ in range(size)])
        done += size
        yield done


def staff_of_region() -> Staff:
    """The accounts that do the made-up work; nobody can sign in with them."""
    meldpunt = pack().region.about.meldpunt
    wijkteams = [gemeente.wijkteam for gemeente in pack().region.gemeenten.values()]
    return Staff(
        triagist=_account("seed_triagist", Role.TRIAGIST, meldpunt),
        lead=_account("seed_lead", Role.TEAM_LEAD, meldpunt),
        coordinators=[
            _account(f"seed_coordinator_{n}", Role.CARE_COORDINATOR, meldpunt)
            for n in range(1, COORDINATORS + 1)
        ],
        wijkteams={team: _account(f"seed_{team}", Role.WIJKTEAM_WORKER, team) for team in wijkteams},
    )


def _account(username: str, role: Role, team: str) -> Account:
    account, _ = Account.objects.get_or_create(
        username=username,
        defaults={
            "email": f"{username}@seed.example", "name": username.replace("_", " "), "role": role, "team_id": team,
            "password": make_password(None),
        },
    )  # fmt: skip
    return account


def _store(lives: list[Life]) -> None:
    """One batch: keys, clocks, records, tokens and change events, or nothing."""
    records = [record for one in lives for record in one.records]
    with acting(system(purpose="seed")), transaction.atomic():
        prepare_for(records)
        Clock.objects.bulk_create([clock for one in lives for clock in one.clocks], ROWS)
        for model in ORDER:
            model.objects.bulk_create([record for record in records if type(record) is model], ROWS)
        BlindToken.objects.bulk_create(list(_tokens(lives)), ROWS)
        changes = [change for one in lives for change in one.changes]
        ChangeEvent.objects.bulk_create(_events(sorted(changes, key=lambda one: one.at)), ROWS)


def _tokens(lives: Iterable[Life]) -> Iterator[BlindToken]:
    for one in lives:
        person = next(record for record in one.records if isinstance(record, Person))
        yield from token_rows(str(person.pk), one.facts)


def _events(changes: Iterable[Change]) -> list[ChangeEvent]:
    return [
        change(
            _acting(one.by, one.at), one.action, about_kind=one.record.kind(), about_ref=one.record.ref,
            version=one.version, fields=_digests(one), from_state=one.from_state, to_state=one.to_state,
        )
        for one in changes
    ]  # fmt: skip


def _digests(one: Change) -> dict[str, str | None]:
    """What was sealed at the making of a record; later changes of a made-up life touch readable columns only."""
    if one.version > 1:
        return {"state": None}
    values = {name: getattr(one.record, name) for name in one.record.sealed_attributes()}
    return {name: value.digest() if isinstance(value, Sealed) else None for name, value in values.items()}


def _acting(account: Account | None, at: datetime) -> Acting:
    return Acting(
        actor=str(account.pk) if account else SYSTEM_ACTOR,
        role=account.role if account else Role.SYSTEM,
        unit=str(account.team_id) if account else "system",
        purpose="seed",
        at=at,
    )
