"""Who else is in the report? One short block per person: a partner, a child, another resident, a second concern.

A block without a word in it counts for nothing; blocks are numbered in the names of their fields, so that one can be
added without a script.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from casework.forms.typed import BirthDateField, NameField, PhoneField
from workflows.reporting import PARTS

NAMED = re.compile(r"other-(\d{1,2})-(part|given|name_prefix|surname|birthdate|phone|household)")
MOST = 20
"""Persons beside the first in one report by phone."""

ADDRESS = ("street", "house_number", "postcode", "woonplaats")


class OtherPerson(forms.Form):
    """One more person in the same report."""

    part = forms.ChoiceField(
        label=_("What is this person in the report?"), required=False,
        choices=[("", _("Choose")), *((part, pgettext_lazy("part", part)) for part in PARTS)],
    )  # fmt: skip
    given = NameField(label=_("First name"))
    name_prefix = NameField(label=_("Prefix"))
    surname = NameField(label=_("Surname"))
    birthdate = BirthDateField(label=_("Birth date"))
    phone = PhoneField(label=_("Phone number"))
    household = forms.BooleanField(label=_("Lives in the same household"), required=False)

    says_what_is_enough = True

    def clean(self) -> dict[str, Any]:
        """Whoever is described is something in the report."""
        given = super().clean() or self.cleaned_data
        if self.is_filled() and not given.get("part"):
            self.add_error("part", _("Choose what this person is in the report."))
        return given

    def is_filled(self) -> bool:
        """Was anything said about this person?"""
        return any(self.cleaned_data.values())

    def as_person(self, *, first: Mapping[str, Any]) -> dict[str, Any]:
        """The fields of models.Person, with `part` and `household`; who lives with the first has that address."""
        said = dict(self.cleaned_data)
        said["prefix"] = said.pop("name_prefix")
        return said | ({name: first.get(name, "") for name in ADDRESS} if said["household"] else {})


def numbers_in(names: Iterable[str]) -> list[int]:
    """The numbers of the blocks that these field names belong to, in order."""
    return sorted({int(found[1]) for name in names if (found := NAMED.fullmatch(name))})[:MOST]


def prefix_of(number: int) -> str:
    """What the names of the fields of this block begin with."""
    return f"other-{number}"
