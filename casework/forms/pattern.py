"""What is asked about a pattern? One answer from a list, with the reason."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from casework.forms.base import ActionForm
from casework.forms.melding.parts import long_text, one_of
from workflows.pattern import ANSWERS


class Take(ActionForm):
    """One team lead looks at it."""

    action = "pattern.take"
    title, submit = _("Look at this"), _("I look at this")


class Answer(ActionForm):
    """The answer."""

    action = "pattern.answer"
    title, submit = _("Answer this question"), _("Save the answer")
    meaning = _("After this it stays silent for ninety days, unless something new shows.")
    refused_at: ClassVar = {"ReasonNotInList": "answer", "ReasonNeeded": "reason"}
    conflict_texts = ("reason",)
    answer = one_of("pattern answer", ANSWERS, _("What do these reports together ask?"))
    reason = long_text(_("Why?"))


FORMS: dict[str, type[ActionForm]] = {"take": Take, "answer": Answer}
"""Step of a pattern -> its form."""
