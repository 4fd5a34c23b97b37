"""Was this person reported before? A human says so, and may take it back; a score never does.

Files are not merged: a tie stands between the two persons, and both their ledgers hear of it.
"""

from typing import Any, cast
from uuid import UUID

from casework import access, informing, intake, nachtkaart_terms, patterns
from casework.actions import case as cases
from casework.actions import shield
from casework.actions.command import as_system, command
from casework.actions.melding.shared import WITH_CLOCK, locked
from casework.directory.current import pack
from casework.errors import CaseNotFound, EarlierNotFound, LinkedToItself, NotYours
from casework.models import Account, Case, Melding, Pattern, Person, SamePerson, Triage
from casework.previous_owner import is_still_known, still_known
from casework.telling import tell_owner, tell_person
from casework.ties import is_shielded_from
from casework.tying import circle, circle_without, walk
from casework.work import current_work
from casework.worry import REPEAT
from privacy.context import Acting
from privacy.ledger.record import denied


@command
def link(
    *, by: Acting, melding_ref: str, earlier_ref: str, evidence: str, seen_version: int | None = None
) -> Melding:
    """A human says: this person was reported before, in that melding or case, and this is why I think so."""
    melding = locked(melding_ref, by=by, step="link", seen_version=seen_version)
    melding.link(by=by, evidence=evidence, earlier=earlier_ref)
    if melding.seen["state"] == "forwarded":
        cases.fall_away(melding, by=by)
    earlier = earlier_person(earlier_ref, by=by)
    melding.owner_person_id, melding.owner_team_id = UUID(by.actor), by.unit
    melding.link_evidence = evidence
    tie(melding, earlier, why=evidence, by=by)
    if melding.shielded_for:
        triage = access.locked_together(Triage.objects.select_related("clock"), melding=melding)
        triage.shielded_for = melding.shielded_for
    melding.worry |= REPEAT
    return melding


@command
def unlink(*, by: Acting, melding_ref: str, reason: str, seen_version: int | None = None) -> Melding:
    """It was about somebody else. Every tie this report made ends, and it is weighed again on its own."""
    melding = locked(melding_ref, by=by, step="unlink", seen_version=seen_version)
    ties = list(SamePerson.objects.filter(melding=melding, ended_at=None).select_related("earlier", "later"))
    melding.unlink(by=by, owner=intake.account(by), reason=reason, linked="yes" if ties else "")
    melding.owner_team_id = by.unit
    melding.link_evidence, melding.remark = "", reason
    melding.worry &= ~REPEAT
    for one in ties:
        _end(one, why=reason, by=by)
    triage = access.locked_together(Triage.objects.select_related("clock"), melding=melding)
    if triage.state == "settled":
        triage.revise(by=by, owner=melding.owner_person, reason=reason)
        triage.reason = reason
    triage.owner_person_id, triage.owner_team_id = melding.owner_person_id, by.unit
    return melding


@command
def add_to_case(
    *,
    by: Acting,
    melding_ref: str,
    case_ref: str,
    answers: dict[str, str],
    new_fact: str,
    seen_version: int | None = None,
) -> Melding:
    """The melding joins a running case of one's own team; its owner reads it within a working day.

    answers: the safety questions, Q6a and Q6b. new_fact: yes|no; a new fact is told sooner, danger at once. Raises
    CaseNotFound, for one that is not there and for one that is not theirs alike.
    """
    melding = access.for_change(
        informing.with_calls(WITH_CLOCK),
        melding_ref,
        by=by,
        action="melding.add_to_case",
        seen_version=seen_version,
    )
    case = _running(case_ref, by=by)
    owner = case.owner_person or intake.account(by)
    melding.add_to_case(by=by, owner=owner, answers=answers, new_fact=new_fact)
    melding.owner_team_id, melding.shielded_for = case.owner_team_id, case.shielded_for
    melding.decided_at, melding.urgency, melding.target = by.at, case.urgency, case.owner_team_id
    melding.acceptor = cast(Account, owner).name
    if case.person_id not in circle([melding.person_id]):
        tie(melding, case.person, why="", by=by)
    _no_second_track(melding, case, answers, by=by)
    if informing.shared_before(melding):
        joined = access.locked_once(Case.objects.select_related("clock", "inform_clock"), pk=case.pk)
        informing.comes_nearer(joined, at=by.at)
    tell_owner(case, "melding.linked", level=loudness(answers, new_fact))
    return melding


@command
def read(*, by: Acting, melding_ref: str, seen_version: int | None = None) -> Melding:
    """The owner of the case has read what came in about it."""
    melding = locked(melding_ref, by=by, step="read", seen_version=seen_version)
    melding.read(by=by)
    return melding


def _running(ref: str, *, by: Acting) -> Case:
    """The running case with this reference, typed by hand: a slip in it is told at its field."""
    running = Case.unfinished().select_related("owner_person", "owner_team", "person")
    try:
        return access.find(running, ref, by=by, action="melding.add_to_case", listing=True)[0]
    except NotYours:
        raise CaseNotFound from None


def loudness(answers: dict[str, str], new_fact: str) -> str:
    """How loud the owner of the case hears of it: danger at once, a new fact today, anything else in the list."""
    danger = any(answers.get(question) == "yes" for question in (*intake.SAFETY, "Q6b"))
    return "page" if danger else "today" if new_fact == "yes" else "silent"


def earlier_person(ref: str, *, by: Acting) -> Person:
    """The person of an earlier melding or case. Raises EarlierNotFound, also for one of another region's desk."""
    wanted = ref.strip().upper()
    noun = Case if wanted.startswith(f"{Case.REF_PREFIX}-") else Melding
    found = noun._default_manager.select_related("person").filter(ref=wanted).first()
    if (
        found is None
        or found.person is None
        or is_shielded_from(found, by)
        or by.unit not in (pack().region.about.meldpunt, found.owner_team_id)
    ):
        denied(by, action="melding.link", about=wanted)
        raise EarlierNotFound
    return found.person


def tie(melding: Melding, earlier: Person, *, why: str, by: Acting) -> None:
    """These two are one, says whoever acts: both ledgers hear it, and whoever owns or owned the earlier case."""
    later = cast(Person, melding.person)
    if earlier.pk == later.pk:
        raise LinkedToItself
    work = current_work()
    persons, ties = walk([earlier.pk, later.pk])
    known = list(Case.objects.filter(person_id__in=persons).select_related("owner_person"))
    _shield_too(melding, known, persons)
    if (earlier.pk, later.pk) not in ties:
        work.add(SamePerson(earlier=earlier, later=later, melding=melding, said_by_id=by.actor, why=why))
    for person in (earlier, later):
        work.concerns(person)
    for case in known:
        # Of a case closed within a year its last owner hears it: who knew the person comes first.
        if case.person_id != later.pk and is_still_known(case, at=by.at):
            tell_person(case.owner_person, "melding.linked", about=case)
    nachtkaart_terms.begin_with_tie(known, persons, ties, at=by.at)
    patterns.look_for(melding, persons=persons, by=by)


def _shield_too(melding: Melding, known: list[Case], persons: set[Any]) -> None:
    """What is tied to a shielded case is as closed as that case; whoever ties it is named there. The triage of the
    melding follows in the act itself."""
    named = next((case.shielded_for for case in known if case.shielded_for), "")
    if not named:
        return
    melding.shielded_for = melding.shielded_for or named
    for item in shield.everything_about(persons, but=melding.pk, only_open=True):
        item.shielded_for = named


def _end(one: SamePerson, *, why: str, by: Acting) -> None:
    """The tie ends, with a note of why; both ledgers and the owner of the earlier case hear it."""
    work = current_work()
    work.touch(one)
    one.ended_at, one.ended_by_id, one.ended_why = by.at, by.actor, why
    for person in (one.earlier, one.later):
        work.concerns(person)
    for case in still_known(Case.objects.filter(person=one.earlier), at=by.at):
        tell_person(case.owner_person, "melding.unlinked", about=case)
    lapsed = list(Pattern.unfinished().filter(melding_id=one.melding_id).values_list("pk", flat=True))
    for key in lapsed:
        access.locked_together(Pattern.objects.select_related("clock"), pk=key).lapse(by=as_system(by))
    if lapsed:
        _ask_again(one, but=lapsed, by=by)


def _ask_again(ended: SamePerson, *, but: list[UUID], by: Acting) -> None:
    """The question of a report that turned out to be about somebody else may hold without it. `but`: just lapsed."""
    left = circle_without(ended.earlier_id, (ended.earlier_id, ended.later_id))
    newest = (
        Melding.objects.filter(person_id__in=left).select_related("person").order_by("-received_at").first()
    )
    if newest is not None:
        patterns.look_for(newest, persons=left, but=but, by=by)


def _no_second_track(melding: Melding, case: Case, answers: dict[str, str], *, by: Acting) -> None:
    """The triage of a report that joins a case has nothing left to decide."""
    triage = access.locked_together(Triage.objects.select_related("clock"), melding=melding)
    triage.shielded_for = melding.shielded_for
    if triage.state != "settled":
        triage.answers = answers
        triage.join(by=as_system(by), outcome=pack().outreach_outcome, urgency=case.urgency)
