"""What does each step of a case ask? One form per action, in the words of somebody who just came back from a visit."""

from functools import partial
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from casework.forms.base import ActionForm, Colleagues, colleague_choices
from casework.forms.fields import YES_NO, colleague, day, line, one_of, text
from casework.reading.care_words import (
    CHANNEL,
    DAYPART,
    INFORMED,
    OUTCOME,
    PAUSE_REASON,
    SUPPORTER,
    choices,
)
from casework.reading.case import coordinators
from workflows.roles import Role

MINUTES = [("15", "15"), ("30", "30"), ("60", "60"), ("120", "120")]


class Assign(ActionForm):
    """The coordinator names who gets the case."""

    action = "case.assign"
    title, submit = _("Assign the case"), _("Assign")
    refused_at: ClassVar = {"OwnerNeeded": "owner", "NoSuchColleague": "owner"}
    owner = colleague(
        _("Who gets this case?"), help_text=_("Whoever has the fewest open cases stands first.")
    )

    def colleagues(self) -> Colleagues:
        return {"owner": partial(coordinators, self.by.unit)}


class Reassign(Assign):
    """Another colleague takes it over."""

    action = "case.reassign"
    title, submit = _("Give the case to somebody else"), _("Give it over")
    meaning = _("The term runs on. Both colleagues are told.")
    refused_at: ClassVar = {**Assign.refused_at, "ReasonNeeded": "reason"}
    reason = text(_("Why?"), rows=3)


class LogAttempt(ActionForm):
    """A try to reach the person. `safe_alone` is asked before the first visit only."""

    action = "case.log_attempt"
    title, submit = _("Log an attempt"), _("Log the attempt")
    refused_at: ClassVar = {"VisitCheckNeeded": "safe_alone"}
    conflict_texts = ("result",)
    channel = one_of(CHANNEL, _("How did you try?"))
    daypart = one_of(DAYPART, _("When in the day?"))
    reached = one_of(YES_NO, _("Did you reach the person?"))
    safe_alone = one_of(
        choices("safe alone", ("yes", "together", "unknown")), _("Before the first visit: is it safe to go alone?"),
        required=False,
    )  # fmt: skip
    minutes = one_of(MINUTES, _("How many minutes did it take?"), required=False)
    result = text(_("What came of it?"), rows=3)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.about is not None and self.about.state != "assigned":
            del self.fields["safe_alone"]

    def arguments(self) -> dict[str, Any]:
        """Yes or no becomes a truth, minutes a number; nothing chosen is no time spent."""
        given = super().arguments()
        return given | {"reached": given["reached"] == "yes", "minutes": int(given["minutes"] or 0)}


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
    title, submit = _("The MDO decides to go on"), _("Go on trying")
    refused_at: ClassVar = {"ReasonNeeded": "reason"}
    conflict_texts = ("reason",)
    reason = text(_("What did the MDO decide, and why?"))


class SetGoal(ActionForm):
    """A goal, and a supporter offered."""

    action = "case.set_goal"
    title, submit = _("Agree on a goal"), _("Record the goal")
    refused_at: ClassVar = {"GoalNeeded": "goal", "SupporterNotOffered": "supporter_offered"}
    conflict_texts = ("goal",)
    goal = text(_("What does the person want, in their own words?"), rows=3)
    supporter_offered = one_of(
        SUPPORTER, _("Did you offer an independent client supporter?"),
        help_text=_("The law asks for it (Wmo 2015, art. 2.3.2)."),
    )  # fmt: skip


class RecordRefusal(ActionForm):
    """The person wants no help now."""

    action = "case.record_refusal"
    title, submit = _("The person wants no help now"), _("Record this")
    meaning = _("After 14 days we ask you to weigh it again. Nobody is dropped.")
    refused_at: ClassVar = {"RefusalWordsNeeded": "words", "RiskNotWeighed": "risk"}
    conflict_texts = ("words", "risk")
    words = text(_("What did the person say, as literally as you can?"), rows=3)
    risk = text(_("What can happen when we stay away?"), rows=3)


class WeighAgain(ActionForm):
    """Is staying away still right?"""

    action = "case.weigh_again"
    title, submit = _("Weigh it again"), _("Record this")
    meaning = _("Is staying away still right? After six weeks we ask once more.")
    refused_at: ClassVar = {"RiskNotWeighed": "risk"}
    conflict_texts = ("risk",)
    risk = text(_("What can happen when we stay away?"))


class TryAgain(ActionForm):
    """Two people decide to try once more."""

    action = "case.try_again"
    title, submit = _("Try again, together with a colleague"), _("Try again")
    refused_at: ClassVar = {"SecondPersonNeeded": "second_person", "NoSuchColleague": "second_person",
                            "ReasonNeeded": "reason"}  # fmt: skip
    conflict_texts = ("reason",)
    second_person = colleague(_("Which colleague decides with you?"))
    reason = text(_("Why now?"), rows=3)

    def colleagues(self) -> Colleagues:
        return {
            "second_person": partial(colleague_choices, self.by.unit, (Role.CARE_COORDINATOR, Role.TEAM_LEAD))
        }


class Escalate(ActionForm):
    """Another service must act too."""

    action = "case.escalate"
    title, submit = _("Another service must act too"), _("Record this")
    meaning = _("You stay responsible until the other service has taken it on by name.")
    refused_at: ClassVar = {"ChainNeeded": "chain", "AcceptorNeeded": "acceptor"}
    chain = line(_("Which service?"))
    acceptor = line(_("Who took it on there?"))


class ComeBack(ActionForm):
    """The other service is done."""

    action = "case.come_back"
    title, submit = _("The other service is done"), _("Go on here")


class Pause(ActionForm):
    """Admitted, detained or abroad."""

    action = "case.pause"
    title, submit = _("Pause the case"), _("Pause")
    meaning = _("Every four weeks we ask you whether it still holds.")
    refused_at: ClassVar = {"ReasonNotInList": "reason", "DateNeeded": "expected_end"}
    reason = one_of(PAUSE_REASON, _("Why?"))
    expected_end = day(_("Until about when?"))


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
    refused_at: ClassVar = {"OutcomeNeeded": "outcome"}
    conflict_texts = ("note",)
    outcome = one_of(OUTCOME, _("How did it end?"))
    note = text(_("What should the next person know?"), rows=3, required=False)


class Reopen(ActionForm):
    """A new melding about the same person."""

    action = "case.reopen"
    title, submit = _("Reopen the case"), _("Reopen")
    refused_at: ClassVar = {"OwnerNeeded": "owner", "NoSuchColleague": "owner", "ReasonNeeded": "reason"}
    owner = colleague(_("Who gets this case?"))
    reason = text(_("Why?"), rows=3)

    def colleagues(self) -> Colleagues:
        return {"owner": partial(coordinators, self.by.unit)}


class Note(ActionForm):
    """A line in the timeline."""

    action = "case.note"
    title, submit = _("Write a note"), _("Save the note")
    text = text(_("Note"))


class DraftHandover(ActionForm):
    """Begin a handover of one's own case."""

    action = "handover.draft"
    title, submit = _("Prepare a handover"), _("Prepare the handover")
    meaning = _("You first write what goes over. Nothing leaves before you offer it.")

    def arguments(self) -> dict[str, Any]:
        """A new record has no version to compare with."""
        return {}


FORMS: dict[str, type[ActionForm]] = {
    form.action.rpartition(".")[2]: form
    for form in (
        Assign, Reassign, LogAttempt, MakeContact, CallMdo, GoOnTrying, SetGoal, RecordRefusal, WeighAgain, TryAgain,
        Escalate, ComeBack, Pause, Resume, RecordMove, RecordDeath, Close, Reopen, Note, DraftHandover,
    )
}  # fmt: skip
"""Step of the address -> its form."""
