"""What can be done while weighing a melding? The tree proposes; these actions are what a human decides."""

from typing import Any

from casework import access, informing
from casework.actions import melding as meldingen
from casework.actions.case import propose as propose_case
from casework.actions.command import as_system, command
from casework.actions.crisis.beginning import beside as begin_crisis
from casework.directory.current import pack
from casework.intake import account
from casework.models import Melding, Triage, TriageVersion
from casework.place import require_gemeente
from casework.telling import tell_person, tell_team
from casework.weighing import answers_of, destination_of, listed, weigh
from casework.work import current_work
from privacy.context import Acting
from workflows.roles import Role
from workflows.tree.definition import LEVELS
from workflows.tree.proposal import deviation

WITH_CLOCK = Triage.objects.select_related(
    "clock", "owner_person", "melding", "melding__clock", "melding__person"
)


def _locked(triage_ref: str, *, by: Acting, step: str, seen_version: int | None) -> Triage:
    """The triage by its own reference, or by that of its melding: there is one of each."""
    named_by = "melding__ref" if triage_ref.startswith(f"{Melding.REF_PREFIX}-") else "ref"
    return access.for_change(
        WITH_CLOCK, triage_ref, by=by, action=f"triage.{step}", seen_version=seen_version, named_by=named_by
    )


@command
def answer_safety(
    *, by: Acting, triage_ref: str, answers: dict[str, str], seen_version: int | None = None
) -> Triage:
    """Q1, Q1b, Q2 and Q3. `answers`: question -> yes|no|onbekend."""
    triage = _locked(triage_ref, by=by, step="answer_safety", seen_version=seen_version)
    triage.answer_safety(by=by, answers=answers_of(triage, by=by) | listed(answers, at=by.at))
    return triage


@command
def identify(*, by: Acting, triage_ref: str, seen_version: int | None = None) -> Triage:
    """We know who it is about, or that we do not know."""
    triage = _locked(triage_ref, by=by, step="identify", seen_version=seen_version)
    triage.identify(by=by)
    return triage


@command
def answer(
    *, by: Acting, triage_ref: str, answers: dict[str, str], seen_version: int | None = None
) -> Triage:
    """One or more answers of the tree; when the walk is complete the proposal follows by itself."""
    triage = _locked(triage_ref, by=by, step="answer", seen_version=seen_version)
    together = answers_of(triage, by=by) | listed(answers, at=by.at)
    triage.answer(by=by, answers=together)
    current_work().restart_clock(triage)
    if pack().next_question(together, gemeente=triage.melding.gemeente or None, at=by.at) is None:
        _propose(triage, together, by=by)
    return triage


@command
def propose(*, by: Acting, triage_ref: str, seen_version: int | None = None) -> Triage:
    """Ask the tree now, with unknown for what was not asked."""
    triage = _locked(triage_ref, by=by, step="propose", seen_version=seen_version)
    _propose(triage, answers_of(triage, by=by), by=by)
    return triage


def _propose(triage: Triage, answers: dict[str, str], *, by: Acting) -> None:
    triage.propose(by=by, answers=answers)
    proposal = weigh(triage.melding, answers, at=by.at)
    triage.proposal_outcome, triage.proposal_urgency = proposal.primary, proposal.urgency


@command
def reconsider(*, by: Acting, triage_ref: str, seen_version: int | None = None) -> Triage:
    """Back to the questions."""
    triage = _locked(triage_ref, by=by, step="reconsider", seen_version=seen_version)
    triage.reconsider(by=by)
    return triage


@command
def settle(
    *,
    by: Acting,
    triage_ref: str,
    outcome: str,
    urgency: str,
    reason: str = "",
    seen_version: int | None = None,
) -> Triage:
    """Decide. Otherwise than the tree says needs a reason; lowering U0-U2 is `ask_second`."""
    triage = _locked(triage_ref, by=by, step="settle", seen_version=seen_version)
    answers = _choose("settle", triage, outcome=outcome, urgency=urgency, reason=reason, by=by)
    _decide_melding(triage, answers, by=by)
    return triage


@command
def ask_second(
    *, by: Acting, triage_ref: str, outcome: str, urgency: str, reason: str, seen_version: int | None = None
) -> Triage:
    """Lowering U0, U1 or U2: a second professional is asked. Nobody within 15 minutes: the higher one stands."""
    triage = _locked(triage_ref, by=by, step="ask_second", seen_version=seen_version)
    _choose("ask_second", triage, outcome=outcome, urgency=urgency, reason=reason, by=by)
    tell_team(triage.owner_team_id, "triage.second_wanted", about=triage, role=Role.TEAM_LEAD, level="page")
    return triage


def _choose(
    step: str, triage: Triage, *, outcome: str, urgency: str, reason: str, by: Acting
) -> dict[str, str]:
    answers = answers_of(triage, by=by)
    known = pack().outcomes(by.at)
    kind = ""
    if outcome in known and urgency in LEVELS:
        require_gemeente(triage.melding, outcome, at=by.at)
        kind = str(deviation(weigh(triage.melding, answers, at=by.at), outcome, urgency))
    getattr(triage, step)(
        by=by, outcome=outcome, urgency=urgency, known=known, deviation=kind, reason=reason, by_actor=by.actor
    )
    triage.reason = reason
    return answers


@command
def agree(*, by: Acting, triage_ref: str, seen_version: int | None = None) -> Triage:
    """The second person agrees."""
    triage = _locked(triage_ref, by=by, step="agree", seen_version=seen_version)
    triage.agree(by=by)
    _decide_melding(triage, answers_of(triage, by=by), by=by)
    return triage


@command
def disagree(*, by: Acting, triage_ref: str, reason: str, seen_version: int | None = None) -> Triage:
    """The second person does not agree: the proposal of the tree stands."""
    triage = _locked(triage_ref, by=by, step="disagree", seen_version=seen_version)
    triage.disagree(by=by, outcome=triage.proposal_outcome, urgency=triage.proposal_urgency, reason=reason)
    _decide_melding(triage, answers_of(triage, by=by), by=by)
    return triage


@command
def keep_higher(*, by: Acting, triage_ref: str, seen_version: int | None = None) -> Triage:
    """Nobody was reached in time. The higher urgency stands."""
    triage = _locked(triage_ref, by=by, step="keep_higher", seen_version=seen_version)
    triage.keep_higher(by=by, outcome=triage.proposal_outcome, urgency=triage.proposal_urgency)
    _decide_melding(triage, answers_of(triage, by=by), by=by)
    return triage


@command
def revise(*, by: Acting, triage_ref: str, reason: str, seen_version: int | None = None) -> Triage:
    """A new fact on a settled triage. What was settled before stays readable."""
    triage = _locked(triage_ref, by=by, step="revise", seen_version=seen_version)
    triage.revise(by=by, owner=account(by), reason=reason)
    triage.reason = reason
    tell_person(triage.melding.owner_person, "triage.revised", about=triage)
    return triage


@command
def resume(*, by: Acting, triage_ref: str, seen_version: int | None = None) -> Triage:
    """Walk the questions again."""
    triage = _locked(triage_ref, by=by, step="resume", seen_version=seen_version)
    triage.resume(by=by)
    return triage


def _decide_melding(triage: Triage, answers: dict[str, str], *, by: Acting) -> None:
    """Keep this version, decide the melding, send it on, and open a case when it is for outreach."""
    current_work().add(_version(triage, answers, by=by))
    melding = access.locked_together(
        informing.with_calls(Melding.objects.select_related("clock", "person")), pk=triage.melding_id
    )
    if melding.state not in ("in_triage", "waiting_info", "linked"):
        return
    target = destination_of(melding, triage.outcome, at=by.at)
    meldingen.decided(
        melding, outcome=triage.outcome, urgency=triage.urgency, target=target, by=as_system(by)
    )
    if triage.outcome == pack().outreach_outcome:
        propose_case(melding, by=by)
    elif target == pack().region.about.crisis:
        begin_crisis(melding, urgency=triage.urgency, by=by)


def _version(triage: Triage, answers: dict[str, str], *, by: Acting) -> TriageVersion:
    kept: dict[str, Any] = {
        "settled_at": by.at, "settled_by_id": triage.decided_by, "tree_version": triage.tree_version,
        "outcome": triage.outcome, "urgency": triage.urgency, "answers": answers,
    }  # fmt: skip
    return TriageVersion(triage=triage, **kept)
