"""What is asked when a case waits or ends?"""

from functools import partial
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from casework.forms.base import ActionForm, Colleagues, colleague_choices
from casework.forms.fields import colleague, day, line, one_of, text
from casework.reading.care_words import OUTCOME, PAUSE_REASON
from workflows.outreach_away import PAUSE_YEARS
from workflows.roles import Role


class Pause(ActionForm):
    """Admitted, detained or abroad."""

    action = "case.pause"
    title, submit = _("Pause the case"), _("Pause")
    meaning = _("Every four weeks we ask you whether it still holds, and at the expected end.")
    refused_at: ClassVar = {
        "ReasonNotInList": "reason",
        "DateNeeded": "expected_end",
        "EndIsPast": "expected_end",
        "EndTooFar": "expected_end",
    }
    reason = one_of(PAUSE_REASON, _("Why?"))
    expected_end = day(_("Until about when?"), ahead=PAUSE_YEARS)


class LookAtPause(ActionForm):
    """Does the pause still hold?"""

    action = "case.look_at_pause"
    title, submit = _("Does the pause still hold?"), _("It still holds")
    meaning = _("The end may move. When the person is back, choose that instead.")
    refused_at: ClassVar = {
        "ReasonNeeded": "note",
        "DateNeeded": "expected_end",
        "EndIsPast": "expected_end",
        "EndTooFar": "expected_end",
    }
    conflict_texts = ("note",)
    note = text(_("Whom did you ask, and how is it?"), rows=3)
    expected_end = day(_("Until about when?"), ahead=PAUSE_YEARS)


class Resume(ActionForm):
    """The person is back."""

    action = "case.resume"
    title, submit = _("The person is back"), _("Go on")


class RecordMove(ActionForm):
    """Moved out of reach."""

    action = "case.record_move"
    title, submit = _("The person moved"), _("Record this")
    refused_at: ClassVar = {"AlternativeNeeded": "where"}
    where = line(_("Where to, and who is told there?"))


class RecordDeath(ActionForm):
    """The person died."""

    action = "case.record_death"
    title, submit = _("The person died"), _("Record this")
    meaning = _("What is left to tell is told within five working days.")


class Close(ActionForm):
    """Done, with an outcome."""

    action = "case.close"
    title, submit = _("Close the case"), _("Close the case")
    meaning = _("A new melding within twelve months comes back to the same care coordinator first.")
    refused_at: ClassVar = {"OutcomeNeeded": "outcome", "ReasonNeeded": "note", "ColleagueNeeded": "second_person",
                            "NoSuchColleague": "second_person"}  # fmt: skip
    conflict_texts = ("note",)
    outcome = one_of(OUTCOME, _("How did it end?"))
    note = text(_("What should the next person know?"), rows=3, required=False)
    second_person = colleague(
        _("Which colleague decides with you?"),
        required=False,
        help_text=_("Needed when the person wants no help."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.about is not None and self.about.state != "refuses":
            del self.fields["second_person"]

    def colleagues(self) -> Colleagues:
        """Asked for only where two people end it."""
        if self.about is None or self.about.state != "refuses":
            return {}
        return {
            "second_person": partial(colleague_choices, self.by.unit, (Role.CARE_COORDINATOR, Role.TEAM_LEAD))
        }
