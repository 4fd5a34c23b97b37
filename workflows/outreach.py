"""What may happen between 'somebody should go there' and 'this person has landed'?"""

from typing import Any

from django_fsm import FSMField

from workflows import refusals, rules
from workflows.lifecycle import Lifecycle, Owner, States, step
from workflows.roles import Role

OUTCOMES = (
    "accepted_wijkteam", "ggz", "addiction_care", "wlz_or_sheltered", "shelter", "family_or_network",
    "no_help_needed", "no_contact", "keeps_refusing", "moved", "deceased", "wvggz", "zvh",
)  # fmt: skip
CHANNELS = ("visit", "phone", "letter", "message", "through_network")
INFORMED = ("yes", "unsafe", "not_now")
"""Was the person told about the melding, or why not yet?"""

DAYPARTS = ("morning", "afternoon", "evening", "night")


class State(States):
    """Source: docs/lifecycles.md, outreach."""

    PROPOSED = "proposed", "VOORGESTELD", Owner.DUTY, "assign"
    ASSIGNED = "assigned", "TOEGEWEZEN", Owner.PERSON, "first_attempt"
    CONTACT_PHASE = "contact_phase", "CONTACTFASE", Owner.PERSON, "next_attempt"
    CONTACT_MADE = "contact_made", "CONTACT_GELEGD", Owner.PERSON, "plan"
    GUIDANCE = "guidance", "TOELEIDING", Owner.PERSON, "review"
    HANDING_OVER = "handing_over", "OVERDRACHT", Owner.PERSON, "handing_over"
    AFTERCARE = "aftercare", "NAZORG", Owner.PERSON, "aftercare"
    NO_CONTACT_MDO = "no_contact_mdo", "GEEN_CONTACT_MDO", Owner.PERSON, "mdo"
    REFUSES = "refuses", "WEIGERT", Owner.PERSON, "reweigh"
    ESCALATED = "escalated", "OPGESCHAALD", Owner.PERSON, "escalated"
    PAUSED = "paused", "GEPAUZEERD", Owner.PERSON, "pause_check"
    MOVED = "moved", "VERHUISD", Owner.PERSON, "moved"
    DECEASED = "deceased", "OVERLEDEN", Owner.PERSON, "deceased"
    CLOSED = "closed", "GESLOTEN", Owner.NONE, None, True


WITH_AN_OWNER = tuple(state for state in State if state.owner is Owner.PERSON)
TRYING = (State.CONTACT_PHASE, State.CONTACT_MADE, State.GUIDANCE)


class OutreachLifecycle(Lifecycle):
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
        source=(State.CONTACT_PHASE, State.NO_CONTACT_MDO),
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
        guards=[rules.filled("reason", refusals.ReasonNeeded)],
    )
    def go_on_trying(self, **_: Any) -> None:
        """The MDO decides to go on, with the reason."""

    @step(
        source=State.CONTACT_MADE,
        target=State.GUIDANCE,
        by=Role.CARE_COORDINATOR,
        guards=[
            rules.filled("goal", refusals.GoalNeeded),
            rules.one_of("supporter_offered", ("yes", "no", "later"), refusals.SupporterNotOffered),
        ],
    )
    def set_goal(self, *, goal: str, **_: Any) -> None:
        """A goal in the client's own words, and an independent supporter offered."""
        self.goal = goal

    @step(
        source=(State.ASSIGNED, *TRYING),
        target=State.REFUSES,
        by=Role.CARE_COORDINATOR,
        guards=[
            rules.filled("words", refusals.RefusalWordsNeeded),
            rules.filled("risk", refusals.RiskNotWeighed),
        ],
    )
    def record_refusal(self, **_: Any) -> None:
        """The person wants no help now. We weigh again after 14 days; refusing to share is another fact."""

    @step(
        source=State.REFUSES,
        target=None,
        by=Role.CARE_COORDINATOR,
        guards=[rules.filled("risk", refusals.RiskNotWeighed)],
    )
    def weigh_again(self, **_: Any) -> None:
        """Is staying away still right? Six weeks later we ask once more."""

    @step(
        source=State.REFUSES,
        target=State.CONTACT_PHASE,
        by=Role.CARE_COORDINATOR,
        guards=[rules.second_person_is_named, rules.filled("reason", refusals.ReasonNeeded)],
    )
    def try_again(self, **_: Any) -> None:
        """Two people decide to try once more."""

    @step(
        source=(*TRYING, State.REFUSES),
        target=State.ESCALATED,
        by=Role.CARE_COORDINATOR,
        guards=[
            rules.filled("chain", refusals.ChainNeeded),
            rules.filled("acceptor", refusals.AcceptorNeeded),
        ],
    )
    def escalate(self, **_: Any) -> None:
        """Another service must act too, with a named acceptor there. We stay owner."""

    @step(source=State.ESCALATED, target=State.CONTACT_PHASE, by=Role.CARE_COORDINATOR)
    def come_back(self) -> None:
        """The other service is done; outreach goes on."""

    @step(
        source=(State.ASSIGNED, *TRYING),
        target=State.PAUSED,
        by=Role.CARE_COORDINATOR,
        guards=[
            rules.one_of("reason", ("admitted", "detained", "abroad"), refusals.ReasonNotInList),
            rules.filled("expected_end", refusals.DateNeeded),
        ],
    )
    def pause(self, **_: Any) -> None:
        """Admitted, detained or abroad. Every four weeks somebody looks."""

    @step(source=State.PAUSED, target=State.CONTACT_PHASE, by=Role.CARE_COORDINATOR)
    def resume(self) -> None:
        """Back: contact is made again."""

    @step(
        source=(State.ASSIGNED, *TRYING, State.REFUSES, State.PAUSED),
        target=State.MOVED,
        by=Role.CARE_COORDINATOR,
        guards=[rules.filled("where", refusals.AlternativeNeeded)],
    )
    def record_move(self, **_: Any) -> None:
        """Moved out of reach: told to the new place within five working days."""

    @step(source=(State.ASSIGNED, *TRYING, State.REFUSES, State.PAUSED), target=State.DECEASED,
          by=Role.CARE_COORDINATOR)  # fmt: skip
    def record_death(self) -> None:
        """The person died. What is left to tell is told within five working days."""

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

    @step(
        source=(State.AFTERCARE, State.CONTACT_MADE, State.GUIDANCE, State.REFUSES, State.NO_CONTACT_MDO,
                State.ESCALATED, State.MOVED, State.DECEASED),
        target=State.CLOSED,
        by=(Role.CARE_COORDINATOR, Role.TEAM_LEAD),
        guards=[
            rules.one_of("outcome", OUTCOMES, refusals.OutcomeNeeded),
            rules.no_handover_is_open,
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
