"""What is asked when a melding gets another owner?"""

from functools import partial
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from casework.actions.melding.owning import roles_of_owner
from casework.forms.base import ActionForm, Colleagues, colleague_choices
from casework.forms.fields import colleague, text


class Reassign(ActionForm):
    """A colleague becomes the owner."""

    action = "melding.reassign"
    title, submit = _("Give the melding to somebody else"), _("Give it over")
    meaning = _("The term runs on. Both colleagues are told.")
    refused_at: ClassVar = {"OwnerNeeded": "owner", "NoSuchColleague": "owner", "ReasonNeeded": "reason"}
    conflict_texts = ("reason",)
    owner = colleague(_("Who gets it?"))
    reason = text(_("Why?"), rows=3)

    def colleagues(self) -> Colleagues:
        roles = roles_of_owner(self.about) if self.about is not None else ()
        return {"owner": partial(colleague_choices, self.by.unit, roles)}
