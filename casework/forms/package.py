"""What does a sender write before a handover is offered? Thirteen parts, the request, the ground and the receiver.

One set of fields, two actions: keeping what is there so far, and offering it. Keeping asks nothing.
"""

from datetime import date
from functools import partial
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from casework.directory.current import HANDOVER, pack
from casework.forms.base import ActionForm
from casework.forms.fields import one_of, text
from casework.models import Team
from casework.people import has_outreach
from casework.reading.care_words import CONSENT, PARTS, TOLD_BY, ground_word
from casework.reading.room import with_room
from workflows.calendars import local_date
from workflows.handover import CHECKLIST, REQUIRED


class PackageForm(ActionForm):
    """The fields of the package, in the order of the checklist. `part_...` for each of its thirteen parts."""

    conflict_texts = ("requested_action", "card_text", "held_back", *(f"part_{part}" for part in CHECKLIST))
    requested_action = text(
        _("What do you ask of the receiver?"), rows=2, required=False,
        help_text=_("This stands on the card, and the whole receiving team reads it. No health details."),
    )  # fmt: skip
    card_text = text(
        _("What may the whole team read before it accepts?"), rows=3, required=False,
        help_text=_(
            "Only if the client agrees: the goal, how much effort you expect, what was promised, the level of risk."
        ),
    )  # fmt: skip
    held_back = text(
        _("What stays with you, and why?"), rows=2, required=False, help_text=_("Only you see this text.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for part, label in PARTS:
            self.fields[f"part_{part}"] = text(label, rows=3, required=False)
        first = [
            "seen_version",
            "requested_action",
            "card_text",
            *(f"part_{part}" for part in CHECKLIST),
            "held_back",
        ]
        self.order_fields(first)

    @property
    def package(self) -> dict[str, str]:
        """Part of the checklist -> text; parts without text are left out."""
        given = {part: self.cleaned_data.get(f"part_{part}") or "" for part in CHECKLIST}
        return {part: words for part, words in given.items() if words.strip()}

    def arguments(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {"package": self.package, "requested_action": given["requested_action"],
                "held_back": given["held_back"], "card_text": given["card_text"],
                "seen_version": given["seen_version"]}  # fmt: skip


class Write(PackageForm):
    """Keep what was typed so far."""

    action = "handover.write"
    title, submit = _("Prepare a handover"), _("Save the draft")


class Offer(PackageForm):
    """Offer it: from here the package is frozen."""

    action = "handover.offer"
    title, submit = _("Offer the handover"), _("Offer the handover")
    refused_at: ClassVar = {"ReceiverNeeded": "receiver_team", "ReceiverMayNotReceive": "receiver_team",
                            "GroundNeeded": "consent_reason", "CardTextNeedsConsent": "card_text",
                            "SharingRefused": "consent", "NotInTheList": "told_by"}  # fmt: skip
    receiver_team = forms.CharField(
        label=_("Who receives it?"), widget=forms.Select,
        help_text=_(
            "Room as the team itself said. It is information: nobody gives a handover back because it is full."
        ),
    )  # fmt: skip
    ground = one_of([], _("On which ground do you share?"))
    consent = one_of(CONSENT, _("Did the client agree?"))
    consent_reason = text(_("Why, if the client did not agree or was not asked"), rows=2, required=False)
    told_by = one_of(
        TOLD_BY, _("Who tells the person what is kept and shared?"), initial="sender", required=False,
        help_text=_("Until somebody there has accepted by name it is you in any case."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("requested_action", *(f"part_{part}" for part in REQUIRED)):
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = gettext(
                "This part is needed before you can offer."
            )
        self.fields["ground"].choices = [  # type: ignore[attr-defined]  # a ChoiceField, declared above
            (code, ground_word(code)) for code in pack().grounds(HANDOVER, at=self.by.at)
        ]
        if not has_outreach(self.by.unit):
            # Telling belongs to the case, and that is not theirs.
            del self.fields["told_by"]
        self.offer_receivers(self.about.gemeente if self.about is not None else "")

    def offer_receivers(self, gemeente: str) -> None:
        """List the teams when the form is drawn; whether the chosen one may receive is for the action to say."""
        self.fields["receiver_team"].widget.choices = partial(
            receivers, gemeente, local_date(self.by.at), sender=self.by.unit
        )

    def arguments(self) -> dict[str, Any]:
        names = ("receiver_team", "ground", "consent", "consent_reason")
        told_by = self.cleaned_data.get("told_by") or "sender"
        return super().arguments() | {name: self.cleaned_data[name] for name in names} | {"told_by": told_by}


def receivers(gemeente: str, today: date, *, sender: str) -> list[tuple[str, Any]]:
    """The teams that may receive from `sender` (team id) with the room they have, those of this gemeente (its code)
    first. One statement."""
    near: list[tuple[str, str]] = []
    far: list[tuple[str, str]] = []
    reaches = has_outreach(sender) or sender == pack().region.about.crisis
    listed = Team.objects.filter(may_receive=True).exclude(pk=sender).select_related("room").order_by("name")
    for team in listed:
        if reaches or has_outreach(team.pk):
            (near if gemeente in team.gemeenten else far).append((team.pk, with_room(team, today=today)))
    groups = [(gettext("Works in this gemeente"), near), (gettext("Works elsewhere"), far)]
    return [("", gettext("Choose a team")), *((name, teams) for name, teams in groups if teams)]
