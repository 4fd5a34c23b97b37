"""What is asked before an account is closed? Nothing but a second look, and what that colleague still holds."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from casework.errors import Situation, StillHolding
from casework.forms.base import ActionForm
from workflows.refusals import Refusal


class Deactivate(ActionForm):
    """Close an account. Its name stays readable in everything that colleague did.

    `name`: of the colleague. `held`: what they still hold, in one sentence without content; empty for nothing.
    """

    action = "account.deactivate"
    title, submit = _("Close this account"), _("Close the account")

    def __init__(self, *args: Any, name: str, held: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.held = held
        allowed = gettext("%(name)s can no longer log in. What they did stays readable under their name.")
        self.meaning = f"{held} {gettext(StillHolding().sentence)}" if held else allowed % {"name": name}

    def arguments(self) -> dict[str, Any]:
        """An account has no version."""
        return {}

    def refuse(self, error: Refusal | Situation) -> None:
        """The sentence of the refusal, with what and how many, never which."""
        super().refuse(error)
        self.meaning = ""
        if self.held:
            self.add_error(None, self.held)
