"""What is asked of somebody who may only look with a reason? The reason."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from casework.forms.base import ActionForm
from casework.forms.fields import text as long_text


class StateReason(ActionForm):
    """Why do you need to look?"""

    action = "reason.state"
    title, submit = _("Look with a reason"), _("Look now")
    meaning = _("Your reason is kept with the record of this look. It counts for half an hour.")
    refused_at: ClassVar = {"ReasonNeeded": "text"}
    text = long_text(_("Why do you need to see this?"), rows=3)

    def arguments(self) -> dict[str, Any]:
        """A reason has no version to compare with."""
        return {"text": self.cleaned_data["text"]}
