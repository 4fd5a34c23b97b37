"""How are the codes of a contact at night said on screen, and whom of the day can it be addressed to?"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from casework.directory.current import pack
from casework.fan import chain_number, day_teams, routes_for
from casework.models import Account
from casework.reading.care_words import choices, term_word
from casework.reading.words import gemeente_word, team_word
from privacy.context import Acting
from workflows.fan_contact import CHAINS, CHANNELS
from workflows.fan_contact_morning import DAY
from workflows.fan_profile import ENDINGS

Choices = list[tuple[str, str]]

FAN_CHANNEL = choices("fan channel", CHANNELS)
FAN_CHAIN = choices("fan chain", CHAINS)
FAN_ENDING = choices("fan ending", ENDINGS)
PLAN_LABEL = {
    "helps": gettext_lazy("What helps"),
    "silence": gettext_lazy("When nobody answers"),
    "signs": gettext_lazy("How it shows that it goes badly"),
    "avoid": gettext_lazy("What does not help"),
    "agreements": gettext_lazy("What was agreed about contact"),
}
"""The parts of a signal plan, in the order of somebody who has them on the phone."""
SAFETY_LABEL = {
    "Q1": gettext_lazy("Is somebody in danger of life now?"),
    "Q3": gettext_lazy("A plan to die or to harm somebody, today?"),
}
"""The two questions of every contact, short enough to say out loud."""


def gemeenten() -> Choices:
    """Every gemeente of the region by name, after 'not known'."""
    return [("", _("Not known")), *((code, gemeente_word(code)) for code in pack().region.gemeenten)]


def back_within() -> Choices:
    """Within how many minutes somebody can be back from a visit."""
    return [(str(minutes), term_word(f"{minutes}m")) for minutes in (30, 45, 60, 90, 120, 180)]


def route_choices(gemeente: str, *, by: Acting) -> Choices:
    """Whom somebody can call now: the name with its number."""
    return [(one.outcome, _with_number(one.name, one.phone)) for one in routes_for(gemeente, at=by.at)]


def chain_choices(gemeente: str, *, by: Acting) -> Choices:
    """To whom a contact can be taken: the name with its number, as far as there is one."""
    return [
        (code, _with_number(str(said), chain_number(code, gemeente, at=by.at))) for code, said in FAN_CHAIN
    ]


def _with_number(name: str, phone: str) -> str:
    return f"{name}, {phone}" if phone and phone != name else name


def usual_receiver(gemeente: str) -> str:
    """The wijkteam of this gemeente (its id), which stands ready; "" for no gemeente of the region."""
    found = pack().region.gemeenten.get(gemeente)
    return found.wijkteam if found else ""


def receivers(gemeente: str) -> list[tuple[str, str | Choices]]:
    """Whom a note can be addressed to: the day duty of each team, and its people by name; this gemeente first."""
    teams = day_teams(gemeente)
    people: dict[str, Choices] = {}
    for one in Account.objects.filter(team_id__in=teams, role__in=DAY, is_active=True).order_by("name"):
        people.setdefault(str(one.team_id), []).append((f"{one.team_id}:{one.username}", one.name))
    listed: list[tuple[str, str | Choices]] = [("", _("Somebody without an account: name them below"))]
    return listed + [
        (team_word(team), [(team, pgettext("fan", "Day duty of %(team)s") % {"team": team_word(team)}),
                           *people.get(team, [])])
        for team in teams
    ]  # fmt: skip
