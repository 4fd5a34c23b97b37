"""What does each step of a handover ask, of the sender and of the receiver? One form per action."""

from functools import partial
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from casework.forms.base import ActionForm, Colleagues, colleague_choices
from casework.forms.fields import YES_NO, colleague, day, moment, one_of, text
from casework.forms.package import Offer, Write
from casework.reading.care_words import CONTACT_KIND, RETURN_REASON, SOURCE, SUPPORTER
from workflows.calendars import local_date
from workflows.roles import WIJKTEAM


class Open(ActionForm):
    """Somebody of the receiving team reads the card."""

    action = "handover.open"
    title, submit = _("Take it up"), _("I have read the card")


class Ask(ActionForm):
    """A question to the sender."""

    action = "handover.ask"
    title, submit = _("Ask the sender"), _("Send the question")
    meaning = _("The sender answers within a working day. Your time to decide waits until then.")
    refused_at: ClassVar = {"ReasonNeeded": "question", "AskedTwiceAlready": "question"}
    conflict_texts = ("question",)
    question = text(_("What do you need to know before you can decide?"), rows=3)


class Answer(ActionForm):
    """The sender answers."""

    action = "handover.answer"
    title, submit = _("Answer the question"), _("Send the answer")
    meaning = _("The receiver reads this before accepting: write no more than the question needs.")
    refused_at: ClassVar = {"ReasonNeeded": "answer"}
    conflict_texts = ("answer",)
    answer = text(_("Your answer"), rows=4)


class Accept(ActionForm):
    """A named professional of the receiving team takes it on."""

    action = "handover.accept"
    title, submit = _("Accept"), _("Accept")
    meaning = _("The sender stays responsible until you have had contact of your own.")
    refused_at: ClassVar = {"AcceptorNeeded": "acceptor", "NoSuchColleague": "acceptor"}
    acceptor = colleague(_("Who of your team takes this on?"))
    start_date = day(_("When do you start?"), required=False)

    def colleagues(self) -> Colleagues:
        return {"acceptor": partial(colleague_choices, self.by.unit, WIJKTEAM)}


class Start(ActionForm):
    """The promised start of a waiting list."""

    action = "handover.start"
    title, submit = _("Start now"), _("Start now")
    refused_at: ClassVar = Accept.refused_at
    acceptor = colleague(_("Who of your team takes this on?"))

    def colleagues(self) -> Colleagues:
        return {"acceptor": partial(colleague_choices, self.by.unit, WIJKTEAM)}


class GiveBack(ActionForm):
    """Not ours, with the right place named."""

    action = "handover.give_back"
    title, submit = _("Give back"), _("Give back")
    refused_at: ClassVar = {"ReasonNotInList": "reason", "CapacityIsNoReason": "reason",
                            "AlternativeNeeded": "alternative"}  # fmt: skip
    conflict_texts = ("alternative",)
    reason = one_of(RETURN_REASON, _("Why is it not yours?"))
    alternative = text(
        _("Where does it belong, or what is missing?"), rows=3, required=False,
        help_text=_("Name the gemeente, law, provider or parts. The sender has to know where to go."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.about is not None:
            self.meaning = format_html(
                '{} <a href="{}">{}</a>',
                gettext("Is your team full? Then you do not give back, but say when you can start:"),
                reverse("handover-step", args=[self.about.ref, "put_on_waiting_list"]), gettext("the waiting list"),
            )  # fmt: skip


class PutOnWaitingList(ActionForm):
    """Yes, from a date, with a name and a bridge."""

    action = "handover.put_on_waiting_list"
    title, submit = _("Yes, but later"), _("Put on the waiting list")
    meaning = _("At most 30 days. The sender stays responsible until you have had contact yourself.")
    refused_at: ClassVar = {"AcceptorNeeded": "contact", "NoSuchColleague": "contact", "ReasonNeeded": "bridge",
                            "WaitingTooLong": "start_date"}  # fmt: skip
    conflict_texts = ("bridge",)
    start_date = day(_("When do you start?"))
    contact = colleague(_("Who can the sender call in the meantime?"))
    bridge = text(_("What happens until then, and who does it?"), rows=3)

    def colleagues(self) -> Colleagues:
        return {"contact": partial(colleague_choices, self.by.unit, WIJKTEAM)}


class PlanTalk(ActionForm):
    """Client, sender and receiver get a date."""

    action = "handover.plan_talk"
    title, submit = _("Plan the handover talk"), _("Plan it")
    meaning = _("The client, the sender and the receiver meet. Both colleagues are told the date.")
    refused_at: ClassVar = {"DateNeeded": "talk_at"}
    talk_at = moment(_("When do you meet?"))


class HoldTalk(ActionForm):
    """They met."""

    action = "handover.hold_talk"
    title, submit = _("The handover talk took place"), _("Record the talk")
    refused_at: ClassVar = {"ReasonNeeded": "agreements", "AbsenceNeedsReason": "absence_reason",
                            "SupporterNotOffered": "supporter_offered"}  # fmt: skip
    conflict_texts = ("agreements", "absence_reason")
    client_present = one_of(YES_NO, _("Was the client there?"), initial="yes")
    absence_reason = text(_("If not: why, and what did you do to try again?"), rows=2, required=False)
    agreements = text(_("What was agreed: who does what, and when?"), rows=4)
    supporter_offered = one_of(SUPPORTER, _("Did you offer an independent client supporter?"))

    def arguments(self) -> dict[str, Any]:
        given = super().arguments()
        return given | {"client_present": given["client_present"] == "yes"}


class Confirm(ActionForm):
    """The receiver had contact of its own: now the responsibility moves."""

    action = "handover.confirm"
    title, submit = _("We had contact ourselves"), _("Confirm and take responsibility")
    meaning = _("From this moment your team is responsible, and the sender no longer is.")
    refused_at: ClassVar = {"OwnContactNeeded": "kind", "NextAppointmentNeeded": "next_appointment"}
    kind = one_of(CONTACT_KIND, _("How did you have contact?"))
    contact_on = day(_("When was that?"))
    next_appointment = day(_("When is the next appointment?"))

    def clean_contact_on(self) -> Any:
        """Contact is something that took place."""
        on = self.cleaned_data["contact_on"]
        if on > local_date(self.by.at):
            raise ValidationError(gettext("This day is still to come. Confirm after the contact."))
        return on


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


class Redraft(ActionForm):
    """Another receiver, or a better package."""

    action = "handover.redraft"
    title, submit = _("Prepare it again"), _("Prepare it again")


class Withdraw(ActionForm):
    """The sender takes the offer back."""

    action = "handover.withdraw"
    title, submit = _("Withdraw"), _("Withdraw the handover")
    meaning = _("The receiver can no longer see it. The case goes on with you.")
    refused_at: ClassVar = {"ReasonNeeded": "reason"}
    conflict_texts = ("reason",)
    reason = text(_("Why?"), rows=3)


class GoTogether(ActionForm):
    """The client accepts only the sender."""

    action = "handover.go_together"
    title, submit = _("Go on together for now"), _("Go on together")
    meaning = _("You visit together and stay responsible. Every four weeks you look again.")
    refused_at: ClassVar = {"ReasonNeeded": "reason"}
    conflict_texts = ("reason",)
    reason = text(_("Why does the client want this?"), rows=3)


class LetGo(ActionForm):
    """The client knows the receiver now."""

    action = "handover.let_go"
    title, submit = _("The client knows the receiver now"), _("Go on with the handover")


FORMS: dict[str, type[ActionForm]] = {
    form.action.rpartition(".")[2]: form
    for form in (
        Write, Offer, Open, Ask, Answer, Accept, Start, GiveBack, PutOnWaitingList, PlanTalk, HoldTalk, Confirm,
        Complete, Lose, Redraft, Withdraw, GoTogether, LetGo,
    )
}  # fmt: skip
"""Step of the address -> its form."""

AT_ONCE = ("open", "redraft", "let_go")
"""Steps that ask nothing: one button is enough."""
