"""What is asked when a contact ends? Two questions, what is left for the day, and a name under the note."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from casework.forms.base import YES_NO_UNKNOWN, ActionForm
from casework.forms.disclosure import grounds
from casework.forms.fields import line, one_of, text
from casework.reading.fan_words import SAFETY_LABEL, receivers, route_choices, usual_receiver
from workflows.fan_contact import SAFETY

AGREED = [("not_asked", _("Not asked")), ("yes", _("Yes"))]


class WithSafety(ActionForm):
    """The two questions come first."""

    refused_at: ClassVar = {"SafetyFirst": "Q1", "RouteNeeded": "routed_to"}
    conflict_texts = ("said",)
    Q1 = one_of(YES_NO_UNKNOWN, SAFETY_LABEL["Q1"])
    Q3 = one_of(YES_NO_UNKNOWN, SAFETY_LABEL["Q3"])
    said = text(_("In one line: what was it about?"), rows=2, required=False)

    def arguments(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        return given | {"answers": {question: given.pop(question) for question in SAFETY}}


class Finish(WithSafety):
    """The contact is over."""

    action = "fan_contact.finish"
    title, submit = _("End the contact"), _("The contact is over")
    risk_changed = forms.BooleanField(label=_("The risk has changed"), required=False)
    agreement_open = forms.BooleanField(label=_("Something was agreed that the day must do"), required=False)
    meaning = _(
        "Has the risk changed, or was something agreed? Then the day gets a note, as after a visit. Else it ends here."
    )


class Route(WithSafety):
    """Whom to call now."""

    action = "fan_contact.route"
    title, submit = _("Say whom to call now"), _("This is what I said")
    meaning = _(
        "The service does not come to this gemeente. Listen, ask the two questions, and say whom they can call. "
        "The team there hears of it the next working day."
    )
    routed_to = one_of([], _("Whom can they call now?"))
    needs_its_item = True

    field_order = ("Q1", "Q3", "routed_to", "said")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        gemeente = self.about.gemeente if self.about is not None else ""
        self.fields["routed_to"].choices = route_choices(gemeente, by=self.by)  # type: ignore[attr-defined]  # a ChoiceField


class WriteNote(ActionForm):
    """The note for the day."""

    action = "fan_contact.write_note"
    title, submit = _("Note for the day"), _("Send the note")
    meaning = _("It stays with the night service until somebody of the day signs for it by name.")
    refused_at: ClassVar = {
        "NoteNeeded": "note", "ReceiverNeeded": "receiver_team", "ReceiverMayNotReceive": "receiver_team",
        "NoSuchColleague": "receiver_team", "GroundNeeded": "ground", "GroundNeedsConsent": "agreed",
        "SharingRefused": "receiver_team", "NotInTheList": "agreed",
    }  # fmt: skip
    conflict_texts = ("note",)
    needs_its_item = True
    says_what_is_enough = True
    note = text(_("What must the day know or do?"), rows=4)
    receiver_team = forms.ChoiceField(label=_("For whom?"), required=False)
    outside_name = line(_("Name of somebody without an account"), required=False)
    outside_organisation = line(_("Organisation of that person"), required=False)
    ground = forms.ChoiceField(label=_("On which ground?"), required=False)
    agreed = one_of(AGREED, _("Does the person agree?"), initial="not_asked", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        gemeente = self.about.gemeente if self.about is not None else ""
        self.fields["receiver_team"].choices = receivers(gemeente)  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["receiver_team"].initial = usual_receiver(gemeente)
        self.fields["ground"].choices = [  # type: ignore[attr-defined]  # the same
            ("", gettext("as usual for this receiver")), *grounds(self.by.at),
        ]  # fmt: skip

    def arguments(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        team, _colon, person = given.pop("receiver_team").partition(":")
        return given | {
            "receiver_team": team,
            "receiver_person": person,
            "agreed": given["agreed"] or "not_asked",
        }


class Take(ActionForm):
    """Signed for."""

    action = "fan_contact.take"
    title, submit = _("Take this over from the night"), _("I take it over")
    meaning = _("With your name under it. From now on it is for the day.")


class SignOutside(ActionForm):
    """Signed for by somebody outside."""

    action = "fan_contact.sign_outside"
    title, submit = _("Somebody outside took it over"), _("Record the signature")
    refused_at: ClassVar = {"SignerNeeded": "signed_by"}
    signed_by = line(_("Who took it over?"), required=False)
    organisation = line(_("Of which organisation?"), required=False)


class TakeOver(ActionForm):
    """A colleague goes on."""

    action = "fan_contact.take_over"
    title, submit = _("Go on with this contact"), _("I go on with it")
