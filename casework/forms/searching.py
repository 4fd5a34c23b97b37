"""Which fields may be searched with? Those of a person, as they are typed; two of them are needed."""

import secrets
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.forms.typed import (
    BirthDateField,
    BsnField,
    HouseNumberField,
    NameField,
    PhoneField,
    PostcodeField,
)


class PersonSearch(forms.Form):
    """Two things that tell who it is. `token` names the page, so that typing on counts once."""

    token = forms.RegexField(r"^[\w-]{8,60}$", widget=forms.HiddenInput)
    given = NameField(label=_("First name"))
    name_prefix = NameField(label=_("Prefix"), widget=forms.HiddenInput)
    surname = NameField(label=_("Surname"))
    birthdate = BirthDateField(
        label=_("Birth date"), help_text=_("Such as 31-12-1980. The year alone is fine too.")
    )
    postcode = PostcodeField(label=_("Postcode"))
    house_number = HouseNumberField(label=_("House number"))
    street = NameField(label=_("Street"), widget=forms.HiddenInput)
    woonplaats = NameField(label=_("Town"), widget=forms.HiddenInput)
    phone = PhoneField(label=_("Phone number of the person"))
    bsn = BsnField(label=_("BSN"), widget=forms.HiddenInput)
    says_what_is_enough = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["token"].initial = secrets.token_urlsafe(16)
