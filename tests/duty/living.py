"""How does a region work through its meldingen? Night duty, two triagists, owners: real actions at moved clocks."""

from datetime import datetime, timedelta
from typing import Any

from casework.actions import case as cases
from casework.actions import melding as meldingen
from casework.actions import triage as triages
from casework.edge import acting_for
from casework.models import Account, Case, Clock, Melding, Triage
from casework.reading.worklist import worklist
from casework.tasks import ring_due
from privacy.context import Acting, acting
from tests.named import GEMEENTE
from tests.promises.arguments import SAFE
from tests.world import World

HOUSEHOLD = SAFE | {"Q6a": "no", "Q6b": "no"}
REST = dict.fromkeys(("Q0", "Q6a", "Q6b", "Q9", "Q10", "Q11", "Q12"), "no") | {"Q13": "yes"}
LOOK = timedelta(minutes=11)
"""What one first look takes a triagist, from claiming to settling."""


def as_of(account: Account, at: datetime) -> Acting:
    """This account at this moment of the story, deputy of whoever is away then."""
    account.refresh_from_db()
    by = acting_for(account)
    return Acting(
        actor=by.actor, role=by.role, unit=by.unit, purpose="test", at=at, stands_in=account.away_now(at)
    )


def police_report(
    world: World, at: datetime, *, answers: dict[str, str] | None = None, by: Account | None = None,
    surname: str = "Proef",
) -> Melding:  # fmt: skip
    """A police report, written down by the crisis worker on duty, or by whoever else was there."""
    return meldingen.receive(
        by=as_of(by or world.account("R20"), at), narrative="Politie: verward op straat.", channel="police_form",
        gemeente=GEMEENTE, answers=answers or {}, person={"surname": surname, "given": "Anna"},
        melder={"kind_of_melder": "police"},
    )  # fmt: skip


def screen(
    world: World, melding: Melding, at: datetime, outcome: str = "wait", *, by: Account | None = None
) -> None:
    """The night duty looks at safety, ten minutes later: the crisis worker, or somebody else of the duty."""
    meldingen.screen(
        by=as_of(by or world.account("R20"), at), melding_ref=melding.ref, answers=HOUSEHOLD, outcome=outcome,
        reason="Veilig thuis, buurvrouw kijkt." if outcome == "wait" else "",
    )  # fmt: skip


def waiting(account: Account, at: datetime) -> list[str]:
    """The meldingen on a triagist's desk that nobody took yet, in the order of the desk."""
    by = as_of(account, at)
    with acting(by):
        rows = worklist(by, limit=100).rows
    return [
        row.ref for row in rows if row.noun == "melding" and row.state in ("received", "screened", "reopened")
    ]


def look_at(account: Account, ref: str, at: datetime) -> None:
    """One first look, from claiming to settling, within LOOK."""
    meldingen.claim(by=as_of(account, at), melding_ref=ref)
    weigh_up(account, Triage.objects.get(melding__ref=ref), at)


def weigh_up(
    account: Account, triage: Triage, at: datetime, outcome: str = "BEMOEIZORG", reason: str = ""
) -> None:
    """Go on with a triage wherever it stands, from safety to the decision, within LOOK."""
    given: dict[str, Any] = {"triage_ref": triage.ref}
    if triage.state == "safety":
        triages.answer_safety(by=as_of(account, at + timedelta(minutes=2)), answers=SAFE, **given)
    if triage.state in ("safety", "identification"):
        triages.identify(by=as_of(account, at + timedelta(minutes=4)), **given)
    if triage.state != "proposal":
        triages.answer(by=as_of(account, at + timedelta(minutes=7)), answers=REST, **given)
    triages.settle(
        by=as_of(account, at + timedelta(minutes=9)), outcome=outcome, urgency="U4", reason=reason, **given
    )


def ring_until(moment: datetime) -> None:
    """Let everything ring that is due by `moment`, each at its own time."""
    while (clock := Clock.objects.filter(rings_at__lte=moment).order_by("rings_at").first()) is not None:
        assert clock.rings_at is not None
        assert ring_due(clock.rings_at) > 0


def work_the_pile(triagists: list[Account], at: datetime, until: datetime) -> None:
    """Every triagist takes the first of the desk, again and again, while the clocks run."""
    while at < until:
        ring_until(at)
        for account in triagists:
            pile = waiting(account, at)
            if pile:
                look_at(account, pile[0], at)
        at += LOOK
    ring_until(until)


def assign_and_try(lead: Account, owners: list[Account], at: datetime) -> None:
    """The coordinator gives every new case an owner who is there; owners try what is due today."""
    there = [one for one in owners if not Account.objects.get(pk=one.pk).is_away(at)]
    for number, case in enumerate(Case.objects.filter(state="proposed").order_by("pk")):
        owner = there[(number + at.toordinal()) % len(there)]
        cases.assign(by=as_of(lead, at), case_ref=case.ref, owner=owner.username)
    due = Case.objects.filter(state__in=("assigned", "contact_phase"), due_at__lte=at + timedelta(days=1))
    for case in due.select_related("owner_person__deputy"):
        person = case.owner_person
        assert person is not None
        doer = person.deputy if person.is_away(at) else person
        if doer is None or doer.is_away(at):
            continue
        try_at_the_door(case, doer, at + timedelta(minutes=30))


def try_at_the_door(case: Case, doer: Account, at: datetime) -> None:
    """A visit to a door that stays closed."""
    cases.log_attempt(
        by=as_of(doer, at), case_ref=case.ref, channel="visit", daypart="morning", result="Niet thuis.",
        safe_alone="yes", reached=False, minutes=15,
    )  # fmt: skip
