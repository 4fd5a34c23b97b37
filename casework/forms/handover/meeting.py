"""What do meeting and landing ask? The talk, going together, the receiver's own contact, the check six weeks later."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from casework.forms.base import ActionForm
from casework.forms.fields import YES_NO, day, moment, one_of, text
from casework.reading.care_words import CONTACT_KIND, SOURCE, SUPPORTER
from workflows.calendars import local_date


class PlanTalk(ActionForm):
    """Client, sender and receiver get a date."""

    action = "handover.plan_talk"
    title, submit = _("Plan the handover talk"), _("Plan it")
    meaning = _("The client, the sender and the receiver meet. Both colleagues are told the date.")
    refused_at: ClassVar = {"DateNeeded": "talk_at"}
    talk_at = moment(_("When do you meet?"))

    def clean_talk_at(self) -> Any:
        """A plan is for today or later; a talk that was held is recorded as one."""
        at = self.cleaned_data["talk_at"]
        if local_date(at) < local_date(self.by.at):
            raise ValidationError(gettext("This day has passed. Choose today or later."))
        return at


class HoldTalk(ActionForm):
    """They met."""

    action = "handover.hold_talk"
    title, submit = _("The handover talk took place"), _("Record the talk")
    refused_at: ClassVar = {"ReasonNeeded": "agreements", "AbsenceNeedsReason": "absence_reason",
                            "SupporterNotOffered": "supporter_offered",
                            "AfterContactsOutOfRange": "after_contacts"}  # fmt: skip
    conflict_texts = ("agreements", "absence_reason")
    client_present = one_of(YES_NO, _("Was the client there?"), initial="yes")
    absence_reason = text(_("If not: why, and what did you do to try again?"), rows=2, required=False)
    agreements = text(_("What was agreed: who does what, and when?"), rows=4)
    after_contacts = forms.IntegerField(
        label=_("How many contacts of the sender after the handover did you agree?"), required=False,
        min_value=0, max_value=20, initial=0,
    )  # fmt: skip
    supporter_offered = one_of(SUPPORTER, _("Did you offer an independent client supporter?"))

    def arguments(self) -> dict[str, Any]:
        given = super().arguments()
        present, after = given["client_present"] == "yes", given["after_contacts"] or 0
        return given | {"client_present": present, "after_contacts": after}


class ContactForm(ActionForm):
    """How and when there was contact. It is something that took place."""

    refused_at: ClassVar = {"OwnContactNeeded": "kind", "ContactNotSince": "contact_on"}
    kind = one_of(CONTACT_KIND, _("How did you have contact?"))
    contact_on = day(_("When was that?"))

    def clean_contact_on(self) -> Any:
        """Contact is something that took place."""
        on = self.cleaned_data["contact_on"]
        if on > local_date(self.by.at):
            raise ValidationError(gettext("This day is still to come. Confirm after the contact."))
        return on


class LogJointContact(ContactForm):
    """Sender and receiver went together."""

    action = "handover.log_joint_contact"
    title, submit = _("We went together"), _("Record the contact")
    conflict_texts = ("note",)
    note = text(_("What should both of you know?"), rows=2, required=False)


class LogAfterContact(ContactForm):
    """The sender kept an agreed contact after the handover."""

    action = "handover.log_after_contact"
    title, submit = _("A contact after the handover"), _("Record the contact")
    meaning = _("The receiver stays responsible.")
    conflict_texts = ("note",)
    note = text(_("What should both of you know?"), rows=2, required=False)


class Confirm(ContactForm):
    """The receiver had contact of its own: now the responsibility moves."""

    action = "handover.confirm"
    title, submit = _("We had contact ourselves"), _("Confirm and take responsibility")
    meaning = _("From this moment your team is responsible, and the sender no longer is.")
    refused_at: ClassVar = ContactForm.refused_at | {"NextAppointmentNeeded": "next_appointment"}
    next_appointment = day(_("When is the next appointment?"))


class Complete(ActionForm):
    """After six weeks it held."""

    action = "handover.complete"
    title, submit = _("The check after six weeks"), _("Close the handover")
    refused_at: ClassVar = {"StillInCareNeeded": "still_in_care", "SourceNeeded": "source"}
    still_in_care = one_of(YES_NO, _("Is the person still being helped?"))
    source = one_of(SOURCE, _("Who told you?"), help_text=_("Not the receiving team alone."))

    def arguments(self) -> dict[str, Any]:
        given = super().arguments()
        return given | {"still_in_care": given["still_in_care"] == "yes"}


class Lose(ActionForm):
    """Lost after the handover."""

    action = "handover.lose"
    title, submit = _("Lost after the handover"), _("Take the person back")
    meaning = _("The person becomes yours again, today.")
    refused_at: ClassVar = {"ReasonNeeded": "reason"}
    conflict_texts = ("reason",)
    reason = text(_("What happened?"), rows=3)


class GoTogether(ActionForm):
    """The client accepts only the sender."""

    action = "handover.go_together"
    title, submit = _("Go on together for now"), _("Go on together")
    meaning = _("You visit together and stay responsible. Every four weeks you look again.")
    refused_at: ClassVar = {"ReasonNeeded": "reason", "TogetherTooLong": "reason"}
    conflict_texts = ("reason",)
    reason = text(_("Why does the client want this?"), rows=3)


class ReviewTogether(ActionForm):
    """Four weeks later: still together."""

    action = "handover.review_together"
    title, submit = _("Look again: still together"), _("Go on together")
    meaning = _("You can do this three times. After that an MDO decides who goes on with the client.")
    refused_at: ClassVar = {"ReasonNeeded": "reason", "TogetherTooLong": "reason"}
    conflict_texts = ("reason",)
    reason = text(_("What has changed, and why is it still needed?"), rows=3)


class LetGo(ActionForm):
    """The client knows the receiver now."""

    action = "handover.let_go"
    title, submit = _("The client knows the receiver now"), _("Go on with the handover")
