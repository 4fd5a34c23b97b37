"""What does the tree say about this melding? Opens the sealed answers, asks the tree with the region's facts."""

from datetime import datetime

from casework import access
from casework.directory.current import pack
from casework.models import Melding, Triage
from privacy.context import Acting
from workflows.refusals import AnswerNotListed
from workflows.tree import ANSWERS
from workflows.tree.engine import Proposal


def answers_of(triage: Triage, *, by: Acting) -> dict[str, str]:
    """The answers so far: question -> yes|no|onbekend. One access row."""
    (opened,) = access.open_fields([(triage, ["answers"])], by=by, about=triage.ref, action="triage.read")
    return dict(opened.get("answers") or {})


def listed(answers: dict[str, str], *, at: datetime) -> dict[str, str]:
    """The same answers. Raises AnswerNotListed when one is not an answer to a question of the tree in force.

    Kept once, such an answer would stop every later walk.
    """
    questions = pack().tree(at).questions
    if any(name not in questions or answer not in ANSWERS for name, answer in answers.items()):
        raise AnswerNotListed
    return answers


def weigh(melding: Melding, answers: dict[str, str], *, at: datetime) -> Proposal:
    """The proposal for these answers, at this moment, for the melding's gemeente."""
    return pack().walk(answers, gemeente=melding.gemeente or None, at=at)


def destination_of(melding: Melding, outcome: str, *, at: datetime) -> str:
    """Where an outcome goes: the id of a team that works here, or the name of an outside service."""
    return pack().destination(outcome, melding.gemeente or None, at).target
