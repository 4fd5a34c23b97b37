"""What was tried, and what was decided when nobody was reached?"""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from casework.forms.base import ActionForm, Colleagues
from casework.forms.case.beside import what_goes_along, what_is_asked, which_partner
from casework.forms.fields import YES_NO, line, one_of, text
from casework.reading.beside import partners
from casework.reading.care_words import CHANNEL, DAYPART, INFORMED, MDO_DECISION, choices
from workflows.roles import Role

MINUTES = [("15", "15"), ("30", "30"), ("60", "60"), ("120", "120")]


class Attempt(ActionForm):
    """A try to reach somebody: by us, or by a partner."""

    conflict_texts = ("result",)
    channel = one_of(CHANNEL, _("How did you try?"))
    daypart = one_of(DAYPART, _("When in the day?"))
    reached = one_of(YES_NO, _("Did you reach the person?"))
    minutes = one_of(MINUTES, _("How many minutes did it take?"), required=False)
    result = text(_("What came of it?"), rows=3)

    def arguments(self) -> dict[str, Any]:
        """Yes or no becomes a truth, minutes a number; nothing chosen is no time spent."""
        given = super().arguments()
        return given | {"reached": given["reached"] == "yes", "minutes": int(given["minutes"] or 0)}


class LogAttempt(Attempt):
    """A try to reach the person. `safe_alone` is asked before the first visit only."""

    action = "case.log_attempt"
    title, submit = _("Log an attempt"), _("Log the attempt")
    refused_at: ClassVar = {"VisitCheckNeeded": "safe_alone"}
    field_order = ("channel", "daypart", "reached", "safe_alone", "minutes", "result")
    safe_alone = one_of(
        choices("safe alone", ("yes", "together", "unknown")), _("Before the first visit: is it safe to go alone?"),
        required=False,
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.about is not None and self.about.state != "assigned":
            del self.fields["safe_alone"]


class MakeContact(ActionForm):
    """Two-way contact."""

    action = "case.make_contact"
    title, submit = _("There was contact"), _("Record the contact")
    refused_at: ClassVar = {"ReasonNeeded": "informed"}
    conflict_texts = ("note",)
    informed = one_of(
        INFORMED, _("Did you tell that people were concerned?"), help_text=_("Never say who reported.")
    )
    note = text(_("What was said?"), required=False)


class CallMdo(ActionForm):
    """Several disciplines look together."""

    action = "case.call_mdo"
    title, submit = _("Call an MDO"), _("Call the MDO")
    meaning = _("No contact for a long time: several disciplines look together. You stay responsible.")


class GoOnTrying(ActionForm):
    """The MDO decides to go on."""

    action = "case.go_on_trying"
    title, submit = _("What the MDO decides"), _("Record the decision")
    meaning = _("To stop is to close the case, with the reason.")
    refused_at: ClassVar = {
        "ReasonNeeded": "reason", "AcceptorNeeded": "acceptor", "PartnerAskedByOwner": "decision",
        "PartnerNeeded": "partner", "TaskNeeded": "ask", "SharingRefused": "released", "PeerReviewFirst": "released",
    }  # fmt: skip
    conflict_texts = ("reason", "ask")
    decision = one_of(MDO_DECISION, _("What did the MDO decide?"))
    reason = text(_("What did the MDO decide, and why?"))
    acceptor = line(_("With the Wvggz beside it: who took it on there?"), required=False)
    partner = which_partner(required=False, help_text=_("Only when the MDO chose a partner: you ask now."))
    ask = what_is_asked(required=False)
    released = what_goes_along()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.by.role != Role.CARE_COORDINATOR:
            self.fields["decision"].choices = [one for one in MDO_DECISION if one[0] != "partner"]  # type: ignore[attr-defined]  # a ChoiceField
            for name in ("partner", "ask", "released"):
                del self.fields[name]

    def colleagues(self) -> Colleagues:
        return {"partner": partners}


class Note(ActionForm):
    """A line in the timeline."""

    action = "case.note"
    title, submit = _("Write a note"), _("Save the note")
    text = text(_("Note"))
