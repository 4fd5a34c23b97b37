"""What does each step of a case ask? One form per action, in the words of somebody who just came back from a visit."""

from casework.forms.base import ActionForm
from casework.forms.case.agreeing import AgreeNeighbours, ReviewGoal, ScoreDomain, SetGoal
from casework.forms.case.assigning import Assign, Reassign, Reopen
from casework.forms.case.beside import AskPartner, ComeBack, Escalate, HoldOff
from casework.forms.case.handing_over import DraftHandover
from casework.forms.case.leaving import Close, LookAtPause, Pause, RecordDeath, RecordMove, Resume
from casework.forms.case.refusing import RecordRefusal, TryAgain, WeighAgain
from casework.forms.case.trying import CallMdo, GoOnTrying, LogAttempt, MakeContact, Note
from casework.forms.nachtkaart import StopCard, WriteCard
from casework.forms.shield import Lift, PutUp

FORMS: dict[str, type[ActionForm]] = {
    form.action.rpartition(".")[2]: form
    for form in (
        Assign, Reassign, LogAttempt, MakeContact, CallMdo, GoOnTrying, SetGoal, ReviewGoal, RecordRefusal,
        WeighAgain, TryAgain, AskPartner, Escalate, HoldOff, ComeBack, ScoreDomain, AgreeNeighbours,
        Pause, LookAtPause, Resume, RecordMove, RecordDeath, Close, Reopen, Note, DraftHandover,
        PutUp, Lift, WriteCard, StopCard,
    )
}  # fmt: skip
"""Step of the address -> its form."""
