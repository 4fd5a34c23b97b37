"""How does a report come in? By phone, from a draft, or from a file; twice is once."""

from datetime import datetime
from typing import Any

from casework import advices, drafts, fan, intake
from casework.actions.command import command
from casework.actions.melding.weighing import take_up
from casework.models import Melding
from casework.place import rule_at_intake
from casework.telling import tell_of_arrival
from casework.weighing import listed
from casework.work import current_work
from casework.worry import worry_of
from privacy.context import Acting
from workflows.roles import Role


@command
def receive(
    *,
    by: Acting,
    narrative: str = "",
    door: str = "meldpunt",
    channel: str = "phone",
    answers: dict[str, str] | None = None,
    anonymity: str = "known_to_us",
    melder: dict[str, Any] | None = None,
    person: dict[str, Any] | None = None,
    others: list[dict[str, Any]] | None = None,
    location: str = "",
    gemeente: str = "",
    help_running: str = "",
    person_knows: str = "onbekend",
    disrupted_household: bool | None = None,
    received_at: datetime | None = None,
    source: str | None = None,
    draft_ref: str = "",
    seen_version: int | None = None,
    take: bool = False,
    receipt: str = "",
    advice_ref: str | None = None,
    fan_contact_ref: str | None = None,
) -> Melding:
    """A report comes in: by phone, or from a file.

    `answers`: question -> yes|no|onbekend, Q1-Q3 default onbekend. `person`: the fields of models.Person, all
    optional. `others`: more persons in the same report, see intake.add_involved. `melder`: kind_of_melder, name,
    organisation, function, relation, phone, email, speaking_ground, feedback_wish. `received_at`: as the source states
    it; the clock starts now. `source`: what makes this report unique, so that twice is once. `draft_ref`: the draft it
    was typed in, which becomes this melding. `take`: whoever took it on the phone begins its triage at once. `receipt`:
    the code the melder gets; its hash is kept. `advice_ref`, `fan_contact_ref`: the advice, or the contact at
    night, this came out of, of one's own team. Raises SentTwice, ChangedMeanwhile, NotInTheList, NotYours, or the
    refusal of the first missing answer.
    """
    begun = drafts.begun(draft_ref, by=by, step="receive", source=source, seen_version=seen_version)
    melding = begun or Melding()
    melding.advice = advices.of_own_team(advice_ref, by=by) if advice_ref else None
    melding.fan_contact = fan.contact_of_ours(fan_contact_ref, by=by) if fan_contact_ref else None
    answered = intake.with_defaults(answers or {})
    named = any((person or {}).get(part) for part in ("surname", "street", "postcode"))
    findable = bool(named or location or narrative.strip())
    melding.receive(by=by, answers=answered, findable=findable, anonymity=anonymity)
    intake.describe(
        melding, narrative=narrative, door=door, channel=channel, anonymity=anonymity, location=location,
        gemeente=gemeente, help_running=help_running, person_knows=person_knows, at=by.at,
    )  # fmt: skip
    melding.source_digest = intake.page_of(source) if source else melding.source_digest
    melding.received_at = received_at or melding.received_at or by.at
    if disrupted_household is not None:
        melding.disrupted_household, melding.disrupted_set_by = disrupted_household, intake.account(by)
    melding.person = intake.person_from(person or {}, gemeente=gemeente)
    melding.gemeente_rule = rule_at_intake(melding, typed=by.role != Role.SYSTEM)
    triage = intake.add_all(
        melding,
        melder=melder or {},
        answers=listed(answered, at=by.at),
        tokens_of=person or {},
        others=others or (),
        by=by,
    )
    if begun is not None:
        drafts.forget(melding)
    if receipt:
        current_work().add(intake.receipt_from(receipt, melding=melding))
    flags = [one for involved in (person or {}, *(others or ())) for one in involved.get("flags") or ()]
    melding.worry = worry_of(answered, flags=flags)
    if take:
        take_up(melding, triage, by=by)
    else:
        tell_of_arrival(melding)
    return melding
