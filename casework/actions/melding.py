"""What can be done with a melding? Each function is one change: guard, change, record, tell, start the clock."""

from datetime import datetime
from typing import Any

from casework import access, intake
from casework.actions.command import command
from casework.errors import ChangedMeanwhile, SomebodyElseFirst
from casework.models import Case, Melding, Triage
from casework.telling import tell_owner, tell_person, tell_team
from casework.weighing import listed
from casework.work import current_work
from privacy.context import Acting

WITH_CLOCK = Melding.objects.select_related("clock", "owner_person", "owner_team")
"""What a step of a melding needs, in one statement."""


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
    location: str = "",
    gemeente: str = "",
    received_at: datetime | None = None,
    source: str | None = None,
) -> Melding:
    """A report comes in: by phone, or from a file.

    `answers`: question -> yes|no|onbekend, Q1-Q3 default onbekend. `person`: the fields of models.Person, all
    optional. `melder`: kind_of_melder, name, organisation, relation, phone, email. `received_at`: as the source
    states it; the clock starts now. `source`: what makes this report unique, so that twice is once.
    Raises SentTwice, or the refusal of the first missing answer.
    """
    melding = intake.prepare(
        by=by, narrative=narrative, door=door, channel=channel, anonymity=anonymity, location=location,
        gemeente=gemeente, received_at=received_at or by.at, source=source,
    )  # fmt: skip
    melding.person = intake.person_from(person or {}, gemeente=melding.gemeente, by=by)
    answered = intake.with_defaults(answers or {})
    findable = bool((person or {}).get("surname") or location or narrative.strip())
    melding.receive(by=by, answers=answered, findable=findable, anonymity=anonymity)
    intake.add_all(
        melding, melder=melder or {}, answers=listed(answered, at=by.at), tokens_of=person or {}, by=by
    )
    tell_team(melding.owner_team_id, "melding.received", about=melding)
    return melding


@command
def claim(*, by: Acting, melding_ref: str, seen_version: int | None = None) -> Melding:
    """One triagist takes the melding; its triage starts with safety. Raises SomebodyElseFirst."""
    try:
        melding = access.for_change(
            WITH_CLOCK, melding_ref, by=by, action="melding.claim", seen_version=seen_version
        )
    except ChangedMeanwhile as moved:
        if moved.record is not None and moved.record.state == "in_triage":
            raise SomebodyElseFirst(moved.record) from None
        raise
    melding.claim(by=by, owner=intake.account(by))
    melding.owner_team_id = by.unit
    triage = access.locked_together(Triage.objects.select_related("clock"), melding=melding)
    if triage.state == "open":
        triage.begin(by=by)
    triage.owner_person_id, triage.owner_team_id = melding.owner_person_id, by.unit
    return melding


@command
def screen(
    *, by: Acting, melding_ref: str, answers: dict[str, str], seen_version: int | None = None
) -> Melding:
    """Outside the day team's hours the crisis duty answers the safety questions."""
    melding = access.for_change(
        WITH_CLOCK, melding_ref, by=by, action="melding.screen", seen_version=seen_version
    )
    melding.screen(by=by, answers=listed(answers, at=by.at))
    triage = access.locked_together(Triage.objects.select_related("clock"), melding=melding)
    triage.answers = answers
    return melding


def _simple(
    step: str, *, by: Acting, melding_ref: str, seen_version: int | None, **arguments: Any
) -> Melding:
    melding = access.for_change(
        WITH_CLOCK, melding_ref, by=by, action=f"melding.{step}", seen_version=seen_version
    )
    getattr(melding, step)(by=by, **arguments)
    return melding


@command
def release(*, by: Acting, melding_ref: str, seen_version: int | None = None) -> Melding:
    """Back to the duty of the team."""
    melding = _simple("release", by=by, melding_ref=melding_ref, seen_version=seen_version)
    tell_team(melding.owner_team_id, "melding.received", about=melding)
    return melding


@command
def ask_information(
    *,
    by: Acting,
    melding_ref: str,
    source: str,
    ground: str,
    question: str = "",
    seen_version: int | None = None,
) -> Melding:
    """Ask a named source, with the ground for asking: asking already tells something."""
    melding = _simple(
        "ask_information",
        by=by,
        melding_ref=melding_ref,
        seen_version=seen_version,
        source=source,
        ground=ground,
    )
    melding.remark = f"{source}: {question}"
    return melding


@command
def resume_triage(*, by: Acting, melding_ref: str, seen_version: int | None = None) -> Melding:
    """The answer came, or we go on without."""
    return _simple("resume_triage", by=by, melding_ref=melding_ref, seen_version=seen_version)


@command
def link(*, by: Acting, melding_ref: str, evidence: str, seen_version: int | None = None) -> Melding:
    """A human says: this person was reported before, and this is why I think so."""
    melding = _simple("link", by=by, melding_ref=melding_ref, seen_version=seen_version, evidence=evidence)
    melding.owner_person, melding.owner_team_id = intake.account(by), by.unit
    melding.link_evidence = evidence
    return melding


@command
def add_to_case(
    *, by: Acting, melding_ref: str, case_ref: str, answers: dict[str, str], seen_version: int | None = None
) -> Melding:
    """The melding joins a running case of one's own team; its owner reads it within a working day."""
    melding = access.for_change(
        WITH_CLOCK, melding_ref, by=by, action="melding.add_to_case", seen_version=seen_version
    )
    case, _ = access.find(
        Case.unfinished().select_related("owner_person"),
        case_ref,
        by=by,
        action="melding.add_to_case",
        listing=True,
    )
    melding.add_to_case(by=by, owner=case.owner_person or intake.account(by), answers=answers)
    melding.owner_team_id = case.owner_team_id
    tell_owner(case, "melding.linked")
    return melding


@command
def accept(*, by: Acting, melding_ref: str, acceptor: str, seen_version: int | None = None) -> Melding:
    """Record who took it at its destination. `acceptor`: a name, typed."""
    melding = _simple("accept", by=by, melding_ref=melding_ref, seen_version=seen_version, acceptor=acceptor)
    melding.acceptor = acceptor
    tell_person(melding.owner_person, "melding.accepted", about=melding)
    return melding


@command
def return_to_triage(
    *, by: Acting, melding_ref: str, reason: str, seen_version: int | None = None
) -> Melding:
    """Wrong place. The sender owned it all the time and looks again."""
    melding = _simple(
        "return_to_triage", by=by, melding_ref=melding_ref, seen_version=seen_version, reason=reason
    )
    tell_person(melding.owner_person, "melding.returned", about=melding)
    return melding


@command
def refer_out_of_area(*, by: Acting, melding_ref: str, told: str, seen_version: int | None = None) -> Melding:
    """Not our region: told by voice to a named person there."""
    melding = _simple(
        "refer_out_of_area", by=by, melding_ref=melding_ref, seen_version=seen_version, told=told
    )
    melding.acceptor = told
    return melding


@command
def mark_insufficient(
    *, by: Acting, melding_ref: str, reason: str, seen_version: int | None = None
) -> Melding:
    """Too little to find anyone, and what was tried."""
    melding = _simple(
        "mark_insufficient", by=by, melding_ref=melding_ref, seen_version=seen_version, reason=reason
    )
    melding.remark = reason
    return melding


@command
def take_up_again(*, by: Acting, melding_ref: str, seen_version: int | None = None) -> Melding:
    """More became known."""
    return _simple("take_up_again", by=by, melding_ref=melding_ref, seen_version=seen_version)


@command
def not_take_up(*, by: Acting, melding_ref: str, reason: str, seen_version: int | None = None) -> Melding:
    """The team lead decides that we do nothing, with a reason from the list."""
    return _simple("not_take_up", by=by, melding_ref=melding_ref, seen_version=seen_version, reason=reason)


@command
def give_feedback(*, by: Acting, melding_ref: str, how: str, seen_version: int | None = None) -> Melding:
    """The melder heard in fixed words, did not want to, or cannot be reached. `how`: given|not_wanted|not_possible."""
    return _simple("give_feedback", by=by, melding_ref=melding_ref, seen_version=seen_version, how=how)


@command
def close(*, by: Acting, melding_ref: str, seen_version: int | None = None) -> Melding:
    """Every part has a taker and the melder heard."""
    return _simple("close", by=by, melding_ref=melding_ref, seen_version=seen_version)


@command
def reopen(*, by: Acting, melding_ref: str, reason: str, seen_version: int | None = None) -> Melding:
    """Something was missed: the duty looks again, and the triage is revised."""
    melding = _simple("reopen", by=by, melding_ref=melding_ref, seen_version=seen_version, reason=reason)
    melding.remark = reason
    tell_team(melding.owner_team, "melding.reopened", about=melding)
    return melding


def decided(melding: Melding, *, outcome: str, urgency: str, target: str, by: Acting) -> None:
    """The settled triage decides the melding and sends it on. Called by the triage, never by a person."""
    work = current_work()
    work.touch(melding)
    melding.decided_at = by.at
    melding.decide(by=by, outcome=outcome, urgency=urgency)
    melding.forward(by=by, target=target)
