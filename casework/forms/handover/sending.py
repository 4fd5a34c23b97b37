"""What does each step of the sender ask after the offer? The answer, the parts that were missing, again, or back."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from casework.forms.base import ActionForm
from casework.forms.fields import text
from casework.forms.why import Why
from casework.reading.care_words import PARTS


class Answer(ActionForm):
    """The sender answers."""

    action = "handover.answer"
    title, submit = _("Answer the question"), _("Send the answer")
    meaning = _("The receiver reads this before accepting: write no more than the question needs.")
    refused_at: ClassVar = {"ReasonNeeded": "answer"}
    conflict_texts = ("answer",)
    answer = text(_("Your answer"), rows=4)


class FillIn(ActionForm):
    """The parts the receiver named."""

    action = "handover.fill_in"
    needs_its_item = True
    title, submit = _("Fill in what is missing"), _("Send these parts")
    meaning = _("The receiver asked for these parts. Write for somebody who does not know this person.")
    conflict_texts = tuple(f"part_{part}" for part, _label in PARTS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        missing = self.about.missing_parts if self.about is not None else ()
        for part, label in PARTS:
            if part in missing:
                self.fields[f"part_{part}"] = text(label, rows=3)

    def arguments(self) -> dict[str, Any]:
        given = super().arguments()
        named = [name for name in given if name.startswith("part_")]
        return {
            "seen_version": given["seen_version"],
            "package": {name.removeprefix("part_"): given[name] for name in named},
        }


class DraftOnward(ActionForm):
    """Begin to hand on somebody who landed here."""

    action = "handover.draft_onward"
    title, submit = _("Hand over to bemoeizorg"), _("Prepare the handover")
    meaning = _(
        "You stay responsible until they have had contact of their own. You first write what goes over; nothing leaves "
        "before you offer it."
    )

    def arguments(self) -> dict[str, Any]:
        """A new record has no version to compare with."""
        return {}


class Redraft(ActionForm):
    """Another receiver, or a better package."""

    action = "handover.redraft"
    title, submit = _("Prepare it again"), _("Prepare it again")


class Withdraw(Why):
    """The sender takes the offer back."""

    action = "handover.withdraw"
    title, submit = _("Withdraw"), _("Withdraw the handover")
    meaning = _("The receiver can no longer see it. The case goes on with you.")
