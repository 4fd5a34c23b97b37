"""What stands between "they should know this" and telling them? Ground, consent, weighing, a colleague, and a record.

A note of a call is a disclosure that is delivered at once. Telling the person that something was shared is a term of
the case, not a state in here: one person hears it once, not once for every call.
"""

from typing import Any

from django.db import models
from django_fsm import FSMField

from workflows import disclosure_rules as sharing
from workflows import refusals, rules, sharing_refusals
from workflows.lifecycle import Lifecycle, Owner, States, step
from workflows.roles import Role


class State(States):
    """Source: docs/lifecycles.md, disclosure."""

    PROPOSED = "proposed", "VOORGESTELD", Owner.PERSON, "disclosure"
    GROUND_CHOSEN = "ground_chosen", "GRONDSLAG_GEKOZEN", Owner.PERSON, "disclosure"
    CONSENT_ASKED = "consent_asked", "TOESTEMMING_GEVRAAGD", Owner.PERSON, "disclosure"
    CONSENT_GIVEN = "consent_given", "VERLEEND", Owner.PERSON, "disclosure"
    CONSENT_REFUSED = "consent_refused", "GEWEIGERD", Owner.PERSON, "disclosure"
    CONSENT_NOT_ASKED = "consent_not_asked", "NIET_GEVRAAGD_MET_REDEN", Owner.PERSON, "disclosure"
    WEIGHED = "weighed", "AFGEWOGEN", Owner.PERSON, "disclosure"
    PEER_REVIEW = "peer_review", "COLLEGIALE_TOETS", Owner.PERSON, "peer_review"
    RELEASED = "released", "VRIJGEGEVEN", Owner.PERSON, "disclosure_delivery"
    DELIVERED_FIRST = "delivered_first", "VERSTREKT_TOETS_VOLGT", Owner.PERSON, "peer_review_after"
    DELIVERED = "delivered", "VERSTREKT", Owner.NONE, None, True
    REFUSED_INTERNALLY = "refused_internally", "GEWEIGERD_INTERN", Owner.NONE, None, True
    WITHDRAWN = "withdrawn", "INGETROKKEN", Owner.NONE, None, True


WITH_CONSENT_KNOWN = (State.CONSENT_GIVEN, State.CONSENT_REFUSED, State.CONSENT_NOT_ASKED)
NOT_SHARED_YET = tuple(state for state in State if not state.final and state is not State.DELIVERED_FIRST)
LOOKS_ALONG = (Role.CARE_COORDINATOR, Role.TEAM_LEAD, Role.PRIVACY_OFFICER)

WORDS_OF_CONSENT = (
    rules.filled("words", sharing_refusals.ConsentWordsNeeded),
    rules.one_of("source", sharing.SOURCES, refusals.NotInTheList),
)


class DisclosureLifecycle(Lifecycle):
    """What was weighed is what goes: the fields, the text, the receiver and the last day do not change any more.

    Something else to share is another disclosure.
    """

    State = State
    state = FSMField(default=State.PROPOSED.value, choices=State.choices(), protected=True)
    ground = models.CharField(max_length=5, blank=True)
    consent = models.CharField(max_length=10, blank=True)

    class Meta:
        abstract = True

    @step(
        source=State.PROPOSED,
        target=State.DELIVERED,
        by=(Role.CARE_COORDINATOR, Role.TRIAGIST, Role.SYSTEM),
    )
    def tell(self) -> None:
        """Told on the phone and written down at once; or by the system, as part of a handover that goes to somebody."""

    @step(
        source=State.PROPOSED,
        target=State.DELIVERED_FIRST,
        by=(Role.CARE_COORDINATOR, Role.TRIAGIST),
        guards=[sharing.it_cannot_wait],
    )
    def tell_first(self) -> None:
        """Told on the phone in haste; a colleague looks within one working day."""

    @step(
        source=State.PROPOSED,
        target=State.GROUND_CHOSEN,
        by=Role.CARE_COORDINATOR,
        guards=[rules.ground_is_in_force],
    )
    def choose_ground(self, *, ground: str, **_: Any) -> None:
        """On which legal ground may this receiver know this?"""
        self.ground = ground

    @step(source=State.GROUND_CHOSEN, target=State.CONSENT_ASKED, by=Role.CARE_COORDINATOR)
    def ask_consent(self) -> None:
        """The person is asked. The answer waits for the person."""

    @step(
        source=(State.GROUND_CHOSEN, State.CONSENT_ASKED),
        target=State.CONSENT_GIVEN,
        by=Role.CARE_COORDINATOR,
        guards=WORDS_OF_CONSENT,
    )
    def grant(self, **_: Any) -> None:
        """The person agrees, in their own words. That counts for this kind of receiver from now on."""
        self.consent = "yes"

    @step(
        source=(State.GROUND_CHOSEN, State.CONSENT_ASKED),
        target=State.CONSENT_REFUSED,
        by=Role.CARE_COORDINATOR,
        guards=WORDS_OF_CONSENT,
    )
    def refuse(self, **_: Any) -> None:
        """The person does not want it. From now on nothing goes to this kind of receiver without two people."""
        self.consent = "no"

    @step(
        source=(State.GROUND_CHOSEN, State.CONSENT_ASKED),
        target=State.CONSENT_NOT_ASKED,
        by=Role.CARE_COORDINATOR,
        guards=[rules.filled("reason", refusals.ReasonNeeded)],
    )
    def skip_consent(self, **_: Any) -> None:
        """The person was not asked, or could not be, and why."""
        self.consent = "not_asked"

    @step(
        source=WITH_CONSENT_KNOWN,
        target=State.WEIGHED,
        by=Role.CARE_COORDINATOR,
        guards=[
            sharing.six_questions_are_answered,
            sharing.ground_fits_the_consent,
            sharing.release_ends_in_time,
            sharing.nobody_said_no_since,
        ],
    )
    def weigh(self, **_: Any) -> None:
        """Six answers. From here the package is frozen: something else is another disclosure."""

    @step(source=State.WEIGHED, target=State.PEER_REVIEW, by=Role.CARE_COORDINATOR)
    def ask_review(self) -> None:
        """A colleague looks along before anything leaves."""

    @step(
        source=State.PEER_REVIEW,
        target=State.RELEASED,
        by=LOOKS_ALONG,
        guards=[
            sharing.somebody_else_looks,
            sharing.the_right_colleague_looks,
            sharing.nobody_said_no_since,
        ],
    )
    def approve(self, **_: Any) -> None:
        """The colleague thinks so too: two people released it."""

    @step(
        source=State.PEER_REVIEW,
        target=State.REFUSED_INTERNALLY,
        by=LOOKS_ALONG,
        guards=[
            sharing.somebody_else_looks,
            sharing.the_right_colleague_looks,
            rules.filled("reason", refusals.ReasonNeeded),
        ],
    )
    def disagree(self, **_: Any) -> None:
        """The colleague thinks otherwise, and why. Nothing leaves."""

    @step(
        source=State.WEIGHED,
        target=State.RELEASED,
        by=Role.CARE_COORDINATOR,
        guards=[
            sharing.nobody_has_to_look_along,
            sharing.nobody_said_no_since,
        ],
    )
    def release(self, **_: Any) -> None:
        """It may go, until its last day."""

    @step(
        source=State.WEIGHED,
        target=State.DELIVERED_FIRST,
        by=Role.CARE_COORDINATOR,
        guards=[sharing.it_cannot_wait, sharing.nobody_said_no_since],
    )
    def deliver_first(self, **_: Any) -> None:
        """U0 or U1: it is shared now, and a colleague looks within one working day."""

    @step(
        source=State.RELEASED,
        target=State.DELIVERED,
        by=Role.CARE_COORDINATOR,
        guards=[
            sharing.release_still_counts,
            sharing.nobody_said_no_since,
        ],
    )
    def deliver(self, **_: Any) -> None:
        """The receiver knows it now: exactly what was released, to exactly whom."""

    @step(
        source=State.DELIVERED_FIRST,
        target=State.DELIVERED,
        by=(Role.TRIAGIST, *LOOKS_ALONG),
        guards=[
            sharing.somebody_else_looks,
            sharing.the_right_colleague_looks,
            rules.one_of("judgement", ("right", "not_right"), refusals.NotInTheList),
            rules.filled("reason", refusals.ReasonNeeded),
        ],
    )
    def review_after(self, **_: Any) -> None:
        """The colleague looks at what was shared in haste: was it right? What was shared stays shared."""

    @step(
        source=NOT_SHARED_YET,
        target=State.WITHDRAWN,
        by=Role.CARE_COORDINATOR,
        guards=[rules.filled("reason", refusals.ReasonNeeded)],
    )
    def withdraw(self, **_: Any) -> None:
        """It is not needed any more, or not wanted. Nothing leaves."""
