"""What is agreed with the client: a goal, who helps with it, what the neighbours may know, and how life goes?"""

from typing import Any

from workflows import refusals, rules
from workflows.lifecycle import Lifecycle, step
from workflows.outreach_states import AGREED_WITH, ALIVE, DOMAINS, State
from workflows.roles import Role

SUPPORTER = ("yes", "no", "later")
"""Was an independent client supporter offered? Source: Wmo 2015, art. 2.3.2."""

GOING = ("better", "same", "worse")
"""How it goes with the goal."""


@rules.guard(refusals.ScoreOutOfRange)
def score_fits(record: Any, given: dict[str, Any], by: Any) -> bool:
    """One of the five steps, from acute to fully able."""
    return given.get("score") in (1, 2, 3, 4, 5)


class Agreed(Lifecycle):
    """In the words of the client, and no more than is needed."""

    class Meta:
        abstract = True

    @step(
        source=State.CONTACT_MADE,
        target=State.GUIDANCE,
        by=Role.CARE_COORDINATOR,
        guards=[
            rules.filled("goal", refusals.GoalNeeded),
            rules.one_of("supporter_offered", SUPPORTER, refusals.SupporterNotOffered),
        ],
    )
    def set_goal(self, *, goal: str, supporter_offered: str) -> None:
        """A goal in the client's own words, and an independent supporter offered."""
        self.goal, self.supporter = goal, supporter_offered

    @step(
        source=State.GUIDANCE,
        target=None,
        by=Role.CARE_COORDINATOR,
        guards=[
            rules.filled("words", refusals.RefusalWordsNeeded),
            rules.one_of("going", GOING, refusals.NotInTheList),
            rules.one_of("supporter_offered", SUPPORTER, refusals.SupporterNotOffered),
        ],
    )
    def review_goal(self, *, supporter_offered: str, **_: Any) -> None:
        """How it goes, in the client's own words. The goal may change; six weeks later we look again."""
        self.supporter = supporter_offered

    @step(
        source=ALIVE,
        target=None,
        by=Role.CARE_COORDINATOR,
        guards=[
            rules.one_of("domain", DOMAINS, refusals.NotInTheList),
            score_fits,
            rules.filled("necessity", refusals.NecessityNeeded),
        ],
    )
    def score(self, **_: Any) -> None:
        """One domain of life that matters here, with why it is needed. The others are left alone."""

    @step(
        source=ALIVE,
        target=None,
        by=Role.CARE_COORDINATOR,
        guards=[
            rules.one_of("answer", ("yes", "no"), refusals.NotInTheList),
            rules.one_of("agreed_with", AGREED_WITH, refusals.NotInTheList),
            rules.filled("words", refusals.RefusalWordsNeeded),
        ],
    )
    def agree_neighbours(self, **_: Any) -> None:
        """May the neighbours know whom to call? What the client wants of it, and who agreed."""
