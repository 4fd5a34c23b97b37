"""What does the person not want? Help and sharing are asked and kept apart."""

from functools import partial
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from casework.forms.base import ActionForm, Colleagues, colleague_choices
from casework.forms.fields import YES_NO, colleague, one_of, text
from workflows.roles import Role


class RecordRefusal(ActionForm):
    """The person wants no help now."""

    action = "case.record_refusal"
    title, submit = _("The person wants no help now"), _("Record this")
    meaning = _("After 14 days we ask you to weigh it again. Nobody is dropped.")
    refused_at: ClassVar = {
        "RefusalWordsNeeded": "words",
        "RiskNotWeighed": "risk",
        "DoubtNotAnswered": "doubt",
    }
    conflict_texts = ("words", "risk")
    words = text(_("What did the person say, as literally as you can?"), rows=3)
    risk = text(_("What can happen when we stay away?"), rows=3)
    doubt = one_of(
        YES_NO, _("Do you doubt that the person can oversee this decision?"),
        help_text=_("With doubt the team lead hears it today."),
    )  # fmt: skip


class WeighAgain(ActionForm):
    """Is staying away still right?"""

    action = "case.weigh_again"
    title, submit = _("Weigh it again"), _("Record this")
    meaning = _("Is staying away still right? After six weeks we ask once more.")
    refused_at: ClassVar = {"RiskNotWeighed": "risk", "MdoNeeded": "mdo"}
    conflict_texts = ("risk", "mdo")
    risk = text(_("What can happen when we stay away?"))
    mdo = text(
        _("Did several disciplines look along? Who, and what did they decide?"), rows=3, required=False,
        help_text=_("Needed after weighing twice without."),
    )  # fmt: skip


class TryAgain(ActionForm):
    """Two people decide to try once more."""

    action = "case.try_again"
    title, submit = _("Try again, together with a colleague"), _("Try again")
    refused_at: ClassVar = {"ColleagueNeeded": "second_person", "NoSuchColleague": "second_person",
                            "ReasonNeeded": "reason"}  # fmt: skip
    conflict_texts = ("reason",)
    second_person = colleague(_("Which colleague decides with you?"))
    reason = text(_("Why now?"), rows=3)

    def colleagues(self) -> Colleagues:
        return {
            "second_person": partial(colleague_choices, self.by.unit, (Role.CARE_COORDINATOR, Role.TEAM_LEAD))
        }
