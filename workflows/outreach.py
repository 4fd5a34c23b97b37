"""What may happen between 'somebody should go there' and 'this person has landed'?"""

from typing import Any

from django_fsm import FSMField

from workflows import refusals, rules
from workflows.lifecycle import Guard, step
from workflows.outreach_agreeing import Agreed
from workflows.outreach_away import Away
from workflows.outreach_beside import ASKING, Beside
from workflows.outreach_refusing import Refusing
from workflows.outreach_states import (
    CHANNELS,
    DAYPARTS,
    INFORMED,
    MDO_DECISIONS,
    OUTCOMES,
    WITH_AN_OWNER,
    State,
)
from workflows.roles import Role


@rules.guard(refusals.AcceptorNeeded)
def wvggz_is_taken_by_name(record: Any, given: dict[str, Any], by: Any) -> bool:
    """Whoever takes it to the Wvggz says who took it on there."""
    return given.get("decision") != "wvggz" or bool(str(given.get("acceptor") or "").strip())


@rules.guard(refusals.PartnerAskedByOwner)
def the_owner_asks_the_partner(record: Any, given: dict[str, Any], by: Any) -> bool:
    """Who asks a partner knows what may be released: that is whoever has the case."""
    return given.get("decision") != "partner" or by.role == Role.CARE_COORDINATOR


def with_a_partner(guard: Guard) -> Guard:
    """The same question, asked only when the decision is to go on with a partner."""

    def holds(record: Any, given: dict[str, Any], by: Any) -> bool:
        return given.get("decision") != "partner" or guard.holds(record, given, by)

    return Guard(guard.name, holds, guard.refusal)


@rules.guard(refusals.StillRunningBeside)
def nothing_runs_beside(record: Any, given: dict[str, Any], by: Any) -> bool:
    """No partner goes on for a case that is closed, and no other service is left without somebody who asks."""
    return not given.get("runs_beside")


@rules.guard(refusals.ReasonNeeded)
def stopping_is_explained(record: Any, given: dict[str, Any], by: Any) -> bool:
    """An MDO that stops trying writes down why. Source: docs/lifecycles.md, outreach."""
    return record.state != "no_contact_mdo" or bool(str(given.get("note") or "").strip())


@rules.guard(refusals.ColleagueNeeded)
def a_refusal_is_ended_by_two(record: Any, given: dict[str, Any], by: Any) -> bool:
    """Who wants no help is not let go by one person. Source: docs/lifecycles.md, outreach."""
    return record.state != "refuses" or rules.second_person_is_named.holds(record, given, by)


class OutreachLifecycle(Refusing, Away, Beside, Agreed):
    """A bemoeizorg case: one care coordinator owns it until somebody else has real contact."""

    State = State
    state = FSMField(default=State.PROPOSED.value, choices=State.choices(), protected=True)

    class Meta:
        abstract = True

    @step(
        source=State.PROPOSED,
        target=State.ASSIGNED,
        by=Role.TEAM_LEAD,
        guards=[rules.filled("owner", refusals.OwnerNeeded)],
    )
    def assign(self, *, owner: Any) -> None:
        """A care coordinator gets it, by name."""
        self.owner_person = owner

    @step(source=State.PROPOSED, target=State.CLOSED, by=Role.SYSTEM)
    def fall_away(self) -> None:
        """The melding went another way before anybody had this case: nobody is to take it up any more."""

    @step(
        source=WITH_AN_OWNER,
        target=None,
        by=Role.TEAM_LEAD,
        guards=[rules.filled("owner", refusals.OwnerNeeded), rules.filled("reason", refusals.ReasonNeeded)],
    )
    def reassign(self, *, owner: Any, **_: Any) -> None:
        """Another care coordinator takes it over. The clock runs on."""
        self.owner_person = owner

    @step(
        source=(State.ASSIGNED, State.CONTACT_PHASE),
        target=State.CONTACT_PHASE,
        by=Role.CARE_COORDINATOR,
        guards=[
            rules.one_of("channel", CHANNELS, refusals.AttemptIncomplete),
            rules.one_of("daypart", DAYPARTS, refusals.AttemptIncomplete),
            rules.filled("result", refusals.AttemptIncomplete),
            rules.first_visit_is_checked,
            rules.minutes_fit_in_a_day,
        ],
    )
    def log_attempt(self, **_: Any) -> None:
        """A try: how, when in the day, and what came of it. The next try gets a date at once."""

    @step(
        source=(State.CONTACT_PHASE, State.NO_CONTACT_MDO, State.REFUSES),
        target=State.CONTACT_MADE,
        by=Role.CARE_COORDINATOR,
        guards=[
            rules.filled("informed", refusals.ReasonNeeded),
            rules.one_of("informed", INFORMED, refusals.NotInTheList),
        ],
    )
    def make_contact(self, **_: Any) -> None:
        """Two-way contact. Record whether the person was told about the melding, or why not yet."""

    @step(source=State.CONTACT_PHASE, target=State.NO_CONTACT_MDO, by=(Role.CARE_COORDINATOR, Role.SYSTEM))
    def call_mdo(self) -> None:
        """Six weeks without contact: several disciplines look together."""

    @step(
        source=State.NO_CONTACT_MDO,
        target=State.CONTACT_PHASE,
        by=(Role.CARE_COORDINATOR, Role.TEAM_LEAD),
        guards=[
            rules.one_of("decision", MDO_DECISIONS, refusals.NotInTheList),
            rules.filled("reason", refusals.ReasonNeeded),
            wvggz_is_taken_by_name,
            the_owner_asks_the_partner,
            *map(with_a_partner, ASKING),
        ],
    )
    def go_on_trying(self, **_: Any) -> None:
        """The MDO decides with the reason: go on, with a partner who is asked at once, or with the Wvggz beside it.

        Stopping is closing.
        """

    @step(source=(State.CONTACT_MADE, State.GUIDANCE), target=State.HANDING_OVER, by=Role.SYSTEM)
    def start_handover(self) -> None:
        """A handover was offered."""

    @step(
        source=State.HANDING_OVER,
        target=State.GUIDANCE,
        by=Role.SYSTEM,
        guards=[rules.no_handover_is_open],
    )
    def resume_guidance(self, **_: Any) -> None:
        """The handover came back or was withdrawn: we go on ourselves."""

    @step(source=State.HANDING_OVER, target=State.AFTERCARE, by=Role.SYSTEM)
    def begin_aftercare(self) -> None:
        """The receiver has had contact of its own. After six weeks we ask whether it held."""

    @step(source=State.AFTERCARE, target=State.GUIDANCE, by=Role.SYSTEM)
    def take_back(self) -> None:
        """It did not hold. The person is ours again."""

    @step(source=(State.AFTERCARE, State.CLOSED), target=State.CONTACT_MADE, by=Role.SYSTEM)
    def come_from_receiver(self, *, owner: Any) -> None:
        """Whoever had the person hands them over to us, and we have had contact of our own. We agree on a goal anew."""
        self.owner_person = owner

    @step(
        source=(State.AFTERCARE, State.CONTACT_MADE, State.GUIDANCE, State.REFUSES, State.NO_CONTACT_MDO,
                State.ESCALATED, State.MOVED, State.DECEASED),
        target=State.CLOSED,
        by=(Role.CARE_COORDINATOR, Role.TEAM_LEAD),
        guards=[
            rules.one_of("outcome", OUTCOMES, refusals.OutcomeNeeded),
            rules.no_handover_is_open,
            nothing_runs_beside,
            stopping_is_explained,
            a_refusal_is_ended_by_two,
        ],
    )  # fmt: skip
    def close(self, *, outcome: str, **_: Any) -> None:
        """Done, with an outcome. A new melding within twelve months comes back to the same owner first."""
        self.outcome = outcome

    @step(
        source=State.CLOSED,
        target=State.CONTACT_PHASE,
        by=(Role.TRIAGIST, Role.TEAM_LEAD),
        guards=[rules.filled("owner", refusals.OwnerNeeded), rules.filled("reason", refusals.ReasonNeeded)],
    )
    def reopen(self, *, owner: Any, **_: Any) -> None:
        """A new melding about the same person: the previous owner first."""
        self.owner_person = owner
