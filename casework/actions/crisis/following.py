"""Which steps of a crisis follow from what happens beside it: its handover, or another pair that takes it over?"""

from typing import Any

from casework import access
from casework.actions.crisis.shared import WITH_CLOCK as WITH_CLOCK
from casework.models import Account, Crisis, Escalation, Handover
from casework.work import current_work
from privacy.context import Acting
from workflows.crisis_states import HANDING, State


def can_be_handed_over(crisis: Crisis) -> bool:
    """Is there a plan, or are the 24 hours over without one? A handover that came back leaves it handing over."""
    return crisis.state in map(str, HANDING)


def follow(crisis: Crisis, step: str, *, owner: Account, by: Acting) -> None:
    """A step of the crisis that follows from its handover. `owner`: who sends. `by` acts as the system."""
    name, sources, names_owner = _FOLLOWS[step]
    if name == "resume_bridging" and crisis.bridged_until is None:
        name, names_owner = "stand_without_plan", False
    if crisis.state in map(str, sources):
        getattr(crisis, name)(by=by, **({"owner": owner} if names_owner else {}))
    if step == "start_handover" and not crisis.changed():
        # Offered once more, to another receiver: the state stays, and it is an act of this crisis.
        current_work().concerns(crisis)


_FOLLOWS: dict[str, tuple[str, tuple[State, ...], bool]] = {
    "start_handover": ("start_handover", HANDING, True),
    "resume_guidance": ("resume_bridging", (State.HANDING_OVER, State.HANDED_OVER), True),
    "talk_planned": ("hand_over", (State.HANDING_OVER,), False),
    "begin_aftercare": ("land", (State.HANDING_OVER, State.HANDED_OVER), False),
    "take_back": ("reopen", (State.CLOSED,), True),
}
"""Step of a case that follows from its handover -> that of a crisis, from which states, does it name who has it."""


def go_along(crisis: Crisis) -> None:
    """What was called for it, and what is being handed over, is of whoever has it now."""
    others: tuple[Any, ...] = (Escalation, Handover)
    for noun in others:
        for key in list(_of_sender(noun, crisis).values_list("pk", flat=True)):
            one = access.locked_together(noun.objects.select_related("clock"), pk=key)
            one.owner_person = crisis.owner_person
            if noun is Handover:
                one.sender_person = crisis.owner_person


def _of_sender(noun: Any, crisis: Crisis) -> Any:
    running = noun.unfinished().filter(crisis=crisis)
    if noun is Handover:
        return running.filter(sender_team_id=crisis.owner_team_id)
    return running


def beside(crisis: Crisis) -> dict[str, bool]:
    """What was called for it: `taken_there` by name, `awaited` without a name. One statement."""
    states = set(Escalation.unfinished().filter(crisis=crisis).values_list("state", flat=True))
    return {"taken_there": "open" in states, "awaited": "called" in states}
