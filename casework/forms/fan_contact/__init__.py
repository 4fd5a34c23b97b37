"""Which form belongs to which step of a contact at night?"""

from casework.forms.base import ActionForm
from casework.forms.fan_contact.beginning import Answer, Begin, Identify, Lapse
from casework.forms.fan_contact.ending import Finish, Route, SignOutside, Take, TakeOver, WriteNote
from casework.forms.fan_contact.escalating import Accept, Escalate, NameAcceptor
from casework.forms.fan_contact.planning import Cancel, LetRest, Miss, PlanCall, Reach
from casework.forms.fan_contact.visiting import (
    Arrive,
    CallForHelp,
    CheckOut,
    Extend,
    GoOn,
    ReportSafe,
    SetOut,
)

__all__ = ["FORMS", "Begin", "PlanCall"]

FORMS: dict[str, type[ActionForm]] = {
    form.action.rpartition(".")[2]: form
    for form in (
        Answer, Identify, Finish, Route, Escalate, NameAcceptor, Accept, WriteNote, Take, SignOutside,
        Arrive, CheckOut, Extend, GoOn, CallForHelp, ReportSafe, SetOut, Reach, Miss, LetRest,
        TakeOver, Cancel, Lapse,
    )
}  # fmt: skip
