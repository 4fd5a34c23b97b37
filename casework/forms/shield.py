"""What is asked before a case is closed to all but a few, and before it is opened again?"""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.forms.base import ActionForm, Colleagues, colleague_choices
from casework.forms.fields import text
from casework.models import Account, Case
from privacy.context import Acting
from workflows.roles import Role


def named_before(case: Case, by: Acting) -> list[str]:
    """Usernames of the colleagues whom the shield of this case names, beside its owner and whoever asks.

    Putting it up again replaces them, so that who is not ticked any more no longer knows of it.
    """
    always = {by.actor, str(case.owner_person_id)}
    found = Account.objects.filter(pk__in=set(case.shielded_for.split()) - always)
    return list(found.order_by("username").values_list("username", flat=True))


class PutUp(ActionForm):
    """Who may know of the case, and why nobody else."""

    action = "shield.put_up"
    title, submit = _("Shield the case"), _("Shield")
    meaning: Any = _(
        "Only whom you name can find and open this case; you and the owner always can. Others do not see that it is "
        "there. The privacy officer sees that you did this and why."
    )
    refused_at: ClassVar = {"ReasonNeeded": "reason", "NoSuchColleague": "named"}
    named = forms.MultipleChoiceField(
        label=_("Who else may know of it?"), widget=forms.CheckboxSelectMultiple, required=False,
        help_text=_("Also name the triagist who takes in what comes in about this person."),
    )  # fmt: skip
    reason = text(_("Why?"), rows=3)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = (Role.TEAM_LEAD, Role.CARE_COORDINATOR, Role.TRIAGIST)
        listed: Any = self.fields["named"]
        listed.choices = colleague_choices(self.by.unit, roles)

    def colleagues(self) -> Colleagues:
        return {}


class Lift(ActionForm):
    """Why the case may be known to its team again."""

    action = "shield.lift"
    title, submit = _("Lift the shield"), _("Lift the shield")
    meaning: Any = _(
        "The whole team can find the case again. The privacy officer sees that you did this and why."
    )
    refused_at: ClassVar = {"ReasonNeeded": "reason"}
    reason = text(_("Why?"), rows=3)
