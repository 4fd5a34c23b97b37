"""What does the sender write down of a receiver without a login? Who it is, who said yes, how, and that it landed."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from casework.forms.base import ActionForm
from casework.forms.fields import day, line, one_of, text
from casework.forms.handover.meeting import ContactForm
from casework.forms.package import Offer
from casework.reading.care_words import ACCEPTED_HOW, CONTACT_KIND, OUTSIDE_KIND, RETURN_REASON, SOURCE


class OfferOutside(Offer):
    """The kept draft, to a receiver without a login. Its parts are filled in on the page of the draft."""

    action = "handover.offer_outside"
    title, submit = _("To a receiver without a login"), _("I bring it there")
    meaning = _(
        "Save the draft first. You bring it there yourself, and write down here who said yes. You stay responsible, "
        "and after six weeks you ask whether it held."
    )
    refused_at: ClassVar = {"ReceiverNeeded": "outside_receiver", "GroundNeeded": "consent_reason",
                            "SharingRefused": "consent"}  # fmt: skip
    conflict_texts = ()
    receiver_team = None  # type: ignore[assignment]  # how Django drops an inherited field
    outside_kind = one_of(OUTSIDE_KIND, _("What sort of receiver is it?"))
    outside_receiver = line(_("Which one? For instance the name of the practice"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = ("seen_version", "outside_kind", "outside_receiver", "ground", "consent", "consent_reason")
        self.fields = {name: self.fields[name] for name in own}

    def offer_receivers(self, gemeente: str) -> None:
        """There is no team to choose."""

    def arguments(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class RecordAcceptance(ActionForm):
    """Somebody there said yes."""

    action = "handover.record_acceptance"
    title, submit = _("They said yes"), _("Record who said yes")
    meaning = _("You stay responsible until they have had contact of their own.")
    refused_at: ClassVar = {
        "AcceptorNeeded": "acceptor",
        "NotInTheList": "channel",
        "DateNeeded": "accepted_on",
    }
    acceptor = line(_("Who there takes it on? First and last name"))
    channel = one_of(ACCEPTED_HOW, _("How did you hear that?"))
    accepted_on = day(_("When?"))


class RecordReturn(ActionForm):
    """They said no."""

    action = "handover.record_return"
    title, submit = _("They said no"), _("Record the refusal")
    meaning = _("That they are full is no reason there either: then ask when, and who helps until then.")
    refused_at: ClassVar = {"ReasonNotInList": "reason", "CapacityIsNoReason": "reason", "NotAReturn": "reason",
                            "AlternativeNeeded": "alternative"}  # fmt: skip
    conflict_texts = ("alternative",)
    reason = one_of(RETURN_REASON, _("Why is it not theirs?"))
    alternative = text(_("Where does it belong?"), rows=3, required=False)


class ConfirmOutside(ContactForm):
    """They had contact without us."""

    action = "handover.confirm_outside"
    title, submit = _("They had contact themselves"), _("Record their contact")
    meaning = _("You stay responsible in our list. In six weeks you ask whether the help has held.")
    refused_at: ClassVar = {"OwnContactNeeded": "kind", "NextAppointmentNeeded": "next_appointment",
                            "SourceNeeded": "source"}  # fmt: skip
    kind = one_of(CONTACT_KIND, _("How did they have contact?"))
    next_appointment = day(_("When is the next appointment?"))
    source = one_of(SOURCE, _("Who told you?"), help_text=_("Not the receiver alone."))
