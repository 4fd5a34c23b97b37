"""What can be done with a pattern? A team lead takes it and answers, with the reason."""

from casework import access, intake
from casework.actions.command import command
from casework.models import Pattern
from casework.patterns import SILENT
from privacy.context import Acting

WITH_CLOCK = Pattern.objects.select_related("clock", "owner_person", "owner_team")


@command
def take(*, by: Acting, pattern_ref: str, seen_version: int | None = None) -> Pattern:
    """One team lead looks at it."""
    pattern = _locked(pattern_ref, by=by, step="take", seen_version=seen_version)
    pattern.take(by=by, owner=intake.actor(by))
    return pattern


@command
def answer(
    *, by: Acting, pattern_ref: str, answer: str, reason: str, seen_version: int | None = None
) -> Pattern:
    """`answer`: zvh_pga, mdo, in_hand or no, always with the reason. Then it is silent for ninety days."""
    pattern = _locked(pattern_ref, by=by, step="answer", seen_version=seen_version)
    pattern.answer(by=by, answer=answer, reason=reason)
    pattern.reason, pattern.silent_until = reason, by.at + SILENT
    return pattern


def _locked(pattern_ref: str, *, by: Acting, step: str, seen_version: int | None) -> Pattern:
    return access.for_change(
        WITH_CLOCK, pattern_ref, by=by, action=f"pattern.{step}", seen_version=seen_version
    )
