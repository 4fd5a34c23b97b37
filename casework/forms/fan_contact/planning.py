"""What is asked when the service calls somebody? When and why; and of a silence, what it means."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from casework.forms.base import ActionForm
from casework.forms.fan_contact.beginning import NamedOrKnown
from casework.forms.fields import moment, text
from casework.forms.typed import PhoneField


class PlanCall(NamedOrKnown):
    """Agree on a call."""

    action = "fan_contact.plan_call"
    title, submit = _("Agree on a call"), _("Record the agreement")
    meaning = _("Whoever has the duty then calls. Nobody answers? Then again after 10, 20 and 40 minutes.")
    refused_at: ClassVar = {"PlaceOrPersonNeeded": "given", "MomentNeeded": "planned_at"}
    conflict_texts = ("said",)
    planned_at = moment(_("When does the service call?"))
    said = text(_("What is the call for?"), rows=2, required=False)
    caller = PhoneField(label=_("Number to call"))

    field_order = ("planned_at", "given", "surname", "gemeente", "caller", "said")


class Reach(ActionForm):
    """Somebody answered."""

    action = "fan_contact.reach"
    title = submit = _("They answer")


class Miss(ActionForm):
    """Nobody answered."""

    action = "fan_contact.miss"
    title = submit = _("Nobody answers")


class LetRest(ActionForm):
    """Two people decide."""

    action = "fan_contact.let_rest"
    title, submit = _("It can wait until the day"), _("I decide this with my colleague")
    meaning = _("You decide this with whoever called. The day hears that nobody answered.")
    refused_at: ClassVar = {"ReasonNeeded": "reason"}
    conflict_texts = ("reason",)
    reason = text(_("Why can it wait?"), rows=2)


class Cancel(ActionForm):
    """No call."""

    action = "fan_contact.cancel"
    title, submit = _("The call is not needed any more"), _("Call it off")
    refused_at: ClassVar = {"ReasonNeeded": "reason"}
    conflict_texts = ("reason",)
    reason = text(_("Why not?"), rows=2)
