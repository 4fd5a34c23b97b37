"""How are codes said on screen? States, clocks, roles, outcomes and gemeenten as words in the reader's language."""

from typing import Any

from django.utils.translation import gettext, pgettext

from casework.directory.current import pack
from casework.place import ELSEWHERE
from privacy.context import now_cached
from workflows.roles import Role

TONES = {
    **dict.fromkeys(
        ("received", "screened", "open", "proposed", "offered", "offered_outside", "unread"), "new"
    ),
    **dict.fromkeys(
        (
            "waiting_info",
            "review",
            "forwarded",
            "asking",
            "incomplete",
            "waiting_list",
            "paused",
            "gemeente_unknown",
        ),
        "wait",
    ),
    **dict.fromkeys(
        (
            "closed",
            "advice",
            "dropped",
            "settled",
            "completed",
            "withdrawn",
            "confirmed",
            "confirmed_outside",
        ),
        "done",
    ),
    **dict.fromkeys(("became_melding", "set_aside", "no_crisis", "by_phone", "handed_over"), "done"),
    **dict.fromkeys(("expired", "returned", "reopened", "escalated", "disputed"), "alarm"),
    **dict.fromkeys(("left_draft", "at_crisis", "in_crisis", "announced", "unbridged", "called"), "alarm"),
    **dict.fromkeys(("morning_handover",), "wait"),
    **dict.fromkeys(("taken_over", "ended"), "done"),
}
"""How parts/state_badge.html draws a state; every other state is simply active."""


def state_word(kind: str, state: str) -> str:
    """The Dutch (or English) word of a state of a lifecycle."""
    return pgettext("outreach" if kind == "case" else kind, state.replace("_", " "))


def state_badge(kind: str, state: str) -> dict[str, str]:
    """Label and tone for parts/state_badge.html."""
    return {"label": state_word(kind, state), "tone": TONES.get(state, "active")}


def noun_word(kind: str) -> str:
    """What sort of item this is, for somebody who does not know the letters of a reference."""
    return pgettext("noun", kind)


def clock_word(kind: str) -> str:
    """What has to be done before this clock is over, as a verb phrase."""
    return pgettext("clock", kind.replace("_", " "))


def role_word(role: str) -> str:
    """The name of a role (an R-code)."""
    return pgettext("role", Role(role).name.replace("_", " ").lower())


def outcome_word(outcome: str) -> str:
    """The name of an outcome of the tree, in the words of the version in force; empty for none."""
    found = pack().tree(now_cached()).definition.outcomes.get(outcome)
    return gettext(found.text) if found else outcome


def gemeente_word(code: str) -> str:
    """The name of a gemeente by its four-digit code; a plain word when it is not known."""
    if code == ELSEWHERE:
        return gettext("outside the region")
    found = pack().region.gemeenten.get(code)
    return found.name if found else gettext("gemeente unknown")


def team_word(team_id: str) -> str:
    """The name of a team, or the text itself for an outside service."""
    found: Any = pack().region.teams.get(team_id)
    return found.canonical if found else team_id


def duty_word(team_id: str) -> str:
    """Whoever is on duty for a team: the owner when no person is named."""
    return gettext("Duty of %(team)s") % {"team": team_word(team_id)}
