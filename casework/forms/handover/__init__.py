"""What does each step of a handover ask, of the sender and of the receiver? One form per action."""

from casework.forms.base import ActionForm
from casework.forms.gemeente import forms_of
from casework.forms.handover.meeting import (
    Complete,
    Confirm,
    GoTogether,
    HoldTalk,
    LetGo,
    LogAfterContact,
    LogJointContact,
    Lose,
    PlanTalk,
    ReviewTogether,
)
from casework.forms.handover.naming import AcceptForNow, NameProfessional, PassOn, StepAside
from casework.forms.handover.outside import ConfirmOutside, OfferOutside, RecordAcceptance, RecordReturn
from casework.forms.handover.receiving import Accept, Ask, CallIncomplete, GiveBack, Open
from casework.forms.handover.sending import Answer, DraftOnward, FillIn, Redraft, Withdraw
from casework.forms.handover.waiting import (
    DecideAcceptance,
    DecideElsewhere,
    DecideWaiting,
    MoveStart,
    PutOnWaitingList,
    Start,
)
from casework.forms.package import Offer, Write

LISTED: tuple[type[ActionForm], ...] = (
    Write, Offer, OfferOutside, Open, Ask, Answer, FillIn, Accept, AcceptForNow, Start, RecordAcceptance,
    NameProfessional, CallIncomplete, PutOnWaitingList, MoveStart, PassOn, GiveBack, RecordReturn,
    DecideAcceptance, DecideWaiting,
    DecideElsewhere, PlanTalk, HoldTalk, LogJointContact, Confirm, ConfirmOutside, LogAfterContact, Complete,
    Lose, DraftOnward, Redraft, Withdraw, GoTogether, ReviewTogether, LetGo, StepAside,
    *forms_of("handover"),
)  # fmt: skip

FORMS: dict[str, type[ActionForm]] = {form.action.rpartition(".")[2]: form for form in LISTED}
"""Step of the address -> its form."""

AT_ONCE = ("open", "redraft", "let_go", "accept_for_now")
"""Steps that ask nothing: one button is enough."""
