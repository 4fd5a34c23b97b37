"""What does a sender write before a handover is offered? Thirteen parts, the request, the ground and the receiver.

One set of fields, two actions: keeping what is there so far, and offering it. Keeping asks nothing.
"""

from functools import partial
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from casework.forms.base import ActionForm
from casework.forms.fields import one_of, text
from casework.models import Team
from casework.reading.care_words import CONSENT, GROUND, PARTS
from workflows.handover import CHECKLIST, REQUIRED


class PackageForm(ActionForm):
    """The fields of the package, in the order of the checklist. `part_...` for each of its thirteen parts."""

    conflict_texts = ("requested_action", "held_back", *(f"part_{part}" for part in CHECKLIST))
    requested_action = text(
        _("What do you ask of the receiver?"), rows=2, required=False,
        help_text=_("This stands on the card, and the whole receiving team reads it. No health details."),
    )  # fmt: skip
    held_back = text(
        _("What stays with you, and why?"), rows=2, required=False, help_text=_("Only you see this text.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for part, label in PARTS:
            self.fields[f"part_{part}"] = text(label, rows=3, required=False)
        first = ["seen_version", "requested_action", *(f"part_{part}" for part in CHECKLIST), "held_back"]
        self.order_fields(first)

    @property
    def package(self) -> dict[str, str]:
        """Part of the checklist -> text; parts without text are left out."""
        given = {part: self.cleaned_data.get(f"part_{part}") or "" for part in CHECKLIST}
        return {part: words for part, words in given.items() if words.strip()}

    def arguments(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {"package": self.package, "requested_action": given["requested_action"],
                "held_back": given["held_back"], "seen_version": given["seen_version"]}  # fmt: skip


class Write(PackageForm):
    """Keep what was typed so far."""

    action = "handover.write"
    title, submit = _("Prepare a handover"), _("Save the draft")


class Offer(PackageForm):
    """Offer it: from here the package is frozen."""

    action = "handover.offer"
    title, submit = _("Offer the handover"), _("Offer the handover")
    refused_at: ClassVar = {"ReceiverNeeded": "receiver_team", "ReceiverMayNotReceive": "receiver_team",
                            "GroundNeeded": "consent_reason"}  # fmt: skip
    receiver_team = forms.CharField(label=_("Who receives it?"), widget=forms.Select)
    ground = one_of(GROUND, _("On which ground do you share?"))
    consent = one_of(CONSENT, _("Did the client agree?"))
    consent_reason = text(_("Why, if the client did not agree or was not asked"), rows=2, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("requested_action", *(f"part_{part}" for part in REQUIRED)):
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = gettext(
                "This part is needed before you can offer."
            )
        self.offer_receivers(self.about.gemeente if self.about is not None else "")

    def offer_receivers(self, gemeente: str) -> None:
        """List the teams when the form is drawn; whether the chosen one may receive is for the action to say."""
        self.fields["receiver_team"].widget.choices = partial(receivers, gemeente)

    def arguments(self) -> dict[str, Any]:
        names = ("receiver_team", "ground", "consent", "consent_reason")
        return super().arguments() | {name: self.cleaned_data[name] for name in names}


def receivers(gemeente: str) -> list[tuple[str, Any]]:
    """The teams that may receive, those of this gemeente (four-digit code) first. One statement."""
    near: list[tuple[str, str]] = []
    far: list[tuple[str, str]] = []
    for team in Team.objects.filter(may_receive=True).order_by("name"):
        (near if gemeente in team.gemeenten else far).append((team.pk, team.name))
    groups = [(gettext("Works in this gemeente"), near), (gettext("Works elsewhere"), far)]
    return [("", gettext("Choose a team")), *((name, teams) for name, teams in groups if teams)]
