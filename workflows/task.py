"""A partner is asked for one thing: who takes it by name, and how does it end?"""

from typing import Any

from django_fsm import FSMField

from workflows import refusals, rules
from workflows.lifecycle import Lifecycle, Owner, States, step
from workflows.outreach_states import CHANNELS, DAYPARTS
from workflows.roles import Role

FIELDS = ("name", "address", "phone", "flags", "birthdate", "goal")
"""What of a person can be released to a partner, the least first: kinds of workflows.disclosure_rules. Never the words
of a melding, which may tell who reported."""

WITHOUT_CONSENT = ("name", "address", "phone", "flags")
"""What may go along when the person wants nothing shared: enough to find the door and to come home safely."""

GIVE_BACK_REASONS = (
    "other_help_needed",
    "not_safe",
    "person_does_not_want_us",
    "not_found",
    "not_our_task",
    "known_privately",
)
"""Why a partner may give a task back. Capacity is not among them."""


class State(States):
    """Source: docs/lifecycles.md, task."""

    OFFERED = "offered", "AANGEBODEN", Owner.SENDER, "task_accept"
    ACCEPTED = "accepted", "AANGENOMEN", Owner.RECEIVER, "task"
    DONE = "done", "GEDAAN", Owner.NONE, None, True
    GIVEN_BACK = "given_back", "TERUGGEGEVEN", Owner.NONE, None, True
    WITHDRAWN = "withdrawn", "INGETROKKEN", Owner.NONE, None, True


class TaskLifecycle(Lifecycle):
    """One question to a partner beside a case. The case stays with its care coordinator all the time."""

    State = State
    state = FSMField(default=State.OFFERED.value, choices=State.choices(), protected=True)

    class Meta:
        abstract = True

    @step(
        source=State.OFFERED,
        target=State.ACCEPTED,
        by=Role.PARTNER,
        guards=[rules.filled("acceptor", refusals.AcceptorNeeded)],
    )
    def accept(self, **_: Any) -> None:
        """Somebody of the partner does it, by name. From here the released fields can be read."""

    @step(
        source=State.ACCEPTED,
        target=None,
        by=Role.PARTNER,
        guards=[
            rules.one_of("channel", CHANNELS, refusals.AttemptIncomplete),
            rules.one_of("daypart", DAYPARTS, refusals.AttemptIncomplete),
            rules.filled("result", refusals.AttemptIncomplete),
            rules.minutes_fit_in_a_day,
        ],
    )
    def log_contact(self, **_: Any) -> None:
        """A try or a contact of the partner. It stands in the case, and the term of the task begins again."""

    @step(
        source=State.ACCEPTED,
        target=State.DONE,
        by=Role.PARTNER,
        guards=[rules.filled("result", refusals.ResultNeeded)],
    )
    def finish(self, **_: Any) -> None:
        """Done, with what came of it. The care coordinator hears it."""

    @step(
        source=(State.OFFERED, State.ACCEPTED),
        target=State.GIVEN_BACK,
        by=Role.PARTNER,
        guards=[
            rules.reason_is_not_capacity,
            rules.one_of("reason", GIVE_BACK_REASONS, refusals.ReasonNotInList),
        ],
    )
    def give_back(self, *, reason: str, **_: Any) -> None:
        """Not by us, for a reason from the list. The care coordinator hears it and finds another way."""
        self.reason = reason

    @step(
        source=(State.OFFERED, State.ACCEPTED),
        target=State.WITHDRAWN,
        by=(Role.CARE_COORDINATOR, Role.TEAM_LEAD),
        guards=[rules.filled("reason", refusals.ReasonNeeded)],
    )
    def withdraw(self, **_: Any) -> None:
        """It is not needed any more. The partner hears it and reads nothing any more."""
