"""What is asked about a line of the sociale kaart? A new number, and how its test call went."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from casework.forms.base import ActionForm
from casework.reading import crisiswijzer


class ChooseGemeente(forms.Form):
    """Of which gemeente the card is shown; it stands in the address."""

    gemeente = forms.ChoiceField(
        label=_("In which gemeente?"),
        choices=lambda: [(one.code, one.word) for one in crisiswijzer.gemeenten()],
    )


class AskNumber(ActionForm):
    """A new number. It counts after the test call that is asked for next. `line`: which line of the card it is."""

    action = "sociale_kaart.ask_number"
    title, submit = _("A new number"), _("Go on to the test call")
    meaning: Any = _("Until somebody has called the new number and it is right, everybody sees the old one.")
    refused_at: ClassVar = {"PhoneNotDialable": "phone"}
    phone = forms.CharField(
        label=_("Which number?"), max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )  # fmt: skip

    def __init__(self, *args: Any, line: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meaning = f"{line}. {self.meaning}"

    def arguments(self) -> dict[str, Any]:
        """A line has no version: the last one who asks is right, and a test call names its number."""
        return {"phone": self.cleaned_data["phone"]}


class TestCall(ActionForm):
    """How the call went. `phone`: the number that waits; what was called comes along in the form.

    `line`: which line of the card it is about.
    """

    __test__ = False
    action = "sociale_kaart.test_call"
    title, submit = _("Test call"), _("Save")
    refused_at: ClassVar = {"NothingToTest": "answered"}
    answered = forms.ChoiceField(
        label=_("Did the right service answer?"), widget=forms.RadioSelect,
        choices=[("yes", _("Yes, this number counts from now on")), ("no", _("No, drop it and keep the old number"))],
        error_messages={"required": _("Say how the call went.")},
    )  # fmt: skip
    phone = forms.CharField(max_length=20, widget=forms.HiddenInput)

    def __init__(self, *args: Any, phone: str, line: str, **kwargs: Any) -> None:
        super().__init__(*args, initial={"phone": phone}, **kwargs)
        said = gettext("Call %(phone)s now. Until then everybody sees the old number.")
        now = said % {"phone": phone} if phone else gettext("No new number waits for a test call.")
        self.meaning, self.call = f"{line}. {now}", phone

    def arguments(self) -> dict[str, Any]:
        """What was called, and whether it was right."""
        return {"phone": self.cleaned_data["phone"], "answered": self.cleaned_data["answered"] == "yes"}
