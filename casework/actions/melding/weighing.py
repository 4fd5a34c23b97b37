"""Who looks at a melding first? Taking it, giving it back, asking a source."""

from casework import access, intake
from casework.actions.command import command
from casework.actions.melding.shared import locked, taken
from casework.errors import ChangedMeanwhile, SomebodyElseFirst
from casework.models import Melding, Triage
from casework.telling import tell_duty
from privacy.context import Acting


def take_up(melding: Melding, triage: Triage, *, by: Acting) -> None:
    """The melding and its triage are this triagist's from now on."""
    melding.claim(by=by, owner=intake.actor(by))
    melding.owner_team_id = by.unit
    if triage.state == "open":
        triage.begin(by=by)
    triage.owner_person_id, triage.owner_team_id = melding.owner_person_id, by.unit


@command
def claim(*, by: Acting, melding_ref: str, seen_version: int | None = None) -> Melding:
    """One triagist takes the melding; its triage starts with safety. Raises SomebodyElseFirst."""
    try:
        melding = locked(melding_ref, by=by, step="claim", seen_version=seen_version)
    except ChangedMeanwhile as moved:
        if moved.record is not None and moved.record.state == "in_triage":
            raise SomebodyElseFirst(moved.record) from None
        raise
    take_up(melding, access.locked_together(Triage.objects.select_related("clock"), melding=melding), by=by)
    return melding


@command
def release(*, by: Acting, melding_ref: str, seen_version: int | None = None) -> Melding:
    """Back to the duty of the team."""
    melding = taken("release", by=by, melding_ref=melding_ref, seen_version=seen_version)
    tell_duty(melding.owner_team_id, "melding.received", about=melding)
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
    melding = taken(
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
    return taken("resume_triage", by=by, melding_ref=melding_ref, seen_version=seen_version)
