"""What does each step of a disclosure ask? The ground, the consent, six answers, and a colleague's look."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from casework.directory.current import DISCLOSURE, pack
from casework.forms.base import ActionForm
from casework.forms.fields import day, one_of
from casework.forms.fields import text as long_text
from casework.forms.why import Why
from casework.reading.sharing_words import (
    CONSENT_SOURCE,
    JUDGEMENT,
    QUESTION,
    ground_word,
)


def grounds(at: Any) -> list[tuple[str, Any]]:
    """The grounds in force, in the order of the region."""
    return [(code, ground_word(code)) for code in pack().grounds(DISCLOSURE, at=at)]


class ChooseGround(ActionForm):
    """The legal ground."""

    action = "disclosure.choose_ground"
    title, submit = _("Choose the ground"), _("Choose this ground")
    refused_at: ClassVar = {"GroundNeeded": "ground"}
    ground = one_of([], _("On which ground do you share?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ground"].choices = grounds(self.by.at)  # type: ignore[attr-defined]  # a ChoiceField


class AskConsent(ActionForm):
    """The person is asked."""

    action = "disclosure.ask_consent"
    title, submit = _("Ask the person"), _("The person was asked")


class Words(ActionForm):
    """What the person said about sharing."""

    refused_at: ClassVar = {"ConsentWordsNeeded": "words", "NotInTheList": "source"}
    conflict_texts = ("words",)
    words = long_text(_("What did the person say about sharing, as literally as you can?"), rows=3)
    source = one_of(CONSENT_SOURCE, _("Who said it?"))


class Grant(Words):
    """The person agrees."""

    action = "disclosure.grant"
    title, submit = _("The person agrees"), _("Record the yes")


class Refuse(Words):
    """The person does not want it."""

    action = "disclosure.refuse"
    title, submit = _("The person does not want it shared"), _("Record the no")
    meaning = _("From now on nothing goes to this kind of receiver, unless two people decide otherwise.")


class SkipConsent(ActionForm):
    """Not asked, and why."""

    action = "disclosure.skip_consent"
    title, submit = _("The person was not asked"), _("Record this")
    refused_at: ClassVar = {"ReasonNeeded": "reason"}
    conflict_texts = ("reason",)
    reason = long_text(_("Why was the person not asked?"), rows=3)


class Weigh(ActionForm):
    """Six questions."""

    action = "disclosure.weigh"
    title, submit = _("Weigh it"), _("This is how I weigh it")
    meaning = _("From here it is frozen. Something else to share is another disclosure.")
    refused_at: ClassVar = {
        "ValidTooLong": "valid_until", "GroundNeedsConsent": "consent", "SharingRefused": "consent",
    }  # fmt: skip
    conflict_texts = tuple(question for question, _word in QUESTION)
    valid_until = day(_("Until when may it be shared?"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question, label in QUESTION:
            self.fields[question] = long_text(label, rows=2)
        self.order_fields(["seen_version", *(question for question, _word in QUESTION), "valid_until"])

    def arguments(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        return {"answers": {question: given.pop(question) for question, _word in QUESTION}} | given


class AskReview(ActionForm):
    """A colleague looks along."""

    action = "disclosure.ask_review"
    title, submit = _("Ask a colleague to look along"), _("Ask a colleague")
    meaning = _(
        "The colleague sees to whom, which kinds of information and your six answers; not the text itself."
    )


class Approve(ActionForm):
    """The colleague thinks so too."""

    action = "disclosure.approve"
    title, submit = _("I think so too"), _("It may go")
    refused_at: ClassVar = {}


class Disagree(ActionForm):
    """The colleague thinks otherwise."""

    action = "disclosure.disagree"
    title, submit = _("I think otherwise"), _("It does not go")
    refused_at: ClassVar = {"ReasonNeeded": "reason"}
    conflict_texts = ("reason",)
    reason = long_text(_("Why not?"), rows=3)


class Release(ActionForm):
    """It may go."""

    action = "disclosure.release"
    title, submit = _("Release it"), _("It may go")


class DeliverFirst(ActionForm):
    """It cannot wait."""

    action = "disclosure.deliver_first"
    title, submit = _("It cannot wait"), _("I share it now")
    meaning = _("Only at U0 and U1. A colleague looks within one working day.")


class Deliver(ActionForm):
    """The receiver knows it."""

    action = "disclosure.deliver"
    title, submit = _("It was shared"), _("The receiver knows it now")


class ReviewAfter(ActionForm):
    """Was it right?"""

    action = "disclosure.review_after"
    title, submit = _("Look at what was shared in haste"), _("Save what you think")
    refused_at: ClassVar = {"ReasonNeeded": "reason", "NotInTheList": "judgement"}
    conflict_texts = ("reason",)
    judgement = one_of(JUDGEMENT, _("Was it right to share this at once?"))
    reason = long_text(_("Why?"), rows=3)


class Withdraw(Why):
    """It does not go."""

    action = "disclosure.withdraw"
    title, submit = _("Do not share it after all"), _("Take it back")


FORMS: dict[str, type[ActionForm]] = {
    form.action.rpartition(".")[2]: form
    for form in (
        ChooseGround, AskConsent, Grant, Refuse, SkipConsent, Weigh, AskReview, Approve, Disagree, Release,
        DeliverFirst, Deliver, ReviewAfter, Withdraw,
    )
}  # fmt: skip
"""Step of a disclosure -> its form."""
