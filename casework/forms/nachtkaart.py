"""What is asked for a nachtkaart? Two texts and a last day by day; at night who it is, as far as somebody was asked."""

from datetime import timedelta
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from casework.forms.base import ActionForm
from casework.forms.disclosure import grounds
from casework.forms.fields import day, one_of, text
from casework.forms.typed import BirthDateField, HouseNumberField, NameField, PhoneField, PostcodeField
from workflows.calendars import local_date
from workflows.nachtkaart import LONGEST_DAYS

AGREED = [("not_asked", _("Not asked")), ("yes", _("Yes"))]


class WriteCard(ActionForm):
    """The card, written by day."""

    action = "nachtkaart.write"
    title, submit = _("Write the nachtkaart"), _("Save the nachtkaart")
    meaning = _(
        "For whoever has the duty at night and is sure that it is this person. They also see the name, the safety "
        "flags, the last contact and whom to call. Every look is recorded."
    )
    refused_at: ClassVar = {
        "CardWordsNeeded": "calms", "CardEndNeeded": "last_day", "GroundNeeded": "ground",
        "GroundNeedsConsent": "agreed", "NotInTheList": "agreed",
    }  # fmt: skip
    conflict_texts = ("calms", "agreements")
    says_what_is_enough = True
    calms = text(
        _("What calms this person?"),
        rows=3,
        required=False,
        help_text=_(
            "How to speak, whom to ring, what to leave alone. No diagnosis, and nobody else by name."
        ),
    )
    agreements = text(_("What was agreed for the night?"), rows=3, required=False)
    last_day = day(_("Until when does it count?"))
    ground = forms.ChoiceField(label=_("On which ground?"), required=False)
    agreed = one_of(AGREED, _("Does the person agree?"), initial="not_asked", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["last_day"].initial = local_date(self.by.at) + timedelta(days=LONGEST_DAYS)
        self.fields["ground"].choices = [  # type: ignore[attr-defined]  # a ChoiceField, declared above
            ("", gettext("as usual for this receiver")), *grounds(self.by.at),
        ]  # fmt: skip

    def arguments(self) -> dict[str, Any]:
        given = super().arguments()
        return given | {"agreed": given["agreed"] or "not_asked"}


class StopCard(ActionForm):
    """Nobody reads it any more."""

    action = "nachtkaart.stop"
    title, submit = _("No nachtkaart for this case"), _("Stop the nachtkaart")
    meaning = _("From now on nobody reads a nachtkaart of this case, and nobody asks you for one.")
    refused_at: ClassVar = {"ReasonNeeded": "reason"}
    conflict_texts = ("reason",)
    reason = text(_("Why?"), rows=3)


class ConfirmMatch(ActionForm):
    """At night: who it is, or where."""

    action = "nachtkaart.confirm"
    title, submit = _("Whose nachtkaart do you need?"), _("Show the nachtkaart")
    meaning = _(
        "What is known here already need not be typed again. Nothing you type is kept; that you looked is."
    )
    refused_at: ClassVar = {"NotInTheList": "how"}
    says_what_is_enough = True
    how = one_of(
        [("person", _("I asked who it is, and it fits")), ("address", _("I only know the address"))],
        _("How sure are you?"),
        initial="person",
    )
    given = NameField(label=_("First name"))
    surname = NameField(label=_("Surname"))
    birthdate = BirthDateField(
        label=_("Birth date"), help_text=_("Such as 31-12-1980. The year alone is fine too.")
    )
    postcode = PostcodeField(label=_("Postcode"))
    house_number = HouseNumberField(label=_("House number"))
    phone = PhoneField(label=_("Phone number of the person"))

    def arguments(self) -> dict[str, Any]:
        given = super().arguments()
        del given["seen_version"]
        return given
