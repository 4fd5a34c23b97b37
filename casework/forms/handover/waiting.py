"""What do waiting and deciding ask? A date, a name and a bridge; of who decides the reason, and where it goes."""

from functools import partial
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from casework.forms.base import ActionForm, Colleagues, colleague_choices
from casework.forms.fields import colleague, day, text
from casework.forms.handover.receiving import Accept
from casework.forms.why import Why
from casework.people import takers


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
        return {"contact": partial(colleague_choices, self.by.unit, takers(self.by.unit))}


class MoveStart(ActionForm):
    """The promised start moves, once."""

    action = "handover.move_start"
    title, submit = _("Move the start"), _("Move the start")
    meaning = _("You can do this once, and not beyond 30 days after it went on the waiting list.")
    refused_at: ClassVar = {
        "ReasonNeeded": "reason",
        "WaitingTooLong": "start_date",
        "StartMovedBefore": "start_date",
    }
    conflict_texts = ("reason",)
    start_date = day(_("When do you start instead?"))
    reason = text(_("Why?"), rows=2)


class Start(ActionForm):
    """The promised start of a waiting list."""

    action = "handover.start"
    title, submit = _("Start now"), _("Start now")
    refused_at: ClassVar = Accept.refused_at
    acceptor = colleague(_("Who of your team takes this on?"))

    def colleagues(self) -> Colleagues:
        return {"acceptor": partial(colleague_choices, self.by.unit, takers(self.by.unit))}


class DecideAcceptance(Why):
    """This team does it."""

    action = "handover.decide_acceptance"
    title, submit = _("Decide: this team does it"), _("Decide")
    meaning = _("The coordinator of the team names a professional within a working day.")


class DecideWaiting(ActionForm):
    """A longer wait, with help in the meantime."""

    action = "handover.decide_waiting"
    title, submit = _("Decide: a later start"), _("Decide")
    meaning = _(
        "Only you can let somebody wait longer than 30 days, with the reason and help in the meantime."
    )
    refused_at: ClassVar = {"AcceptorNeeded": "contact", "NoSuchColleague": "contact", "DateNeeded": "start_date",
                            "ReasonNeeded": "reason"}  # fmt: skip
    conflict_texts = ("reason", "bridge")
    start_date = day(_("When does the team start?"))
    contact = colleague(_("Who can the sender call in the meantime?"))
    reason = text(_("Why?"), rows=2)
    bridge = text(_("What happens until then, and who does it?"), rows=3)

    def colleagues(self) -> Colleagues:
        return {"contact": partial(colleague_choices, self.by.unit, takers(self.by.unit))}


class DecideElsewhere(ActionForm):
    """Not this team, and who then."""

    action = "handover.decide_elsewhere"
    title, submit = _("Decide: somebody else does it"), _("Decide")
    meaning = _("The sender offers it where you say. That a team is full is no reason.")
    refused_at: ClassVar = {"ReasonNeeded": "reason", "CapacityIsNoReason": "reason",
                            "AlternativeNeeded": "alternative"}  # fmt: skip
    conflict_texts = ("reason", "alternative")
    alternative = text(_("Who does it instead?"), rows=2)
    reason = text(_("Why?"), rows=3)
