"""What is agreed with the client, and what has to be known for it?"""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from casework.forms.base import ActionForm
from casework.forms.fields import YES_NO, one_of, text
from casework.reading.care_words import AGREED_WITH_WHOM, DOMAIN, GOING_WORD, SCORE, SUPPORTER

OFFERED = _("Did you offer an independent client supporter?")
LAW = _("The law asks for it (Wmo 2015, art. 2.3.2).")


class SetGoal(ActionForm):
    """A goal, and a supporter offered."""

    action = "case.set_goal"
    title, submit = _("Agree on a goal"), _("Record the goal")
    refused_at: ClassVar = {"GoalNeeded": "goal", "SupporterNotOffered": "supporter_offered"}
    conflict_texts = ("goal",)
    goal = text(_("What does the person want, in their own words?"), rows=3)
    supporter_offered = one_of(
        SUPPORTER, OFFERED,
        help_text=LAW,
    )  # fmt: skip


class ReviewGoal(ActionForm):
    """How does it go with the goal?"""

    action = "case.review_goal"
    title, submit = _("Look at the goal together"), _("Record this")
    meaning = _("Six weeks later we ask once more.")
    refused_at: ClassVar = {"RefusalWordsNeeded": "words", "SupporterNotOffered": "supporter_offered"}
    conflict_texts = ("words", "goal")
    going = one_of(GOING_WORD, _("How does it go?"))
    words = text(_("What does the person say about it, in their own words?"), rows=3)
    goal = text(_("Is there a new goal?"), rows=3, required=False)
    supporter_offered = one_of(SUPPORTER, OFFERED, help_text=LAW)


class ScoreDomain(ActionForm):
    """One domain of life that matters here."""

    action = "case.score"
    title, submit = _("Score a domain of life"), _("Record the score")
    meaning = _("Only what has to be known for the help. Nobody asks you for all of them.")
    refused_at: ClassVar = {"NecessityNeeded": "necessity", "ScoreOutOfRange": "score"}
    conflict_texts = ("necessity",)
    domain = one_of(DOMAIN, _("Which domain?"))
    score = one_of(SCORE, _("How does it go there?"))
    necessity = text(_("Why does this have to be known here?"), rows=3)

    def arguments(self) -> dict[str, Any]:
        """The score as a number."""
        given = super().arguments()
        return given | {"score": int(given["score"])}


class AgreeNeighbours(ActionForm):
    """What may the neighbours know?"""

    action = "case.agree_neighbours"
    title, submit = _("Agree about the neighbours"), _("Record this")
    refused_at: ClassVar = {"RefusalWordsNeeded": "words"}
    conflict_texts = ("words",)
    answer = one_of(YES_NO, _("May the neighbours know whom to call?"))
    words = text(_("What does the person want of it, in their own words?"), rows=3)
    agreed_with = one_of(AGREED_WITH_WHOM, _("Who agreed?"))
