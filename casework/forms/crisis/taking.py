"""What is asked of whoever goes to a crisis? Who goes along, and where the person is."""

from functools import partial
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from casework.forms.base import ActionForm, Colleagues, colleague_choices
from casework.forms.fields import colleague, line, one_of, text
from casework.reading.crisis_words import gemeenten
from workflows.roles import CRISIS


class Pair(ActionForm):
    """Two people by name, or one and the reason."""

    refused_at: ClassVar = {"PairNeeded": "companion", "NoSuchColleague": "companion"}
    conflict_texts = ("alone_reason",)
    companion = colleague(_("Who goes with you?"), required=False)
    alone_reason = text(_("Do you go alone? Why?"), rows=2, required=False)

    def colleagues(self) -> Colleagues:
        return {"companion": partial(_others, self.by.unit, self.by.actor)}


def _others(team: str, me: str) -> list[tuple[str, str]]:
    return colleague_choices(team, CRISIS, but=me)


class Accept(Pair):
    """A pair takes it."""

    action = "crisis.accept"
    title, submit = _("Take this crisis"), _("We take this crisis")
    meaning = _("From now on it is yours, by name, and the 24 hours run.")


class TakeOver(Pair):
    """Another pair goes on."""

    action = "crisis.take_over"
    title, submit = _("Take this over"), _("We go on with it")
    meaning = _("It is yours from now on, with everything that runs beside it. The clock runs on.")


class SetOut(ActionForm):
    """On the way."""

    action = "crisis.set_out"
    title, submit = _("We are on the way"), _("We are on the way")


class Arrive(ActionForm):
    """There."""

    action = "crisis.arrive"
    title, submit = _("We are there"), _("We are there")
    refused_at: ClassVar = {"WhereaboutsNeeded": "where"}
    conflict_texts = ("where", "present")
    where = line(_("Where is the person now?"))
    stays_gemeente = one_of([], _("In which gemeente is that?"))
    present = text(_("Who is there?"), rows=2, required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # as the base takes them
        self.fields["stays_gemeente"].choices = gemeenten()  # type: ignore[attr-defined]  # a ChoiceField
