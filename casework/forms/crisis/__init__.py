"""Which form belongs to which step of a crisis?"""

from casework.forms.base import ActionForm
from casework.forms.crisis.ending import Close, EndElsewhere, FindNone, SettleByPhone
from casework.forms.crisis.planning import FillHoles, PrepareHandover, SettlePlan, SignPlan, WritePlan
from casework.forms.crisis.staying import CallService, FillSheet, Note, Stabilise
from casework.forms.crisis.taking import Accept, Arrive, SetOut, TakeOver

FORMS: dict[str, type[ActionForm]] = {
    form.action.rpartition(".")[2]: form
    for form in (
        Accept, SetOut, Arrive, FillSheet, Stabilise, Note, CallService, WritePlan, FillHoles, SignPlan, SettlePlan,
        PrepareHandover, TakeOver, FindNone, SettleByPhone, EndElsewhere, Close,
    )
}  # fmt: skip
