"""What begins at a case or a melding? A call in ten seconds, something to share, what the person says, and telling."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from casework.forms.base import ActionForm
from casework.forms.disclosure import grounds
from casework.forms.fields import line, one_of
from casework.forms.fields import text as long_text
from casework.reading.care_words import TOLD_HOW, WAIT_GROUND
from casework.reading.sharing_words import CONSENT_SOURCE, KIND, RECIPIENT, WHOM_ASKED


class NewForm(ActionForm):
    """The fields of something new."""

    def arguments(self) -> dict[str, Any]:
        """A new record has no version to compare with."""
        given = super().arguments()
        del given["seen_version"]
        return given


def ticks(label: Any, **more: Any) -> forms.MultipleChoiceField:
    """What was told, all of it in sight."""
    return forms.MultipleChoiceField(choices=KIND, label=label, widget=forms.CheckboxSelectMultiple, **more)


class Call(NewForm):
    """A call, written down: to whom, what, one line. The ground and the consent stand ready."""

    action = "disclosure.call"
    title, submit = _("Write down a call"), _("Save the call")
    meaning = _("Tick no more than you told. It stands in the list of what was shared.")
    says_what_is_enough = True
    refused_at: ClassVar = {
        "RecipientNeeded": "recipient", "KindsNeeded": "kinds", "ShareWordsNeeded": "text",
        "GroundNeeded": "ground", "GroundNeedsConsent": "consent_given", "SharingRefused": "recipient_kind",
        "PeerReviewFirst": "kinds", "NotInTheList": "consent_given",
    }  # fmt: skip
    recipient_kind = one_of(RECIPIENT, _("Whom did you speak?"))
    recipient = line(_("Name of the person or service"))
    kinds = ticks(_("What did you tell?"), initial=["name"])
    text = line(_("What is it about, in one line?"))
    ground = one_of([], _("On which ground?"), required=False)
    consent_given = one_of([], _("Does the person agree?"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ground"].choices = [  # type: ignore[attr-defined]  # a ChoiceField, declared above
            ("", gettext("as usual for this kind of call")), *grounds(self.by.at),
        ]  # fmt: skip
        self.fields["consent_given"].choices = [  # type: ignore[attr-defined]  # the same
            ("", gettext("as it was recorded before")), ("yes", gettext("Yes")), ("not_asked", gettext("Not asked")),
        ]  # fmt: skip


class Propose(NewForm):
    """Prepare sharing something."""

    action = "disclosure.propose"
    title, submit = _("Share something"), _("Prepare this")
    meaning = _("Nothing leaves yet. First the ground, what the person says, and six questions.")
    refused_at: ClassVar = {
        "RecipientNeeded": "recipient", "KindsNeeded": "kinds", "ShareWordsNeeded": "text",
    }  # fmt: skip
    recipient_kind = one_of(RECIPIENT, _("Who gets to know it?"))
    recipient = line(_("Name of the person or service"))
    kinds = ticks(_("What do you want to tell?"))
    text = long_text(
        _("In words"),
        rows=4,
        required=False,
        help_text=_("Name nobody else: no melder, no neighbour, no family."),
    )
    held_back = long_text(
        _("What stays with you, and why?"), rows=2, required=False, help_text=_("Only you see this text.")
    )


class RecordConsent(NewForm):
    """What the person said about sharing, apart from one disclosure."""

    action = "consent.record"
    title, submit = _("What the person says about sharing"), _("Record this")
    meaning = _(
        "A no stops everything after it for this kind of receiver. What was shared here they can no longer open."
    )
    refused_at: ClassVar = {"ConsentWordsNeeded": "words", "NotInTheList": "recipient_kind"}
    recipient_kind = one_of(WHOM_ASKED, _("With whom?"))
    answer = one_of([("yes", _("Yes")), ("no", _("No"))], _("May it be shared?"))
    words = long_text(_("What did the person say about sharing, as literally as you can?"), rows=3)
    source = one_of(CONSENT_SOURCE, _("Who said it?"))


class Tell(ActionForm):
    """The person was told."""

    action = "informing.tell"
    title, submit = _("The person was told"), _("Record this")
    meaning = _("That something is kept about them, why, and with whom it was shared. Never who reported.")
    refused_at: ClassVar = {"NotInTheList": "how"}
    conflict_texts = ("note",)
    how = one_of(TOLD_HOW, _("How did the person hear it?"))
    note = long_text(_("What was said?"), rows=3, required=False)


class Leave(ActionForm):
    """The receiver tells it."""

    action = "informing.leave"
    title, submit = _("The receiver tells the person"), _("Leave it to the receiver")
    meaning = _("The colleague who accepted the handover tells it. The term stays the same, and rings there.")


class Postpone(ActionForm):
    """Not yet, and why."""

    action = "informing.postpone"
    title, submit = _("Telling has to wait"), _("Record this")
    meaning = _("After 14 days we ask you to weigh it again.")
    refused_at: ClassVar = {"PostponingNeedsGround": "ground"}
    conflict_texts = ("reason",)
    ground = one_of(WAIT_GROUND, _("Why does it have to wait?"))
    reason = long_text(_("Write down what makes you think so"), rows=3)


OF_A_CASE: dict[str, type[ActionForm]] = {
    "bellen": Call, "delen": Propose, "toestemming": RecordConsent, "verteld": Tell, "wacht": Postpone,
    "ontvanger": Leave,
}  # fmt: skip
"""Word of the address -> what begins at a case."""
