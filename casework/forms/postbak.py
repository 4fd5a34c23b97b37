"""What is asked of who looks at a message that no machine could read?"""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from casework.forms.base import ActionForm
from casework.forms.melding.parts import long_text, one_of
from casework.forms.typed import (
    BirthDateField,
    HouseNumberField,
    NameField,
    PhoneField,
    PostcodeField,
    TypedText,
)
from workflows.postbak import SET_ASIDE_REASONS
from workflows.reporting import MELDERS, WISHES

PERSON = ("given", "surname", "birthdate", "street", "house_number", "postcode", "woonplaats")
MELDER = ("name", "organisation", "phone", "email")


class TakeUp(ActionForm):
    """One triagist looks at it."""

    action = "postbak.take_up"
    title, submit = _("Look at this message"), _("I look at this message")
    meaning = _("You become the owner, until it is a melding or set aside.")


class PutBack(ActionForm):
    """Back to the duty."""

    action = "postbak.put_back"
    title, submit = _("Give the message back to the duty"), _("Give back to the duty")
    meaning = _("A colleague of the duty looks at it from here.")


class MakeMelding(ActionForm):
    """It is a report of concern after all."""

    action = "postbak.make_melding"
    title, submit = _("Make it a melding after all"), _("Make a melding of it")
    meaning = _(
        "What could be read is filled in already: a machine read it, so check it. Text or a place is enough."
    )
    refused_at: ClassVar = {"PlaceOrPersonNeeded": "narrative", "AnonymityNotAnswered": "anonymity"}
    conflict_texts = ("narrative",)
    says_what_is_enough = True

    narrative = long_text(_("What is going on?"))
    location = TypedText(label=_("Where is the person now?"))
    given = NameField(label=_("First name"))
    name_prefix = NameField(label=_("Prefix"), help_text=_("Such as: van der"))
    surname = NameField(label=_("Surname"))
    birthdate = BirthDateField(
        label=_("Birth date"), help_text=_("Such as 31-12-1980. The year alone is fine too.")
    )
    street = NameField(label=_("Street"))
    house_number = HouseNumberField(label=_("House number"))
    postcode = PostcodeField(label=_("Postcode"))
    woonplaats = NameField(label=_("Town"))
    kind_of_melder = forms.ChoiceField(
        label=_("Who reports?"), required=False,
        choices=[(kind, pgettext_lazy("melder", kind)) for kind in MELDERS], initial="other",
    )  # fmt: skip
    melder_name = NameField(label=_("Name of the melder"))
    melder_organisation = NameField(label=_("Organisation"))
    melder_phone = PhoneField(label=_("Number to call back"), may_refuse=True)
    melder_email = forms.EmailField(
        label=_("E-mail"), required=False,
        error_messages={"invalid": _("This is not an e-mail address. It needs an @ and a dot.")},
    )  # fmt: skip
    anonymity = forms.ChoiceField(
        label=_("May the person know who reported?"), initial="known_to_us", widget=forms.RadioSelect, required=False,
        choices=[(wish, pgettext_lazy("anonymity", wish.replace("_", " "))) for wish in WISHES],
    )  # fmt: skip

    def arguments(self) -> dict[str, Any]:
        """The keyword arguments of postbak.make_melding."""
        given = self.cleaned_data
        person = {name: given[name] for name in PERSON} | {"prefix": given["name_prefix"]}
        melder = {name: given[f"melder_{name}"] for name in MELDER}
        return {
            "narrative": given["narrative"], "location": given["location"],
            "anonymity": given["anonymity"] or "known_to_us", "person": person,
            "melder": melder | {"kind_of_melder": given["kind_of_melder"]}, "seen_version": given["seen_version"],
        }  # fmt: skip


def prefilled(report: dict[str, Any]) -> dict[str, str]:
    """The fields of MakeMelding for what a machine read: the arguments of melding.receive."""
    person, melder = report.get("person") or {}, report.get("melder") or {}
    fields = {name: person.get(name, "") for name in PERSON} | {"name_prefix": person.get("prefix", "")}
    fields |= {f"melder_{name}": melder.get(name, "") for name in MELDER}
    fields |= {name: report.get(name, "") for name in ("narrative", "location", "anonymity")}
    return {name: str(value) for name, value in fields.items() if value} | {
        "kind_of_melder": str(melder.get("kind_of_melder") or "other")
    }


class SetAside(ActionForm):
    """It is no report of concern."""

    action = "postbak.set_aside"
    title, submit = _("Set aside"), _("Set aside")
    meaning = _("Nothing is thrown away: you can always take it back.")
    refused_at: ClassVar = {"ReasonNotInList": "reason"}
    reason = one_of("postbak reason", SET_ASIDE_REASONS, _("Why does nobody have to do anything with it?"))


class Reopen(ActionForm):
    """It was set aside too soon."""

    action = "postbak.reopen"
    title, submit = _("Take it back"), _("Take it back")
    meaning = _("The duty looks at it again, with a new term.")


FORMS: dict[str, type[ActionForm]] = {
    form.action.rpartition(".")[2]: form for form in (TakeUp, PutBack, MakeMelding, SetAside, Reopen)
}
"""Step of an item of the Postbak -> its form."""
