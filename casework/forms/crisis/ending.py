"""What is asked when a crisis ends otherwise than with a receiver?"""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from casework.forms.base import ActionForm
from casework.forms.fields import line, one_of, text
from casework.reading.crisis_words import CLOSE_REASON


class FindNone(ActionForm):
    """It is no crisis."""

    action = "crisis.find_none"
    title, submit = _("It is no crisis"), _("It is no crisis")
    meaning = _("The melding goes back to where it was sent from, with your advice.")
    refused_at: ClassVar = {"ReasonNeeded": "reason", "AdviceNeeded": "advice"}
    conflict_texts = ("reason", "advice")
    reason = text(_("What is it then?"), rows=3)
    advice = text(_("What do you advise?"), rows=3)


class SettleByPhone(ActionForm):
    """Settled on the phone."""

    action = "crisis.settle_by_phone"
    title, submit = _("Settled on the phone"), _("It is settled")
    refused_at: ClassVar = {"ReasonNeeded": "reason", "AcceptorNeeded": "goes_on"}
    conflict_texts = ("reason",)
    reason = text(_("What was agreed?"), rows=3)
    goes_on = line(_("Who goes on with this person?"))


class EndElsewhere(ActionForm):
    """Another service has the person."""

    action = "crisis.end_elsewhere"
    title, submit = _("Another service has the person now"), _("End the crisis")
    meaning = _("Only when somebody there took it by name.")
    refused_at: ClassVar = {"ReasonNeeded": "reason"}
    conflict_texts = ("reason",)
    reason = text(_("What happens there?"), rows=3)


class Close(ActionForm):
    """The lead of the service closes it."""

    action = "crisis.close"
    title, submit = _("Nobody has to take it"), _("Close the crisis")
    refused_at: ClassVar = {"ReasonNotInList": "reason", "ReasonNeeded": "note"}
    conflict_texts = ("note",)
    reason = one_of(CLOSE_REASON, _("Why?"))
    note = text(_("What does that mean for this person?"), rows=3)
