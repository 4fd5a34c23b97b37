"""What can be done in a bemoeizorg case? Every try leaves a line, and the next one gets a date at once."""

from datetime import date
from typing import Any, cast

from casework import access
from casework.actions.command import command
from casework.models import Account, Case, ContactAttempt, Handover, Melding, Person
from casework.people import colleague
from casework.telling import tell_person, tell_team
from casework.work import current_work
from privacy.context import Acting
from workflows.outreach import State
from workflows.roles import Role

WITH_CLOCK = Case.objects.select_related("clock", "owner_person", "owner_team")


def _locked(case_ref: str, *, by: Acting, step: str, seen_version: int | None) -> Case:
    return access.for_change(WITH_CLOCK, case_ref, by=by, action=f"case.{step}", seen_version=seen_version)


def _line(case: Case, what: str, *, by: Acting, text: str = "", **fields: Any) -> None:
    """A line in the timeline of the case. Written once."""
    if by.role == Role.SYSTEM:
        # What a clock does stands in the ledger; a line is what a colleague did.
        return
    current_work().add(ContactAttempt(case=case, at=by.at, by_id=by.actor, what=what, text=text, **fields))


def propose(melding: Melding, *, by: Acting) -> Case:
    """A settled triage for outreach opens a case that waits for its care coordinator. Not a person's own act."""
    case = Case(
        person=cast(Person, melding.person), melding=melding, urgency=melding.urgency, gemeente=melding.gemeente,
        owner_team_id=melding.target, term_from=by.at,
    )  # fmt: skip
    current_work().add(case)
    tell_team(case.owner_team_id, "case.proposed", about=case, role=Role.TEAM_LEAD)
    return case


@command
def assign(*, by: Acting, case_ref: str, owner: str, seen_version: int | None = None) -> Case:
    """A care coordinator gets the case; with that the melding is accepted. `owner`: username."""
    case = _locked(case_ref, by=by, step="assign", seen_version=seen_version)
    person = colleague(owner, team=by.unit, roles=(Role.CARE_COORDINATOR,))
    case.assign(by=by, owner=person)
    melding = access.locked_together(Melding.objects.select_related("clock"), pk=case.melding_id)
    if melding.state == "forwarded" and person is not None:
        melding.accept(by=by, acceptor=person.name)
        melding.acceptor, melding.owner_person = person.name, person
    tell_person(person, "case.assigned", about=case)
    return case


@command
def reassign(*, by: Acting, case_ref: str, owner: str, reason: str, seen_version: int | None = None) -> Case:
    """Another care coordinator takes over; the clock runs on."""
    case = _locked(case_ref, by=by, step="reassign", seen_version=seen_version)
    before = case.owner_person
    case.reassign(by=by, owner=colleague(owner, team=by.unit, roles=(Role.CARE_COORDINATOR,)), reason=reason)
    tell_person(case.owner_person, "case.reassigned", about=case)
    tell_person(before, "case.reassigned", about=case)
    _take_handovers_along(case, before)
    _line(case, "reassigned", by=by, text=reason)
    return case


def _take_handovers_along(case: Case, before: Account | None) -> None:
    """Who sends a running handover is who has the case: otherwise nobody could act on it any more."""
    running = Handover.unfinished().filter(case=case, sender_person=before).values_list("pk", flat=True)
    for key in list(running):
        handover = access.locked_together(Handover.objects.select_related("clock"), pk=key)
        handover.sender_person = case.owner_person


@command
def log_attempt(
    *, by: Acting, case_ref: str, channel: str, daypart: str, result: str, reached: bool = False, minutes: int = 0,
    safe_alone: str = "", seen_version: int | None = None,
) -> Case:  # fmt: skip
    """A try to reach the person. `minutes`: time spent. The next try gets its date from the urgency."""
    case = _locked(case_ref, by=by, step="log_attempt", seen_version=seen_version)
    case.log_attempt(
        by=by, channel=channel, daypart=daypart, result=result, safe_alone=safe_alone, minutes=minutes
    )
    _line(
        case,
        "attempt",
        by=by,
        text=result,
        channel=channel,
        daypart=daypart,
        reached=reached,
        minutes=minutes,
    )
    current_work().restart_clock(case)
    return case


@command
def make_contact(
    *, by: Acting, case_ref: str, informed: str, note: str = "", seen_version: int | None = None
) -> Case:
    """Two-way contact. `informed`: yes, or why not yet (unsafe, not_now). Never who reported."""
    case = _locked(case_ref, by=by, step="make_contact", seen_version=seen_version)
    case.make_contact(by=by, informed=informed)
    case.informed = informed
    _line(case, "contact", by=by, text=note, reached=True)
    return case


def _step_with_line(
    step: str, *, by: Acting, case_ref: str, seen_version: int | None, text: str = "", **arguments: Any
) -> Case:
    case = _locked(case_ref, by=by, step=step, seen_version=seen_version)
    getattr(case, step)(by=by, **arguments)
    _line(case, step, by=by, text=text)
    return case


@command
def call_mdo(*, by: Acting, case_ref: str, seen_version: int | None = None) -> Case:
    """No contact for six weeks: several disciplines look together."""
    return _step_with_line("call_mdo", by=by, case_ref=case_ref, seen_version=seen_version)


@command
def go_on_trying(*, by: Acting, case_ref: str, reason: str, seen_version: int | None = None) -> Case:
    """The MDO decides to go on."""
    return _step_with_line(
        "go_on_trying", by=by, case_ref=case_ref, seen_version=seen_version, text=reason, reason=reason
    )


@command
def set_goal(
    *, by: Acting, case_ref: str, goal: str, supporter_offered: str, seen_version: int | None = None
) -> Case:
    """The goal in the client's words. `supporter_offered`: yes|no|later."""
    return _step_with_line(
        "set_goal", by=by, case_ref=case_ref, seen_version=seen_version, text=goal, goal=goal,
        supporter_offered=supporter_offered,
    )  # fmt: skip


@command
def record_refusal(
    *, by: Acting, case_ref: str, words: str, risk: str, seen_version: int | None = None
) -> Case:
    """The person wants no help now: the words as said, and the risk of staying away."""
    text = f"{words}\n\n{risk}"
    case = _step_with_line(
        "record_refusal",
        by=by,
        case_ref=case_ref,
        seen_version=seen_version,
        text=text,
        words=words,
        risk=risk,
    )
    case.reweighed = 0
    tell_team(case.owner_team, "case.refused", about=case, role=Role.TEAM_LEAD, level="silent")
    return case


@command
def weigh_again(*, by: Acting, case_ref: str, risk: str, seen_version: int | None = None) -> Case:
    """Is staying away still right? The next time we ask is six weeks later."""
    case = _step_with_line(
        "weigh_again", by=by, case_ref=case_ref, seen_version=seen_version, text=risk, risk=risk
    )
    case.reweighed += 1
    current_work().restart_clock(case)
    return case


@command
def try_again(
    *, by: Acting, case_ref: str, second_person: str, reason: str, seen_version: int | None = None
) -> Case:
    """Two people decide to try once more. `second_person`: username of the colleague."""
    case = _locked(case_ref, by=by, step="try_again", seen_version=seen_version)
    second = colleague(second_person, team=by.unit, roles=(Role.CARE_COORDINATOR, Role.TEAM_LEAD))
    case.try_again(by=by, reason=reason, second_person=str(second.pk) if second else "")
    _line(case, "try_again", by=by, text=reason)
    return case


@command
def escalate(
    *, by: Acting, case_ref: str, chain: str, acceptor: str, seen_version: int | None = None
) -> Case:
    """Another service must act too. `chain`: the service; `acceptor`: who took it there."""
    return _step_with_line(
        "escalate", by=by, case_ref=case_ref, seen_version=seen_version, text=f"{chain}: {acceptor}", chain=chain,
        acceptor=acceptor,
    )  # fmt: skip


@command
def come_back(*, by: Acting, case_ref: str, seen_version: int | None = None) -> Case:
    """The other service is done."""
    return _step_with_line("come_back", by=by, case_ref=case_ref, seen_version=seen_version)


@command
def pause(
    *, by: Acting, case_ref: str, reason: str, expected_end: date, seen_version: int | None = None
) -> Case:
    """Admitted, detained or abroad until about `expected_end`."""
    until = f"{reason} {expected_end:%d-%m-%Y}" if expected_end else reason
    return _step_with_line(
        "pause", by=by, case_ref=case_ref, seen_version=seen_version, text=until,
        reason=reason, expected_end=expected_end,
    )  # fmt: skip


@command
def resume(*, by: Acting, case_ref: str, seen_version: int | None = None) -> Case:
    """The person is back."""
    return _step_with_line("resume", by=by, case_ref=case_ref, seen_version=seen_version)


@command
def record_move(*, by: Acting, case_ref: str, where: str, seen_version: int | None = None) -> Case:
    """Moved out of reach."""
    return _step_with_line(
        "record_move", by=by, case_ref=case_ref, seen_version=seen_version, text=where, where=where
    )


@command
def record_death(*, by: Acting, case_ref: str, seen_version: int | None = None) -> Case:
    """The person died."""
    return _step_with_line("record_death", by=by, case_ref=case_ref, seen_version=seen_version)


@command
def close(
    *, by: Acting, case_ref: str, outcome: str, note: str = "", seen_version: int | None = None
) -> Case:
    """Done, with an outcome from the list. Refused while a handover is running."""
    running = Handover.unfinished().filter(case__ref=case_ref).exclude(state="draft").exists()
    return _step_with_line(
        "close", by=by, case_ref=case_ref, seen_version=seen_version, text=note, outcome=outcome,
        open_handover=running,
    )  # fmt: skip


@command
def reopen(*, by: Acting, case_ref: str, owner: str, reason: str, seen_version: int | None = None) -> Case:
    """A new melding about the same person: back to the owner, first of all the previous one."""
    case = _locked(case_ref, by=by, step="reopen", seen_version=seen_version)
    person = colleague(owner, team=by.unit, roles=(Role.CARE_COORDINATOR,))
    case.reopen(by=by, owner=person, reason=reason)
    case.outcome, case.reweighed = "", 0
    _line(case, "reopen", by=by, text=reason)
    tell_person(person, "case.reopened", about=case)
    return case


@command
def note(*, by: Acting, case_ref: str, text: str, seen_version: int | None = None) -> Case:
    """A line in the timeline, without a step."""
    case = _locked(case_ref, by=by, step="note", seen_version=None)
    _line(case, "note", by=by, text=text)
    return case


def can_be_handed_over(case: Case) -> bool:
    """Was there contact, and is nothing else going on? A handover that came back leaves the case handing over."""
    return case.state in (State.CONTACT_MADE, State.GUIDANCE, State.HANDING_OVER)


def follow(case: Case, step: str, *, by: Acting, **arguments: Any) -> None:
    """A step of the case that follows from its handover. `by` acts as the system."""
    if case.state in {str(s) for s in _FOLLOWS[step]}:
        getattr(case, step)(by=by, **arguments)


_FOLLOWS = {
    "start_handover": (State.CONTACT_MADE, State.GUIDANCE),
    "resume_guidance": (State.HANDING_OVER,),
    "begin_aftercare": (State.HANDING_OVER,),
    "take_back": (State.AFTERCARE,),
}
