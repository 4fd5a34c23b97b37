"""What may happen between 'somebody must go now' and 'this person is safe with whoever goes on'?"""

from typing import Any

from django.db import models
from django_fsm import FSMField

from workflows import crisis_refusals, refusals, rules
from workflows.crisis_ending import Ended
from workflows.crisis_planning import Planned
from workflows.crisis_states import BEFORE_A_VISIT, FIRST_DAY, TAKEN, WITH_A_PERSON, State
from workflows.lifecycle import step
from workflows.roles import CRISIS, Role

SHEET = ("children", "weapons", "somatic", "medication", "suicidality")
"""The five questions that are always asked. Source: docs/lifecycles.md, crisis."""

ANSWERS = ("yes", "no", "onbekend")

MOMENTS = ("note", "phone", "visit")
"""What a line in the log of a crisis can be about."""

CHAINS = ("112", "ggz_crisis", "vt", "crisismaatregel")
"""Whom a crisis may be taken to beside us. A crisismaatregel is decided elsewhere: we only follow that it runs."""


@rules.guard(crisis_refusals.PairNeeded)
def a_pair_or_a_reason(record: Any, given: dict[str, Any], by: Any) -> bool:
    """Two people go, both by name; whoever goes alone says why."""
    companion, alone = given.get("companion"), str(given.get("alone_reason") or "").strip()
    return bool(alone) or (companion is not None and str(companion.pk) != str(by.actor))


@rules.guard(crisis_refusals.SheetIncomplete)
def five_questions_are_asked(record: Any, given: dict[str, Any], by: Any) -> bool:
    """Children, weapons, the body, medicines and suicidality; each yes, no or unknown."""
    sheet = given.get("sheet") or {}
    return all(sheet.get(question) in ANSWERS for question in SHEET)


@rules.guard(refusals.AnswerNotListed)
def answers_are_listed(record: Any, given: dict[str, Any], by: Any) -> bool:
    """What was not asked stays empty; what was asked has an answer from the list."""
    sheet = given.get("sheet") or {}
    return all(sheet.get(question, "") in ("", *ANSWERS) for question in SHEET)


@rules.guard(crisis_refusals.WhereaboutsNeeded)
def whereabouts_are_known(record: Any, given: dict[str, Any], by: Any) -> bool:
    """Where the person is decides who may act there; where they live does not."""
    return bool(str(given.get("where") or "").strip()) and given.get("stays_gemeente") in given["gemeenten"]


class CrisisLifecycle(Planned, Ended):
    """A crisis beside its melding. 24 hours from the acceptance the plan for what follows is settled by two people."""

    State = State
    state = FSMField(default=State.ANNOUNCED.value, choices=State.choices(), protected=True)
    stays_gemeente = models.CharField(max_length=4, blank=True)

    class Meta:
        abstract = True

    # The record itself declares these: a lifecycle knows no account.
    owner_person: Any
    companion: Any

    @step(source=State.ANNOUNCED, target=State.ACCEPTED, by=CRISIS, guards=[a_pair_or_a_reason])
    def accept(self, *, owner: Any, companion: Any, **_: Any) -> None:
        """A named pair takes it: who goes, and who is there. The 24 hours run."""
        self.owner_person, self.companion = owner, companion

    @step(source=WITH_A_PERSON, target=None, by=CRISIS, guards=[a_pair_or_a_reason])
    def take_over(self, *, owner: Any, companion: Any, **_: Any) -> None:
        """Another pair goes on with it, by name. The clock runs on."""
        self.owner_person, self.companion = owner, companion

    @step(source=State.ACCEPTED, target=State.ON_THE_WAY, by=CRISIS)
    def set_out(self) -> None:
        """They are on the way."""

    @step(source=BEFORE_A_VISIT, target=State.ON_SITE, by=CRISIS, guards=[whereabouts_are_known])
    def arrive(self, *, stays_gemeente: str, **_: Any) -> None:
        """They are where the person is."""
        self.stays_gemeente = stays_gemeente

    @step(source=TAKEN, target=None, by=CRISIS, guards=[answers_are_listed])
    def fill_sheet(self, **_: Any) -> None:
        """The crisis sheet is kept as far as it is known. It always saves."""

    @step(source=State.ON_SITE, target=State.STABILISING, by=CRISIS, guards=[five_questions_are_asked])
    def stabilise(self, **_: Any) -> None:
        """The first danger is over and the five questions are asked. What follows now is rest, and a plan."""

    @step(
        source=TAKEN,
        target=None,
        by=CRISIS,
        guards=[
            rules.filled("text", refusals.ReasonNeeded),
            rules.one_of("what", MOMENTS, refusals.NotInTheList),
        ],
    )
    def note(self, **_: Any) -> None:
        """A visit, a call or another moment worth a line."""

    @step(source=TAKEN, target=None, by=CRISIS, guards=[rules.one_of("chain", CHAINS, refusals.ChainNeeded)])
    def call_service(self, **_: Any) -> None:
        """Another service must act too. We follow it until somebody there took it by name, and stay."""

    @step(source=FIRST_DAY, target=State.UNBRIDGED, by=Role.SYSTEM)
    def breach(self, *, at: Any) -> None:
        """The 24 hours are over without a settled plan: the crisis duty answers for it, and it is counted."""
        self.breached_at = at
