"""Who is known to the evening and night service, with what plan, and is it still short and incidental?

Source: domain dossier 4E; the count of contacts from the seed fact that the service is short and incidental.
"""

from typing import Any

from django.db import models
from django_fsm import FSMField

from workflows import fan_profile_refusals, refusals, rules
from workflows.lifecycle import Lifecycle, Owner, States, step
from workflows.roles import FAN, Role

PLAN = ("signs", "helps", "avoid", "agreements", "silence")
"""The parts of a signal plan: how it shows, what helps, what does not, what was agreed, what a silence means."""

REPEATED = ((3, 7), (6, 30))
"""So many unplanned contacts within so many days, and the coordinator weighs whether this is still the right help."""

ENDINGS = ("regular_help", "not_needed", "not_wanted", "moved", "deceased")
"""How a profile ends."""


class State(States):
    """Source: docs/lifecycles.md, fan_profile."""

    SIGNED_UP = "signed_up", "AANGEMELD", Owner.DUTY, "fan_profile_start"
    ACTIVE = "active", "PROFIEL_ACTIEF", Owner.DUTY, "fan_profile_review"
    WEIGHED = "weighed", "EVALUATIE", Owner.DUTY, "fan_evaluation"
    PAUSED = "paused", "GEPAUZEERD", Owner.DUTY, "fan_profile_paused"
    ENDED = "ended", "BEEINDIGD", Owner.NONE, None, True


RUNNING = (State.SIGNED_UP, State.ACTIVE, State.WEIGHED, State.PAUSED)


@rules.guard(fan_profile_refusals.NotCovered)
def the_service_comes_there(record: Any, given: dict[str, Any], by: Any) -> bool:
    """A profile promises that somebody comes."""
    return given.get("covered") is True


@rules.guard(fan_profile_refusals.HasAProfile)
def nobody_has_two(record: Any, given: dict[str, Any], by: Any) -> bool:
    """Two plans for one person are none."""
    return not given.get("known_already")


@rules.guard(fan_profile_refusals.SignalPlanNeeded)
def the_plan_helps(record: Any, given: dict[str, Any], by: Any) -> bool:
    """Whoever answers at night must read what helps, and what to do with a silence."""
    plan = given.get("plan") or {}
    return all(str(plan.get(part) or "").strip() for part in ("helps", "silence"))


class FanProfileLifecycle(Lifecycle):
    """What the night service keeps of somebody who may call more often. It lies with the service, day and night."""

    State = State
    state = FSMField(default=State.SIGNED_UP.value, choices=State.choices(), protected=True)
    ending = models.CharField(max_length=20, blank=True)

    class Meta:
        abstract = True

    @step(
        source=State.SIGNED_UP,
        target=None,
        by=FAN,
        guards=[rules.place_or_person_is_known, the_service_comes_there, nobody_has_two],
    )
    def sign_up(self, **_: Any) -> None:
        """Somebody asks that this person can count on the service. Within two working days there is a plan."""

    @step(source=State.SIGNED_UP, target=State.ACTIVE, by=FAN, guards=[the_plan_helps])
    def activate(self, **_: Any) -> None:
        """There is a plan, made with the person: whoever answers reads it from now on."""

    @step(source=(State.ACTIVE, State.PAUSED), target=State.ACTIVE, by=FAN, guards=[the_plan_helps])
    def write_plan(self, **_: Any) -> None:
        """Another plan in the place of the one before, or the same one that still holds: its term begins again."""

    @step(
        source=State.ACTIVE,
        target=State.PAUSED,
        by=FAN,
        guards=[rules.filled("reason", refusals.ReasonNeeded)],
    )
    def pause(self, **_: Any) -> None:
        """The person is away for a while, in a clinic for instance. Every four weeks somebody asks how it stands."""

    @step(source=(State.SIGNED_UP, State.ACTIVE, State.PAUSED), target=State.WEIGHED, by=FAN)
    def weigh(self) -> None:
        """So many contacts: the coordinator of the service weighs whether this is still the right help."""

    @step(
        source=State.WEIGHED,
        target=State.ACTIVE,
        by=Role.FAN_COORDINATOR,
        guards=[rules.filled("reason", refusals.ReasonNeeded), the_plan_helps],
    )
    def keep(self, **_: Any) -> None:
        """Still the right help, with this plan and for this reason."""

    @step(
        source=RUNNING,
        target=State.ENDED,
        by=Role.FAN_COORDINATOR,
        guards=[
            rules.one_of("ending", ENDINGS, fan_profile_refusals.HowItGoesOn),
            rules.filled("reason", refusals.ReasonNeeded),
        ],
    )
    def end(self, *, ending: str, **_: Any) -> None:
        """It ends: regular help takes its place, or it is not needed or not wanted any more."""
        self.ending = ending
