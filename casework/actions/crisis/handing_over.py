"""How does a crisis go over to whoever goes on with the person? As a handover of its own team, at the crisis' pace."""

from casework.actions.command import command
from casework.actions.crisis.shared import add_line, locked
from casework.models import Handover
from casework.work import current_work
from privacy.context import Acting


@command
def prepare_handover(*, by: Acting, crisis_ref: str, seen_version: int | None = None) -> Handover:
    """Begin a handover of this crisis. Nothing leaves yet, and the clock of the crisis runs on.

    The draft is asked for when the plan ends, not days later.
    """
    crisis = locked(crisis_ref, by=by, step="prepare_handover", seen_version=seen_version)
    crisis.prepare_handover(by=by)
    sender = str(crisis.owner_person_id or by.actor)
    plan = (
        crisis.plans.exclude(settled_at=None)
        .order_by("-number")
        .values_list("receiver_team_id", flat=True)
        .first()
    )
    handover = Handover(
        crisis=crisis, person_id=crisis.person_id, urgency=crisis.urgency, gemeente=crisis.gemeente, package={},
        origin="crisis", receiver_team_id=plan, sender_team_id=crisis.owner_team_id, sender_person_id=sender,
        owner_team_id=crisis.owner_team_id, owner_person_id=sender, shielded_for=crisis.shielded_for,
    )  # fmt: skip
    current_work().add(handover)
    current_work().concerns(crisis)
    add_line(crisis, "prepare_handover", by=by)
    return handover
