"""What did the person say about sharing? Recorded per kind of receiver, in their own words. A no stops what follows."""

from typing import Any

from django.db.models import Value

from casework import access, consent
from casework.actions.command import command
from casework.errors import NotYours
from casework.models import Case, Consent, Handover, PartnerTask
from casework.telling import tell_person
from casework.work import current_work
from privacy.context import Acting
from workflows.disclosure_rules import ASKED_ABOUT, EVERYBODY, SOURCES
from workflows.refusals import NotInTheList
from workflows.roles import Role
from workflows.sharing_refusals import ConsentWordsNeeded
from workflows.task import WITHOUT_CONSENT

HANDOVERS: Any = Handover.objects.select_related("clock", "sender_person", "receiver_person")
TASKS: Any = PartnerTask.objects.select_related("clock", "receiver_person")
OPEN_TO_RECEIVER = ("accepted", "talk_planned", "talk_held", "together", "confirmed")
"""The states of a handover in which the receiving team can open the package."""
BEFORE_ACCEPTANCE = ("offered", "received", "asking", "expired", "waiting_list", "disputed")


@command
def record(
    *, by: Acting, case_ref: str, recipient_kind: str, answer: str, words: str, source: str,
    recipient_team: str = "",
) -> Consent:  # fmt: skip
    """Yes or no, for everybody, for one kind of receiver, or for one team of it. A no after a yes takes the yes back.

    `answer`: yes or no. `words`: as literally as possible. `source`: person, representative or second_source.
    """
    case, _ = access.find(Case.unfinished(), case_ref, by=by, action="consent.record")
    if by.role != Role.CARE_COORDINATOR or not by.acts_for(case.owner_person_id):
        raise NotYours
    if recipient_kind not in ASKED_ABOUT or answer not in ("yes", "no") or source not in SOURCES:
        raise NotInTheList
    if recipient_team and consent.kind_of_team(recipient_team) != recipient_kind:
        raise NotInTheList
    if not words.strip():
        raise ConsentWordsNeeded
    return keep(
        case, answer, by=by, recipient_kind=recipient_kind, recipient_team=recipient_team, words=words,
        source=source,
    )  # fmt: skip


def keep(
    case: Case, answer: str, *, by: Acting, recipient_kind: str, recipient_team: str | None, words: str, source: str
) -> Consent:  # fmt: skip
    """Keep an answer that was checked; whoever is offering the case to such a receiver now hears of a no."""
    before = consent.said(case.pk, recipient_kind, recipient_team or None)
    taken_back = answer == "no" and before == consent.YES
    kept = Consent(
        case=case, recipient_kind=recipient_kind, recipient_team_id=recipient_team or None,
        answer="withdrawn" if taken_back else answer, source=source, at=by.at, by_id=by.actor, words=words,
    )  # fmt: skip
    current_work().add(kept)
    current_work().concerns(case)
    if answer == "no" or before in consent.NO:
        for item in _running(case, recipient_kind, recipient_team):
            if not (isinstance(item, Handover) and item.state in BEFORE_ACCEPTANCE):
                _stops(item, answer == "no")
            elif answer == "no":
                tell_person(item.sender_person, "consent.refused", about=item)
    return kept


def _running(case: Case, recipient_kind: str, recipient_team: str | None) -> list[Any]:
    """The handovers and tasks of this case that lie with such a receiver, locked. One statement when there are none."""
    columns = ("pk", "receiver_team_id", "noun")
    handovers = HANDOVERS.filter(case=case, state__in=(*BEFORE_ACCEPTANCE, *OPEN_TO_RECEIVER))
    tasks = TASKS.filter(case=case, state__in=("offered", "accepted"))
    rows = (
        handovers.annotate(noun=Value("handover"))
        .values_list(*columns)
        .union(tasks.annotate(noun=Value("task")).values_list(*columns), all=True)
    )
    found = []
    for pk, receiver, noun in list(rows):
        team = str(receiver)
        of_kind = recipient_kind in (EVERYBODY, consent.kind_of_team(team))
        if of_kind and recipient_team in (None, "", team):
            found.append(access.locked_together(HANDOVERS if noun == "handover" else TASKS, pk=pk))
    return found


def _stops(item: Handover | PartnerTask, stopped: bool) -> None:
    """From now on the receiver opens no more of it, or again; the receiver hears of a no.

    A partner to whom only the door was released goes on: that rests on no yes. Whoever owns the person goes on helping.
    """
    more_than_the_door = isinstance(item, Handover) or not set(item.released) <= set(WITHOUT_CONSENT)
    if item.state != "confirmed" and more_than_the_door:
        item.sharing_stopped = stopped
    if stopped and more_than_the_door:
        event = "handover.sharing_stopped" if isinstance(item, Handover) else "task.sharing_stopped"
        tell_person(item.receiver_person, event, about=item)
