"""What is asked when others act beside us: another service, or a partner?"""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.actions.case.asking import AT_LEAST
from casework.forms.base import ActionForm, Colleagues
from casework.forms.fields import colleague, line, one_of, text
from casework.forms.typed import TypedText
from casework.reading.beside import partners
from casework.reading.care_words import CHAIN, RELEASED


class ToAnother(ActionForm):
    """Something is taken to another service, to somebody there by name."""

    chain = one_of(CHAIN, _("Which service?"))
    acceptor = line(_("Who took it on there?"))


class Escalate(ToAnother):
    """Another service must act too."""

    action = "case.escalate"
    title, submit = _("Another service must act too"), _("Record this")
    meaning = _("You go on yourself, and we ask you in time what came of it.")
    refused_at: ClassVar = {"ChainNeeded": "chain", "AcceptorNeeded": "acceptor"}
    conflict_texts = ("note",)
    note = text(_("What did you ask of them?"), rows=3, required=False)


class HoldOff(ToAnother):
    """The other service asks us to stay away."""

    action = "case.hold_off"
    title, submit = _("Another service asks us to stay away"), _("Stay away for now")
    meaning = _("You stay responsible. When they are done you go on.")
    refused_at: ClassVar = {"ChainNeeded": "chain", "AcceptorNeeded": "acceptor", "ReasonNeeded": "reason"}
    conflict_texts = ("reason",)
    reason = text(_("What did they ask, and why?"), rows=3)


class ComeBack(ActionForm):
    """The other service is done."""

    action = "case.come_back"
    title, submit = _("We need not stay away any longer"), _("Go on here")


def which_partner(**more: Any) -> forms.CharField:
    """One of the partners; the form lists them in `colleagues`."""
    return colleague(_("Which partner?"), **more)


def what_is_asked(**more: Any) -> TypedText:
    """The question, which the whole partner reads before anybody took it on."""
    helps = _("Nothing about health, and no name: that goes along below.")
    return text(_("What do you ask?"), rows=3, help_text=helps, **more)


def what_goes_along() -> forms.MultipleChoiceField:
    """The fields that are released."""
    return forms.MultipleChoiceField(
        label=_("What may the partner know?"), choices=RELEASED, widget=forms.CheckboxSelectMultiple, required=False,
        initial=list(AT_LEAST), help_text=_("Name and address go along when you choose nothing."),
    )  # fmt: skip


class AskPartner(ActionForm):
    """A partner is asked for one thing."""

    action = "case.ask_partner"
    title, submit = _("Ask a partner"), _("Ask the partner")
    meaning = _("The partner sees your question, and after taking it on by name only what you release here.")
    refused_at: ClassVar = {"PartnerNeeded": "partner", "TaskNeeded": "ask", "SharingRefused": "released",
                            "PeerReviewFirst": "released"}  # fmt: skip
    partner, ask, released = which_partner(), what_is_asked(), what_goes_along()

    def colleagues(self) -> Colleagues:
        return {"partner": partners}

    def arguments(self) -> dict[str, Any]:
        """A new record has no version to compare with."""
        given = super().arguments()
        given.pop("seen_version")
        return given
