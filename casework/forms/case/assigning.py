"""Who gets the case? A colleague by name, and why."""

from functools import partial
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from casework.forms.base import ActionForm, Colleagues
from casework.forms.fields import colleague, text
from casework.reading.load import coordinators


class Assign(ActionForm):
    """The coordinator names who gets the case."""

    action = "case.assign"
    title, submit = _("Assign the case"), _("Assign")
    refused_at: ClassVar = {"OwnerNeeded": "owner", "NoSuchColleague": "owner"}
    owner = colleague(
        _("Who gets this case?"),
        help_text=_("Whoever has the fewest open cases stands first, whoever is ill last."),
    )

    def colleagues(self) -> Colleagues:
        return {"owner": partial(coordinators, self.by)}


class Reassign(Assign):
    """Another colleague takes it over."""

    action = "case.reassign"
    title, submit = _("Give the case to somebody else"), _("Give it over")
    meaning = _("The term runs on. Both colleagues are told.")
    refused_at: ClassVar = {**Assign.refused_at, "ReasonNeeded": "reason"}
    reason = text(_("Why?"), rows=3)


class Reopen(ActionForm):
    """A new melding about the same person."""

    action = "case.reopen"
    title, submit = _("Reopen the case"), _("Reopen")
    refused_at: ClassVar = {"OwnerNeeded": "owner", "NoSuchColleague": "owner", "ReasonNeeded": "reason"}
    owner = colleague(_("Who gets this case?"))
    reason = text(_("Why?"), rows=3)

    def colleagues(self) -> Colleagues:
        return {"owner": partial(coordinators, self.by)}
