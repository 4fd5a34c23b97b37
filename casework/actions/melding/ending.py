"""How does a melding end? The melder hears, it closes, and it opens again when something was missed."""

from casework import feedback
from casework.actions.command import command
from casework.actions.melding.shared import taken
from casework.models import Melding
from casework.telling import tell_duty
from privacy.context import Acting


@command
def give_feedback(
    *,
    by: Acting,
    melding_ref: str,
    how: str,
    template: str = "",
    channel: str = "",
    seen_version: int | None = None,
) -> Melding:
    """The melder heard in fixed words, did not want to, or cannot be reached. `how`: given|not_wanted|not_possible.

    template, channel: which text and which way; the default for this kind of melder when left out. What was said is
    kept as those two codes and the moment. Raises MelderCannotBeReached, NotInTheList.
    """
    melding = taken("give_feedback", by=by, melding_ref=melding_ref, seen_version=seen_version, how=how)
    melding.feedback_template = melding.feedback_channel = ""
    if how == "given":
        said = feedback.chosen(melding, template=template, channel=channel, at=by.at)
        melding.feedback_template, melding.feedback_channel = said
    melding.feedback_at = by.at
    return melding


@command
def close(*, by: Acting, melding_ref: str, seen_version: int | None = None) -> Melding:
    """Every part has a taker and the melder heard."""
    return taken("close", by=by, melding_ref=melding_ref, seen_version=seen_version)


@command
def reopen(*, by: Acting, melding_ref: str, reason: str, seen_version: int | None = None) -> Melding:
    """Something was missed: the duty looks again, and the triage is revised."""
    melding = taken("reopen", by=by, melding_ref=melding_ref, seen_version=seen_version, reason=reason)
    melding.remark, melding.side_since = reason, None
    melding.feedback_template, melding.feedback_channel, melding.feedback_at = "", "", None
    tell_duty(melding.owner_team_id, "melding.reopened", about=melding)
    return melding
