"""What is asked when a shift is planned, swapped, taken over or signed?"""

from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from casework.forms.base import ActionForm, Colleagues
from casework.forms.fields import moment
from casework.reading.roster import choices


class _OfTeam(ActionForm):
    """A form about the roster of one team (its id). It has no version: the team is locked while a shift changes.

    `shift`: the shift it is about, as people say it; `holder`: the username of whoever has it.
    """

    def __init__(
        self,
        *args: Any,
        team: str,
        shift: str = "",
        holder: str = "",
        initial: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        self.team, self.holder = team, holder
        super().__init__(*args, initial=initial or {}, **kwargs)
        if shift:
            self.meaning = f"{shift}. {self.meaning}"

    def arguments(self) -> dict[str, Any]:
        """What was filled in, without a version."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen_version"}


class _WithColleague(_OfTeam):
    """The same, with one colleague who can have the duty."""

    refused_at: ClassVar = {"NoSuchColleague": "username", "HasItAlready": "username"}
    username = forms.CharField(label=_("Who?"), widget=forms.Select)

    def colleagues(self) -> Colleagues:
        return {"username": lambda: [("", "---------"), *choices(self.team, but=self.holder)]}


class Plan(_WithColleague):
    """Somebody has the duty from one moment until another."""

    action = "roster.plan"
    title, submit = _("Plan a shift"), _("Plan this shift")
    meaning: Any = _("Notices of the duty go to this colleague then. One person has the duty at a time.")
    refused_at: ClassVar = {"NoSuchColleague": "username", "ShiftIsPast": "ends_at", "ShiftTooLong": "ends_at",
                            "ClosedThen": "starts_at", "HeldAlready": "starts_at"}  # fmt: skip
    starts_at = moment(_("From"))
    ends_at = moment(pgettext_lazy("plan", "until"))


class Swap(_WithColleague):
    """Somebody else has it."""

    action = "roster.swap"
    title, submit = _("Swap this shift"), _("Swap")
    meaning: Any = _(
        "Both colleagues hear it. Does the shift run already? Then it is about what is left of it."
    )


class Ill(_WithColleague):
    """Whoever has it is ill."""

    action = "roster.ill"
    title, submit = _("Report ill for this shift"), _("Report ill")
    meaning: Any = _(
        "Their terms ring with who stands in, and every later shift of theirs is open until they are better. "
        "Choose who takes this shift over. Left open, the standing duty answers and the coordinator hears it."
    )
    username = forms.CharField(label=_("Who takes this shift over?"), required=False, widget=forms.Select)


class Remove(_OfTeam):
    """It does not take place."""

    action = "roster.remove"
    title = submit = _("Remove this shift")
    meaning: Any = _("The standing duty answers then, and everybody sees that. A shift that runs ends now.")


class TakeOver(_OfTeam):
    """From now on it is mine."""

    action = "roster.take_over"
    title, submit = _("Take over the duty now"), _("I take over now")
    meaning: Any = _(
        "From now on you have the duty. Who had it hears that. Let them tell you what is open, and sign."
    )


class SignOff(_OfTeam):
    """I told what is open."""

    action = "roster.sign_off"
    title, submit = _("Sign as who leaves"), _("I told what is open")
    meaning: Any = _("You sign that you told your successor, out loud, what stands on the list.")


class SignOn(_OfTeam):
    """I heard what is open."""

    action = "roster.sign_on"
    title, submit = _("Sign as who comes"), _("I heard what is open")
    meaning: Any = _("You sign that your predecessor told you, out loud, what stands on the list.")


def planned(start: str, end: str) -> dict[str, Any]:
    """What stands ready in the form: the times of an open shift, as the page sent them. Nothing for what is no time."""
    found = {}
    for name, said in (("starts_at", start), ("ends_at", end)):
        try:
            found[name] = datetime.fromisoformat(said)
        except ValueError:
            continue
    return found


FORMS: dict[str, type[_OfTeam]] = {
    "ruil": Swap, "ziek": Ill, "weg": Remove, "over": SignOff, "op": SignOn,
}  # fmt: skip
"""The acts on one shift, by their word in the address."""
