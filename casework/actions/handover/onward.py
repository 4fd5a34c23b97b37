"""How does somebody who landed with a team go on to a team with outreach, such as V&A, and what becomes of them there?

The team where they landed is the sender now, and stays owner until the other has had contact of its own. At that
moment the person's own case goes on there, with an owner and a term.
"""

from typing import cast

from django.db.models import QuerySet

from casework import access, informing, nachtkaart_terms
from casework.actions.case.shared import add_line
from casework.actions.command import as_system, command
from casework.actions.handover.shared import WITH_CLOCK, draft_of
from casework.errors import NotYours
from casework.models import Account, Case, Crisis, Handover
from casework.people import has_outreach
from casework.telling import tell_owner, tell_person
from casework.work import current_work
from privacy.context import Acting
from workflows.outreach import State as OutreachState
from workflows.roles import WIJKTEAM


@command
def draft_onward(*, by: Acting, handover_ref: str) -> Handover:
    """Begin to hand on somebody who landed with one's own team, or go on with the draft that is there.

    `handover_ref`: with which they landed.

    Nothing leaves yet, and whoever has them keeps them. Raises NotYours, also when they landed with somebody else.
    """
    landed, _ = access.find(
        Handover.objects.select_related("case", "crisis", "person"),
        handover_ref,
        by=by,
        action="handover.draft_onward",
    )
    mine = landed.owner_team_id == by.unit and by.acts_for(landed.owner_person_id)
    if landed.state != "confirmed" or by.role not in WIJKTEAM or not mine:
        raise NotYours
    owner = str(landed.owner_person_id)
    access.locked_together(Handover.objects.all(), pk=landed.pk)
    if (begun := draft_of(landed.crisis or landed.case, owner=owner)) is not None:
        return begun
    handover = Handover(
        case=landed.case, crisis=landed.crisis, person=landed.person, urgency=landed.urgency,
        gemeente=landed.gemeente, package={},
        sender_team_id=by.unit, sender_person_id=owner, owner_team_id=by.unit, owner_person_id=owner,
        shielded_for=landed.shielded_for,
    )  # fmt: skip
    current_work().add(handover)
    return handover


def has_landed(handover: Handover) -> bool:
    """Did the person land with the sender of this handover, and are they still there? One statement."""
    return _landings(handover).exists()


def goes_on(handover: Handover, case: Case | Crisis, *, by: Acting) -> None:
    """The receiver has outreach and has had contact: the person's case is theirs, and the landing before is over."""
    if not has_outreach(handover.receiver_team_id):
        return
    for key in _landings(handover).values_list("pk", flat=True):
        access.locked_together(WITH_CLOCK, pk=key).hand_on(by=as_system(by))
    person = cast(Account, handover.receiver_person)
    if isinstance(case, Crisis):
        _begins(handover, case, person, by=by)
    elif case.state in ("aftercare", "closed"):
        _comes_back(case, person, by=by)
    else:
        # A new report opened it meanwhile: it has an owner, who hears that the person landed here.
        tell_owner(case, "handover.landed_here")


def _comes_back(case: Case, person: Account, *, by: Acting) -> None:
    closed = case.state_info.final
    case.come_from_receiver(by=as_system(by), owner=person)
    case.owner_team_id = str(person.team_id)
    case.outcome, case.reweighed, case.since_mdo = "", 0, 0
    if closed:
        informing.begin(case, since=by.at)
    nachtkaart_terms.begin_if_needed(case, at=by.at)
    add_line(case, "come_from_receiver", by=by, text="")
    tell_person(person, "case.reopened", about=case)


def _begins(handover: Handover, crisis: Crisis, person: Account, *, by: Acting) -> None:
    """They come from a crisis and had no case yet: theirs begins where they landed, unless one runs there already."""
    running = Case.unfinished().filter(person_id=crisis.person_id, owner_team_id=person.team_id)
    if running.exists():
        return
    case = Case(
        melding_id=crisis.melding_id, person_id=crisis.person_id, urgency=handover.urgency,
        gemeente=handover.gemeente, term_from=by.at, owner_team_id=str(person.team_id), owner_person=person,
        state=OutreachState.CONTACT_MADE, shielded_for=crisis.shielded_for,
    )  # fmt: skip
    current_work().add(case)
    informing.begin(case, since=by.at)
    nachtkaart_terms.begin_if_needed(case, at=by.at)
    tell_person(person, "case.assigned", about=case)


def began_there(handover: Handover) -> bool:
    """Did they come from a crisis to a team with outreach, where a case of theirs runs now? One statement."""
    if handover.crisis_id is None or not has_outreach(handover.receiver_team_id):
        return False
    theirs = {"person_id": handover.person_id, "owner_team_id": handover.receiver_team_id}
    return Case.unfinished().filter(**theirs).exists()


def _landings(handover: Handover) -> "QuerySet[Handover]":
    """The handover with which the person came to the team that sends now."""
    source = {"crisis_id": handover.crisis_id} if handover.crisis_id else {"case_id": handover.case_id}
    return Handover.objects.filter(**source, receiver_team_id=handover.sender_team_id, state="confirmed")
