"""What does each step of a melding ask? One form per action; most are one button and one sentence."""

from casework.forms.base import ActionForm
from casework.forms.gemeente import forms_of
from casework.forms.melding.drafting import DropDraft, GiveAdvice, TakeDraft
from casework.forms.melding.ending import Close, GiveFeedback, Reopen
from casework.forms.melding.forwarding import Accept, ReturnToTriage
from casework.forms.melding.gemeente import DecideGemeente, SeekGemeente
from casework.forms.melding.linking import AddToCase, Link, Read, Unlink
from casework.forms.melding.owning import Reassign
from casework.forms.melding.placing import MarkInsufficient, NotTakeUp, ReferOutOfArea, TakeUpAgain
from casework.forms.melding.screening import Screen, TakeCrisis
from casework.forms.melding.weighing import AskInformation, Claim, Release, ResumeTriage

LISTED: tuple[type[ActionForm], ...] = (
    TakeDraft, GiveAdvice, DropDraft, Claim, Release, Screen, TakeCrisis, AskInformation, ResumeTriage, Link,
    Unlink, AddToCase, Read, Accept, ReturnToTriage, DecideGemeente, SeekGemeente, ReferOutOfArea,
    MarkInsufficient, TakeUpAgain, NotTakeUp, GiveFeedback, Close, Reopen, Reassign,
    *forms_of("melding"),
)  # fmt: skip

FORMS: dict[str, type[ActionForm]] = {form.action.rpartition(".")[2]: form for form in LISTED}
"""Step of a melding -> its form."""
