"""What is asked of who looks at a melding first?"""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.forms.base import ActionForm
from casework.forms.typed import TypedText


class Claim(ActionForm):
    """One triagist takes it."""

    action = "melding.claim"
    title, submit = _("Take this melding"), _("I take this melding")
    meaning = _("You become the owner. Nobody else weighs it at the same time.")


class Release(ActionForm):
    """Back to the duty."""

    action = "melding.release"
    title, submit = _("Give the melding back to the duty"), _("Give back to the duty")
    meaning = _("A colleague of the duty takes it from here. Your answers are kept.")


class AskInformation(ActionForm):
    """A question to a named source."""

    action = "melding.ask_information"
    title, submit = _("Ask somebody for information"), _("I have asked it")
    meaning = _(
        "Asking tells something too: name the source and why you may ask. After two working days we decide."
    )
    refused_at: ClassVar = {"SourceNeeded": "source", "GroundNeeded": "ground"}
    conflict_texts = ("question",)
    source = TypedText(label=_("Whom do you ask?"), required=True, help_text=_("Name and organisation."))
    ground = TypedText(
        label=_("Why may you ask this?"), required=True, help_text=_("The legal ground, in a few words.")
    )
    question = TypedText(label=_("What do you ask?"), widget=forms.Textarea(attrs={"rows": 4}))


class ResumeTriage(ActionForm):
    """The answer came, or not."""

    action = "melding.resume_triage"
    title, submit = _("Go on with the triage"), _("Go on with the triage")
    meaning = _("The answer came, or we decide without it.")
