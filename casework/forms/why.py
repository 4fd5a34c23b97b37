"""What is asked where somebody only has to say why?"""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from casework.forms.base import ActionForm
from casework.forms.fields import text


class Why(ActionForm):
    """One text: the reason."""

    refused_at: ClassVar = {"ReasonNeeded": "reason"}
    conflict_texts = ("reason",)
    reason = text(_("Why?"), rows=3)
