"""What if two gemeenten point at each other? A handover then waits for one decision by two people, or by a manager."""

from casework.actions.command import command
from casework.actions.handover.shared import (
    add_line,
    goes_on_to,
    locked,
    tell_coordinator,
    tell_receivers,
)
from casework.directory.current import pack
from casework.models import Handover, Team
from casework.people import has_outreach
from casework.place import gemeente_codes
from casework.telling import tell_person, tell_team
from privacy.context import Acting
from workflows.refusals import NotYourStep
from workflows.roles import Role


@command
def dispute_gemeente(
    *, by: Acting, handover_ref: str, gemeente: str, reason: str, new_fact: str = "",
    seen_version: int | None = None,
) -> Handover:  # fmt: skip
    """Not our gemeente, but that one. `gemeente`: its code. `new_fact`: needed when it was decided before."""
    handover = locked(handover_ref, by=by, step="dispute_gemeente", seen_version=seen_version)
    if has_outreach(handover.receiver_team_id):
        # It works in every gemeente of the region: none of them is "not ours".
        raise NotYourStep
    handover.dispute_gemeente(
        by=by, gemeente=gemeente, reason=reason, new_fact=new_fact, known=gemeente_codes()
    )
    handover.disputed_at = by.at
    add_line(handover, "dispute", by=by, text="\n\n".join(filter(None, (reason, new_fact))))
    tell_person(handover.sender_person, "gemeente.disputed", about=handover)
    tell_team(handover.sender_team, "gemeente.disputed", about=handover, role=Role.TEAM_LEAD)
    return handover


@command
def agree_gemeente(
    *, by: Acting, handover_ref: str, reason: str, seen_version: int | None = None
) -> Handover:
    """The team lead of the sender agrees: two people, one decision. It is offered to that gemeente."""
    handover = locked(handover_ref, by=by, step="agree_gemeente", seen_version=seen_version)
    handover.agree_gemeente(by=by, reason=reason)
    return _decided(handover, reason=reason, by=by)


@command
def propose_gemeente(
    *, by: Acting, handover_ref: str, gemeente: str, reason: str, seen_version: int | None = None
) -> Handover:
    """The team lead of the sender sees it otherwise and proposes; the coordinator of the receiver signs."""
    handover = locked(handover_ref, by=by, step="propose_gemeente", seen_version=seen_version)
    handover.propose_gemeente(
        by=by, gemeente=gemeente, reason=reason, known=gemeente_codes(), by_actor=by.actor
    )
    add_line(handover, "ruling", by=by, text=reason)
    tell_coordinator(handover, "gemeente.proposed")
    return handover


@command
def sign_gemeente(*, by: Acting, handover_ref: str, seen_version: int | None = None) -> Handover:
    """The second signature under the proposal of the team lead."""
    handover = locked(handover_ref, by=by, step="sign_gemeente", seen_version=seen_version)
    handover.sign_gemeente(by=by)
    return _decided(handover, reason="", by=by)


@command
def rule_gemeente(
    *, by: Acting, handover_ref: str, gemeente: str, reason: str, seen_version: int | None = None
) -> Handover:
    """The two did not agree: the manager of the gemeente or the region decides, by name."""
    handover = locked(handover_ref, by=by, step="rule_gemeente", seen_version=seen_version)
    handover.rule_gemeente(by=by, gemeente=gemeente, reason=reason, known=gemeente_codes())
    return _decided(handover, reason=reason, by=by)


def _decided(handover: Handover, *, reason: str, by: Acting) -> Handover:
    """Offered afresh to the wijkteam of the decision, with its full time: a card only, until somebody accepts."""
    receiver = Team.objects.get(pk=pack().region.wijkteam_of(handover.gemeente).id)
    goes_on_to(handover, receiver, by=by)
    add_line(handover, "ruling", by=by, text=reason)
    tell_person(handover.sender_person, "gemeente.decided", about=handover)
    tell_receivers(handover, "handover.offered")
    return handover
