"""What exists on the stage of a scenario? Accounts of the cast and records by the names the story gives them."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import make_password

from casework.models import (
    Account,
    Case,
    Crisis,
    Disclosure,
    Escalation,
    FanContact,
    FanProfile,
    Handover,
    Melding,
    PartnerTask,
    Pattern,
    Person,
    PostbakItem,
    Roster,
    Shift,
    Triage,
)
from casework.models.base import Record
from casework.play.scenario import Member

MODELS: dict[str, type[Any]] = {
    model.kind(): model
    for model in (
        Melding,
        Triage,
        Case,
        Crisis,
        FanContact,
        FanProfile,
        Handover,
        Person,
        PostbakItem,
        Pattern,
        Escalation,
        PartnerTask,
        Disclosure,
        Roster,
        Shift,
    )
}


class NotOnStage(LookupError):
    """There is no such record: the step that should have made it was refused, or made something else."""


class World:
    """The cast and the named records of one scenario."""

    def __init__(self, cast: Mapping[str, Member], password: str | None = None) -> None:
        """Makes an account for everybody in the cast who has none; without a password nobody can sign in with it."""
        hashed = make_password(password)
        there = {account.username: account for account in Account.objects.filter(username__in=cast)}
        self.accounts = {
            name: there.get(name) or self._account(member, hashed) for name, member in cast.items()
        }
        self.named: dict[str, tuple[str, UUID]] = {}

    @staticmethod
    def _account(member: Member, hashed: str) -> Account:
        account = Account(
            username=member.username,
            email=f"{member.username}@voorbeeld.example",
            name=member.name,
            role=member.role,
            team_id=member.team,
            password=hashed,
        )
        account.save(force_insert=True)
        return account

    def name(self, result: Any, names: Mapping[str, str]) -> None:
        """Remember the result of a step, and the records that belong to it, under the names of the story."""
        for noun, name in names.items():
            record = related(result, noun) if noun else result
            if isinstance(record, Record):
                self.named[name] = (record.kind(), record.pk)

    def record(self, name: str, noun: str = "") -> Any:
        """The record named `name` as it is stored now; its `noun` when that is another one. Raises NotOnStage."""
        if name not in self.named:
            raise NotOnStage(f"${name}")
        kind, pk = self.named[name]
        found = MODELS[kind].objects.get(pk=pk)
        return related(found, noun) if noun in MODELS else found

    def who(self, account_id: Any) -> str:
        """The cast name of an account; its id when it is nobody in the cast."""
        return next(
            (name for name, one in self.accounts.items() if str(one.pk) == str(account_id)), str(account_id)
        )


def related(record: Any, noun: str) -> Any:
    """The item or person of this noun that belongs to `record`; the newest. Raises NotOnStage."""
    if isinstance(record, Record) and record.kind() == noun:
        return record
    found = _WAYS.get((record.kind(), noun), lambda one: None)(record) if isinstance(record, Record) else None
    if found is None:
        raise NotOnStage(f"no {noun} belongs to it")
    return found


def _newest(rows: Any) -> Any:
    return rows.order_by("created_at", "pk").last()


_WAYS: dict[tuple[str, str], Any] = {
    ("melding", "triage"): lambda melding: Triage.objects.filter(melding=melding).first(),
    ("melding", "case"): lambda melding: _newest(melding.cases),
    ("melding", "pattern"): lambda melding: _newest(melding.patterns),
    ("melding", "person"): lambda melding: melding.person,
    ("triage", "melding"): lambda triage: triage.melding,
    ("triage", "case"): lambda triage: _newest(triage.melding.cases),
    ("triage", "person"): lambda triage: triage.melding.person,
    ("case", "melding"): lambda case: case.melding,
    ("case", "triage"): lambda case: Triage.objects.filter(melding_id=case.melding_id).first(),
    ("case", "handover"): lambda case: _newest(case.handovers),
    ("case", "person"): lambda case: case.person,
    ("case", "escalation"): lambda case: _newest(case.escalations),
    ("case", "task"): lambda case: _newest(case.tasks),
    ("melding", "crisis"): lambda melding: _newest(melding.crises),
    ("triage", "crisis"): lambda triage: _newest(triage.melding.crises),
    ("crisis", "melding"): lambda crisis: crisis.melding,
    ("crisis", "person"): lambda crisis: crisis.person,
    ("crisis", "handover"): lambda crisis: _newest(crisis.handovers),
    ("crisis", "escalation"): lambda crisis: _newest(crisis.escalations),
    ("handover", "crisis"): lambda handover: handover.crisis,
    ("fan_contact", "person"): lambda contact: contact.person,
    ("fan_contact", "fan_profile"): lambda contact: contact.person and _newest(contact.person.fan_profiles),
    ("fan_profile", "person"): lambda profile: profile.person,
    ("escalation", "case"): lambda escalation: escalation.case,
    ("escalation", "crisis"): lambda escalation: escalation.crisis,
    ("task", "case"): lambda task: task.case,
    ("postbak", "melding"): lambda item: item.melding,
    ("pattern", "melding"): lambda pattern: pattern.melding,
    ("shift", "roster"): lambda shift: shift.roster,
    ("pattern", "person"): lambda pattern: pattern.person,
    ("handover", "case"): lambda handover: handover.case,
    ("handover", "melding"): lambda handover: (handover.case or handover.crisis).melding,
    ("handover", "person"): lambda handover: handover.person,
}
"""How one noun leads to another."""
