"""What is asked about somebody's working days, and about the room a team has?"""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from casework.actions.team import MOST_PLACES
from casework.errors import PlacesOutOfRange
from casework.forms.base import ActionForm, Colleagues, colleague_choices
from casework.forms.fields import day
from casework.forms.typed import PhoneField
from casework.models import Account, TeamRoom
from workflows.refusals import WorkingDayNeeded


class SetDays(ActionForm):
    """Working days, the start of the day, and the deputy of `account`."""

    action = "team.set_days"
    title, submit = _("Working days and deputy"), _("Save")
    meaning: Any = _("On other days your terms ring with the deputy. You stay the owner.")
    refused_at: ClassVar = {"WorkingDayNeeded": "works_on", "NoSuchColleague": "deputy"}
    works_on = forms.MultipleChoiceField(
        label=_("On which days?"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _(WorkingDayNeeded().sentence)},
        choices=[
            ("1", pgettext_lazy("day", "Monday")), ("2", pgettext_lazy("day", "Tuesday")),
            ("3", pgettext_lazy("day", "Wednesday")), ("4", pgettext_lazy("day", "Thursday")),
            ("5", pgettext_lazy("day", "Friday")), ("6", pgettext_lazy("day", "Saturday")),
            ("7", pgettext_lazy("day", "Sunday")),
        ],
    )  # fmt: skip
    starts_at = forms.TimeField(
        label=_("When does the day begin?"), help_text=_("Such as 08:30. Then you get one mail when notices wait."),
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
    )  # fmt: skip
    phone = PhoneField(
        label=_("On which number can we call this colleague at night?"),
        help_text=_("A text message goes there when somebody must come at once. Empty: a mail."),
    )  # fmt: skip
    deputy = forms.CharField(label=_("Who stands in?"), required=False, widget=forms.Select)

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        self.account = account
        before = account.deputy.username if account.deputy else ""
        now = {"works_on": list(account.works_on), "starts_at": account.starts_at, "deputy": before,
               "phone": account.phone}  # fmt: skip
        super().__init__(*args, initial=now, **kwargs)
        if str(account.pk) != self.by.actor:
            said = gettext("These are the days of %(name)s. On other days their terms ring with the deputy.")
            self.meaning = said % {"name": account.name}

    def colleagues(self) -> Colleagues:
        def same_work() -> list[tuple[str, str]]:
            found = colleague_choices(str(self.account.team_id), (self.account.role,))
            others = [one for one in found if one[0] != self.account.username]
            return [("", str(_("the duty of the team"))), *others]

        return {"deputy": same_work}

    def arguments(self) -> dict[str, Any]:
        """An account has no version."""
        given = self.cleaned_data
        return {
            "works_on": "".join(given["works_on"]),
            "starts_at": given["starts_at"],
            "deputy": given["deputy"],
            "phone": given["phone"],
        }


class SayRoom(ActionForm):
    """How much room the team has, and until when that holds. `room`: what was said before, if that still holds."""

    action = "team.say_room"
    title, submit = _("How much room do you have?"), _("Show this to senders")
    meaning: Any = _(
        "Who chooses a receiver sees this. It is information: a full team is no reason to give back, "
        "and what lies with you already stays with you."
    )
    refused_at: ClassVar = {"PlacesOutOfRange": "places", "FirstStartNeeded": "first_start",
                            "RoomHoldsTooLong": "holds_until"}  # fmt: skip
    places = forms.IntegerField(
        label=_("How many people can you begin with?"), min_value=0, max_value=MOST_PLACES,
        error_messages=dict.fromkeys(("min_value", "max_value"), _(PlacesOutOfRange().sentence)),
    )  # fmt: skip
    first_start = day(
        _("From which day can you begin?"), required=False,
        help_text=_("Empty means at once. Needed when you have no place."),
    )  # fmt: skip
    holds_until = day(
        _("Until which day does this hold?"), help_text=_("At most four weeks. Afterwards nobody sees it any more."),
    )  # fmt: skip

    def __init__(self, *args: Any, room: TeamRoom | None, **kwargs: Any) -> None:
        now: dict[str, Any] = {}
        if room is not None:
            now = {"places": room.places, "first_start": room.first_start, "holds_until": room.holds_until}
        super().__init__(*args, initial=now, **kwargs)

    def arguments(self) -> dict[str, Any]:
        """Room has no version: the last one who looked is right."""
        return {name: self.cleaned_data[name] for name in ("places", "first_start", "holds_until")}
