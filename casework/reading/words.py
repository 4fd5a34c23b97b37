"""How are codes said on screen? States, clocks, roles and gemeenten as words in the reader's language."""

from typing import Any

from django.utils.translation import gettext, pgettext

from casework.directory.current import pack

TONES = {"expired": "critical", "returned": "warning", "asking": "warning", "waiting_list": "warning",
         "completed": "ok", "closed": "ok", "confirmed": "ok", "settled": "ok"}  # fmt: skip


def state_word(kind: str, state: str) -> str:
    """The Dutch (or English) word of a state of a lifecycle."""
    return pgettext("outreach" if kind == "case" else kind, state.replace("_", " "))


def state_badge(kind: str, state: str) -> dict[str, str]:
    """Label and tone for parts/state_badge.html."""
    return {"label": state_word(kind, state), "tone": TONES.get(state, "neutral")}


def clock_word(kind: str) -> str:
    """What has to be done before this clock is over, as a verb phrase."""
    return pgettext("clock", kind.replace("_", " "))


def role_word(role: str) -> str:
    """The name of a role."""
    return pgettext("role", role)


def outcome_word(outcome: str) -> str:
    """The name of an outcome of the tree."""
    return pgettext("outcome", outcome) if outcome else ""


def gemeente_word(code: str) -> str:
    """The name of a gemeente by its four-digit code; a plain word when it is not known."""
    found = pack().region.gemeenten.get(code)
    return found.name if found else gettext("gemeente unknown")


def team_word(team_id: str) -> str:
    """The name of a team, or the text itself for an outside service."""
    found: Any = pack().region.teams.get(team_id)
    return found.canonical if found else team_id
