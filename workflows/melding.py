"""What may happen to a melding, from the first word to the last feedback?"""

from typing import Any

from django.db import models
from django_fsm import FSMField

from workflows import gemeente, gemeente_refusals, refusals, rules
from workflows.lifecycle import step
from workflows.melding_drafts import TYPISTS, Drafted
from workflows.melding_screening import Screened
from workflows.melding_states import ENDING, WEIGHING, WITH_A_PERSON, State
from workflows.reporting import WISHES
from workflows.roles import PUBLIC, WIJKTEAM, Role

RETURN_REASONS = ("wrong_gemeente", "wrong_service", "already_in_care")
"""Why a target may send a melding back to triage. Capacity is not among them; "wrong gemeente" counts once."""

NOT_TAKEN_UP_REASONS = (
    "unknown_person",
    "no_concern",
    "duplicate",
    "moved",
    "deceased",
    "detained_or_admitted",
)


class MeldingLifecycle(gemeente.Disputable, Drafted, Screened):
    """A report of concern. Responsibility moves only when a named person has taken it."""

    State = State
    state = FSMField(default=State.DRAFT.value, choices=State.choices(), protected=True)
    feedback = models.CharField(max_length=20, default="open")
    screening = models.CharField(max_length=20, blank=True)

    class Meta:
        abstract = True

    @step(
        source=(State.DRAFT, State.LEFT_DRAFT),
        target=State.RECEIVED,
        by=(*TYPISTS, *PUBLIC, Role.SYSTEM),
        guards=[
            rules.draft_is_free,
            rules.danger_is_answered,
            rules.place_or_person_is_known,
            rules.one_of("anonymity", WISHES, refusals.AnonymityNotAnswered),
        ],
    )
    def receive(self, **_: Any) -> None:
        """It is in. From now on somebody owns it."""

    @step(
        source=(State.RECEIVED, State.SCREENED, State.IN_CRISIS, State.REOPENED),
        target=State.IN_TRIAGE,
        by=Role.TRIAGIST,
    )
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
        guards=[
            rules.filled("evidence", refusals.ReasonNeeded),
            rules.filled("earlier", refusals.EarlierReportNeeded),
        ],
    )
    def link(self, **_: Any) -> None:
        """A person was reported before, and a human confirmed it. A score never links by itself."""

    @step(
        source=(State.LINKED, State.ADDED, State.IN_CARE),
        target=State.IN_TRIAGE,
        by=Role.TRIAGIST,
        guards=[
            rules.filled("reason", refusals.ReasonNeeded),
            rules.filled("linked", refusals.NotLinked),
        ],
    )
    def unlink(self, *, owner: Any, **_: Any) -> None:
        """It was about somebody else. The files part again, and this report is weighed on its own."""
        self.owner_person = owner

    @step(
        source=State.LINKED,
        target=State.ADDED,
        by=Role.TRIAGIST,
        guards=[
            rules.safety_is_answered,
            rules.violence_is_answered,
            rules.one_of("new_fact", ("yes", "no"), refusals.NewFactNotAnswered),
        ],
    )
    def add_to_case(self, *, owner: Any, **_: Any) -> None:
        """It joins the running case. The owner of that case reads it within a working day."""
        self.owner_person = owner

    @step(source=State.ADDED, target=State.IN_CARE, by=Role.CARE_COORDINATOR)
    def read(self) -> None:
        """The owner of the case has read it. What is left is to tell the melder."""

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
        by=(Role.TRIAGIST, Role.TEAM_LEAD, *WIJKTEAM, Role.SYSTEM),
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
            gemeente.no_to_and_fro,
        ],
    )
    def return_to_triage(self, *, reason: str) -> None:
        """Wrong place, with the reason. The sender was owner all the time, and still is."""
        self.gemeente_returned = self.gemeente_returned or reason == "wrong_gemeente"

    @step(source=(State.FORWARDED, State.IN_CARE), target=State.IN_TRIAGE, by=Role.SYSTEM)
    def come_back_from_crisis(self) -> None:
        """The crisis team found no crisis. The sender owned it all the time and weighs it again."""

    @step(source=State.CLOSED, target=State.REOPENED, by=Role.SYSTEM)
    def reopen_after_crisis(self) -> None:
        """It was closed meanwhile, and the crisis team found no crisis: somebody looks at it as if it were new."""
        self.feedback = "open"

    dispute_gemeente = gemeente.dispute(source=State.FORWARDED, target=State.DISPUTED)
    agree_gemeente = gemeente.agree(source=State.DISPUTED, target=State.FORWARDED)
    propose_gemeente = gemeente.propose(source=State.DISPUTED)
    sign_gemeente = gemeente.sign(source=State.DISPUTED, target=State.FORWARDED)
    rule_gemeente = gemeente.rule(source=State.DISPUTED, target=State.FORWARDED)

    @step(
        source=WEIGHING,
        target=None,
        by=Role.TRIAGIST,
        guards=[
            gemeente.gemeente_is_of_the_region,
            rules.one_of("rule", gemeente.RULES, gemeente_refusals.RuleNeeded),
            rules.filled("reason", refusals.ReasonNeeded),
        ],
    )
    def decide_gemeente(self, **_: Any) -> None:
        """A human chooses the gemeente, by which rule and why. A postcode only proposes."""

    @step(
        source=State.IN_TRIAGE,
        target=State.GEMEENTE_UNKNOWN,
        by=Role.TRIAGIST,
        guards=[rules.filled("reason", refusals.ReasonNeeded)],
    )
    def seek_gemeente(self, **_: Any) -> None:
        """Nobody knows yet which gemeente it is: it is asked, and within five working days it is known or decided."""

    @step(
        source=WITH_A_PERSON,
        target=None,
        by=Role.TEAM_LEAD,
        guards=[rules.filled("owner", refusals.OwnerNeeded), rules.filled("reason", refusals.ReasonNeeded)],
    )
    def reassign(self, *, owner: Any, **_: Any) -> None:
        """A colleague becomes the owner. The clock runs on."""
        self.owner_person = owner

    @step(
        source=(State.IN_TRIAGE, State.GEMEENTE_UNKNOWN),
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

    @step(source=(State.INSUFFICIENT, State.GEMEENTE_UNKNOWN), target=State.IN_TRIAGE, by=Role.TRIAGIST)
    def take_up_again(self) -> None:
        """More became known."""

    @step(
        source=(State.IN_TRIAGE, State.INSUFFICIENT, State.GEMEENTE_UNKNOWN),
        target=State.NOT_TAKEN_UP,
        by=Role.TEAM_LEAD,
        guards=[rules.one_of("reason", NOT_TAKEN_UP_REASONS, refusals.ReasonNotInList)],
    )
    def not_take_up(self, *, reason: str) -> None:
        """Only the team lead may decide that we do nothing."""

    @step(
        source=ENDING,
        target=None,
        by=(Role.TRIAGIST, Role.CARE_COORDINATOR),
        guards=[rules.one_of("how", ("given", "not_wanted", "not_possible"), refusals.ReasonNotInList)],
    )
    def give_feedback(self, *, how: str) -> None:
        """The melder hears from us in fixed words, never content. Source: docs/privacy.md, feedback."""
        self.feedback = how

    @step(
        source=ENDING,
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
