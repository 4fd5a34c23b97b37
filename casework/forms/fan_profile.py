"""What is asked for a profile of the night service? Who, a plan that can be read at three at night, and what then."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.forms.base import ActionForm
from casework.forms.fan_contact.beginning import NamedOrKnown
from casework.forms.fields import one_of, text
from casework.reading.fan_words import FAN_ENDING, PLAN_LABEL
from workflows.fan_profile import PLAN


class SignUp(NamedOrKnown):
    """Somebody may count on the service."""

    action = "fan_profile.sign_up"
    title, submit = _("New profile"), _("Sign this person up")
    meaning = _("Within two working days there is a plan, made with the person.")
    refused_at: ClassVar = {
        "PlaceOrPersonNeeded": "given", "NotCovered": "gemeente", "HasAProfile": "gemeente",
    }  # fmt: skip


class WithPlan(ActionForm):
    """The plan: short lines, what helps first."""

    refused_at: ClassVar = {"SignalPlanNeeded": "helps", "ReasonNeeded": "reason"}
    conflict_texts: ClassVar[tuple[str, ...]] = PLAN
    says_what_is_enough = True
    helps = text(PLAN_LABEL["helps"], rows=2)
    silence = text(PLAN_LABEL["silence"], rows=2)
    signs = text(PLAN_LABEL["signs"], rows=2, required=False)
    avoid = text(PLAN_LABEL["avoid"], rows=2, required=False)
    agreements = text(PLAN_LABEL["agreements"], rows=2, required=False)
    not_alone = forms.BooleanField(label=_("Nobody goes to this person alone"), required=False)

    def arguments(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        return given | {"plan": {part: given.pop(part) for part in PLAN}}


class Activate(WithPlan):
    """There is a plan."""

    action = "fan_profile.activate"
    title = submit = _("Write the signal plan")
    meaning = _("Made with the person. Whoever answers at night reads it at once.")


class WritePlan(WithPlan):
    """Another plan."""

    action = "fan_profile.write_plan"
    title, submit = _("Renew the signal plan"), _("This plan counts from now on")


class Keep(WithPlan):
    """Still right."""

    action = "fan_profile.keep"
    title, submit = _("The service is still the right help"), _("Go on with this plan")
    conflict_texts = ("reason", *PLAN)
    reason = text(_("Why is this still short and incidental?"), rows=2)

    field_order = ("reason", "helps", "silence")


class Pause(ActionForm):
    """Away."""

    action = "fan_profile.pause"
    title, submit = _("Pause the profile"), _("Pause")
    refused_at: ClassVar = {"ReasonNeeded": "reason"}
    conflict_texts = ("reason",)
    reason = text(_("Where is this person, and until when?"), rows=2)


class End(ActionForm):
    """It ends."""

    action = "fan_profile.end"
    title, submit = _("End the profile"), _("End it")
    refused_at: ClassVar = {"HowItGoesOn": "ending", "ReasonNeeded": "reason"}
    conflict_texts = ("reason",)
    ending = one_of(FAN_ENDING, _("How does it go on for this person?"))
    reason = text(_("Who goes on, or why does nobody have to?"), rows=2)


FORMS: dict[str, type[ActionForm]] = {
    form.action.rpartition(".")[2]: form for form in (Activate, Keep, WritePlan, Pause, End)
}
"""Step of a profile -> its form."""
