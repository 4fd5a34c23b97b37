"""Which gemeente is it, when two of them think it is the other? One dispute, one decision by two people, no ping-pong.

The same five steps for a melding and for a handover. The sender owns the item all the time. Once it is decided only a
new fact opens it again. Source: docs/lifecycles.md; the failure it answers is being sent to and fro.
"""

from collections.abc import Callable
from typing import Any

from django.db import models

from workflows import gemeente_refusals, refusals, rules
from workflows.lifecycle import States, step
from workflows.roles import Role

RULES = ("lives", "stays", "postcode", "told")
"""Why it is this gemeente: the person lives there, stays there, the postcode says so, or somebody told us."""

DISPUTE_CLOCK = "gemeente_dispute"
"""The two have one working day; after that the manager of the gemeente and the region hear of it."""

Steps = Callable[..., None]


class Disputable(models.Model):
    """What is kept of a dispute. `named_gemeente`: the right one according to who disputes; `ruled_gemeente`: according
    to the team lead, who cannot decide alone. `ruled_by`: the account that proposed it."""

    gemeente_returned = models.BooleanField(default=False)
    gemeente_settled = models.BooleanField(default=False)
    named_gemeente = models.CharField(max_length=4, blank=True)
    ruled_gemeente = models.CharField(max_length=4, blank=True)
    ruled_by = models.UUIDField(null=True)
    disputed_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


@rules.guard(gemeente_refusals.GemeenteNotListed)
def gemeente_is_of_the_region(record: Any, given: dict[str, Any], by: Any) -> bool:
    """One of the gemeenten we work for."""
    return given.get("gemeente") in given.get("known", ())


@rules.guard(gemeente_refusals.SameGemeente)
def another_gemeente_is_named(record: Any, given: dict[str, Any], by: Any) -> bool:
    """Whoever says 'not ours' says whose it is."""
    return given.get("gemeente") != record.gemeente


@rules.guard(gemeente_refusals.GemeenteAlreadySettled)
def nothing_was_decided_about_these_facts(record: Any, given: dict[str, Any], by: Any) -> bool:
    """After a decision only a new fact opens it again."""
    return not record.gemeente_settled or bool(str(given.get("new_fact") or "").strip())


@rules.guard(gemeente_refusals.NoProposalYet)
def a_gemeente_is_proposed(record: Any, given: dict[str, Any], by: Any) -> bool:
    """There is something to sign."""
    return bool(record.ruled_gemeente)


@rules.guard(refusals.SecondPersonIsYou)
def somebody_else_signs(record: Any, given: dict[str, Any], by: Any) -> bool:
    """Two people decide."""
    return bool(by.actor) and str(by.actor) != str(record.ruled_by)


@rules.guard(gemeente_refusals.GemeenteDisputeNeeded)
def no_to_and_fro(record: Any, given: dict[str, Any], by: Any) -> bool:
    """'Wrong gemeente' goes back to the sender once. The second time two people decide."""
    pointed_before = record.gemeente_returned or record.gemeente_settled
    return given.get("reason") != "wrong_gemeente" or not pointed_before


LISTED = (gemeente_is_of_the_region, rules.filled("reason", refusals.ReasonNeeded))


def dispute(*, source: States | tuple[States, ...], target: States) -> Steps:
    """The coordinator of the receiving team says whose it is instead."""

    def dispute_gemeente(self: Any, *, gemeente: str, **_: Any) -> None:
        """Not our gemeente, but that one. The sender stays owner; within a working day two people decide."""
        self.named_gemeente, self.ruled_gemeente, self.ruled_by = gemeente, "", None

    guards = [*LISTED, another_gemeente_is_named, nothing_was_decided_about_these_facts]
    return step(source=source, target=target, by=Role.WIJKTEAM_COORDINATOR, guards=guards)(dispute_gemeente)


def agree(*, source: States, target: States) -> Steps:
    """The team lead of the sender thinks so too: two people, one decision."""

    def agree_gemeente(self: Any, **_: Any) -> None:
        """The team lead agrees with the gemeente that was named. It goes there, and that is decided."""
        _settled(self, self.named_gemeente)

    guards = [rules.filled("reason", refusals.ReasonNeeded)]
    return step(source=source, target=target, by=Role.TEAM_LEAD, guards=guards)(agree_gemeente)


def propose(*, source: States) -> Steps:
    """The team lead of the sender sees it otherwise: the coordinator of the receiving team signs, or it climbs."""

    def propose_gemeente(self: Any, *, gemeente: str, by_actor: str, **_: Any) -> None:
        """The team lead proposes a gemeente. It counts when the coordinator there signs as well."""
        self.ruled_gemeente, self.ruled_by = gemeente, by_actor

    return step(source=source, target=None, by=Role.TEAM_LEAD, guards=LISTED)(propose_gemeente)


def sign(*, source: States, target: States) -> Steps:
    """The second person of the decision."""

    def sign_gemeente(self: Any, **_: Any) -> None:
        """The coordinator signs the proposal of the team lead. With two names it is decided."""
        _settled(self, self.ruled_gemeente)

    guards = [a_gemeente_is_proposed, somebody_else_signs]
    return step(source=source, target=target, by=Role.WIJKTEAM_COORDINATOR, guards=guards)(sign_gemeente)


def rule(*, source: States, target: States) -> Steps:
    """The two do not agree in time: the manager of the gemeente or the region decides, by name."""

    def rule_gemeente(self: Any, *, gemeente: str, **_: Any) -> None:
        """The manager of the gemeente or the region decides which gemeente it is. That ends the dispute."""
        _settled(self, gemeente)

    deciders = (Role.GEMEENTE_MANAGER, Role.REGION_COORDINATOR)
    return step(source=source, target=target, by=deciders, guards=LISTED)(rule_gemeente)


def _settled(record: Any, gemeente: str) -> None:
    record.gemeente, record.gemeente_settled = gemeente, True
