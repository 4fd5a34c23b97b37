"""What must somebody know before the door opens? The safety flags of a person in words, without those that ended.

A flag is stored as {kind, detail, source, until}: `kind` from KINDS, `until` an ISO date or missing. A flag of
another kind is shown as it was written: unknown is not safe.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from casework import access
from casework.disclosing import told_flags
from casework.models import Person
from privacy.context import Acting
from workflows.calendars import local_date

KINDS: dict[str, tuple[str, Any]] = {
    "danger": ("danger", pgettext_lazy("flag", "danger")),
    "weapon": ("weapon", pgettext_lazy("flag", "weapon")),
    "aggression": ("aggression", pgettext_lazy("flag", "aggression")),
    "children": ("children", pgettext_lazy("flag", "children")),
    "dog": ("dog", pgettext_lazy("flag", "dog")),
    "access": ("access", pgettext_lazy("flag", "access to the home")),
    "not_alone": ("together", pgettext_lazy("flag", "do not go alone")),
    "health": ("health", pgettext_lazy("flag", "health")),
    "fire": ("fire", pgettext_lazy("flag", "fire")),
}
"""Kind -> the name of its icon and its word."""

ASKED_BEFORE_A_VISIT = ("weapon", "aggression", "dog", "access")


def in_words(flags: Iterable[Any] | None, *, at: datetime) -> list[dict[str, Any]]:
    """The flags in force at `at` (aware) for parts/flags.html and parts/safety_block.html."""
    found = [_flag(flag) for flag in flags or ()]
    return [flag for flag in found if flag["until"] is None or flag["until"] >= local_date(at)]


def block(flags: Iterable[Any] | None, *, at: datetime, asked_at: datetime | None = None) -> dict[str, Any]:
    """The context of parts/safety_block.html. Without any flag it names what nobody asked yet."""
    shown = in_words(flags, at=at)
    not_asked = [] if shown else [str(KINDS[kind][1]) for kind in ASKED_BEFORE_A_VISIT]
    return {"flags": shown, "asked_at": asked_at, "unknown": not_asked}


def told_elsewhere(
    files: Iterable[Person], *, by: Acting, about: str, action: str, relation: str
) -> list[dict[str, str]]:
    """The kind and the end of every flag at these other files, never their words; a file without flags stays shut.

    Source: docs/adr/0052-a-danger-known-elsewhere-counts-at-the-door.md.
    """
    wanted = [(file, ["flags"]) for file in files if file.flagged]
    opened = access.open_fields(wanted, by=by, about=about, action=action, relation=relation)
    source = {"source": _("known elsewhere")}
    return [flag | source for one in opened for flag in told_flags(one, for_a_visit=False)]


def _flag(flag: Any) -> dict[str, Any]:
    given: Mapping[str, Any] = flag if isinstance(flag, Mapping) else {"kind": str(flag)}
    kind = str(given.get("kind") or "danger")
    icon, word = KINDS.get(kind, ("danger", kind))
    return {
        "icon": icon, "word": str(word), "detail": str(given.get("detail") or ""),
        "source": str(given.get("source") or ""), "until": _end(str(given.get("until") or "")),
    }  # fmt: skip


def _end(until: str) -> date | None:
    """The last day of a flag; a date that cannot be read never hides the flag."""
    try:
        return date.fromisoformat(until[:10]) if until else None
    except ValueError:
        return None


QUESTIONS = {
    "Q1": pgettext_lazy("safety", "life in danger now"),
    "Q1b": pgettext_lazy("safety", "not seen for more than 48 hours"),
    "Q2": pgettext_lazy("safety", "suddenly ill in body"),
    "Q3": pgettext_lazy("safety", "suicide, psychosis or danger to others"),
}
"""A safety question in a few words, for the block that shows a yes or what nobody asked."""


def question_word(question: str) -> str:
    """The few words of a safety question, in the reader's language."""
    return str(QUESTIONS[question])
