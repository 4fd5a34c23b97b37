"""What is asked when somebody was reported before?"""

import re
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from casework.addressing import RefConverter
from casework.errors import CaseNotFound
from casework.forms.base import ActionForm
from casework.forms.melding.parts import SafetyForm, long_text, one_of
from casework.forms.typed import TypedText
from casework.intake import SAFETY


class Link(ActionForm):
    """Reported before, says a human."""

    action = "melding.link"
    title, submit = _("Link to an earlier report"), _("Link as reported before")
    meaning = _("Only a person links. Write down why you think it is the same person.")
    refused_at: ClassVar = {
        "ReasonNeeded": "evidence", "EarlierReportNeeded": "earlier_ref", "EarlierNotFound": "earlier_ref",
        "LinkedToItself": "earlier_ref",
    }  # fmt: skip
    conflict_texts = ("evidence",)
    earlier_ref = TypedText(
        label=_("Which earlier melding or case?"),
        required=True,
        help_text=_("Such as M-7K3QX9P2 or C-7K3QX9P2."),
    )
    evidence = long_text(_("Why do you think so?"))


class Unlink(ActionForm):
    """It was about somebody else."""

    action = "melding.unlink"
    title, submit = _("This was about somebody else"), _("Undo the link")
    meaning = _("The files part again and this melding is weighed on its own. Both files tell what happened.")
    refused_at: ClassVar = {"ReasonNeeded": "reason"}
    conflict_texts = ("reason",)
    reason = long_text(_("What showed that it is somebody else?"))


class Read(ActionForm):
    """The owner of the case has read it."""

    action = "melding.read"
    title, submit = _("I have read this melding"), _("I have read it")
    meaning = _("You know what was reported. What is left is to tell the melder.")


class AddToCase(SafetyForm):
    """It joins a running case."""

    action = "melding.add_to_case"
    title, submit = _("Add to a running case"), _("Add to the case")
    meaning = _("The owner of the case reads it within one working day.")
    answers_to = (*SAFETY, "Q6a", "Q6b")
    refused_at: ClassVar = {"NewFactNotAnswered": "new_fact", "CaseNotFound": "case_ref"}
    new_fact = one_of("new fact", ("yes", "no"), _("Is there a new fact in it?"))
    case_ref = TypedText(label=_("Reference of the case"), required=True, help_text=_("Such as C-7K3QX9P2."))

    def clean_case_ref(self) -> str:
        """A reference is the same in small letters. What has another shape, such as a name, is looked up nowhere."""
        typed = str(self.cleaned_data["case_ref"]).strip()
        if not re.fullmatch(RefConverter.regex, typed):
            raise ValidationError(gettext(CaseNotFound().sentence))
        return typed.upper()
