"""What may happen to a melding, from the first word to the last feedback?"""

from typing import Any

from django.db import models
from django_fsm import FSMField

from workflows import refusals, rules
from workflows.lifecycle import Lifecycle, Owner, States, step
from workflows.roles import WIJKTEAM, Role

RETURN_REASONS = ("wrong_gemeente", "wrong_service", "already_in_care")
"""Why a target may send a melding back to triage. Capacity is not among them."""

WISHES = ("known_to_us", "anonymous", "open")
"""How far a melder may be known: to the meldpunt only, to nobody, to the resident too."""

MELDERS = ("neighbour", "family", "client", "police", "huisarts", "housing", "wijkteam", "school", "care",
           "other")  # fmt: skip
"""The kinds of people who report."""

NOT_TAKEN_UP_REASONS = (
    "unknown_person",
    "no_concern",
    "duplicate",
    "moved",
    "deceased",
    "detained_or_admitted",
)


class State(States):
    """Source: docs/lifecycles.md, melding."""

    DRAFT = "draft", "CONCEPT", Owner.PERSON, "draft_age"
    ADVICE = "advice", "ADVIES", Owner.NONE, None, True
    RECEIVED = "received", "ONTVANGEN", Owner.DUTY, "first_look"
    SCREENED = "screened", "GESCREEND", Owner.DUTY, "first_look_screened"
    IN_TRIAGE = "in_triage", "IN_TRIAGE", Owner.PERSON, "triage_lease"
    WAITING_INFO = "waiting_info", "WACHT_INFO", Owner.PERSON, "waiting_info"
    LINKED = "linked", "HERMELDING_GEKOPPELD", Owner.PERSON, "linked_read"
    ADDED = "added", "TOEGEVOEGD", Owner.PERSON, "linked_read"
    DECIDED = "decided", "BESLOTEN", Owner.PERSON, "accept_forward"
    FORWARDED = "forwarded", "DOORGEZET", Owner.SENDER, "accept_forward"
    IN_CARE = "in_care", "IN_BEHANDELING", Owner.PERSON, "melding_close"
    OUT_OF_AREA = "out_of_area", "BUITEN_GEBIED", Owner.PERSON, "side_state"
    INSUFFICIENT = "insufficient", "ONVOLDOENDE", Owner.PERSON, "side_state"
    NOT_TAKEN_UP = "not_taken_up", "NIET_OPGEPAKT", Owner.PERSON, "side_state"
    REOPENED = "reopened", "HEROPEND", Owner.DUTY, "first_look"
    CLOSED = "closed", "AFGEROND", Owner.NONE, None, True


class MeldingLifecycle(Lifecycle):
    """A report of concern. Responsibility moves only when a named person has taken it."""

    State = State
    state = FSMField(default=State.DRAFT.value, choices=State.choices(), protected=True)
    feedback = models.CharField(max_length=20, default="open")

    class Meta:
        abstract = True

    @step(
        source=State.DRAFT,
        target=State.RECEIVED,
        by=(Role.TRIAGIST, Role.CRISIS_WORKER, Role.CRISIS_LEAD, Role.FAN_WORKER, Role.SYSTEM),
        guards=[
            rules.danger_is_answered,
            rules.place_or_person_is_known,
            rules.one_of("anonymity", WISHES, refusals.AnonymityNotAnswered),
        ],
    )
    def receive(self, **_: Any) -> None:
        """It is in. From now on somebody owns it."""

    @step(source=State.DRAFT, target=State.ADVICE, by=Role.TRIAGIST)
    def give_advice(self) -> None:
        """A question without a person: answered in the call, nothing personal is kept."""

    @step(
        source=State.RECEIVED,
        target=State.SCREENED,
        by=(Role.CRISIS_WORKER, Role.CRISIS_LEAD),
        guards=[rules.safety_is_answered],
    )
    def screen(self, **_: Any) -> None:
        """Outside the day team's hours the crisis duty looks at safety. The rest waits for the day team."""

    @step(source=(State.RECEIVED, State.SCREENED, State.REOPENED), target=State.IN_TRIAGE, by=Role.TRIAGIST)
    def claim(self, *, owner: Any) -> None:
        """One triagist takes it. A claim is exclusive."""
        self.owner_person = owner

    @step(source=State.IN_TRIAGE, target=State.RECEIVED, by=Role.TRIAGIST)
    def release(self) -> None:
        """Back to the duty of the team: a colleague looks further."""

    @step(
        source=State.IN_TRIAGE,
        target=State.WAITING_INFO,
        by=Role.TRIAGIST,
        guards=[
            rules.filled("source", refusals.SourceNeeded),
            rules.filled("ground", refusals.GroundNeeded),
        ],
    )
    def ask_information(self, **_: Any) -> None:
        """A named source is asked something. After two working days we decide without."""

    @step(source=State.WAITING_INFO, target=State.IN_TRIAGE, by=Role.TRIAGIST)
    def resume_triage(self) -> None:
        """The answer came, or we go on without."""

    @step(
        source=(State.IN_TRIAGE, State.DECIDED, State.FORWARDED),
        target=State.LINKED,
        by=Role.TRIAGIST,
        guards=[rules.filled("evidence", refusals.ReasonNeeded)],
    )
    def link(self, **_: Any) -> None:
        """A person was reported before, and a human confirmed it. A score never links by itself."""

    @step(source=State.LINKED, target=State.ADDED, by=Role.TRIAGIST, guards=[rules.safety_is_answered])
    def add_to_case(self, *, owner: Any, **_: Any) -> None:
        """It joins the running case. The owner of that case reads it within a working day."""
        self.owner_person = owner

    @step(
        source=(State.IN_TRIAGE, State.WAITING_INFO, State.LINKED),
        target=State.DECIDED,
        by=Role.SYSTEM,
        guards=[rules.filled("outcome", refusals.OutcomeNeeded)],
    )
    def decide(self, *, outcome: str, urgency: str) -> None:
        """The triage is settled: outcome and urgency are known."""
        self.outcome, self.urgency = outcome, urgency

    @step(
        source=State.DECIDED,
        target=State.FORWARDED,
        by=Role.SYSTEM,
        guards=[rules.filled("target", refusals.ReceiverNeeded)],
    )
    def forward(self, *, target: str) -> None:
        """It lies with its destination. We stay owner until a named person there takes it."""
        self.target = target

    @step(
        source=State.FORWARDED,
        target=State.IN_CARE,
        by=(Role.TRIAGIST, Role.TEAM_LEAD, *WIJKTEAM),
        guards=[
            rules.filled("acceptor", refusals.AcceptorNeeded),
            rules.fits("acceptor", 120, refusals.NameTooLong),
        ],
    )
    def accept(self, *, acceptor: str) -> None:
        """A named person takes it. What is left for us is to tell the melder."""

    @step(
        source=State.FORWARDED,
        target=State.IN_TRIAGE,
        by=(Role.TRIAGIST, Role.TEAM_LEAD, *WIJKTEAM),
        guards=[
            rules.reason_is_not_capacity,
            rules.one_of("reason", RETURN_REASONS, refusals.ReasonNotInList),
        ],
    )
    def return_to_triage(self, *, reason: str) -> None:
        """Wrong place, with the reason. The sender was owner all the time, and still is."""

    @step(
        source=State.IN_TRIAGE,
        target=State.OUT_OF_AREA,
        by=Role.TRIAGIST,
        guards=[
            rules.filled("told", refusals.AcceptorNeeded),
            rules.fits("told", 120, refusals.NameTooLong),
        ],
    )
    def refer_out_of_area(self, **_: Any) -> None:
        """Not one of our gemeenten: told by voice to a named person there, the same day."""

    @step(
        source=State.IN_TRIAGE,
        target=State.INSUFFICIENT,
        by=Role.TRIAGIST,
        guards=[rules.filled("reason", refusals.ReasonNeeded)],
    )
    def mark_insufficient(self, **_: Any) -> None:
        """Too little to find anyone. Within five working days it is answered or closed."""

    @step(source=State.INSUFFICIENT, target=State.IN_TRIAGE, by=Role.TRIAGIST)
    def take_up_again(self) -> None:
        """More became known."""

    @step(
        source=(State.IN_TRIAGE, State.INSUFFICIENT),
        target=State.NOT_TAKEN_UP,
        by=Role.TEAM_LEAD,
        guards=[rules.one_of("reason", NOT_TAKEN_UP_REASONS, refusals.ReasonNotInList)],
    )
    def not_take_up(self, *, reason: str) -> None:
        """Only the team lead may decide that we do nothing."""

    @step(
        source=(State.IN_CARE, State.ADDED, State.OUT_OF_AREA, State.INSUFFICIENT, State.NOT_TAKEN_UP),
        target=None,
        by=(Role.TRIAGIST, Role.CARE_COORDINATOR),
        guards=[rules.one_of("how", ("given", "not_wanted", "not_possible"), refusals.ReasonNotInList)],
    )
    def give_feedback(self, *, how: str) -> None:
        """The melder hears from us in fixed words, never content. Source: docs/privacy.md, feedback."""
        self.feedback = how

    @step(
        source=(State.IN_CARE, State.ADDED, State.OUT_OF_AREA, State.INSUFFICIENT, State.NOT_TAKEN_UP),
        target=State.CLOSED,
        by=(Role.TRIAGIST, Role.CARE_COORDINATOR, Role.TEAM_LEAD),
        guards=[rules.feedback_is_settled],
    )
    def close(self) -> None:
        """Every part has a named taker and the melder heard. A running case goes on by itself."""

    @step(
        source=State.CLOSED,
        target=State.REOPENED,
        by=(Role.TRIAGIST, Role.TEAM_LEAD),
        guards=[rules.filled("reason", refusals.ReasonNeeded)],
    )
    def reopen(self, **_: Any) -> None:
        """Something was missed. The duty of the team looks at it as if it were new."""
        self.feedback = "open"
