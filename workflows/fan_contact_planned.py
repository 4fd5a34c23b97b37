"""What becomes of a call that was agreed, also when nobody answers? Three more tries, then a decision of two people.

Source: domain dossier 4E (no answer to a planned call); what flags say goes before what two people think.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db import models

from workflows import fan_contact_refusals, refusals, rules
from workflows.fan_contact_states import State
from workflows.lifecycle import Lifecycle, step
from workflows.roles import FAN

RETRIES = ("fan_retry", "fan_retry_second", "fan_retry_third")
"""The clocks until the next try, one after another."""

UNANSWERED = (State.PLANNED, State.NO_ANSWER, State.SILENT)
"""The service calls, or called and heard nothing."""

AHEAD = timedelta(days=14)
"""How far ahead a call can be agreed: the service is for what is short."""


@rules.guard(fan_contact_refusals.MomentNeeded)
def the_moment_can_be_kept(record: Any, given: dict[str, Any], by: Any) -> bool:
    """To come, and within the time the service looks ahead."""
    moment = given.get("planned_at")
    return isinstance(moment, datetime) and by.at < moment <= by.at + AHEAD


@rules.guard(fan_contact_refusals.FlagsSayGo)
def nothing_says_danger(record: Any, given: dict[str, Any], by: Any) -> bool:
    """With a safety flag in force somebody goes, or the crisis team or 112 does."""
    return not given.get("flagged")


@rules.guard(fan_contact_refusals.ColleagueDecides)
def somebody_else_decides(record: Any, given: dict[str, Any], by: Any) -> bool:
    """Whoever called four times does not decide alone."""
    return str(record.tried_by_id) != str(by.actor)


class Planned(Lifecycle):
    """From the agreement to call, over the tries, to somebody who answers or a decision."""

    planned_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    tried_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    # The record itself declares these: a lifecycle knows no account.
    owner_person: Any
    tried_by: Any
    tried_by_id: Any

    @step(
        source=State.CALLED,
        target=State.PLANNED,
        by=FAN,
        guards=[rules.place_or_person_is_known, the_moment_can_be_kept],
    )
    def plan_call(self, *, planned_at: datetime, **_: Any) -> None:
        """The service calls at an agreed moment. The duty of that moment has it."""
        self.planned_at = planned_at

    @step(source=UNANSWERED, target=State.IN_CONTACT, by=FAN)
    def reach(self, *, owner: Any) -> None:
        """They answered, or called back."""
        self.owner_person = owner

    @step(source=(State.PLANNED, State.NO_ANSWER), target=State.NO_ANSWER, by=FAN)
    def miss(self, *, owner: Any, at: datetime) -> None:
        """Nobody answered. Whoever called tries again after ten, twenty and forty minutes."""
        self._tried(owner, at)

    @step(source=State.NO_ANSWER, target=State.SILENT, by=FAN)
    def fall_silent(self, *, owner: Any, at: datetime) -> None:
        """Nobody answered the last time either: now it is decided what that means."""
        self._tried(owner, at)

    def _tried(self, owner: Any, at: datetime) -> None:
        self.owner_person = self.tried_by = owner
        self.tries, self.tried_at = self.tries + 1, at

    @step(
        source=State.SILENT,
        target=State.FINISHED,
        by=FAN,
        guards=[nothing_says_danger, somebody_else_decides, rules.filled("reason", refusals.ReasonNeeded)],
    )
    def let_rest(self, **_: Any) -> None:
        """Two people find that it can wait until the day: the day hears that nobody answered."""

    @step(
        source=State.PLANNED,
        target=State.ENDED,
        by=FAN,
        guards=[rules.filled("reason", refusals.ReasonNeeded)],
    )
    def cancel(self, **_: Any) -> None:
        """The call is not needed any more."""
