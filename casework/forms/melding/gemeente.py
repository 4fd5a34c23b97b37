"""What is asked about the gemeente of a melding? Why it is this one; a dispute asks what it asks of any item."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from casework.forms.base import ActionForm
from casework.forms.gemeente import gemeente_choice, place_choice
from casework.forms.melding.parts import long_text, one_of
from casework.forms.typed import TypedText
from workflows.gemeente import RULES


class DecideGemeente(ActionForm):
    """A human chooses the gemeente, with the four facts beside it."""

    action = "melding.decide_gemeente"
    title, submit = _("Decide which gemeente"), _("Decide the gemeente")
    meaning = _(
        "Who lives or stays there decides about help; where the person is now decides about a crisismaatregel."
    )
    refused_at: ClassVar = {"GemeenteNotListed": "gemeente", "RuleNeeded": "rule", "ReasonNeeded": "reason"}
    conflict_texts = ("reason", "location", "origin")
    gemeente = gemeente_choice(_("Which gemeente is it?"))
    rule = one_of("gemeente rule", RULES, _("Why this gemeente?"))
    reason = long_text(_("What do you know, and from whom?"))
    stays_gemeente = place_choice(_("In which gemeente is the person now?"))
    location = TypedText(label=_("Where is the person now?"))
    origin = TypedText(
        label=_("Gemeente of origin"), help_text=_("Where the person comes from, when that differs.")
    )
    paying = place_choice(_("Which gemeente pays?"))

    def __init__(self, *args: Any, placed: dict[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, value in (placed or {}).items():
            self.fields[name].initial = value


class SeekGemeente(ActionForm):
    """Nobody knows yet."""

    action = "melding.seek_gemeente"
    title, submit = _("Nobody knows which gemeente yet"), _("Find out which gemeente")
    meaning = _("Within five working days it is known, or the team lead decides.")
    refused_at: ClassVar = {"ReasonNeeded": "reason"}
    conflict_texts = ("reason",)
    reason = long_text(_("Whom did you ask, and what?"))
