"""What is asked of the duty that looks at night, and of the crisis worker who takes it?"""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.forms.crisis.taking import Pair
from casework.forms.melding.parts import SafetyForm, one_of
from casework.forms.typed import TypedText
from casework.intake import SAFETY
from workflows.melding_screening import SCREENINGS


class Screen(SafetyForm):
    """Safety, outside the hours of the day team, and what follows."""

    action = "melding.screen"
    title, submit = _("Screen for safety"), _("Save the screening")
    meaning = _("Only safety now. The day team weighs the rest.")
    answers_to = (*SAFETY, "Q6a", "Q6b")
    refused_at: ClassVar = {"OutcomeNeeded": "outcome", "ReasonNeeded": "reason"}
    conflict_texts = ("reason",)
    outcome = one_of("screening", SCREENINGS, _("What has to happen now?"))
    reason = TypedText(
        label=_("Why can it wait?"), required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Only when it waits for the day team. One line is enough."),
    )  # fmt: skip

    field_order = (*SAFETY, "Q6a", "Q6b", "outcome", "reason")


class TakeCrisis(Pair):
    """A pair takes it by name."""

    action = "melding.take_crisis"
    title, submit = _("Take this crisis"), _("I take this crisis")
    meaning = _("You become the owner, until the day team weighs the rest.")
