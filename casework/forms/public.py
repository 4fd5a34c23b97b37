"""What do we ask somebody who is worried about another person? Danger, the story, who and where, and who you are.

Two answers and a story are enough. Nothing here asks more than a neighbour can know.
"""

from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from casework.directory.current import pack
from casework.forms.base import YES_NO_UNKNOWN, ActionForm
from casework.forms.typed import HouseNumberField, NameField, PhoneField, PostcodeField, TypedText
from privacy.receipts import code_for
from workflows.reporting import MELDERS, WISHES
from workflows.roles import Role

PROFESSIONALS = ("police", "huisarts", "housing", "wijkteam", "school", "care")
CHANNEL = "web_form"


class PublicReport(ActionForm):
    """One report by somebody without an account."""

    action = "melding.receive"
    title = _("Report a worry about somebody")
    submit = _("Send the report")
    refused_at: ClassVar = {"PlaceOrPersonNeeded": "narrative", "AnonymityNotAnswered": "anonymity"}
    says_what_is_enough = True
    mark = forms.CharField(widget=forms.HiddenInput, max_length=200, required=False)
    danger = forms.ChoiceField(
        label=_("Is somebody in danger now?"), choices=YES_NO_UNKNOWN, widget=forms.RadioSelect,
        help_text=_("In danger now? Then call 112 first."),
        error_messages={"required": _("Choose one. 'Unknown' is fine.")},
    )  # fmt: skip
    narrative = TypedText(
        label=_("What worries you?"), required=True, widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Write what you see or hear yourself."),
        error_messages={"required": _("Write in a few words what worries you.")},
    )  # fmt: skip
    given = NameField(label=_("First name of the person"))
    surname = NameField(label=_("Surname of the person"))
    street = NameField(label=_("Street"))
    house_number = HouseNumberField(label=_("House number"))
    postcode = PostcodeField(label=_("Postcode"))
    woonplaats = NameField(label=_("Town"))
    location = TypedText(
        label=_("Where is the person now?"),
        help_text=_("Also when it is not the home: a street, a station, a room."),
    )
    kind_of_melder = forms.ChoiceField(
        label=_("Who are you?"), choices=[(kind, pgettext_lazy("public melder", kind)) for kind in MELDERS],
        initial="other", required=False,
    )  # fmt: skip
    anonymity = forms.ChoiceField(
        label=_("May the person know that you reported this?"), widget=forms.RadioSelect,
        choices=[(wish, pgettext_lazy("public wish", wish.replace("_", " "))) for wish in WISHES],
        error_messages={"required": _("Choose what you want. You may stay unknown to everybody.")},
    )  # fmt: skip
    melder_name = NameField(label=_("Your name"))
    melder_phone = PhoneField(label=_("Your phone number"))
    melder_email = forms.EmailField(
        label=_("Your e-mail address"), max_length=254,
        error_messages={"invalid": _("This is not an e-mail address. It needs an @ and a dot.")}, required=False,
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Nothing was seen before.
        del self.fields["seen_version"]

    def groups(self) -> list[dict[str, Any]]:
        """The fields in the order of the page, each group with its title."""
        return [
            self._group("concern", _("What is going on?"), ("danger", "narrative")),
            self._group(
                "person", _("Who is it about, and where?"),
                ("given", "surname", "street", "house_number", "postcode", "woonplaats", "location"),
                _("Fill in what you know. It is fine when you do not know the name."),
            ),
            self._group(
                "melder", _("You yourself"),
                ("kind_of_melder", "anonymity", "melder_name", "melder_phone", "melder_email"),
                _("Only who handles this report sees who you are. Unknown to everybody: then we keep nothing of it."),
            ),
        ]  # fmt: skip

    def _group(
        self, key: str, title: str | Promise, names: tuple[str, ...], about: str | Promise = ""
    ) -> dict[str, Any]:
        return {"key": key, "title": title, "about": about, "fields": [self[name] for name in names]}

    def renew(self, mark: str) -> None:
        """Go on with another mark, and with everything that was typed."""
        self.data = dict(self.data.items()) | {"mark": mark}

    def role(self) -> Role:
        """As whom this report was sent, by what was chosen."""
        chosen = self.cleaned_data["kind_of_melder"]
        return Role.REPORTER_PROFESSIONAL if chosen in PROFESSIONALS else Role.REPORTER_CITIZEN

    def arguments(self) -> dict[str, Any]:
        """The keyword arguments of melding.receive, but for what makes it unique."""
        given = self.cleaned_data
        person = ("given", "surname", "street", "house_number", "postcode", "woonplaats")
        melder = {name: given[f"melder_{name}"] for name in ("name", "phone", "email")}
        return {
            "narrative": given["narrative"], "location": given["location"], "gemeente": self._gemeente(),
            "door": "meldpunt", "channel": CHANNEL, "answers": {"Q1": given["danger"]},
            "anonymity": given["anonymity"], "person": {name: given[name] for name in person},
            "melder": melder | {"kind_of_melder": given["kind_of_melder"] or "other"},
        }  # fmt: skip

    def _gemeente(self) -> str:
        """Four digits by the postcode, else by the town; empty when a human has to decide."""
        region = pack().region
        found = region.gemeente_of_pc4(self.cleaned_data["postcode"][:4])
        found = found or region.gemeente_of_place(self.cleaned_data["woonplaats"])
        return found.code if found else ""


class AskStatus(forms.Form):
    """The code of the receipt."""

    code = forms.CharField(
        label=_("Your code"), max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text=_("Five groups of five letters and digits. Spaces and dashes do not matter."),
        error_messages={"required": _("Fill in the code that you got when you sent your report.")},
    )  # fmt: skip


def sent_once(once: str) -> dict[str, str]:
    """What makes a sending unique, and the code its melder gets. The same form gives both anew, and nobody else can."""
    return {"source": f"public:{once}", "receipt": code_for(once).written()}
