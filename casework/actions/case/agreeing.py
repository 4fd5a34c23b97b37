"""What is agreed with the client? A goal that is looked at together, what neighbours may know, and what is scored."""

from casework.actions.case.shared import add_line, locked, step_with_line
from casework.actions.command import command
from casework.models import Case, Score, Stance
from casework.work import current_work
from privacy.context import Acting


@command
def set_goal(
    *, by: Acting, case_ref: str, goal: str, supporter_offered: str, seen_version: int | None = None
) -> Case:
    """The goal in the client's words. `supporter_offered`: yes|no|later."""
    return step_with_line(
        "set_goal", by=by, case_ref=case_ref, seen_version=seen_version, text=goal, goal=goal,
        supporter_offered=supporter_offered,
    )  # fmt: skip


@command
def review_goal(
    *, by: Acting, case_ref: str, words: str, going: str, supporter_offered: str, goal: str = "",
    seen_version: int | None = None,
) -> Case:  # fmt: skip
    """How it goes, in the client's words. `going`: better|same|worse; `goal`: the new goal, empty when it stays."""
    case = locked(case_ref, by=by, step="review_goal", seen_version=seen_version)
    case.review_goal(by=by, words=words, going=going, supporter_offered=supporter_offered)
    if goal.strip():
        case.goal = goal
    add_line(case, "review_goal", by=by, text=f"{words}\n\n{goal}".strip())
    current_work().restart_clock(case)
    return case


@command
def score(
    *, by: Acting, case_ref: str, domain: str, score: int, necessity: str, seen_version: int | None = None
) -> Case:
    """How one domain of life goes: 1 (acute) to 5 (fully able), with why it has to be known."""
    case = locked(case_ref, by=by, step="score", seen_version=seen_version)
    case.score(by=by, domain=domain, score=score, necessity=necessity)
    work = current_work()
    work.concerns(case)
    work.add(Score(case=case, at=by.at, by_id=by.actor, domain=domain, value=str(score), necessity=necessity))
    return case


@command
def agree_neighbours(
    *, by: Acting, case_ref: str, answer: str, words: str, agreed_with: str, seen_version: int | None = None
) -> Case:
    """May the neighbours know whom to call? `agreed_with`: client|representative|both."""
    case = locked(case_ref, by=by, step="agree_neighbours", seen_version=seen_version)
    case.agree_neighbours(by=by, answer=answer, words=words, agreed_with=agreed_with)
    work = current_work()
    work.concerns(case)
    work.add(
        Stance(
            case=case, at=by.at, by_id=by.actor, about="neighbours", answer=answer, agreed_with=agreed_with,
            words=words,
        )
    )  # fmt: skip
    return case
