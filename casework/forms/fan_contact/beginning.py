"""What is asked of somebody who calls at night? As little as it takes to go on talking."""

from functools import partial
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.forms.base import ActionForm, Colleagues
from casework.forms.fields import one_of, text
from casework.forms.typed import NameField, PhoneField
from casework.reading.fan_profile import profile_choices
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


class NamedOrKnown(Named):
    """Who it is; of somebody whose contact is open here (`about`) that is known, and nobody asks it again."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.about is not None:
            for name in ("given", "surname"):
                del self.fields[name]

    def arguments(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        del given["seen_version"]
        return given


class MayHaveAProfile(Named):
    """Who it is: a name, or a profile of the service, which says where they live as well."""

    profile = forms.CharField(label=_("Somebody with a profile?"), required=False, widget=forms.Select)

    def colleagues(self) -> Colleagues:
        return {"profile": partial(profile_choices, self.by)}

    def arguments(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        return given | {"profile_ref": given.pop("profile")}


class Begin(MayHaveAProfile):
    """Somebody calls."""

    action = "fan_contact.receive"
    title, submit = _("Begin a contact"), _("Begin the contact")
    meaning = _("No name? Leave it empty: somebody who stays unknown is helped as well, without a dossier.")
    says_what_is_enough = True
    channel = one_of(FAN_CHANNEL, _("How do you speak each other?"), initial="phone")
    caller = PhoneField(label=_("Number to call back"))
    waits = forms.BooleanField(label=_("It waits: nobody has picked it up yet"), required=False)

    field_order = ("channel", "profile", "given", "surname", "gemeente", "caller", "waits")

    def arguments(self) -> dict[str, Any]:
        given = super().arguments()
        del given["seen_version"]
        return given | {"answered": not given.pop("waits")}


class Answer(ActionForm):
    """Picked up."""

    action = "fan_contact.answer"
    title, submit = _("Pick up"), _("I pick up")


class Identify(MayHaveAProfile):
    """The caller said who it is."""

    action = "fan_contact.identify"
    title, submit = _("Who is it?"), _("Record this")
    field_order = ("profile", "given", "surname", "gemeente")


class Lapse(ActionForm):
    """No contact."""

    action = "fan_contact.lapse"
    title, submit = _("It came to no contact"), _("End it")
    refused_at: ClassVar = {"ReasonNeeded": "reason"}
    conflict_texts = ("reason",)
    reason = text(_("What happened? Did you call back?"), rows=2)
