"""What happens to a report before it is one? It is kept while somebody types, gets another typist, or ends."""

from typing import Any

from casework import drafts, intake
from casework.actions.command import command
from casework.models import Melding
from casework.telling import tell_person, tell_team
from casework.work import current_work
from privacy.context import Acting


@command
def save_draft(
    *,
    by: Acting,
    typed: dict[str, Any],
    source: str,
    door: str = "meldpunt",
    melding_ref: str = "",
    seen_version: int | None = None,
) -> Melding:
    """Keep what was typed so far. `typed`: field -> values; `source`: the page it is typed on.

    One page has one draft, however often it asks. Raises ChangedMeanwhile when another page saved after `seen_version`,
    SomebodyElseTypes when a colleague goes on with it, SentTwice when this page was sent already.
    """
    begun = drafts.begun(melding_ref, by=by, step="save_draft", source=source, seen_version=seen_version)
    melding = begun or drafts.new(by=by, source=source, door=door)
    if begun is None:
        current_work().add(melding)
    else:
        owner = melding.owner_person or intake.account(by)
        was_left = melding.owner_person_id is None
        melding.save_draft(by=by, owner=owner)
        if was_left:
            melding.owner_team_id = by.unit
    drafts.write(melding, typed, source=source)
    return melding


@command
def take_draft(*, by: Acting, melding_ref: str, seen_version: int | None = None) -> Melding:
    """A colleague of the duty goes on with a draft that was left."""
    melding = drafts.locked(melding_ref, by=by, step="take_draft", seen_version=seen_version)
    melding.take_draft(by=by, owner=intake.actor(by))
    melding.owner_team_id = by.unit
    return melding


@command
def leave_draft(*, by: Acting, melding_ref: str, seen_version: int | None = None) -> Melding:
    """Nobody typed for half an hour: the duty of the team owns it, and who typed hears that."""
    melding = drafts.locked(melding_ref, by=by, step="leave_draft", seen_version=seen_version)
    typist = melding.owner_person
    melding.leave_draft(by=by)
    tell_person(typist, "melding.draft_left", about=melding, level="silent")
    tell_team(melding.owner_team_id, "melding.draft_left", about=melding)
    return melding


@command
def drop_draft(*, by: Acting, melding_ref: str, reason: str, seen_version: int | None = None) -> Melding:
    """There was nothing to report: what was typed is destroyed. `reason`: one of workflows.melding.DROP_REASONS."""
    melding = drafts.locked(melding_ref, by=by, step="drop_draft", seen_version=seen_version)
    melding.drop_draft(by=by, reason=reason)
    drafts.forget(melding)
    return melding


@command
def give_advice(*, by: Acting, melding_ref: str, seen_version: int | None = None) -> Melding:
    """It was a question without a person: what was typed is destroyed, that there was a question stays."""
    melding = drafts.locked(melding_ref, by=by, step="give_advice", seen_version=seen_version)
    melding.give_advice(by=by)
    drafts.forget(melding)
    return melding
