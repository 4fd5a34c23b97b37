"""What is asked about what runs beside a case: by the care coordinator of another service, by a partner of itself?"""

from functools import partial
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from casework.forms.base import ActionForm, Colleagues, colleague_choices
from casework.forms.case.trying import Attempt
from casework.forms.fields import colleague, line, one_of, text
from casework.forms.why import Why
from casework.reading.care_words import RESULT, TASK_REASON
from workflows.roles import Role


class NameAcceptor(ActionForm):
    """Somebody there took it."""

    action = "escalation.name_acceptor"
    title, submit = _("Somebody there took it"), _("Record who took it")
    refused_at: ClassVar = {"AcceptorNeeded": "acceptor", "NameTooLong": "acceptor"}
    conflict_texts = ("note",)
    acceptor = line(_("Who took it on there?"))
    note = text(_("What did they say?"), rows=2, required=False)


class AskAgain(ActionForm):
    """We asked how it stands."""

    action = "escalation.ask_again"
    title, submit = _("Ask how it stands"), _("Record this")
    meaning = _("The term of this service begins again.")
    refused_at: ClassVar = {"ReasonNeeded": "note"}
    conflict_texts = ("note",)
    note = text(_("What did they say?"), rows=3)
    acceptor = line(_("Does somebody else have it there now? Who?"), required=False)


class End(ActionForm):
    """What came of it."""

    action = "escalation.end"
    title, submit = _("What came of it"), _("Record the result")
    refused_at: ClassVar = {"ReasonNotInList": "result", "ReasonNeeded": "note"}
    conflict_texts = ("note",)
    result = one_of(RESULT, _("How did it end?"))
    note = text(_("What does that mean for this person?"), rows=3)


class Accept(ActionForm):
    """Somebody of the partner does it."""

    action = "task.accept"
    title, submit = _("Take this on"), _("Take this on")
    meaning = _("From here you can read what was released. Every look is recorded.")
    refused_at: ClassVar = {"AcceptorNeeded": "acceptor", "NoSuchColleague": "acceptor"}
    acceptor = colleague(_("Who does it?"))

    def colleagues(self) -> Colleagues:
        return {"acceptor": partial(colleague_choices, self.by.unit, (Role.PARTNER,))}


class LogContact(Attempt):
    """A try or a contact of the partner."""

    action = "task.log_contact"
    title, submit = _("Log an attempt or a contact"), _("Save this")


class Finish(ActionForm):
    """Done."""

    action = "task.finish"
    title, submit = _("This is done"), _("Done")
    refused_at: ClassVar = {"ResultNeeded": "result"}
    conflict_texts = ("result",)
    result = text(_("What came of it?"), rows=3)


class GiveBack(ActionForm):
    """Not by us."""

    action = "task.give_back"
    title, submit = _("Give this back"), _("Give it back")
    refused_at: ClassVar = {"ReasonNotInList": "reason", "CapacityIsNoReason": "reason"}
    conflict_texts = ("note",)
    reason = one_of(TASK_REASON, _("Why?"))
    note = text(_("What should the care coordinator know?"), rows=3, required=False)


class Withdraw(Why):
    """Not needed any more."""

    action = "task.withdraw"
    title, submit = _("This is not needed any more"), _("Withdraw the task")


ESCALATION: dict[str, type[ActionForm]] = {"name_acceptor": NameAcceptor, "ask_again": AskAgain, "end": End}
"""Step of what lies with another service -> its form."""

TASK: dict[str, type[ActionForm]] = {
    "accept": Accept, "log_contact": LogContact, "finish": Finish, "give_back": GiveBack, "withdraw": Withdraw,
}  # fmt: skip
"""Step of a task of a partner -> its form."""
