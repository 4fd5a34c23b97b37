"""How is an advice recorded? Afterwards, in codes: the question was answered, and who it was about never stood here."""

from casework.actions.command import command
from casework.directory.current import pack
from casework.intake import GEMEENTE, account
from casework.models import Advice
from casework.work import current_work
from privacy.context import Acting
from workflows.advice import ADVISERS, ASKERS, TOPICS
from workflows.refusals import MinutesOutOfRange, NotInTheList, NotYourStep, TopicNeeded

DAY_MINUTES = 1_440


@command
def give(
    *, by: Acting, topics: list[str], asker: str, minutes: int, door: str = "meldpunt", gemeente: str = ""
) -> Advice:
    """A question without a person was answered. Codes only; its reference is the adviesnummer.

    topics, asker: of workflows.advice. minutes: 0 to 1,440. door: of the region. gemeente: four digits or empty.
    Raises NotYourStep, TopicNeeded, NotInTheList, MinutesOutOfRange.
    """
    if by.role not in ADVISERS:
        raise NotYourStep
    if not topics:
        raise TopicNeeded
    if not 0 <= minutes <= DAY_MINUTES:
        raise MinutesOutOfRange
    doors = {row.door for row in pack().region.doors}
    if not set(map(str, topics)) <= set(TOPICS) or asker not in ASKERS or door not in doors:
        raise NotInTheList
    if gemeente and not GEMEENTE.fullmatch(gemeente):
        raise NotInTheList
    advice = Advice(
        topics=[topic for topic in TOPICS if topic in topics], asker=asker, minutes=minutes, door=door,
        gemeente=gemeente, team_id=by.unit, given_by=account(by),
    )  # fmt: skip
    current_work().add(advice)
    return advice
