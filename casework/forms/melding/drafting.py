"""What is asked of a draft, beside the form it is typed in?"""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from casework.forms.base import ActionForm
from casework.forms.melding.parts import one_of
from workflows.melding_drafts import DROP_REASONS


class TakeDraft(ActionForm):
    """Going on where a colleague stopped."""

    action = "melding.take_draft"
    title, submit = _("Go on with this draft"), _("Go on with this draft")
    meaning = _("Everything your colleague typed is in it. From now on it is yours.")


class GiveAdvice(ActionForm):
    """A question without a person."""

    action = "melding.give_advice"
    title, submit = _("This is advice"), _("Yes, this was advice")
    meaning = _("Nobody was named. What was typed is destroyed; that somebody asked stays.")


class DropDraft(ActionForm):
    """There was nothing to report."""

    action = "melding.drop_draft"
    title, submit = _("This is no melding"), _("Destroy the draft")
    meaning = _("What was typed is destroyed. That there was a draft, and why it stopped, stays.")
    refused_at: ClassVar = {"ReasonNotInList": "reason"}
    reason = one_of("drop reason", DROP_REASONS, _("Why is this no melding?"))
