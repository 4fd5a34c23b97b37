"""Who has the case? A care coordinator by name; whoever takes over gets everything beside it as well."""

from typing import Any, cast

from django.db.models import Q

from casework import access, informing, nachtkaart_terms
from casework.actions.case.shared import WITH_CLOCK, add_line, locked
from casework.actions.command import as_system, command
from casework.actions.disclosure.shared import go_along
from casework.directory.current import pack
from casework.models import Account, Case, Escalation, Handover, Melding, PartnerTask, Person
from casework.people import colleague
from casework.telling import tell_person, tell_team
from casework.tying import circle
from casework.work import current_work
from privacy.context import Acting
from workflows.outreach import State
from workflows.roles import Role


def propose(melding: Melding, *, by: Acting) -> Case:
    """A settled triage for outreach opens a case that waits for its care coordinator. Not a person's own act."""
    case = Case(
        person=cast(Person, melding.person), melding=melding, urgency=melding.urgency, gemeente=melding.gemeente,
        owner_team_id=melding.target, term_from=by.at, shielded_for=melding.shielded_for,
    )  # fmt: skip
    current_work().add(case)
    informing.begin(case, since=melding.received_at)
    if informing.shared_before(melding):
        informing.comes_nearer(case, at=by.at)
    tell_team(case.owner_team_id, "case.proposed", about=case, role=Role.TEAM_LEAD)
    return case


def fall_away(melding: Melding, *, by: Acting) -> None:
    """The melding goes another way: the case it asked for, that nobody has yet, ends. Not a person's own act."""
    if melding.outcome != pack().outreach_outcome:
        return
    waiting = Case.objects.filter(melding=melding, state=State.PROPOSED).values_list("pk", flat=True)
    for key in list(waiting):
        access.locked_together(WITH_CLOCK, pk=key).fall_away(by=as_system(by))


@command
def assign(*, by: Acting, case_ref: str, owner: str, seen_version: int | None = None) -> Case:
    """A care coordinator gets the case; with that the melding is accepted. `owner`: username."""
    case = locked(case_ref, by=by, step="assign", seen_version=seen_version)
    person = colleague(owner, team=by.unit, roles=(Role.CARE_COORDINATOR,))
    case.assign(by=by, owner=person)
    melding = access.locked_together(Melding.objects.select_related("clock"), pk=case.melding_id)
    if melding.state == "forwarded" and melding.target == str(case.owner_team_id) and person is not None:
        melding.accept(by=by, acceptor=person.name)
        melding.acceptor, melding.owner_person = person.name, person
    nachtkaart_terms.begin_if_needed(case, at=by.at)
    tell_person(person, "case.assigned", about=case)
    return case


@command
def reassign(*, by: Acting, case_ref: str, owner: str, reason: str, seen_version: int | None = None) -> Case:
    """Another care coordinator takes over; the clock runs on."""
    case = locked(case_ref, by=by, step="reassign", seen_version=seen_version)
    before = case.owner_person
    case.reassign(by=by, owner=colleague(owner, team=by.unit, roles=(Role.CARE_COORDINATOR,)), reason=reason)
    tell_person(case.owner_person, "case.reassigned", about=case)
    tell_person(before, "case.reassigned", about=case)
    _take_along(case, before)
    go_along(case, before)
    add_line(case, "reassigned", by=by, text=reason)
    return case


def _take_along(case: Case, before: Account | None) -> None:
    """What runs beside the case goes with it: otherwise nobody could act on it any more."""
    files = circle([case.person_id])
    read = Melding.unfinished().filter(
        owner_person=before, person_id__in=files, state__in=("added", "in_care")
    )
    for key in list(read.values_list("pk", flat=True)):
        access.locked_together(
            Melding.objects.select_related("clock"), pk=key
        ).owner_person = case.owner_person
    before_id = before.pk if before else None
    for noun in (Handover, PartnerTask):
        mine = Q(sender_person=before) | Q(receiver_person=before)
        for key in list(noun.unfinished().filter(mine, case=case).values_list("pk", flat=True)):
            running: Any = access.locked_together(noun.objects.select_related("clock"), pk=key)
            if running.sender_person_id == before_id:
                running.sender_person = case.owner_person
            else:
                running.receiver_person = case.owner_person
    followed = Escalation.unfinished().filter(case=case, owner_person=before).values_list("pk", flat=True)
    for key in list(followed):
        escalation = access.locked_together(Escalation.objects.select_related("clock"), pk=key)
        escalation.owner_person = case.owner_person


@command
def reopen(*, by: Acting, case_ref: str, owner: str, reason: str, seen_version: int | None = None) -> Case:
    """A new melding about the same person: back to the owner, first of all the previous one."""
    case = locked(case_ref, by=by, step="reopen", seen_version=seen_version)
    person = colleague(owner, team=by.unit, roles=(Role.CARE_COORDINATOR,))
    case.reopen(by=by, owner=person, reason=reason)
    case.outcome, case.reweighed, case.since_mdo = "", 0, 0
    informing.begin(case, since=by.at)
    nachtkaart_terms.begin_if_needed(case, at=by.at)
    add_line(case, "reopen", by=by, text=reason)
    tell_person(person, "case.reopened", about=case)
    return case
