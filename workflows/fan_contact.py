"""What may happen between somebody who calls at night and whoever goes on with it in the morning?"""

from typing import Any

from django.db import models
from django_fsm import FSMField

from workflows import fan_contact_refusals, refusals, rules
from workflows.fan_contact_morning import ToTheDay
from workflows.fan_contact_planned import Planned
from workflows.fan_contact_states import TALKING, WITH_A_WORKER, State
from workflows.fan_contact_visit import Visited
from workflows.lifecycle import step
from workflows.roles import CRISIS, FAN

CHANNELS = ("phone", "video", "app", "visit")
"""How the service and the person reach each other. Source: docs/glossary.md."""

SAFETY = ("Q1", "Q3")
"""What is asked in every contact before it ends: is there danger now, and is there a plan to die or to harm?"""

ROUTES = ("CRISISTEAM_TELEFONISCH", "HUISARTS_HAP", "GGZ_CRISISDIENST", "VEILIG_THUIS", "112")
"""Outcomes of the tree for somebody to whom the service does not come; the first is what the tree says of such a need.
"""

CHAINS = ("crisis", "112", "ggz_crisis", "vt", "police", "hap")
"""Whom a contact may be taken to when it is more than a contact. The crisis team has this system; the others call."""


@rules.guard(refusals.SafetyFirst)
def safety_is_asked(record: Any, given: dict[str, Any], by: Any) -> bool:
    """No contact ends, and nobody hears 'not our area', without the two questions. Unknown is an answer too."""
    answers = given.get("answers") or {}
    return all(answers.get(question) in ("yes", "no", "onbekend") for question in SAFETY)


@rules.guard(fan_contact_refusals.DangerNow)
def nobody_is_in_danger(record: Any, given: dict[str, Any], by: Any) -> bool:
    """A yes to one of the two is more than a contact: it goes on until somebody who can act has it by name."""
    answers = given.get("answers") or {}
    return all(answers.get(question) != "yes" for question in SAFETY)


@rules.guard(fan_contact_refusals.RouteNeeded)
def route_is_listed(record: Any, given: dict[str, Any], by: Any) -> bool:
    """Whom they can call stands on the sociale kaart of their gemeente."""
    return given.get("routed_to") in given.get("routes", ())


class FanContactLifecycle(Planned, Visited, ToTheDay):
    """A contact with the evening and night service (FAN): short and incidental. What is left for the day gets a note
    with a name under it; nothing of it is left between two services."""

    State = State
    state = FSMField(default=State.CALLED.value, choices=State.choices(), protected=True)
    channel = models.CharField(max_length=10)
    routed_to = models.CharField(max_length=30, blank=True)
    chain = models.CharField(max_length=20, blank=True)
    target = models.CharField(max_length=60, blank=True)

    class Meta:
        abstract = True

    # The record itself declares these: a lifecycle knows no account.
    owner_person: Any

    @step(
        source=State.CALLED,
        target=None,
        by=FAN,
        guards=[rules.one_of("channel", CHANNELS, refusals.NotInTheList)],
    )
    def receive(self, *, channel: str, **_: Any) -> None:
        """Somebody calls, or writes in the app. The duty of the service has it until a name picks it up."""
        self.channel = channel

    @step(source=State.CALLED, target=State.IN_CONTACT, by=FAN)
    def answer(self, *, owner: Any) -> None:
        """Picked up by name."""
        self.owner_person = owner

    @step(source=State.CALLED, target=State.UNKNOWN_CALLER, by=FAN)
    def answer_unknown(self, *, owner: Any) -> None:
        """Picked up, and the caller gives no name: helped all the same, without a dossier."""
        self.owner_person = owner

    @step(source=State.CALLED, target=State.OUT_OF_COVERAGE, by=FAN)
    def answer_uncovered(self, *, owner: Any) -> None:
        """Picked up, from a gemeente to which the service does not come: listen, ask after safety, say whom to call."""
        self.owner_person = owner

    @step(
        source=State.CALLED,
        target=State.ENDED,
        by=FAN,
        guards=[rules.filled("reason", refusals.ReasonNeeded)],
    )
    def lapse(self, **_: Any) -> None:
        """It came to no contact: the caller hung up, or had dialled the wrong number."""

    @step(
        source=State.UNKNOWN_CALLER, target=State.IN_CONTACT, by=FAN, guards=[rules.place_or_person_is_known]
    )
    def identify(self, **_: Any) -> None:
        """The caller said who it is."""

    @step(
        source=State.UNKNOWN_CALLER,
        target=State.OUT_OF_COVERAGE,
        by=FAN,
        guards=[rules.place_or_person_is_known],
    )
    def identify_uncovered(self, **_: Any) -> None:
        """The caller said who it is, and lives where the service does not come."""

    @step(source=WITH_A_WORKER, target=None, by=FAN)
    def take_over(self, *, owner: Any) -> None:
        """A colleague of the service goes on with it, by name. The clock runs on."""
        self.owner_person = owner

    @step(
        source=(State.IN_CONTACT, State.UNKNOWN_CALLER),
        target=State.FINISHED,
        by=FAN,
        guards=[safety_is_asked, nobody_is_in_danger],
    )
    def finish(self, **_: Any) -> None:
        """The contact is over, and the day has to know: a changed risk, a visit, or an agreement that is open."""

    @step(
        source=(State.IN_CONTACT, State.UNKNOWN_CALLER),
        target=State.ENDED,
        by=FAN,
        guards=[safety_is_asked, nobody_is_in_danger],
    )
    def end(self, **_: Any) -> None:
        """The contact is over, and nothing is left for the day."""

    @step(
        source=State.OUT_OF_COVERAGE,
        target=State.FINISHED,
        by=FAN,
        guards=[safety_is_asked, nobody_is_in_danger, route_is_listed],
    )
    def route(self, *, routed_to: str, **_: Any) -> None:
        """Whom to call now was said; the team of their gemeente hears of it the next working day."""
        self.routed_to = routed_to

    @step(
        source=State.OUT_OF_COVERAGE,
        target=State.ENDED,
        by=FAN,
        guards=[safety_is_asked, nobody_is_in_danger, route_is_listed],
    )
    def route_unknown(self, *, routed_to: str, **_: Any) -> None:
        """Whom to call now was said, to somebody who gave no name: there is nobody to tell the day about."""
        self.routed_to = routed_to

    @step(
        source=(*TALKING, State.NO_ANSWER, State.SILENT, State.FINISHED),
        target=State.ESCALATED,
        by=FAN,
        guards=[
            rules.one_of("chain", CHAINS, refusals.ChainNeeded),
            rules.filled("reason", refusals.ReasonNeeded),
        ],
    )
    def escalate(self, *, chain: str, target: str, **_: Any) -> None:
        """It is more than a contact. It stays with whoever spoke to them until the other side names who took it."""
        self.chain, self.target = chain, target

    @step(
        source=State.ESCALATED,
        target=State.FINISHED,
        by=FAN,
        guards=[
            rules.filled("acceptor", refusals.AcceptorNeeded),
            rules.fits("acceptor", 120, refusals.NameTooLong),
        ],
    )
    def name_acceptor(self, **_: Any) -> None:
        """Somebody there took it, by name."""

    @step(source=State.ESCALATED, target=State.FINISHED, by=CRISIS)
    def accept(self) -> None:
        """The crisis team takes it, in its own name."""
