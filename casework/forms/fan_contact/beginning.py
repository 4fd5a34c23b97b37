"""What is asked of somebody who calls at night? As little as it takes to go on talking."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.forms.base import ActionForm
from casework.forms.fields import one_of, text
from casework.forms.typed import NameField, PhoneField
from casework.reading.fan_words import FAN_CHANNEL, gemeenten


class Named(ActionForm):
    """Who it is and where they live."""

    refused_at: ClassVar = {"PlaceOrPersonNeeded": "given"}
    given = NameField(label=_("First name"))
    surname = NameField(label=_("Surname"))
    gemeente = forms.ChoiceField(label=_("Which gemeente?"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["gemeente"].choices = gemeenten()  # type: ignore[attr-defined]  # a ChoiceField


class Begin(Named):
    """Somebody calls."""

    action = "fan_contact.receive"
    title, submit = _("Begin a contact"), _("Begin the contact")
    meaning = _("No name? Leave it empty: somebody who stays unknown is helped as well, without a dossier.")
    says_what_is_enough = True
    channel = one_of(FAN_CHANNEL, _("How do you speak each other?"), initial="phone")
    caller = PhoneField(label=_("Number to call back"))
    waits = forms.BooleanField(label=_("It waits: nobody has picked it up yet"), required=False)

    field_order = ("channel", "given", "surname", "gemeente", "caller", "waits")

    def arguments(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        del given["seen_version"]
        return given | {"answered": not given.pop("waits")}


class Answer(ActionForm):
    """Picked up."""

    action = "fan_contact.answer"
    title, submit = _("Pick up"), _("I pick up")


class Identify(Named):
    """The caller said who it is."""

    action = "fan_contact.identify"
    title, submit = _("Who is it?"), _("Record this")


class Lapse(ActionForm):
    """No contact."""

    action = "fan_contact.lapse"
    title, submit = _("It came to no contact"), _("End it")
    refused_at: ClassVar = {"ReasonNeeded": "reason"}
    conflict_texts = ("reason",)
    reason = text(_("What happened? Did you call back?"), rows=2)
