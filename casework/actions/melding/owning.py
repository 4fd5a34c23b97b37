"""Who owns a melding when its owner cannot? A colleague takes it over: nobody leaves while holding something."""

from casework import access
from casework.actions.command import command
from casework.actions.melding.shared import locked
from casework.models import Account, Melding, Triage
from casework.people import colleague
from casework.telling import tell_person
from privacy.context import Acting
from workflows.melding_states import ENDING
from workflows.roles import Role


def roles_of_owner(melding: Melding) -> tuple[Role, ...]:
    """Who may have it in its present state: after the decision a care coordinator too."""
    late = melding.state in map(str, ENDING)
    return (Role.TRIAGIST, Role.CARE_COORDINATOR) if late else (Role.TRIAGIST,)


@command
def reassign(
    *, by: Acting, melding_ref: str, owner: str, reason: str, seen_version: int | None = None
) -> Melding:
    """A colleague of the team becomes the owner; the clock runs on. `owner`: username."""
    melding = locked(melding_ref, by=by, step="reassign", seen_version=seen_version)
    before: Account | None = melding.owner_person
    person = colleague(owner, team=by.unit, roles=roles_of_owner(melding))
    melding.reassign(by=by, owner=person, reason=reason)
    _take_triage_along(melding, before)
    melding.remark = reason
    tell_person(person, "melding.reassigned", about=melding)
    tell_person(before, "melding.reassigned", about=melding)
    return melding


def _take_triage_along(melding: Melding, before: Account | None) -> None:
    """Who weighs a melding is who has it: otherwise nobody could act on its triage any more."""
    running = Triage.unfinished().filter(melding=melding, owner_person=before).values_list("pk", flat=True)
    for key in list(running):
        triage = access.locked_together(Triage.objects.select_related("clock"), pk=key)
        triage.owner_person = melding.owner_person
