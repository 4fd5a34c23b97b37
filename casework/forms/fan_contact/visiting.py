"""What is asked of whoever goes to a door at night? Where, with whom, until when, and who waits for them."""

from functools import partial
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from casework.directory.current import pack
from casework.forms.base import YES_NO_UNKNOWN, ActionForm, Colleagues, colleague_choices
from casework.forms.fields import colleague, line, one_of, text
from casework.reading.fan_words import back_within
from workflows.roles import CRISIS, FAN


def _usual() -> str:
    """How many minutes a visit takes in this region, unless somebody says otherwise."""
    return str(int(pack().region.about.visit.total_seconds() // 60))


class SetOut(ActionForm):
    """Going there."""

    action = "fan_contact.set_out"
    title, submit = _("Go on a visit"), _("I am going")
    meaning = _(
        "Are you not back in time? Then your colleague is called, and after that the crisis team. Not you."
    )
    refused_at: ClassVar = {
        "AddressNeeded": "where", "NotAlone": "companion", "VisitCheckNeeded": "safe_alone", "LookoutNeeded": "lookout",
        "VisitTooLong": "minutes", "NoSuchColleague": "lookout",
    }  # fmt: skip
    conflict_texts = ("where",)
    where = line(_("To which address?"))
    safe_alone = one_of(YES_NO_UNKNOWN, _("Is it safe to go alone?"))
    companion = colleague(_("Who goes with you?"), required=False)
    lookout = colleague(_("Who waits until you are back?"))
    minutes = one_of(back_within, _("Within how long are you back?"), initial=_usual)

    def colleagues(self) -> Colleagues:
        return {
            "companion": partial(_go_along, self.by.unit, self.by.actor),
            "lookout": partial(colleague_choices, self.by.unit, FAN, but=self.by.actor),
        }

    def arguments(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        return given | {"minutes": int(given["minutes"])}


def _go_along(team: str, me: str) -> list[tuple[str, str]]:
    """Nobody, a colleague of the service, or somebody of the crisis team."""
    crisis = colleague_choices(pack().region.about.crisis, CRISIS)
    return [("", str(_("Nobody, I go alone"))), *colleague_choices(team, FAN, but=me), *crisis]


class Arrive(ActionForm):
    """At the door."""

    action = "fan_contact.arrive"
    title = submit = _("I am there")


class Extend(ActionForm):
    """Longer."""

    action = "fan_contact.extend"
    title = submit = _("It takes longer")


class GoOn(ActionForm):
    """All is well."""

    action = "fan_contact.go_on"
    title = submit = _("All is well, the visit goes on")


class CheckOut(ActionForm):
    """Safely away."""

    action = "fan_contact.check_out"
    title, submit = _("They are safely away"), _("I am safely away")
    meaning = _("Only when you spoke to your colleague yourself.")
    refused_at: ClassVar = {"HowIsItKnown": "how"}
    conflict_texts = ("how",)
    how = text(_("How do you know?"), rows=2, required=False)


class CallForHelp(ActionForm):
    """Help."""

    action = "fan_contact.call_for_help"
    title = submit = _("Help: call my colleague and the crisis team")


class ReportSafe(ActionForm):
    """The crisis team knows."""

    action = "fan_contact.report_safe"
    title = submit = _("They are safely away")
    meaning = _("Only when you spoke to your colleague yourself.")
    refused_at: ClassVar = {"HowIsItKnown": "how"}
    conflict_texts = ("how",)
    how = text(_("How do you know?"), rows=2)
